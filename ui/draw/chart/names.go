package chart

import (
	"cmp"
	"math"
	"slices"

	"unroll/ui/draw/grid"
)

// A name belongs to a curve or a reference line, and is written in the gutter on the right at its height.
type name struct {
	row   int     // where it should stand
	exact float64 // the same in dots, to order names in the same row
	text  string
	style grid.Style
	ref   *Ref // nil: a curve's name, which always has a place
}

// The gutter's width: from namesFrom columns on, at most namesShare percent of the plot.
const (
	namesFrom  = 44
	namesShare = 28
	namesMost  = 26
	namesFew   = 22 // percent that names may take of a narrower view
)

// namesRoom is how many columns of a view the names take: enough for the longest that fits.
func (d *drawing) namesRoom(w int) int {
	most, need := min(w*namesShare/100, namesMost), 0
	if w < namesFrom { // all of them or none
		most = w * namesFew / 100
		for i, s := range d.Series {
			if grid.Width(fitting(d.endText(i, s.Label), d.endText(i, s.Brief), most)) > most {
				return 0
			}
		}
	}
	for i, s := range d.Series {
		need = wider(need, fitting(d.endText(i, s.Label), d.endText(i, s.Brief), most), most)
	}
	for _, r := range d.Refs {
		need = wider(need, fitting(r.Label, r.Brief, most), most)
	}
	if need == 0 || w < gutterFrom {
		return 0
	}
	return need + 2
}

// wider is the greater of need and a text's width; a text that has no room is left out.
func wider(need int, text string, most int) int {
	if width := grid.Width(text); width <= most {
		return max(need, width)
	}
	return need
}

// fitting is text, or brief if text does not fit.
func fitting(text, brief string, room int) string {
	if brief != "" && grid.Width(text) > room {
		return brief
	}
	return text
}

// endText is a curve's name, after the sign that distinguishes the curve without colour.
func (d *drawing) endText(i int, text string) string {
	s := d.Series[i]
	pen := d.pen(i)
	switch {
	case text == "":
		return ""
	case pen.Glyph != 0:
		return string(pen.Glyph) + " " + text
	case s.Style.FG == 0 && pen.Dashed && !s.Level:
		return string(d.glyphs.pick('╌', '-')) + " " + text
	}
	return text
}

// names writes the gutter. Lines that yield are removed if their names find no place.
func (d *drawing) names() {
	room := d.layout.names - 2
	if room <= 0 {
		return
	}
	list := make([]name, 0, len(d.ends)+len(d.Refs))
	for _, e := range d.ends {
		list = append(list, name{e.y, e.exact, fitting(e.label, e.brief, room), e.style, nil})
	}
	list = slices.DeleteFunc(list, func(n name) bool { return grid.Width(n.text) > room })
	list, _ = stack(list, d.layout.h)
	for i := range d.Refs {
		r := &d.Refs[i]
		y, ok := d.info().Row(r.Value)
		text := fitting(r.Label, r.Brief, room)
		if !ok || text == "" || grid.Width(text) > room {
			continue
		}
		more, fits := stack(append(slices.Clone(list), name{y, d.f.row(r.Value), text, r.Style, r}), d.layout.h)
		if fits {
			list = more
		} else if r.Yields {
			d.c.unline(y)
		}
	}
	for i, y := range places(list, d.layout.h) {
		n := list[i]
		if y >= d.layout.h { // more curves than rows
			break
		}
		at := d.layout.left + d.layout.w
		d.v.Text(at+1, y, n.text, n.style)
		switch {
		case y > n.row:
			d.v.Set(at, y, d.glyphs.pick('╲', '\\'), n.style)
		case y < n.row:
			d.v.Set(at, y, d.glyphs.pick('╱', '/'), n.style)
		}
	}
}

// stack sorts names by height and reports whether each has a row near its own: a line's name at most one row
// away, and not beside another line.
func stack(list []name, h int) ([]name, bool) {
	slices.SortStableFunc(list, func(a, b name) int { return cmp.Compare(a.exact, b.exact) })
	for i, y := range places(list, h) {
		if list[i].ref != nil && (abs(y-list[i].row) > 1 || y != list[i].row && otherLine(list, i, y)) {
			return list, false
		}
	}
	return list, len(list) <= h
}

// otherLine reports whether a line other than the i-th name's runs through a row.
func otherLine(list []name, i, row int) bool {
	for j, n := range list {
		if j != i && n.ref != nil && n.row == row {
			return true
		}
	}
	return false
}

// places assigns each name a row of its own, in order, as near as possible to the row it wants (isotonic
// regression: overlapping names are moved together, as one block around its mean).
func places(list []name, h int) []int {
	type block struct {
		sum float64
		n   int
	}
	var blocks []block
	for i, n := range list {
		b := block{float64(n.row - i), 1}
		for len(blocks) > 0 && blocks[len(blocks)-1].sum/float64(blocks[len(blocks)-1].n) >= b.sum/float64(b.n) {
			last := blocks[len(blocks)-1]
			b = block{last.sum + b.sum, last.n + b.n}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	rows := make([]int, 0, len(list))
	for _, b := range blocks {
		at := int(math.Floor(b.sum/float64(b.n) + 0.5))
		at = max(0, min(at, h-len(list)))
		for range b.n {
			rows = append(rows, at+len(rows))
		}
	}
	return rows
}
