package lab

import (
	"context"
	"time"

	"unroll/core/fill"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
)

// ofFill: a text whose blanks are filled in.
func ofFill(s *sessions.Subject) bool { return s != nil && panel.FillOf(s.Data).Of != nil }

// A filler fills in a part of the held-out text for the panels, keyed by the step of the network.
type filler = ask.Asker[int, panel.Guesses]

// fillRest is the least time between two readings by newer networks: long enough to look at a hidden token.
const fillRest = 700 * time.Millisecond

// fillIn requests what the newest network says of the tokens of a held-out passage, while the panels are on the screen. Another
// token is looked at each time.
func (l *Lab) fillIn() {
	m, ok := l.data.Snap.Model.(*fill.Model)
	if !ok || l.data.Fill.Of == nil || l.views.at != 0 {
		return
	}
	d, known := l.data.Fill.Of, l.data.Fill.Is
	l.jobs = append(l.jobs, l.filler.Ask(ask.Question[int, panel.Guesses]{
		Key: m.At(), Patient: known.Known,
		Work: func(ctx context.Context) (g panel.Guesses) {
			work.Quietly(func() { g = panel.GuessesOf(ctx, m, d, known.Turn+1) })
			return g
		},
	})...)
}

// filled takes a message if it is the filler's.
func (l *Lab) filled(msg any) (own bool) {
	answer, own := l.filler.Take(msg)
	if answer != nil {
		l.data.Fill.Is = answer.Is
		l.filler.Rest(fillRest, answer.Took)
	}
	if own {
		l.jobs = append(l.jobs, l.filler.Next()...)
	}
	return own
}
