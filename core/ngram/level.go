package ngram

import "slices"

// A level holds the contexts of one length, k tokens, that something followed, sorted and numbered
// by their tokens from the newest to the oldest. So the longer contexts that end in the same one are
// next to each other, and a history is looked up like a word in a dictionary, backwards.
//
// All of it is in flat arrays: a context is a number, its children and its entries are ranges.
type level struct {
	oldest []int32 // by context: its first token
	kids   []int32 // kids[c] … kids[c+1]: contexts of the next level that end in c; nil in the last level
	total  []int32 // by context: how often it occurred
	first  []int32 // first[c] … first[c+1]: entries of c, sorted by token

	next  []int32 // by entry: the token that followed
	times []int32 // by entry: how often
	lefts []int32 // by entry: after how many different tokens; see continuation
}

// kind is a kind of count.
type kind uint8

const (
	occurrence kind = iota // c(h,w): how often w followed h
	// continuation is N₁₊(•hw): how many different tokens occurred before hw. Nothing can precede an h that begins at
	// the start of a line: there it is c(h,w), as in other toolkits; the beginning of a stream counts as one more token.
	continuation
)

func (l *level) counts(k kind) []int32 {
	if k == continuation {
		return l.lefts
	}
	return l.times
}

// count is a(h,w) of kind k for context node and token w.
func (l *level) count(node, w int32, k kind) int32 {
	lo, hi := l.first[node], l.first[node+1]
	if e, ok := slices.BinarySearch(l.next[lo:hi], w); ok {
		return l.counts(k)[int(lo)+e]
	}
	return 0
}

// longer is the context of k+1 tokens made of token followed by the context node of k tokens.
func (c *Counts) longer(k int, node, token int32) (int32, bool) {
	if k+1 >= len(c.levels) {
		return 0, false
	}
	lo, hi := c.levels[k].kids[node], c.levels[k].kids[node+1]
	i, ok := slices.BinarySearch(c.levels[k+1].oldest[lo:hi], token)
	return lo + int32(i), ok
}
