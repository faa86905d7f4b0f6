package lab

import (
	"context"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/core/task"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The simple taggers tag the held-out sentences once, in the background; then, again and again, the newest network stands
// beside them, as on the ladder of a series (climbing.go).

// ofTags: tagged sentences.
func ofTags(s *sessions.Subject) bool { return s != nil && taggedOf(s) != nil }

// taggedOf is the run's sentences; nil if it is about something else.
func taggedOf(about *sessions.Subject) *task.Tagged {
	d, _ := about.Data.(*task.Tagged)
	return d
}

type rankedMsg struct {
	lab    *Lab
	ladder *ladder.Ladder
	err    error
}

// countTags starts working out the ladder of tagged sentences.
func (l *Lab) countTags() []event.Job {
	d := l.data.Tags.Of
	if l.data.Taggers.State != panel.NotCounted || d.HeldOut() == 0 {
		return nil
	}
	l.data.Taggers.State = panel.Counting
	return []event.Job{func() any {
		m := rankedMsg{lab: l}
		work.Quietly(func() { m.ladder, m.err = ladder.New(l.ctx, d.Corpus) })
		return m
	}}
}

// ranked stores the ladder.
func (l *Lab) ranked(m rankedMsg) {
	if m.lab != l || l.ctx.Err() != nil {
		return
	}
	l.data.Taggers.State, l.data.Taggers.Ladder = panel.Counted, m.ladder
	l.rank()
	l.see()
}

// rank has the newest model of tagged sentences judged; a model that is not the first waits its turn.
func (l *Lab) rank() {
	c := l.data.Taggers.Ladder
	m, ok := l.data.Snap.Model.(*tagging.Model)
	if c == nil || !ok {
		return
	}
	l.jobs = append(l.jobs, l.ranker.ask(m.At(), l.data.Taggers.Stand.N > 0, func(ctx context.Context) (ladder.Stand, error) { return c.Stand(ctx, m) })...)
}
