// Package translate has two views on a run over pairs of sentences: a sentence as the newest network translates it, and what it looks
// at in the source while it does so, the map of attention.
//
// What they show is the answer to a question, asked in the background and keyed by the step of the network and all else that it depends
// on. Draw only looks at the answers that have arrived.
package translate

import (
	"context"

	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A View is the view on one run's translations.
type View struct {
	chooser
	width int     // of the beam
	alpha float64 // its length penalty
	asker ask.Asker[question, *answer]
	asked question // the newest
	got   *answer  // the last; nil: none yet
	top   int      // the first row that is shown
	drawn struct{ rows, room int }
}

// The beam to begin with.
const (
	firstWidth, mostWidth = 4, 16
	firstAlpha, mostAlpha = 0.75, 2.0
	alphaStep             = 0.25
)

// Begin begins the view of a run, whose data must be *task.Pairs.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Data.(*task.Pairs), l)
	v.asker.Under = ctx
	return v
}

// New is a view on d, before anything is known of a network.
func New(d *task.Pairs, l *look.Look) *View {
	return &View{chooser: newChooser(d, l), width: firstWidth, alpha: firstAlpha}
}

// See takes the newest network.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	return append(v.see(d, shown), v.ask()...)
}

// Message takes an answer, or the choice of the other view. What is asked then takes the place of what has been waiting meanwhile.
func (v *View) Message(msg any) []event.Job {
	if a, own := v.asker.Take(msg); own {
		if a != nil {
			v.got = a.Is
			v.asker.Rest(rest, a.Took)
		}
		return v.ask()
	}
	return append(v.take(msg), v.ask()...)
}

// Typing reports whether a sentence is being typed.
func (v *View) Typing() bool { return v.line != nil }

// Entries are its keys.
func (v *View) Entries() []keys.Entry { return v.table().Entries() }

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	if v.line != nil {
		v.typeKey(k)
		v.top = 0
		return v.ask(), true
	}
	b, ok := v.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.ask(), true
}

// Mouse handles the mouse: the wheel scrolls.
func (v *View) Mouse(m event.Mouse) []event.Job {
	switch m.Kind {
	case event.WheelUp:
		v.scroll(-1)
	case event.WheelDown:
		v.scroll(+1)
	}
	return nil
}

// scroll moves the rows that are shown.
func (v *View) scroll(by int) { v.top = max(0, min(v.top+by, v.drawn.rows-v.drawn.room)) }

// Draw draws the view.
func (v *View) Draw(g grid.View) {
	s, top := v.layOut(g.W()-4, g.H()-2)
	step := -1
	if a := v.current(); a != nil {
		step = a.step
	}
	in := v.frame(g, v.look.Words.Translate.Title, v.foot(top), step)
	if !v.ready(in) {
		return
	}
	in = v.drawLine(in)
	for y, r := range s.rows[top:min(len(s.rows), top+in.H())] {
		for _, x := range r {
			in.Text(x.x, y, grid.Truncate(x.text, in.W()-x.x, v.look.Pick("…", "~")), x.st)
		}
	}
}

// layOut is all that there is to show in w×h cells, and the first row that is shown.
func (v *View) layOut(w, h int) (s *sheet, top int) {
	if v.line != nil {
		h--
	}
	h = max(0, h)
	if len(v.list) == 0 {
		return &sheet{}, 0
	}
	if s = v.sheet(w, true); len(s.rows) > h {
		s = v.sheet(w, false)
	}
	v.drawn.rows, v.drawn.room = len(s.rows), h
	below := max(0, len(s.rows)-h)
	if v.line != nil && v.typing == typedReference { // what it changes is at the end
		return s, below
	}
	return s, max(0, min(v.top, below))
}

// current is the answer if it is of what is looked at, by whatever network; else nil.
func (v *View) current() *answer {
	if v.got != nil && v.got.choice == v.choice {
		return v.got
	}
	return nil
}

// frame draws the frame, with the step of the network that is shown (below 0: the newest's), and returns the inside.
func (c *chooser) frame(g grid.View, title, foot string, step int) grid.View {
	l, right, st := c.look, "", c.look.Dim
	if step < 0 && c.model != nil {
		step = c.model.At()
	}
	if step >= 0 {
		right = l.Words.Step + " " + number(step)
	}
	if c.notice != "" {
		foot, st = c.notice, l.Warn
	}
	return g.Frame(grid.Frame{Title: title, Right: right, Foot: foot, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st}).Inset(1, 0, 1, 0)
}

// ready reports whether there is anything to show; if not, it says why.
func (c *chooser) ready(in grid.View) bool {
	switch l := c.look; {
	case in.Empty():
		return false
	case len(c.list) == 0:
		in.TextCenter(in.H()/2, l.Words.Translate.Nothing, l.Dim)
		return false
	case c.model == nil:
		in.TextCenter(in.H()/2, l.Words.Waiting, l.Dim)
		return false
	}
	return true
}

// drawLine draws the line that is typed, and returns what is left below it.
func (c *chooser) drawLine(in grid.View) grid.View {
	if c.line == nil {
		return in
	}
	l, w := c.look, c.look.Words.Translate
	name, chars := w.TypingSource, c.data.Source.Chars
	if c.typing == typedReference {
		name, chars = w.TypingReference, c.data.Target.Chars
	}
	x := in.Text(0, 0, name+" ", l.Accent)
	if chars {
		c.line.Draw(in, x, 0, l.Text, true)
	} else {
		c.line.DrawWords(in, x, 0, l.Text, true, l.Pick("…", "~"))
	}
	return in.Sub(0, 1, in.W(), in.H()-1)
}

// number is a count as people write it.
func number(n int) string { return chart.Thousands(int64(n)) }
