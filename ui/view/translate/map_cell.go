package translate

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// drawCell draws a weight: in percent, or where there is no room for that as a shade. The gap before it has a mark if it is the greatest
// of its row.
func (m *Map) drawCell(in grid.View, weight float32, top, cursor bool) {
	l, w := m.look, float64(weight)
	st := l.Text
	bg := l.Heat(w)
	if bg != 0 {
		st = grid.Style{FG: theme.Ink(bg), BG: bg}
	}
	if top {
		st = st.With(grid.Bold)
		in.Text(0, 0, l.Pick("▸", ">"), l.Accent)
	}
	text, part := weightText(w, in.W()-1, l.Pick("·", "-")), in.Sub(1, 0, in.W()-1, 1)
	if in.W() < figureCell {
		text = shade(w, l.Glyphs)
		if bg != 0 {
			text = " "
		}
	}
	switch {
	case cursor && l.Accent.FG != 0:
		st = grid.Style{FG: theme.Ink(l.Accent.FG), BG: l.Accent.FG, Attr: grid.Bold}
	case cursor:
		st = grid.Style{Attr: grid.Reverse}
	}
	if st.BG != 0 || cursor {
		part.Fill(' ', st)
	}
	x := min(2, part.W()) // the numbers of a column are under the beginning of its token
	part.TextRight(max(x, grid.Width(text)), 0, text, st)
}

// weightText is a weight in percent, a dot for less than half of one; 100 where there is room for it.
func weightText(w float64, room int, none string) string {
	switch n := math.Round(100 * w); {
	case math.IsNaN(w):
		return "?"
	case n < 1:
		return none
	case n >= 100 && room < 3:
		return "99"
	default:
		return fmt.Sprint(n)
	}
}

// shade is a weight as a glyph of one column.
func shade(w float64, glyphs chart.Glyphs) string {
	list := []rune("·░▒▓█")
	if glyphs == chart.ASCII {
		list = []rune("-:=*#")
	}
	if math.IsNaN(w) {
		return "?"
	}
	n := 0
	for _, from := range []float64{0.05, 0.2, 0.45, 0.75} {
		if w >= from {
			n++
		}
	}
	return string(list[n])
}
