package lab

import (
	"context"

	"unroll/ui/panel"
	"unroll/ui/screen/ask"
)

// A finder reads the row of an old update from disk, for the crosshair.
type finder = ask.Asker[oldUpdate, panel.Found]

// An oldUpdate is a step on the branch of a revision.
type oldUpdate struct{ step, revision int }

// find requests the row under the crosshair, if it is no longer whole and the run is on disk.
func (l *Lab) find() {
	d := &l.data
	if d.Cursor == nil {
		return
	}
	h, saved := d.Snap.History, d.Snap.Saved
	p, exact := d.At(*d.Cursor)
	if exact || saved.Rows == nil || p.Step > min(saved.Step, h.CommonWith(saved.Revision)) {
		return
	}
	q := oldUpdate{p.Step, h.Revision()}
	l.jobs = append(l.jobs, l.finder.Ask(ask.Question[oldUpdate, panel.Found]{
		Key: q,
		Work: func(context.Context) panel.Found {
			for r, err := range saved.Rows.Rows(q.step) {
				if err == nil && r.Point.Step == q.step {
					return panel.Found{Row: r, Revision: q.revision}
				}
				break
			}
			return panel.Found{}
		},
	})...)
}

// found takes a message if it is the finder's.
func (l *Lab) found(msg any) (own bool) {
	answer, own := l.finder.Take(msg)
	if answer != nil && answer.Is.Row.Point.Step > 0 {
		l.data.Found, l.awaited = answer.Is, true
	}
	if own {
		l.jobs = append(l.jobs, l.finder.Next()...)
	}
	return own
}
