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

// climber judges the networks of a run on a ladder; S is how a network stands.
type climber[S any] struct {
	asker ask.Asker[int, stood[S]] // by the updates that a model was trained for
}

type stood[S any] struct {
	stand S
	err   error
}

type climbedMsg struct {
	lab   *Lab
	climb *forecast.Climb
	err   error
}

// standRest is the least time between two judgements.
const standRest = 300 * time.Millisecond

// ask has a model judged; if patient, when its turn comes.
func (c *climber[S]) ask(at int, patient bool, judge func(ctx context.Context) (S, error)) []event.Job {
	return c.asker.Ask(ask.Question[int, stood[S]]{Key: at, Patient: patient, Work: func(ctx context.Context) (s stood[S]) {
		work.Quietly(func() { s.stand, s.err = judge(ctx) })
		return s
	}})
}

// take takes a message if it is the climber's; answered says that it is a judgement, which is stored in to if there is one.
func (c *climber[S]) take(msg any, to *S) (jobs []event.Job, answered, own bool) {
	answer, own := c.asker.Take(msg)
	switch {
	case answer != nil:
		if answer.Is.err == nil {
			*to = answer.Is.stand
		}
		c.asker.Rest(standRest, answer.Took)
		return nil, true, own
	case own:
		return c.asker.Next(), false, own
	}
	return nil, false, false
}

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
	l.jobs = append(l.jobs, l.climber.ask(m.At(), l.data.Rungs.Stand.N > 0, func(ctx context.Context) (forecast.Stand, error) { return c.Stand(ctx, m) })...)
}

// model is the newest model of a series; nil before there is one.
func (l *Lab) model() *forecast.Model {
	m, _ := l.data.Snap.Model.(*forecast.Model)
	return m
}

// judged takes a message if it is a climber's.
func (l *Lab) judged(msg any) (own bool) {
	jobs, answered, own := l.climber.take(msg, &l.data.Rungs.Stand)
	if !own {
		jobs, answered, own = l.ranker.take(msg, &l.data.Taggers.Stand)
	}
	if !own {
		jobs, answered, own = l.translator.judges.take(msg, &l.data.Pairs.Stand)
	}
	l.jobs = append(l.jobs, jobs...)
	if answered {
		l.see()
		l.stand()
		l.rank()
		l.judgePairs()
	}
	return own
}
