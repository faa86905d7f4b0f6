package panel

import (
	"context"
	"fmt"

	"unroll/core/fill"
	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/screen/help"
)

// Fill is what there is of a run that fills in blanks of a text.
type Fill struct {
	Of *task.Filling // nil for other runs
	Is Guesses
}

// FillOf is what there is before the first snapshot.
func FillOf(d task.Data) Fill {
	of, _ := d.(*task.Filling)
	return Fill{Of: of}
}

// Guesses are what a network says of the tokens of a passage, each hidden in turn.
type Guesses struct {
	Known   bool
	Step    int
	Turn    int // how many tokens have been looked at
	Passage fill.Passage
	Marks   []fill.Scored  // by row of Passage.Rows
	At      int            // the row that is looked at
	Top     []lm.Candidate // for it, the likeliest first
}

const (
	guessed    = 240 // tokens of the passage
	candidates = 64  // of a hidden token: more than any panel shows
)

// HeldOutOf is the held-out part of a text; the training part if nothing is held out, and own is false.
func HeldOutOf(d *task.Filling) (of *fill.Passage, own bool) {
	p := fill.PassageOf(d.Valid, 0, guessed)
	if own = p.N > 0; !own {
		p = fill.PassageOf(d.Train, 0, guessed)
	}
	return &p, own
}

// GuessesOf is what m says of the beginning of the held-out text; turn determines which token is looked at.
func GuessesOf(ctx context.Context, m *fill.Model, d *task.Filling, turn int) Guesses {
	p, _ := HeldOutOf(d)
	g := Guesses{Step: m.At(), Turn: turn, Passage: *p}
	var rows []int
	for row := p.First; row < p.First+p.N; row++ {
		if p.Rows.Targets[row] >= 0 {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return g
	}
	const stride = 37 // a prime: tokens that follow each other in time are apart in the text
	g.At = rows[turn*stride%len(rows)]
	var q []float64
	var err error
	if g.Marks, q, err = m.Walk(ctx, p.Rows, g.At); err != nil {
		return g
	}
	for _, id := range lm.Top(q, candidates) {
		g.Top = append(g.Top, lm.Candidate{ID: id, Text: m.Vocab.Token(id), P: q[id]})
	}
	g.Known = true
	return g
}

// drawBlank draws the distribution of a hidden token under the text around it.
func drawBlank(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	g := d.Fill.Is
	right := ""
	if g.Known {
		m := g.Marks[g.At]
		right = fmt.Sprintf(l.Words.Fill.Guess, grid.SafeToken(d.Fill.token(m.ID)), fmt.Sprintf("%.3f", m.P))
	}
	in := frame(v, l, focus, l.Words.Fill.Blank, right)
	if !g.Known || in.H() < 1 {
		return chart.Info{}
	}
	d.Fill.around(in.Sub(1, 0, in.W()-2, 1), l)
	if in.H() < 2 {
		return chart.Info{}
	}
	rows := bars(g.Top, in.H()-1, in.W(), l)
	for i := range rows {
		if g.Top[i].ID == g.Marks[g.At].ID {
			rows[i].LabelStyle, rows[i].Label = l.Good.With(grid.Bold|grid.Underline), l.Pick("▸", ">")+rows[i].Label
		} else {
			rows[i].Label = " " + rows[i].Label
		}
	}
	chart.DrawBars(in.Sub(1, 1, in.W()-2, in.H()-1), rows, l.Glyphs)
	return chart.Info{}
}

// token is the text of an id.
func (f *Fill) token(id int32) string { return f.Of.Corpus.Vocab.Token(id) }

// words reports whether tokens are separated by spaces.
func (f *Fill) words() bool { return f.Of.Corpus.Vocab.Tokenizer().EndOfLine != "\n" }

// around writes the text on both sides of the hidden token, which is in the middle.
func (f *Fill) around(v grid.View, l look.Look) {
	g, blank := f.Is, l.Pick("▁", "_")
	gap := ""
	if f.words() {
		gap = " "
	}
	room := (v.W() - grid.Width(blank)) / 2
	x, span := g.Passage.Span(g.At), g.Passage.Rows.Inputs
	left, right := "", ""
	for i := g.At - 1; i >= x.From; i-- {
		next := grid.Safe(f.token(span[i])) + gap + left
		if grid.Width(next) > room {
			break
		}
		left = next
	}
	for i := g.At + 1; i < x.To; i++ {
		next := right + gap + grid.Safe(f.token(span[i]))
		if grid.Width(next) > room {
			break
		}
		right = next
	}
	at := max(0, room-grid.Width(left))
	at += v.Text(at, 0, left, l.Text)
	at += v.Text(at, 0, blank, l.Focus.With(grid.Reverse))
	v.Text(at, 0, right, l.Text)
}

// drawFilled draws the passage as the network fills it in, each token by itself; wrong ones are underlined.
func drawFilled(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	g, right := d.Fill.Is, ""
	if g.Known {
		right = d.Fill.Summary(g.Marks[g.Passage.First:g.Passage.First+g.Passage.N], grid.FrameRoom(v.W())-grid.Width(l.Words.Fill.Filled)-between, l)
	}
	in := frame(v, l, focus, l.Words.Fill.Filled, right).Inset(1, 0, 1, 0)
	if !g.Known {
		return chart.Info{}
	}
	x, y := 0, 0
	for i := range g.Passage.N {
		row := g.Passage.First + i
		id, st := g.Passage.Rows.Inputs[row], l.Text
		if g.Passage.Rows.Targets[row] >= 0 && g.Marks[row].Best != id {
			id, st = g.Marks[row].Best, l.Bad.With(grid.Underline)
		}
		label := grid.Safe(d.Fill.token(id))
		n := grid.Width(label)
		if x > 0 && x+n > in.W() {
			x, y = 0, y+1
		}
		if y >= in.H() {
			break
		}
		x += in.Text(x, y, label, st)
		if d.Fill.words() {
			x++
		}
	}
	return chart.Info{}
}

// Summary is how many of the scored tokens are the likeliest, and their mean loss, as fully as it fits into room columns.
func (f *Fill) Summary(marks []fill.Scored, room int, l look.Look) string {
	right, n, nats := 0, 0, 0.0
	for _, m := range marks {
		if m.Rank == 0 { // not scored
			continue
		}
		n++
		nats += m.Nats
		if m.Best == m.ID {
			right++
		}
	}
	if n == 0 {
		return ""
	}
	return Fitting(i18n.Forms(l.Words.Fill.Right, Share(right, n), Loss(nats/float64(n), l), l.Units().PerToken), room, l)
}

// Share is a part of a number in per cent; 100 % only if it is all.
func Share(part, of int) string {
	s := lm.LengthScore{Lines: of, Right: part}
	return fmt.Sprintf("%.1f %%", float64(s.Tenths())/10)
}

func explainBlank(_ *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Fill
	return []help.Paragraph{Prose(w.Blank), Marked(l.Pick("▸", ">"), l.Good, w.There), Prose(w.NotAText)}
}

func explainFilled(_ *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Fill
	return []help.Paragraph{Prose(w.Filled), Prose(w.NotAText)}
}
