package ngram

import "slices"

// A level holds the contexts of one length, k tokens, that something followed, numbered in the order
// of their tokens from the newest to the oldest. So those that are one token longer and end alike
// lie together, and a history is looked up like a word in a book, backwards.
//
// All of it lies in flat arrays: a context is a number, its children and its entries are ranges.
type level struct {
	oldest []int32 // by context: its first token
	kids   []int32 // kids[c] … kids[c+1]: contexts of the next level that end in c; nil in the last level
	total  []int32 // by context: how often it came
	first  []int32 // first[c] … first[c+1]: entries of c, sorted by token

	next  []int32 // by entry: the token that followed
	times []int32 // by entry: how often
	lefts []int32 // by entry: behind how many different tokens; see continuation
}

// A kind of count.
type kind uint8

const (
	occurrence kind = iota // c(h,w): how often w followed h
	// continuation is N₁₊(•hw): how many different tokens stood before hw. For an h that begins
	// at the start of a line nothing can, and it is c(h,w) there, as toolkits have it; the beginning of
	// a stream counts as one more token.
	continuation
)

func (l *level) counts(k kind) []int32 {
	if k == continuation {
		return l.lefts
	}
	return l.times
}

// count is a(h,w) of one kind for context node and token w.
func (l *level) count(node, w int32, k kind) int32 {
	lo, hi := l.first[node], l.first[node+1]
	if e, ok := slices.BinarySearch(l.next[lo:hi], w); ok {
		return l.counts(k)[int(lo)+e]
	}
	return 0
}

// longer is the context of k+1 tokens that is token before the context node of k tokens.
func (c *Counts) longer(k int, node, token int32) (int32, bool) {
	if k+1 >= len(c.levels) {
		return 0, false
	}
	lo, hi := c.levels[k].kids[node], c.levels[k].kids[node+1]
	i, ok := slices.BinarySearch(c.levels[k+1].oldest[lo:hi], token)
	return lo + int32(i), ok
}
