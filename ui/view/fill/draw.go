package fill

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/fill"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/layout"
	"unroll/ui/view/table"
)

// beside is the columns from which the text stands beside the list.
const beside = 100

// Draw draws the view.
func (v *View) Draw(all grid.View) {
	w, look := v.look.Words.Fill, v.look
	f := grid.Frame{Title: v.title(), Border: look.BorderFocus, TitleStyle: look.Title, RightStyle: look.Dim}
	if v.is != nil {
		f.Right = fmt.Sprintf("%s %s", look.Words.Step, chart.Thousands(int64(v.is.step)))
	}
	in := all.Frame(f).Inset(1, 0, 1, 0)
	v.place = place{list: v.place.list}
	switch {
	case in.Empty():
		return
	case v.passage.N == 0 && !v.typed:
		in.TextCenter(in.H()/2, grid.Truncate(w.Nothing, in.W(), v.tail()), look.Dim)
		return
	}
	text, list := in.Sub(0, 0, in.W(), min(max(1, in.H()/3), 8)), in
	if in.W() >= beside {
		half := in.W() * 9 / 20
		text, list = in.Sub(0, 0, half, in.H()), in.Sub(half+2, 0, in.W()-half-2, in.H())
	} else {
		list = in.Sub(0, text.H()+1, in.W(), in.H()-text.H()-1)
	}
	x, y := all.Origin()
	tx, ty := text.Origin()
	if v.typed {
		v.drawTyped(text)
	} else {
		v.place.text = layout.Rect{X: tx - x, Y: ty - y, W: text.W(), H: text.H()}
		v.drawPassage(text)
	}
	v.drawList(list)
}

func (v *View) tail() string { return v.look.Pick("…", "~") }

// title says what is shown: the source of the passage with the mean over it, or that it is typed.
func (v *View) title() string {
	w := v.look.Words.Fill
	switch {
	case v.typed:
		return w.Title
	case v.own:
		return w.Title + " · " + w.HeldOut
	}
	return w.Title + " · " + w.Training
}

// current is the answer if it is about what is shown, else nil.
func (v *View) current() *answer {
	if v.is == nil || v.is.typed != v.typed || !v.typed && v.is.from != v.passage.From {
		return nil
	}
	return v.is
}

// drawPassage draws the passage around the hidden token. Tokens of which another is the likeliest are underlined.
func (v *View) drawPassage(at grid.View) {
	a, look := v.current(), v.look
	if a != nil && at.H() > 2 {
		foot := v.fill.Summary(a.marks[v.passage.First:][:v.passage.N], at.W(), *look)
		at.Text(0, at.H()-1, foot, look.Dim)
		at = at.Sub(0, 0, at.W(), at.H()-1)
		v.place.text.H--
	}
	v.sheet.Spell(at.ASCII())
	f := v.sheet.LayOut(max(1, at.W()))
	first := min(max(0, int(f.At[v.cursor].Row)-at.H()/2), max(0, len(f.Rows)-at.H()))
	v.place.fold, v.place.row = f, first
	for y := range min(at.H(), len(f.Rows)-first) {
		from, to := f.Span(first + y)
		for i := from; i < to; i++ {
			v.drawToken(at, int(f.At[i].X), y, i, a)
		}
	}
}

func (v *View) drawToken(at grid.View, x, y, i int, a *answer) {
	st, label := v.look.Text, v.sheet.Labels[i]
	switch {
	case i == v.cursor:
		st = v.look.Focus.With(grid.Reverse)
		label = strings.Repeat(v.look.Pick("▁", "_"), max(1, grid.Width(label)))
	case !v.scored(i):
		st = v.look.Dim
	case a != nil && a.wrong(v.passage.First+i):
		st = v.look.Bad.With(grid.Underline)
	}
	at.Verbatim(x, y, grid.Truncate(label, max(0, at.W()-x), v.tail()), st)
}

// drawTyped draws the line that is typed and under it the text as it is filled in.
func (v *View) drawTyped(at grid.View) {
	w, look := v.look.Words.Fill, v.look
	x := at.Text(0, 0, w.Ask+" ", look.Accent)
	v.line.Draw(at, x, 0, look.Text, v.typing)
	a := v.current()
	if a == nil || at.H() < 2 {
		return
	}
	x, y, n := 0, 1, -1
	for i, t := range a.text.Tokens {
		label, st := t.Text, look.Dim
		switch {
		case t.Blank:
			n++
			label, st = v.data.Corpus.Vocab.Token(a.text.IDs[t.Row]), look.Good.With(grid.Underline)
			if n == a.blank {
				st = look.Focus.With(grid.Reverse)
			}
		case !t.Known:
			st = look.Bad.With(grid.Underline)
		}
		if label = grid.Safe(label); v.sheet.Words && i > 0 {
			x++
		}
		if x > 0 && x+grid.Width(label) > at.W() {
			x, y = 0, y+1
		}
		if y >= at.H() {
			return
		}
		x += at.Verbatim(x, y, label, st)
	}
}

