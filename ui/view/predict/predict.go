// Package predict is the view on a single prediction: the distribution over the token behind the
// prefix, what knobs make of it, how the text goes on from there, what the prefix itself cost; and
// on a second page, how softmax was reckoned.
//
//	See ──▶ ask ──▶ reckon (a job, one at a time) ──▶ Message ──▶ shape ──▶ Draw
//	Key ──▶ settings ──────────────────────────────────────────▶ shape ──▶ Draw
package predict

import (
	"time"

	"unroll/core/lm"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
)

// A Predict is the view of one run.
type Predict struct {
	run    *sessions.Subject
	look   *look.Look
	seen   seen
	set    settings
	oracle oracle
	is     *evaluated  // what is drawn; nil before the first
	shape  shape       // what the knobs make of it
	micro  softmaxPage // the second page
	page   int
	chosen int32       // id of the token the cursor is on; nobody: the likeliest, whichever that is
	spot   spot        // where the rows were last drawn, for the mouse
	jobs   []event.Job // to be handed out after the event at hand
	now    func() time.Time
}

// seen is the state of the run as far as the view asks about it.
type seen struct {
	text   string
	model  *lm.Model
	words  bool
	beside []panel.Named
	shown  bool
}

// A spot is where the candidates stand, and which is on top.
type spot struct {
	at    layout.Rect
	first int
}

// The pages.
const (
	distribution = iota
	microscope
)

const nobody int32 = -1

// New begins the view.
func New(r *sessions.Subject, l *look.Look) view.View {
	return &Predict{run: r, look: l, set: firstSettings, chosen: nobody, now: time.Now}
}

// See takes the prefix and the newest model, and has them reckoned with.
func (p *Predict) See(d *panel.Data, shown bool) []event.Job {
	p.seen = seen{text: d.Prefix.Text, model: d.Snap.Language(), words: d.Facts.Tokens == "word", beside: d.Beside, shown: shown}
	p.ask()
	return p.take()
}

func (p *Predict) take() []event.Job {
	jobs := p.jobs
	p.jobs = nil
	return jobs
}

// Message takes what a job came back with.
func (p *Predict) Message(msg any) []event.Job {
	switch m := msg.(type) {
	case evaluatedMsg:
		if m.view == p {
			p.answered(m)
		}
	case wakeMsg:
		if m.view == p {
			p.oracle.waking = false
			p.ask()
		}
	}
	return p.take()
}

// Key answers a key.
func (p *Predict) Key(k event.Key) ([]event.Job, bool) {
	b, ok := p.table().Find(k.Name)
	if ok {
		b.Do(p)
	}
	return p.take(), ok
}

// Typing is never so: the prefix is typed in the lab.
func (p *Predict) Typing() bool { return false }

// Entries are the keys of the page on the screen.
func (p *Predict) Entries() []keys.Entry { return p.table().Entries() }

// Mouse: a click or a drag chooses a token, the wheel moves over them.
func (p *Predict) Mouse(m event.Mouse) []event.Job {
	switch {
	case m.Kind == event.WheelUp:
		move(-1)(p)
	case m.Kind == event.WheelDown:
		move(+1)(p)
	case p.spot.at.Contains(m.X, m.Y):
		p.choose(p.spot.first + m.Y - p.spot.at.Y)
	}
	return p.take()
}
