// Package predict is the view on a single prediction: the distribution over the token behind the
// prefix, what becomes of it, and how it was reckoned.
package predict

import (
	"unroll/ui/event"
	"unroll/ui/grid"
	"unroll/ui/keys"
	"unroll/ui/launch"
	"unroll/ui/look"
	"unroll/ui/panel"
	"unroll/ui/view"
)

// A Predict is the view of one run.
type Predict struct {
	run  *launch.Run
	look *look.Look
	text string
}

// New begins the view.
func New(r *launch.Run, l *look.Look) view.View { return &Predict{run: r, look: l} }

// See takes the prefix and the newest model.
func (p *Predict) See(d *panel.Data, _ bool) []event.Job {
	p.text = d.Prefix.Text
	return nil
}

// Key answers a key.
func (p *Predict) Key(event.Key) ([]event.Job, bool) { return nil, false }

// Mouse answers the mouse.
func (p *Predict) Mouse(event.Mouse) []event.Job { return nil }

// Message takes what a job came back with.
func (p *Predict) Message(any) []event.Job { return nil }

// Draw draws the view.
func (p *Predict) Draw(v grid.View) { v.Text(1, 0, grid.Safe(p.text), p.look.Text) }

// Typing is never so: the prefix is typed in the lab.
func (p *Predict) Typing() bool { return false }

// Entries are the view's keys.
func (p *Predict) Entries() []keys.Entry { return nil }
