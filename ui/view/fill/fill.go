// Package fill is the view on blanks of a text: a person types a text with blanks, or walks through the held-out text, whose
// tokens are hidden one by one; beside it is what the network, the exact law and counts say may stand there.
//
// Reading is a job in the background, one at a time; Draw only looks at what has arrived.
package fill

import (
	"context"
	"time"

	"unroll/core/fill"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/layout"
	"unroll/ui/view"
	"unroll/ui/view/tokens"
)

// A View is the view of one run. Begin or New make one.
type View struct {
	look    *look.Look
	data    *task.Filling
	fill    panel.Fill
	own     bool        // the passage is held out
	net     *fill.Model // the newest; nil: none yet
	shown   bool
	passage fill.Passage
	sheet   *tokens.Text // of the passage
	number  []int        // of each of its tokens, counted from 1 among those of the whole that can be hidden
	all     int          // how many those are
	cursor  int          // the hidden token, by place in the passage
	line    field.Field  // what is typed
	typed   bool         // the text is shown, not the passage
	typing  bool
	example bool // the line is still the example: the first letter typed takes its place
	blank   int  // of the text, the one that is looked at
	asker   ask.Asker[question, *answer]
	is      *answer // nil: none yet
	top     int     // the first candidate shown
	place   place
}

// place is where the text was last drawn, for the mouse, and how many candidates were.
type place struct {
	text layout.Rect
	fold *tokens.Fold
	row  int // of the fold, the first shown
	list int
}

const (
	pageTokens = 400
	restLeast  = 250 * time.Millisecond
)

// Begin begins the view of a run.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(panel.FillOf(s.Data).Of, l)
	v.asker.Under = ctx
	return v
}

// New is a view on the held-out part of d, or on its training part if nothing is held out.
func New(d *task.Filling, l *look.Look) *View {
	v := &View{look: l, data: d, fill: panel.Fill{Of: d}, line: field.NewText(l), own: d.Valid.Scored() > 0}
	v.turnTo(0)
	v.line.Set(v.begins())
	v.example = true
	return v
}

// turnTo shows another part of the text.
func (v *View) turnTo(from int) {
	of := v.data.Valid
	if !v.own {
		of = v.data.Train
	}
	v.passage = fill.PassageOf(of, from, pageTokens)
	eol := v.data.Corpus.Vocab.Tokenizer().EndOfLine
	v.sheet, v.number, v.all = tokens.New(nil, eol), nil, of.Scored()
	n := scored(of.Targets[:v.passage.From])
	for i := range v.passage.N {
		row := v.passage.First + i
		list := tokens.New([]string{v.data.Corpus.Vocab.Token(v.passage.Rows.Inputs[row])}, eol)
		if !v.scored(i) && v.passage.Span(row).From == row { // the start of a line is read, and is no part of the text
			list.Labels[0], list.Ends[0] = "", false
		}
		v.sheet.Add(list.Labels[0], list.Ends[0])
		if v.scored(i) {
			n++
		}
		v.number = append(v.number, n)
	}
	v.cursor = 0
	v.step(0)
}

// scored is how many rows have a target.
func scored(targets []int32) (n int) {
	for _, id := range targets {
		if id >= 0 {
			n++
		}
	}
	return n
}

// begins is a text to begin with: some held-out tokens with a blank in the middle.
func (v *View) begins() string {
	const n = 24
	x := v.passage.Rows.Spans
	if len(x) == 0 {
		return ""
	}
	var ids []int32
	for row := v.passage.First; row < min(v.passage.First+n, x[0].To); row++ {
		if v.passage.Rows.Targets[row] >= 0 {
			ids = append(ids, v.passage.Rows.Targets[row])
		}
	}
	words := v.sheet.Words
	if words {
		ids = ids[:min(len(ids), n/3)]
	}
	half := len(ids) / 2
	if len(ids) == 0 {
		return ""
	}
	before, after := v.data.Corpus.Vocab.Decode(ids[:half]), v.data.Corpus.Vocab.Decode(ids[half+1:])
	if words {
		return before + " _ " + after
	}
	return before + "_" + after
}

// scored reports whether a token of the passage can be hidden: the ends of lines cannot.
func (v *View) scored(i int) bool { return v.passage.Rows.Targets[v.passage.First+i] >= 0 }

// step moves the cursor by tokens that can be hidden; 0: to the nearest from here on.
func (v *View) step(dir int) {
	by := 1
	if dir < 0 {
		by = -1
	}
	for i := v.cursor + dir; i >= 0 && i < v.passage.N; i += by {
		if v.scored(i) {
			v.cursor, v.top = i, 0
			return
		}
	}
}

// See takes the newest model.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown = shown
	if m, ok := d.Snap.Model.(*fill.Model); ok {
		v.net = m
	}
	return v.next()
}

// Message takes an answer.
func (v *View) Message(msg any) []event.Job {
	a, own := v.asker.Take(msg)
	if a != nil {
		if v.is = a.Is; v.is.typed {
			v.blank = max(0, min(v.blank, len(v.is.text.Blanks)-1)) // there may be fewer than before
		}
		v.asker.Rest(restLeast, a.Took)
	}
	if !own {
		return nil
	}
	return append(v.asker.Next(), v.next()...)
}

// Typing reports whether a text is being typed.
func (v *View) Typing() bool { return v.typing }

// Entries are its keys.
func (v *View) Entries() []keys.Entry {
	if v.typing {
		return v.typingTable().Entries()
	}
	return v.table().Entries()
}

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	if v.typing {
		if b, ok := v.typingTable().Find(k.Name); ok {
			b.Do(v)
		} else {
			if v.example && k.Text != "" {
				v.line.Set("")
			}
			v.example = false
			v.line.Key(k)
		}
		return v.next(), true
	}
	if k.Name == "esc" && !v.typed {
		return nil, false // the lab handles it
	}
	b, ok := v.table().Find(k.Name)
	if ok {
		b.Do(v)
	}
	return v.next(), ok
}

// Mouse handles the mouse: a click hides a token of the passage, the wheel scrolls the list.
func (v *View) Mouse(m event.Mouse) []event.Job {
	switch f := v.place.fold; {
	case m.Kind == event.WheelUp:
		v.scroll(-3)
	case m.Kind == event.WheelDown:
		v.scroll(+3)
	case m.Kind == event.Press && !v.typed && f != nil && v.place.text.Contains(m.X, m.Y):
		if row := v.place.row + m.Y - v.place.text.Y; row < len(f.Rows) {
			v.cursor = f.Near(row, m.X-v.place.text.X)
			v.step(0)
		}
	}
	return v.next()
}
