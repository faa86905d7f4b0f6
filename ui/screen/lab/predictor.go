package lab

import (
	"context"
	"time"

	"unroll/core/lm"
	"unroll/ui/screen/ask"
)

const (
	// candidates is how many next tokens are requested: more than any screen shows.
	candidates = 64
	// chainRest is the least time between two readings of the prefix with its chain, or of a long one, for newer models.
	chainRest = 250 * time.Millisecond
	// slowRead is the time from which on the reading of a prefix takes too much from the training to follow every model.
	slowRead = 50 * time.Millisecond
)

// predictor reads the prefix once for both its panel and the view on the screen.
type predictor struct {
	asker ask.Asker[question, read]
	shown string // the prefix whose prediction is shown
	slow  bool   // reading it took long
}

// A question is a prefix and the step of the model that reads it. chain: also the surprisal of each of its
// tokens.
type question struct {
	prefix string
	step   int
	chain  bool
}

type read struct {
	prefix *lm.Prefix
	is     lm.Prediction
}

// ask has the current prefix read by the newest model, unless that is known or under way. With the chain it takes
// longer: then newer models wait their turn.
func (l *Lab) ask() {
	m, known := l.data.Snap.Language(), l.data.Prefix.Read
	if m == nil {
		return
	}
	q := question{prefix: l.data.Prefix.Text, step: m.Step, chain: l.kinds()[l.views.at].Chain}
	same := known != nil && known.Text == q.prefix && (known.Chained() || !q.chain)
	l.jobs = append(l.jobs, l.predictor.asker.Ask(ask.Question[question, read]{
		Key:     q,
		Patient: same && (q.chain || l.predictor.slow),
		Work: func(context.Context) read {
			p := m.Read(q.prefix, q.chain, known)
			return read{p, p.Predict(1, candidates)}
		},
	})...)
}

// predicted takes a message if it is the predictor's.
func (l *Lab) predicted(msg any) (own bool) {
	p := &l.predictor
	answer, own := p.asker.Take(msg)
	if answer != nil {
		l.awaited = l.awaited || answer.Key.prefix != p.shown
		p.shown = answer.Key.prefix
		l.data.Prefix.Is, l.data.Prefix.Read, l.data.Prefix.Known = answer.Is.is, answer.Is.prefix, true
		p.slow = answer.Took > slowRead
		if answer.Key.chain || p.slow {
			p.asker.Rest(chainRest, answer.Took)
		}
		l.see()
		l.ask()
	} else if own {
		l.jobs = append(l.jobs, p.asker.Next()...)
	}
	return own
}
