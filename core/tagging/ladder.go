package tagging

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A Tagger says how likely each tag is at each word of a sentence.
type Tagger interface {
	// Tag returns T×K probabilities, in the order of the counts' tags.
	Tag(words []string) [][]float64
	// Best returns T indices of tags: the likeliest answer, which is not always that of each word by itself.
	Best(words []string) []int
}

// TagAndBest is what t says of a sentence, without working it out twice where the one follows from the other.
func TagAndBest(t Tagger, words []string) (p [][]float64, best []int) {
	switch t := t.(type) {
	case Commonest, PerWord, Suffixes, Exact:
		p = t.Tag(words)
		return p, bestOf(p)
	case *Bigrams:
		like := t.likelihoods(words)
		return t.model.Smooth(like), t.model.Viterbi(like)
	}
	return t.Tag(words), t.Best(words)
}

// The names of the rungs, those of the levels on the loss chart.
const (
	CommonestTag = "commonest_tag"
	TagsOfWord   = "per_word"
	SuffixTable  = "suffixes"
	BigramHMM    = "hmm"
	PastFloor    = "past"  // the exact law, which knows what came before each word and the word itself
	WholeFloor   = "whole" // the exact law, which knows the whole sentence
)

// A NamedTagger is a simple tagger with the name of its rung.
type NamedTagger struct {
	ID string
	Tagger
}

// Taggers are the simple taggers, from low to high.
func Taggers(c *Counts) []NamedTagger {
	return []NamedTagger{{CommonestTag, Commonest{c}}, {TagsOfWord, PerWord{c}}, {SuffixTable, Suffixes{c}}, {BigramHMM, NewBigrams(c)}}
}

// Counts is what simple taggers know of tagged sentences.
type Counts struct {
	Tags  []string // K, in the order of their first use
	index map[string]int
	Total []float64            // of each tag
	Words map[string][]float64 // how often each word had each tag
	rare  []float64            // tags of the words seen once
	start []float64            // tags of first words
	move  [][]float64          // tag by tag
	seen  map[string][]float64 // suffix by tags, of rare words
}

const (
	rareWords  = 5 // a word seen so often at most says what suffixes mean
	mostSuffix = 4 // letters
	few        = 0.1
)

// Count counts sentences.
func Count(list []Sentence) *Counts {
	c := &Counts{index: map[string]int{}, Words: map[string][]float64{}, seen: map[string][]float64{}}
	for _, s := range list {
		for _, tag := range s.Tags {
			if _, ok := c.index[tag]; !ok {
				c.index[tag] = len(c.Tags)
				c.Tags = append(c.Tags, tag)
			}
		}
	}
	K := len(c.Tags)
	c.Total, c.rare, c.start = make([]float64, K), make([]float64, K), make([]float64, K)
	for range K {
		c.move = append(c.move, make([]float64, K))
	}
	for _, s := range list {
		c.add(s)
	}
	for _, s := range list {
		for t, w := range s.Words {
			if n := sum(c.Words[w]); n <= rareWords {
				c.addSuffixes(w, c.index[s.Tags[t]])
				if n == 1 {
					c.rare[c.index[s.Tags[t]]]++
				}
			}
		}
	}
	return c
}

func (c *Counts) add(s Sentence) {
	before := -1
	for t, w := range s.Words {
		k := c.index[s.Tags[t]]
		if c.Words[w] == nil {
			c.Words[w] = make([]float64, len(c.Tags))
		}
		c.Words[w][k]++
		c.Total[k]++
		if before < 0 {
			c.start[k]++
		} else {
			c.move[before][k]++
		}
		before = k
	}
}

// suffixes are the ends of a word that say something about it, the longest first, each with whether it begins with a
// capital, is a number, or neither.
func suffixes(word string) []string {
	shape := "a"
	switch first, _ := utf8.DecodeRuneInString(word); {
	case unicode.IsUpper(first):
		shape = "A"
	case unicode.IsDigit(first):
		shape = "1"
	}
	r := []rune(word)
	var list []string
	for n := min(mostSuffix, len(r)); n >= 0; n-- {
		list = append(list, shape+string(r[len(r)-n:]))
	}
	return list
}

