package lab

import (
	"context"
	"time"

	"unroll/core/forecast"
	"unroll/core/work"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

// The ladder of a series is worked out in the background once; then, again and again, how the newest network stands on it:
//
//	Enter ──▶ climb ──▶ climbedMsg ──▶ stand ──▶ stoodAt … (a question of the climber's, for every newer model, at rest in between)

// climber judges the networks of a run over a series.
type climber struct {
	asker ask.Asker[int, stood] // by the updates that a model was trained for
}

type (
	climbedMsg struct {
		lab   *Lab
		climb *forecast.Climb
		err   error
	}
	stood struct {
		stand forecast.Stand
		err   error
	}
)

// standRest is the least time between two judgements.
const standRest = 300 * time.Millisecond

// climb starts working out the ladder of a series.
func (l *Lab) climb() []event.Job {
	d := l.data.Numbers
	if d == nil || l.data.Rungs.State != panel.NotCounted {
		return nil
	}
	l.data.Rungs.State = panel.Counting
	return []event.Job{func() any {
		m := climbedMsg{lab: l}
		work.Quietly(func() { m.climb, m.err = d.Climb(l.ctx, 1, 0) })
		return m
	}}
}

// climbed stores the ladder. Where there is none, as nothing is held out or there are too few rows, nothing is judged.
func (l *Lab) climbed(m climbedMsg) {
	if m.lab != l || l.ctx.Err() != nil {
		return
	}
	l.data.Rungs.State, l.data.Rungs.Climb = panel.Counted, m.climb
	l.stand()
	l.see()
}

// stand has the newest model judged; a model that is not the first waits its turn.
func (l *Lab) stand() {
	c, m := l.data.Rungs.Climb, l.model()
	if c == nil || m == nil {
		return
	}
	l.jobs = append(l.jobs, l.climber.asker.Ask(ask.Question[int, stood]{
		Key:     m.At(),
		Patient: l.data.Rungs.Stand.N > 0,
		Work: func(ctx context.Context) (s stood) {
			work.Quietly(func() { s.stand, s.err = c.Stand(ctx, m) })
			return s
		},
	})...)
}

// model is the newest model of a series; nil before there is one.
func (l *Lab) model() *forecast.Model {
	m, _ := l.data.Snap.Model.(*forecast.Model)
	return m
}

// judged takes a message if it is the climber's.
func (l *Lab) judged(msg any) (own bool) {
	c := &l.climber
	answer, own := c.asker.Take(msg)
	if answer != nil {
		if answer.Is.err == nil {
			l.data.Rungs.Stand = answer.Is.stand
		}
		c.asker.Rest(standRest, answer.Took)
		l.see()
		l.stand()
	} else if own {
		l.jobs = append(l.jobs, c.asker.Next()...)
	}
	return own
}