// facts are the lines above the list: which token or blank it is about, and what is there.
func (v *View) facts(a *answer) []string {
	w := v.look.Words.Fill
	if v.typed {
		if n := len(a.text.Blanks); n > 0 {
			return []string{fmt.Sprintf(w.BlankOf, a.blank+1, n)}
		}
		return []string{w.NoBlank}
	}
	count := func(n int) string { return chart.Thousands(int64(n)) }
	list := []string{fmt.Sprintf(w.At, count(v.number[v.cursor]), count(v.all))}
	if id := v.passage.Rows.Targets[a.at]; id >= 0 && a.p != nil {
		s := fill.ScoredOf(a.p, id)
		list = append(list, fmt.Sprintf(w.Hidden, v.label(id), chance(s.P), count(s.Rank), count(len(a.p))))
	}
	return list
}

// label is a token as it is listed.
func (v *View) label(id int32) string { return grid.SafeToken(v.data.Corpus.Vocab.Token(id)) }

// chance is a probability.
func chance(p float64) string {
	if p > 0 && p < 0.0005 {
		return strings.Replace(fmt.Sprintf("%.0e", p), "e-0", "e-", 1)
	}
	return fmt.Sprintf("%.3f", p)
}

// drawList draws what may stand at the blank, the likeliest first, with what else is known of it.
func (v *View) drawList(at grid.View) {
	a, look := v.current(), v.look
	if at.H() < 1 {
		return
	}
	if a == nil {
		if v.net == nil {
			at.Text(0, 0, grid.Truncate(look.Words.Waiting, at.W(), v.tail()), look.Dim)
		}
		return
	}
	y := 0
	for _, s := range v.facts(a) {
		if y > 0 && at.H() < 5 {
			break
		}
		at.Text(0, y, grid.Truncate(s, at.W(), v.tail()), look.Text)
		y++
	}
	if a.p == nil || at.H()-y < 2 {
		return
	}
	rows := at.Sub(0, y, at.W(), at.H()-y)
	v.place.list = table.Rows(rows.H())
	first := max(0, min(v.top, len(a.order)-v.place.list))
	v.drawTable(rows, a, a.order[first:min(len(a.order), first+v.place.list)])
}

// drawTable draws candidates with their bars.
func (v *View) drawTable(at grid.View, a *answer, ids []int32) {
	w, look := v.look.Words.Fill, v.look
	there := int32(-1)
	if !a.typed {
		there = v.passage.Rows.Targets[a.at]
	}
	mark := func(id int32) string {
		if id == there {
			return look.Pick("▸", ">") + v.label(id)
		}
		return " " + v.label(id)
	}
	name := table.Column[int32]{Head: " " + w.Token, Text: func(id int32) string { return grid.Truncate(mark(id), max(8, at.W()/4), v.tail()) }}
	bar := table.Column[int32]{Bar: func(row grid.View, id int32) { v.drawBar(row, a, id) }}
	t := table.New(ids, at.W(), name, bar)
	add := func(head string, p []float64) {
		t.Add(-1, head, 5, func(id int32) string {
			if p == nil {
				return ""
			}
			return chance(p[id])
		})
	}
	add(w.P, a.p)
	add(w.Law, a.law)
	add(w.Past, a.past)
	add(w.Both, a.both)
	t.Columns[1].Width = t.Free()
	table.Draw(at, t.Columns, ids, look.Dim, func(id int32) grid.Style {
		if id == there {
			return look.Good.With(grid.Bold)
		}
		return look.Text
	})
}

// drawBar draws the network's probability, with a mark at the exact one.
func (v *View) drawBar(at grid.View, a *answer, id int32) {
	look := v.look
	st := look.BarDim
	if id == a.order[0] {
		st = look.Bar
	}
	chart.DrawBars(at, []chart.Bar{{Value: a.p[id], Max: 1, Style: st}}, look.Glyphs)
	if a.law != nil && at.W() > 0 && a.law[id] > 0 {
		at.Set(min(int(math.Round(a.law[id]*float64(at.W()))), at.W()-1), 0, look.Rune('┃', '|'), look.Floor)
	}
}

// share is the part of the passage's tokens that are the likeliest, in per cent; "" if nothing is known.
func (v *View) share() string {
	a, right, n := v.current(), 0, 0
	if a == nil || a.typed {
		return ""
	}
	for i := range v.passage.N {
		if m := a.marks[v.passage.First+i]; m.Rank > 0 {
			n++
			if m.Best == m.ID {
				right++
			}
		}
	}
	return panel.Share(right, n)
}
