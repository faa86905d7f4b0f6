package translate

import (
	"context"
	"slices"
	"time"

	"unroll/core/translation"
	"unroll/core/work"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// rest is the least time between two answers for newer networks.
const rest = 250 * time.Millisecond

// A question is what a translation depends on.
type question struct {
	choice
	step  int
	width int // of the beam
	alpha float64
}

// An answer is what the network makes of a sentence.
type answer struct {
	question
	greedy, best translation.Hypothesis // best: of the beam, by score
	same         bool                   // they are the same tokens
	reading      *translation.Reading   // of the reference; nil: there is none
	scores       [2]translation.Score   // of greedy and best against the reference
}

// mostTokens is how many tokens a translation of so many source tokens may have: what a network makes beyond that goes round in circles.
func mostTokens(source int) int { return 2*source + 20 }

// ask has the sentence translated by the newest network. If only that is newer, it waits its turn; if a person has changed something,
// what is being worked out is given up.
func (v *View) ask() []event.Job {
	if v.model == nil || !v.shown || len(v.list) == 0 {
		return nil
	}
	m, list := v.model, v.list
	q := question{v.choice, m.At(), v.width, v.alpha}
	if source, _ := v.now(); len(source.words) == 0 {
		v.asker.Cancel()
		return nil
	}
	if v.asker.Busy() && !sameButStep(v.asked, q) {
		v.asker.Cancel()
	}
	v.asked = q
	patient := v.got != nil && sameButStep(v.got.question, q)
	return v.asker.Ask(ask.Question[question, *answer]{Key: q, Patient: patient, Work: func(ctx context.Context) (a *answer) {
		work.Quietly(func() { a = translate(ctx, m, list, q) })
		return a
	}})
}

// sameButStep reports whether at most the network is another.
func sameButStep(a, b question) bool {
	a.step = b.step
	return a == b
}

// translate answers a question; if ctx ends, not all of it.
func translate(ctx context.Context, m *translation.Model, list []translation.Pair, q question) *answer {
	a := &answer{question: q}
	source, reference := q.sentences(m.Corpus, list)
	most := mostTokens(len(source.ids))
	made, err := m.Greedy(ctx, [][]int32{source.ids}, most)
	if err != nil {
		return a
	}
	a.greedy = made[0]
	found, err := m.Search(ctx, source.ids, translation.Beam{Width: q.width, Alpha: q.alpha, Most: most})
	if err != nil {
		return a
	}
	a.best = found.Found[0]
	a.same = slices.Equal(a.best.IDs, a.greedy.IDs)
	if len(reference.ids) == 0 {
		return a
	}
	a.reading = readOne(ctx, m, source, reference)
	for i, h := range []translation.Hypothesis{a.greedy, a.best} {
		a.scores[i] = translation.Compare(reference.words, m.Corpus.Words(h))
	}
	return a
}

// readOne reads a pair; nil if ctx has ended.
func readOne(ctx context.Context, m *translation.Model, source, reference sentence) *translation.Reading {
	if list, err := m.Read(ctx, []translation.Row{row(source, reference)}); err == nil {
		return &list[0]
	}
	return nil
}
