package predict

import (
	"fmt"
	"math"
	"strings"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/layout"
)

// drawRows draws the candidates for the next token, the likeliest first, under the prefix; below them the facts
// about all.
func (p *Predict) drawRows(v grid.View, at layout.Rect) {
	w := p.look.Words.Predict
	right := fmt.Sprintf(w.EntropyIs, p.info(p.shape.entropy), p.look.UnitName())
	in := p.frame(v, true, w.Title, right)
	top, head := heads(in.H())
	if top > 0 {
		p.drawPrefix(in)
	}
	foot := p.facts(in.W() - 3)
	foot = foot[:min(len(foot), max(0, in.H()-6))]
	for i, text := range foot {
		in.Text(2, in.H()-len(foot)+i, text, p.look.Dim)
	}
	rows := in.Inset(0, top, 1, len(foot))
	first := window(p.at(), len(p.is.order), rows.H())
	p.spot = spot{layout.Rect{X: at.X + 1, Y: at.Y + 1 + top, W: rows.W(), H: rows.H()}, first}
	p.drawTable(in.Sub(0, top-1, in.W()-1, head), rows, first)
}

// heads is how many of h rows are above the candidates, and how many of these are the headings: where there is little room first the
// headings are left out, then the prefix.
func heads(h int) (top, head int) {
	switch {
	case h >= 4:
		return 2, 1
	case h >= 2:
		return 1, 0
	}
	return 0, 0
}

// facts are the lines under the candidates, in at most room columns.
func (p *Predict) facts(room int) []string {
	w, s, n := p.look.Words.Predict, p.shape, len(p.is.order)
	reach := w.Most
	if s.most == 1 {
		reach = w.MostOne
	}
	list := []string{fmt.Sprintf(reach, count(n), count(s.most), 100*share)}
	if kept := fmt.Sprintf(w.Kept, count(s.kept), count(n)); s.kept < n {
		if both := list[0] + " · " + kept; grid.Width(both) <= room {
			list[0] = both
		} else {
			list = append(list, kept)
		}
	}
	switch {
	case p.run.Law == nil:
	case p.is.law == nil:
		list = append(list, w.RuledOut)
	default:
		list = append(list, fmt.Sprintf(w.Against, p.info(s.cross), p.info(s.apart), p.look.UnitName()))
	}
	return list
}

func count(n int) string { return chart.Thousands(int64(n)) }

// A column of the candidates. Without a width of its own it shares what the others leave.
type column struct {
	head  string
	width int
	left  bool // its heading is left-aligned
	draw  func(v grid.View, id int32, row int)
}

// drawTable draws the candidates from rank first on, and the headings of their columns in head, unless it is empty.
func (p *Predict) drawTable(head, rows grid.View, first int) {
	ids := p.is.order[first:min(len(p.is.order), first+max(0, rows.H()))]
	columns := p.columns(ids, rows.W()-2)
	x := 2
	for _, c := range columns {
		switch {
		case head.Empty():
		case c.left:
			head.Sub(x, 0, c.width, 1).Text(0, 0, c.head, p.look.Dim)
		default:
			head.TextRight(x+c.width, 0, c.head, p.look.Dim)
		}
		for y, id := range ids {
			c.draw(rows.Sub(x, y, c.width, 1), id, first+y)
		}
		x += c.width + 1
	}
	if y := p.at() - first; y >= 0 && y < len(ids) {
		rows.Text(0, y, p.look.Pick("▸", ">"), p.look.Focus)
	}
}

