package tagging

import (
	"cmp"
	"slices"
	"strings"

	"unroll/core/text"
)

// Options say how a network reads words. They can be compared with ==.
type Options struct {
	Column   string `json:"column,omitempty"`   // that has the tags, as for Read
	Lower    bool   `json:"lower,omitempty"`    // words in lower case
	MinFreq  int    `json:"min_freq,omitempty"` // words that occur less often are unknown; 0: 1
	Suffixes bool   `json:"suffixes,omitempty"` // suffixes of up to 4 letters and the kind of the first letter are read too
}

// Check returns an error if the options are not valid whatever the sentences.
func (o Options) Check() error {
	if o.MinFreq < 0 {
		return errMinFreq.Of(o.MinFreq)
	}
	return (&reading{column: o.Column}).choose()
}

// A Corpus is tagged sentences as a network reads them: each word as ids, the first of the word itself, then those of
// its suffixes, the longest first, each with what its first letter is.
type Corpus struct {
	Options
	Train, Valid []Sentence
	Tags         []string // K, from the training part, in order of how common they are
	Features     []string // V: words and suffixes, the first id for what is unknown
	Counts       *Counts  // of the training part
	Law          *Law     // nil: not known

	TrainRows, ValidRows *text.Sequences // ids of words, targets are tags; a tag that training lacks is not scored

	tags, features map[string]int32
}

// unknown is the id of a word that is not among the features.
const unknown int32 = 0

// NewCorpus numbers words and tags. Words that only the validation part has are unknown. Errors: no sentence to learn from.
func NewCorpus(train, valid []Sentence, o Options) (*Corpus, error) {
	c := &Corpus{Options: o, Train: train, Valid: valid, Counts: Count(train), tags: map[string]int32{}, features: map[string]int32{}}
	if len(train) == 0 {
		return nil, errNothing.Of()
	}
	order := make([]int, len(c.Counts.Tags))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.Counts.Total[b], c.Counts.Total[a]) })
	for i, k := range order {
		c.Tags = append(c.Tags, c.Counts.Tags[k])
		c.tags[c.Tags[i]] = int32(i)
	}
	c.number()
	c.TrainRows, c.ValidRows = c.Rows(train), c.Rows(valid)
	return c, nil
}

// number gives the features of the training part numbers, in order of how common they are.
func (c *Corpus) number() {
	often, words := map[string]int{}, map[string]int{}
	for _, s := range c.Train {
		for _, w := range s.Words {
			words[w]++
		}
	}
	for w, n := range words {
		for _, f := range c.names(w) {
			often[f] += n
		}
	}
	var list []string
	for f, n := range often {
		least := max(c.MinFreq, 1)
		if f[0] == suffixMark {
			least = max(least, 2)
		}
		if n >= least {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(a, b)) })
	c.Features = append([]string{"<unk>"}, list...)
	for i, f := range c.Features {
		c.features[f] = int32(i)
	}
}

// What a feature's name begins with.
const (
	wordMark   = 'w'
	suffixMark = 's'
)

// names are the features of a word.
func (c *Corpus) names(word string) []string {
	w := word
	if c.Lower {
		w = strings.ToLower(word)
	}
	list := []string{string(wordMark) + w}
	if c.Suffixes {
		for _, s := range suffixes(word) {
			list = append(list, string(suffixMark)+s)
		}
	}
	return list
}

// Width is the number of ids of each word.
func (c *Corpus) Width() int {
	if c.Suffixes {
		return 2 + mostSuffix
	}
	return 1
}

// IDs appends the ids of a word to list, Width of them; negative where it has fewer.
func (c *Corpus) IDs(list []int32, word string) []int32 {
	n := len(list) + c.Width()
	for i, f := range c.names(word) {
		id, ok := c.features[f]
		switch {
		case ok:
			list = append(list, id)
		case i == 0:
			list = append(list, unknown)
		}
	}
	for len(list) < n {
		list = append(list, text.Unknown)
	}
	return list
}

// Known says whether a word is among the features.
func (c *Corpus) Known(word string) bool {
	_, ok := c.features[c.names(word)[0]]
	return ok
}

// Tag is the number of a tag; −1 if the training part does not have it.
func (c *Corpus) Tag(tag string) int32 {
	if k, ok := c.tags[tag]; ok {
		return k
	}
	return text.Unknown
}

// Rows are sentences as ids and tags.
func (c *Corpus) Rows(list []Sentence) *text.Sequences {
	s, ids := &text.Sequences{Width: c.Width()}, map[string][]int32{}
	for i, x := range list {
		span := text.Span{From: len(s.Targets), Line: i + 1, Length: len(x.Words)}
		for t, w := range x.Words {
			if ids[w] == nil {
				ids[w] = c.IDs(nil, w)
			}
			s.Inputs = append(s.Inputs, ids[w]...)
			tag := text.Unknown
			if t < len(x.Tags) {
				tag = c.Tag(x.Tags[t])
			}
			if tag >= 0 {
				span.Scored++
			} else {
				span.Unknown++
			}
			s.Targets = append(s.Targets, tag)
		}
		span.To = len(s.Targets)
		s.Spans = append(s.Spans, span)
	}
	return s
}
