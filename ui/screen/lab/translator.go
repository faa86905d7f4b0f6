package lab

import (
	"context"
	"math"
	"time"

	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// A translator has the newest network translate sentences for the panel, and judges it on the ladder.
type translator struct {
	asker  ask.Asker[translating, panel.Translated]
	at     int // the first sentence, an index of panel.SentencesOf
	read   int // how often it has been translated
	judges climber[ladder.Stand]
}

// A translating is the first of some sentences, and the step of the network that translates them.
type translating struct{ at, step int }

const (
	// sentenceTurn is how often newer networks translate sentences before others have their turn.
	sentenceTurn = 20
	// sentenceStride is how far the next sentences are from the last: a prime, as neighbours are often alike.
	sentenceStride = 97
	// translateRest is the least time between two translations by newer networks.
	translateRest = 400 * time.Millisecond
)

// under sets the context of the translator's work.
func (t *translator) under(ctx context.Context) {
	t.asker.Under, t.judges.asker.Under = ctx, ctx
}

// next chooses other sentences.
func (t *translator) next(of panel.Pairs) {
	list, _ := panel.SentencesOf(of.Of)
	t.at, t.read = (t.at+sentenceStride)%len(list), 0
}

// translate requests translations of the panel's sentences by the newest network, while the panels are on the screen.
func (l *Lab) translate() {
	m, ok := l.data.Snap.Model.(*translation.Model)
	if !ok || l.data.Pairs.Of == nil || l.views.at != 0 {
		return
	}
	t, of := &l.translator, l.data.Pairs
	q := translating{t.at, m.At()}
	l.jobs = append(l.jobs, t.asker.Ask(ask.Question[translating, panel.Translated]{
		Key: q, Patient: len(of.Is.List) > 0 && of.Is.At == q.at,
		Work: func(ctx context.Context) (x panel.Translated) {
			work.Quietly(func() { x, _ = panel.TranslatedBy(ctx, m, of.Of, q.at) })
			return x
		},
	})...)
}

// otherSentences has others translated at once.
func (l *Lab) otherSentences() {
	l.translator.next(l.data.Pairs)
	l.translate()
}

// translated takes a message if it is the translator's.
func (l *Lab) translated(msg any) (own bool) {
	t := &l.translator
	answer, own := t.asker.Take(msg)
	if answer != nil {
		l.awaited = l.awaited || answer.Is.At != l.data.Pairs.Is.At
		l.data.Pairs.Is = answer.Is
		t.asker.Rest(translateRest, answer.Took)
		if t.read++; t.read >= sentenceTurn {
			t.next(l.data.Pairs)
		}
	}
	if own {
		l.jobs = append(l.jobs, t.asker.Next()...)
	}
	return own
}

// The ladder of pairs is worked out once, in the background; then, again and again, the newest network stands on it, as on that
// of a series (climbing.go).

type pairedMsg struct {
	lab    *Lab
	ladder *ladder.Ladder
	err    error
}

// countPairs starts working out the ladder of pairs.
func (l *Lab) countPairs() []event.Job {
	d, source := l.data.Pairs.Of, l.pairSource()
	if l.data.Pairs.State != panel.NotCounted {
		return nil
	}
	l.data.Pairs.State = panel.Counting
	return []event.Job{func() any {
		m := pairedMsg{lab: l}
		work.Quietly(func() { m.ladder, m.err = ladder.New(l.ctx, d.Corpus, source) })
		return m
	}}
}

// pairSource is the source of the run's pairs; its zero value: they are a person's own.
func (l *Lab) pairSource() translation.Source {
	o, ok := l.about.Origin.(sessions.PairsOrigin)
	if !ok || o.Source == "" {
		return translation.Source{}
	}
	s, _ := translation.Find(o.Source)
	return s
}

// paired stores the ladder, and the least validation loss that can be expected.
func (l *Lab) paired(m pairedMsg) {
	if m.lab != l || l.ctx.Err() != nil {
		return
	}
	l.data.Pairs.State, l.data.Pairs.Ladder = panel.Counted, m.ladder
	if m.ladder != nil && !math.IsNaN(m.ladder.Exact.Nats) {
		l.data.Floor = m.ladder.Exact.Nats
	}
	l.judgePairs()
	l.see()
}

// judgePairs has the newest model of pairs judged; a model that is not the first waits its turn.
func (l *Lab) judgePairs() {
	c := l.data.Pairs.Ladder
	m, ok := l.data.Snap.Model.(*translation.Model)
	if c == nil || !ok {
		return
	}
	l.jobs = append(l.jobs, l.translator.judges.ask(m.At(), l.data.Pairs.Stand.Tokens > 0, func(ctx context.Context) (ladder.Stand, error) { return c.Stand(ctx, m) })...)
}