// columns are as many as fit beside a bar worth showing, in their order on the screen.
func (p *Predict) columns(ids []int32, room int) []column {
	w := p.look.Words.Predict
	bar := column{draw: p.bar}
	token := column{head: w.Token, width: p.labelWidth(ids, max(5, room/5)), left: true, draw: p.token}
	number := func(head string, width int, text func(id int32, row int) string) column {
		return column{head: head, width: width, draw: func(v grid.View, id int32, row int) { v.TextRight(v.W(), 0, text(id, row), p.tone(id, row)) }}
	}
	prob := number(w.P, 5, func(id int32, row int) string {
		if row >= p.shape.kept {
			return w.Cut
		}
		return chance(p.shape.q[id])
	})
	list := []column{token, bar, prob}
	bars := least
	add := func(at int, c column) bool {
		fits := width(list)+c.width+1+bars <= room
		if fits {
			list = append(list[:at:at], append([]column{c}, list[at:]...)...)
		}
		return fits
	}
	if other := p.is.beside; other != nil { // a person has asked for it
		bars += least
		c := column{draw: func(v grid.View, id int32, _ int) { p.drawBar(v, other[id], p.look.Reference) }}
		if !add(3, number(p.is.name, min(max(6, grid.Width(p.is.name)), 10), func(id int32, _ int) string { return chance(other[id]) })) {
			c.head, c.left = p.is.name, true
		}
		add(3, c)
	}
	if law := p.is.law; law != nil {
		add(3, number(w.Law, 5, func(id int32, _ int) string { return chance(law[id]) }))
	}
	add(3, number(p.look.UnitName(), 5, func(id int32, _ int) string { return fitted(p.look.Loss(-math.Log(p.shape.q[id])), 5) }))
	if room >= roomy {
		add(len(list), number(w.UpTo, 5, func(_ int32, row int) string { return chance(p.shape.upTo[row]) }))
	}
	add(1, number(w.Logit, 6, func(id int32, _ int) string { return fitted(float64(p.is.logits[id]), 6) }))
	return spread(list, room)
}

// chance is a probability in five columns.
func chance(p float64) string {
	switch {
	case p > 0 && p < 0.95e-99: // its exponent has no room: cut, 9e-100 would read 9e-10
		return "<1e-9"
	case p > 0 && p < 0.0005:
		return strings.Replace(fmt.Sprintf("%.0e", p), "e-0", "e-", 1)
	}
	return fmt.Sprintf("%.3f", p)
}

// least is the fewest columns worth a bar.
const least = 7

// roomy is the number of columns from which useful but inessential columns are shown.
const roomy = 50

func width(list []column) int {
	n := 0
	for _, c := range list {
		n += c.width + 1
	}
	return n - 1
}

// spread gives the columns without a width what the others leave.
func spread(list []column, room int) []column {
	open := 0
	for _, c := range list {
		if c.width == 0 {
			open++
		}
	}
	free := max(0, room-width(list))
	for i, c := range list {
		if c.width == 0 {
			list[i].width = free / open
			free, open = free-free/open, open-1
		}
	}
	return list
}

// tone highlights the chosen token and dims one that was dropped.
func (p *Predict) tone(id int32, row int) grid.Style {
	switch {
	case row == p.at():
		return p.look.Focus
	case row >= p.shape.kept:
		return p.look.Dim
	}
	return p.look.Text
}

func (p *Predict) token(v grid.View, id int32, row int) {
	v.Verbatim(0, 0, p.label(id, v.W()), p.tone(id, row))
}

// bar is p as a bar: a dropped token has a dotted shadow of its old bar; the law's p is a mark.
func (p *Predict) bar(v grid.View, id int32, row int) {
	st := p.look.BarDim
	if row == 0 {
		st = p.look.Bar
	}
	if row < p.shape.kept {
		p.drawBar(v, p.shape.q[id], st)
	} else {
		for x := range int(math.Ceil(p.shape.warm[id] * float64(v.W()))) {
			v.Set(x, 0, p.look.Rune('░', '.'), p.look.BarDim)
		}
	}
	if p.is.law != nil && v.W() > 0 && p.is.law[id] > 0 {
		v.Set(min(int(p.is.law[id]*float64(v.W())), v.W()-1), 0, p.look.Rune('┃', '|'), p.look.Floor)
	}
}
