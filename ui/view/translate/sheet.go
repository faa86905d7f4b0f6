package translate

import (
	"fmt"
	"math"
	"slices"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
)

// A piece is a text in a row, in one style.
type piece struct {
	x    int
	text string
	st   grid.Style
}

// A line is a row of a sheet.
type line []piece

// A sheet is rows of w columns, of which a view shows as many as there is room for.
type sheet struct {
	look  *look.Look
	w     int
	airy  bool // with an empty row between parts
	names int  // columns of the names of rows under tokens
	rows  []line
}

// labelled is the width from which the rows under tokens have names.
const labelled = 60

// A cell is a text in its style.
type cell struct {
	text string
	st   grid.Style
}

// A stack is cells under each other: a token and what is said of it.
type stack []cell

// head writes the name of a part and after it the fullest of forms that fits.
func (s *sheet) head(name string, forms ...string) {
	l := s.look
	if s.airy && len(s.rows) > 0 {
		s.rows = append(s.rows, nil)
	}
	r := line{{0, name, l.Title}}
	x := grid.Width(name)
	for i, f := range forms {
		if x+3+grid.Width(f) <= s.w || i == len(forms)-1 && f != "" {
			r = append(r, piece{x, " · " + f, l.Dim})
			break
		}
	}
	s.rows = append(s.rows, r)
}

// prose writes a sentence, folded.
func (s *sheet) prose(text string, st grid.Style) {
	for _, part := range grid.Fold(text, max(1, s.w-2)) {
		s.rows = append(s.rows, line{{2, part, st}})
	}
}

// gloss writes tokens with what is said of them below each, folded; names are those of the rows. A row in which nothing is said is
// left out.
func (s *sheet) gloss(names []string, list []stack) {
	from := 2
	if s.w >= labelled {
		from += s.names + 2
	}
	room := max(1, s.w-from)
	for len(list) > 0 {
		n, used := 0, 0
		for ; n < len(list); n++ {
			width := list[n].width(room)
			if n > 0 && used+width > room {
				break
			}
			used += width + 1
		}
		s.block(names, list[:n], from, room)
		list = list[n:]
	}
}

// width is the columns of a stack.
func (x stack) width(room int) (w int) {
	for _, c := range x {
		w = max(w, grid.Width(c.text))
	}
	return min(w, room)
}

// block writes stacks side by side.
func (s *sheet) block(names []string, list []stack, from, room int) {
	for y := range names {
		if !slices.ContainsFunc(list, func(x stack) bool { return x[y].text != "" }) {
			continue
		}
		r, x := line(nil), from
		if from > 2 {
			r = append(r, piece{2, names[y], s.look.Dim})
		}
		for _, st := range list {
			width := st.width(room)
			c := st[y]
			c.text = grid.Truncate(c.text, width, s.look.Pick("…", "~"))
			r = append(r, piece{x, c.text, c.st})
			x += width + 1
		}
		s.rows = append(s.rows, r)
	}
}

// chance is a probability, with a colour the stronger the less likely it is.
func (c *chooser) chance(p float64) cell {
	st := c.look.Text
	if bg := c.look.Heat(1 - p); bg != 0 && p < 0.995 {
		st = grid.Style{FG: theme.Ink(bg), BG: bg}
	}
	return cell{probability(p), st}
}

// probability is written with two decimals.
func probability(p float64) string { return fmt.Sprintf("%.2f", p) }

// chanceOf is the probability of what costs so much.
func chanceOf(nats float64) float64 { return math.Exp(-nats) }
