package tags

import (
	"context"
	"slices"
	"time"

	"unroll/core/tagging"
	"unroll/core/work"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

const (
	rest       = 250 * time.Millisecond // the least time between two answers for newer models
	mostSides  = 128                    // words of a sentence that are also read without what comes after them
	judgedRows = 1 << 16                // words that are judged at most, in sentences spread over all
	judgedOnce = 128                    // sentences that are tagged between two looks at the context
)

// A sentenceKey is what the reading of a sentence depends on.
type sentenceKey struct {
	sentence
	step  int
	sides bool // also without what comes after each word
}

// A sentence is one of the list, or a version of the one that a person has typed.
type sentence struct{ at, version int }

// A reading is a sentence with what is known of it. Probabilities are T×K, in the order of Corpus.Tags.
type reading struct {
	key   sentenceKey
	words []string
	gold  []int // −1: not known, or a tag that training lacks; nil: typed
	said  []int
	known []bool // training has the word
	whole [][]float64
	past  [][]float64 // by the network, of at most mostSides words; nil: not asked, or the network reads forward only
	ref   reference
}

// A reference is what the network is compared with, word by word.
type reference struct {
	law         bool        // the exact law; else a bigram HMM
	past, whole [][]float64 // of at most mostSides words; nil: not asked
}

// A report is how the network did on all sentences that are judged.
type report struct {
	*tagging.Report
	step   int
	judged int     // sentences
	said   [][]int // by sentence and word; nil: not judged
	gold   [][]int
	words  []tagging.WrongWord
	shown  struct { // the examples that were last looked for
		of   cell
		list []example
	}
}

// ask has the questions answered that the screen has now. If only the model is newer, they wait their turn, so that watching
// takes little time from learning.
func (v *View) ask() []event.Job {
	if v.model == nil || !v.shown || len(v.list) == 0 {
		return nil
	}
	if v.page > sidesPage {
		return v.askReport()
	}
	jobs := v.askSentence()
	if v.got.report == nil { // to jump to errors
		jobs = append(jobs, v.askReport()...)
	}
	return jobs
}

// now is the sentence that is looked at.
func (v *View) now() sentence {
	if v.typed != nil {
		return sentence{-1, v.typed.version}
	}
	return sentence{v.at, 0}
}

func (v *View) askSentence() []event.Job {
	m, words, tags := v.model, []string(nil), []string(nil)
	if v.typed != nil {
		words = v.typed.words
	} else {
		words, tags = v.list[v.at].Words, v.list[v.at].Tags
	}
	key := sentenceKey{v.now(), m.At(), v.page == sidesPage}
	old := v.got.reading
	patient := old != nil && old.key.sentence == key.sentence && (old.key.sides || !key.sides)
	both := v.both()
	return v.sentences.Ask(ask.Question[sentenceKey, *reading]{Key: key, Patient: patient, Work: func(ctx context.Context) (r *reading) {
		work.Quietly(func() { r = read(ctx, m, key, tagging.Sentence{Words: words, Tags: tags}, both, old) })
		return r
	}})
}

func (v *View) askReport() []event.Job {
	m, list, old := v.model, v.list, v.got.report
	return v.reports.Ask(ask.Question[int, *report]{Key: m.At(), Patient: old != nil, Work: func(ctx context.Context) (r *report) {
		work.Quietly(func() { r = judge(ctx, m, list) })
		return r
	}})
}

// read reads a sentence. What does not depend on the network is taken from old if that is of the same sentence.
func read(ctx context.Context, m *tagging.Model, key sentenceKey, x tagging.Sentence, both bool, old *reading) *reading {
	r := &reading{key: key, words: x.Words}
	c := m.Corpus
	for _, w := range x.Words {
		r.known = append(r.known, c.Counts.Words[w] != nil)
	}
	for _, tag := range x.Tags {
		r.gold = append(r.gold, int(c.Tag(tag)))
	}
	if len(x.Words) == 0 {
		return r
	}
	if all, err := m.Tag(ctx, []tagging.Sentence{x}); err == nil {
		r.whole = all[0]
	}
	for _, p := range r.whole {
		r.said = append(r.said, tagging.Best(p))
	}
	if !key.sides {
		return r
	}
	if both {
		r.past = pastOf(ctx, m, x.Words)
	}
	if old != nil && old.key.sentence == key.sentence && old.ref.past != nil {
		r.ref = old.ref
	} else {
		r.ref = referenceOf(ctx, c, x.Words)
	}
	return r
}

// pastOf is what m says of each word if its sentence ends there.
func pastOf(ctx context.Context, m *tagging.Model, words []string) (past [][]float64) {
	var list []tagging.Sentence
	for t := range min(len(words), mostSides) {
		list = append(list, tagging.Sentence{Words: words[:t+1]})
	}
	all, err := m.Tag(ctx, list)
	if err != nil {
		return nil
	}
	for t, p := range all {
		past = append(past, p[t])
	}
	return past
}

// referenceOf is what the exact law says of words, if it is known and they are its own; else a bigram HMM of the training part.
func referenceOf(ctx context.Context, c *tagging.Corpus, words []string) (r reference) {
	words = words[:min(len(words), mostSides)]
	if c.Law != nil {
		if like, ok := c.Law.Likelihoods(words); ok {
			known, _ := c.Law.Filter(like)
			return reference{true, ordered(c, c.Law.States, known), ordered(c, c.Law.States, c.Law.Smooth(like))}
		}
	}
	b := tagging.NewBigrams(c.Counts)
	r.whole = ordered(c, c.Counts.Tags, b.Tag(words))
	for t := range words {
		if ctx.Err() != nil {
			return reference{}
		}
		r.past = append(r.past, b.Tag(words[:t+1])[t])
	}
	r.past = ordered(c, c.Counts.Tags, r.past)
	return r
}

// ordered is distributions over tags in another order, in that of the corpus. A tag that it does not have is left out.
func ordered(c *tagging.Corpus, from []string, p [][]float64) [][]float64 {
	list := make([][]float64, len(p))
	for t := range p {
		list[t] = make([]float64, len(c.Tags))
		for i, tag := range from {
			if k := c.Tag(tag); k >= 0 {
				list[t][k] = p[t][i]
			}
		}
	}
	return list
}

// judge has m tag the sentences of list, or so many of them that are spread over it.
func judge(ctx context.Context, m *tagging.Model, list []tagging.Sentence) *report {
	c := m.Corpus
	r := &report{Report: tagging.NewReport(c), step: m.At(), said: make([][]int, len(list)), gold: make([][]int, len(list))}
	every := max(1, (tagging.Counted(list)+judgedRows-1)/judgedRows)
	var some []int
	for at := 0; at < len(list); at += every {
		some = append(some, at)
	}
	for part := range slices.Chunk(some, judgedOnce) {
		var sentences []tagging.Sentence
		for _, at := range part {
			sentences = append(sentences, list[at])
		}
		all, err := m.Tag(ctx, sentences)
		if err != nil {
			return r
		}
		for i, at := range part {
			r.add(c, at, list[at], all[i])
		}
	}
	r.words = r.WrongWords(mostWords)
	return r
}

// mostWords are listed.
const mostWords = 500

// add counts a sentence.
func (r *report) add(c *tagging.Corpus, at int, x tagging.Sentence, p [][]float64) {
	r.judged++
	for t, w := range x.Words {
		gold, said := int(c.Tag(x.Tags[t])), tagging.Best(p[t])
		r.Add(w, p[t], gold, said, c.Counts.Words[w] != nil)
		r.gold[at], r.said[at] = append(r.gold[at], gold), append(r.said[at], said)
	}
}
