package lab

import (
	"context"

	"unroll/core/tagging"
	"unroll/core/work"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/view/tags"
)

// A tagger has the newest network tag a sentence for the panel.
type tagger struct {
	asker ask.Asker[tagged, panel.ReadSentence]
	at    int // the sentence, an index of panel.LookedAt
	read  int // how often it has been read
}

// A tagged is a sentence, and the step of the network that reads it.
type tagged struct{ at, step int }

const (
	// turnLength is how often newer networks read a sentence before another has its turn.
	turnLength = 40
	// The lengths of sentences that the panel chooses, in words, if there are any.
	leastWords, mostWords = 5, 12
)

// begin chooses the first sentence of the panel.
func (t *tagger) begin(of panel.Tags) {
	t.at = -1
	t.next(of)
}

// next chooses the next sentence that is neither short nor long; if there is none, the next.
func (t *tagger) next(of panel.Tags) {
	list, _ := panel.LookedAt(of.Of)
	t.read = 0
	if len(list) == 0 {
		return
	}
	for i := range list {
		at := (t.at + 1 + i) % len(list)
		if n := len(list[at].Words); n >= leastWords && n <= mostWords {
			t.at = at
			return
		}
	}
	t.at = (t.at + 1) % len(list)
}

// tag requests the tags of the panel's sentence by the newest network, while the panels are on the screen. The sentence is the
// one that a person has chosen in the view, or else one after the other.
func (l *Lab) tag() {
	m, ok := l.data.Snap.Model.(*tagging.Model)
	if !ok || l.data.Tags.Of == nil || l.views.at != 0 || l.tagger.at < 0 {
		return
	}
	if at, ok := l.chosenSentence(); ok {
		l.tagger.at, l.tagger.read = at, 0
	}
	t, of := &l.tagger, l.data.Tags
	q := tagged{t.at, m.At()}
	l.jobs = append(l.jobs, t.asker.Ask(ask.Question[tagged, panel.ReadSentence]{
		Key: q, Patient: len(of.Read.Said) > 0 && of.Read.At == q.at,
		Work: func(ctx context.Context) (r panel.ReadSentence) {
			work.Quietly(func() { r, _ = of.ReadBy(ctx, m, q.at) })
			return r
		},
	})...)
}

// chosenSentence is the one that a person has chosen in the view of tags.
func (l *Lab) chosenSentence() (at int, ok bool) {
	for _, v := range l.views.begun {
		if v, is := v.(*tags.View); is {
			return v.Chosen()
		}
	}
	return 0, false
}

// hasTagged takes a message if it is the tagger's.
func (l *Lab) hasTagged(msg any) (own bool) {
	t := &l.tagger
	answer, own := t.asker.Take(msg)
	if answer != nil {
		l.data.Tags.Read = answer.Is
		t.asker.Rest(forecastRest, answer.Took)
		if t.read++; t.read >= turnLength {
			t.next(l.data.Tags)
		}
	}
	if own {
		l.jobs = append(l.jobs, t.asker.Next()...)
	}
	return own
}
