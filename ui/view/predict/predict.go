// Package predict is the view on a single prediction: the distribution over the token after the
// prefix, the effect of the settings on it, how the text continues from there, and the cost of the
// prefix itself; and on a second page, softmax step by step.
//
//	See ──▶ ask ──▶ evaluate (a job, one at a time) ──▶ Message ──▶ shape ──▶ Draw
//	Key ──▶ settings ────────────────────────────────────────────▶ shape ──▶ Draw
//
// The lab has read the prefix: everything is computed from that one reading.
package predict

import (
	"context"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
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
	asker  ask.Asker[question, *evaluated]
	is     *evaluated  // what is drawn; nil before the first
	known  question    // the one that it answers
	shape  shape       // the result of the settings
	micro  softmaxPage // the second page
	page   int
	chosen int32       // id of the token the cursor is on; nobody: always the likeliest
	spot   spot        // where the rows were last drawn, for the mouse
	fit    fit         // how much room the continuations had when last drawn
	jobs   []event.Job // to be returned after the current event
}

// seen is the part of the run's state that the view uses.
type seen struct {
	text   string
	read   *lm.Prefix // nil: nothing yet; it may lag behind text
	words  bool
	beside []panel.Named
	shown  bool
}

// A spot is where the candidates are, and which is on top.
type spot struct {
	at    layout.Rect
	first int
}

// A fit is how many columns a continuation has, and how many sampled ones fit.
type fit struct{ columns, draws int }

// The pages.
const (
	distribution = iota
	microscope
)

const nobody int32 = -1

// New begins the view.
func New(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	p := &Predict{run: s, look: l, set: firstSettings, chosen: nobody}
	p.asker.Under = ctx
	return p
}

// See takes in the prefix as it has been read, and asks for what is to be shown of it; while another view is
// shown it asks for nothing.
func (p *Predict) See(d *panel.Data, shown bool) []event.Job {
	p.seen = seen{text: d.Prefix.Text, read: d.Prefix.Read, words: text.InWords(d.Facts.Tokens), beside: d.Beside, shown: shown}
	if !shown {
		p.asker.Cancel()
	}
	p.ask()
	return p.take()
}

func (p *Predict) take() []event.Job {
	jobs := p.jobs
	p.jobs = nil
	return jobs
}

// Message takes the result of a job. After a change of size it asks for continuations of another length.
func (p *Predict) Message(msg any) []event.Job {
	if _, resized := msg.(event.Resized); resized {
		p.ask()
		return p.take()
	}
	answer, own := p.asker.Take(msg)
	if answer != nil {
		p.known = answer.Key
		p.asker.Rest(rest, answer.Took)
		p.answered(answer.Is)
	}
	if own {
		p.ask()
	}
	return p.take()
}

// Key handles a key.
func (p *Predict) Key(k event.Key) ([]event.Job, bool) {
	b, ok := p.table().Find(k.Name)
	if ok {
		b.Do(p)
	}
	return p.take(), ok
}

// Typing is always false: the prefix is typed in the lab.
func (p *Predict) Typing() bool { return false }

// Entries are the keys of the page on the screen.
func (p *Predict) Entries() []keys.Entry { return p.table().Entries() }

// Mouse handles the mouse: a click or a drag chooses a token, the wheel moves over them.
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