func (c *Counts) addSuffixes(word string, k int) {
	for _, s := range suffixes(word) {
		if c.seen[s] == nil {
			c.seen[s] = make([]float64, len(c.Tags))
		}
		c.seen[s][k]++
	}
}

// share is counts as probabilities, drawn towards base as if it had been seen weight times.
func share(counts, base []float64, weight float64) []float64 {
	total := sum(counts) + weight
	p := make([]float64, len(base))
	for k := range p {
		p[k] = weight * base[k] / total
		if counts != nil {
			p[k] += counts[k] / total
		}
	}
	return p
}

// overall is how common the tags are; none has no share at all.
func (c *Counts) overall() []float64 {
	K := len(c.Tags)
	even := slices.Repeat([]float64{1 / float64(K)}, K)
	return share(c.Total, even, few*float64(K))
}

// open is how common they are among words seen once, which is what words never seen are like.
func (c *Counts) open() []float64 { return share(c.rare, c.overall(), 1) }

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// each asks about every word by itself.
func each(words []string, of func(word string) []float64) [][]float64 {
	p := make([][]float64, len(words))
	for t, w := range words {
		p[t] = of(w)
	}
	return p
}

func bestOf(p [][]float64) []int {
	best := make([]int, len(p))
	for t := range p {
		best[t] = Best(p[t])
	}
	return best
}

// Commonest gives every word the same tags.
type Commonest struct{ *Counts }

// Tag is how common the tags are.
func (c Commonest) Tag(words []string) [][]float64 {
	p := c.overall()
	return each(words, func(string) []float64 { return p })
}

// Best is the commonest tag.
func (c Commonest) Best(words []string) []int { return bestOf(c.Tag(words)) }

// PerWord gives a word the tags that it had in training, and one never seen those of words seen once.
type PerWord struct{ *Counts }

// Tag is what the words had.
func (c PerWord) Tag(words []string) [][]float64 {
	base := c.open()
	return each(words, func(w string) []float64 { return share(c.Words[w], base, few) })
}

// Best is the commonest tag of each word.
func (c PerWord) Best(words []string) []int { return bestOf(c.Tag(words)) }

// Suffixes is PerWord, but judges a word that was never seen by its end and its first letter.
type Suffixes struct{ *Counts }

// word is what a word had, or what words that end like it had: each suffix is drawn towards the next shorter one.
func (c Suffixes) word(w string, open []float64) []float64 {
	p := open
	list := suffixes(w)
	for i := len(list) - 1; i >= 0; i-- {
		p = share(c.seen[list[i]], p, 1)
	}
	return share(c.Words[w], p, few)
}

// Tag is what the words had, or words like them.
func (c Suffixes) Tag(words []string) [][]float64 {
	open := c.open()
	return each(words, func(w string) []float64 { return c.word(w, open) })
}

// Best is the likeliest tag of each word.
func (c Suffixes) Best(words []string) []int { return bestOf(c.Tag(words)) }

// Bigrams is a hidden Markov model of tags, each depending on the one before, over Suffixes.
type Bigrams struct {
	*Counts
	model HMM
	base  []float64
}

// NewBigrams makes the model of counts.
func NewBigrams(c *Counts) *Bigrams {
	b := &Bigrams{Counts: c, base: c.overall()}
	const weight = 1
	b.model.Start = share(c.start, b.base, weight)
	for k := range c.Tags {
		b.model.Move = append(b.model.Move, share(c.move[k], b.base, weight))
	}
	return b
}

// likelihoods are P(x_t | z_t) up to a factor of each word: P(z | x) / P(z).
func (b *Bigrams) likelihoods(words []string) [][]float64 {
	p := Suffixes{b.Counts}.Tag(words)
	for t := range p {
		for k := range p[t] {
			p[t][k] /= b.base[k]
		}
	}
	return p
}

// Tag is the probability of each tag given the whole sentence.
func (b *Bigrams) Tag(words []string) [][]float64 { return b.model.Smooth(b.likelihoods(words)) }

// Best is the likeliest sequence of tags.
func (b *Bigrams) Best(words []string) []int { return b.model.Viterbi(b.likelihoods(words)) }
