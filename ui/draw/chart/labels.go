package chart

import (
	"cmp"
	"slices"

	"unroll/ui/draw/grid"
)

// label is a text in the plot.
type label struct {
	x, y  int
	text  string
	style grid.Style
}

// label puts a text into the plot.
func (d *drawing) label(x, y int, s string, st grid.Style) {
	d.free.take(x, y, grid.Width(s))
	d.labels = append(d.labels, label{x, y, s, st})
}

// write writes a label. It keeps the band's colour behind it, and lines of
// the backdrop end one cell before it and go on one cell after.
func (d *drawing) write(l label) {
	width := grid.Width(l.text)
	for _, side := range []int{l.x - 1, l.x + width} {
		if side >= 0 && side < d.c.w && d.c.backdrop(side, l.y) {
			d.in.Set(side, l.y, ' ', grid.Style{BG: d.c.ground(side, l.y)})
		}
	}
	d.in.Text(l.x, l.y, l.text, l.style)
	for i := l.x; i < l.x+width; i++ {
		if bg := d.c.ground(i, l.y); bg != 0 && l.style.BG == 0 {
			d.in.Restyle(i, l.y, 1, 1, func(s grid.Style) grid.Style { return s.On(bg) })
		}
	}
}

// ending is where a curve ends and what is to be written there.
type ending struct {
	x, y  int     // the cell
	exact float64 // the row of dots
	label string
	style grid.Style
}

func (d *drawing) ending(s Series, t tracer, pen Pen) ending {
	x := max(0, min(dotAt(t.x)/d.c.dw, d.c.w-1))
	y := max(0, min(dotAt(t.y)/d.c.dh, d.c.h-1))
	label := s.Label
	switch {
	case pen.Glyph != 0:
		label = string(pen.Glyph) + " " + label
	case s.Style.FG == 0 && pen.Dashed:
		label = string(d.glyphs.pick('╌', '-')) + " " + label
	}
	return ending{x: x, y: y, exact: t.y, label: label, style: s.Style}
}

// endLabels names the curves where they end, the uppermost one above itself
// and the others below; those that find no room there are named at the top.
func (d *drawing) endLabels() {
	slices.SortStableFunc(d.ends, func(a, b ending) int { return cmp.Compare(a.exact, b.exact) })
	var rest []ending
	for i, e := range d.ends {
		side := 1
		if i == 0 {
			side = -1
		}
		if !d.nameEnd(e, side) {
			rest = append(rest, e)
		}
	}
	d.legend(rest)
}

// nameEnd looks for a place near the end: beside it, then on its own side,
// then on the other.
func (d *drawing) nameEnd(e ending, side int) bool {
	for _, dy := range []int{0, side, -side} {
		if d.try(e, e.x+2, e.y+dy, lined) {
			return true
		}
	}
	last := min(e.x, d.c.w-2) + 1 - grid.Width(e.label)
	for _, worst := range []ground{blank, lined, onBand} {
		for x := last; x >= last-d.c.w/3; x -= 3 {
			for dy := 1; dy <= 3; dy++ {
				if d.try(e, x, e.y+side*dy, worst) {
					return true
				}
			}
		}
	}
	// On the other side another curve's name may stand already. Left of it,
	// rather than beyond it, the two are not taken for each other.
	for dy := 1; dy <= 3; dy++ {
		for x := last; x >= 0; x-- {
			if d.try(e, x, e.y-side*dy, onBand) {
				return true
			}
		}
	}
	return false
}

func (d *drawing) try(e ending, x, y int, worst ground) bool {
	ok := d.free.fits(x, y, grid.Width(e.label), worst)
	if ok {
		d.label(x, y, e.label, e.style)
	}
	return ok
}

// legend names curves in the first rows, from the right, over curves if there
// is no other way: a curve without a name says nothing.
func (d *drawing) legend(ends []ending) {
	for _, e := range ends {
		e.label = " " + e.label + " "
		_ = d.corner(e, onBand) || d.corner(e, onCurve)
	}
}

func (d *drawing) corner(e ending, worst ground) bool {
	for y := range min(3, d.c.h) {
		for x := d.c.w - grid.Width(e.label); x >= 0; x-- {
			if d.try(e, x, y, worst) {
				return true
			}
		}
	}
	return false
}

// refLabels writes the reference lines' names, of those that do not yield the
// last first. A line that yields goes if its name finds no place.
func (d *drawing) refLabels() {
	lines := d.refRows()
	for i := len(d.Refs) - 1; i >= 0; i-- {
		if r := d.Refs[i]; !r.Yields {
			d.refLabel(r, lines)
		}
	}
	for _, r := range d.Refs {
		if y, ok := d.info().Row(r.Value); r.Yields && ok && !d.refLabel(r, lines) {
			d.c.unline(y)
		}
	}
}

// refLabel writes a line's name on the line, as far right as nothing is in
// its way, else beside the line, else where curves begin, else nowhere.
func (d *drawing) refLabel(r Ref, lines []int) bool {
	row, ok := d.info().Row(r.Value)
	width := grid.Width(r.Label)
	if !ok || width == 0 {
		return false
	}
	for _, y := range []int{row, row - 1, row + 1} {
		if y != row && slices.Contains(lines, y) {
			continue // there it would name the wrong line
		}
		if x, ok := d.rightmost(y, width, d.c.w/4); ok {
			d.label(x, y, r.Label, r.Style)
			return true
		}
	}
	x, ok := d.rightmost(row, width, 0)
	if ok {
		d.label(x, row, r.Label, r.Style)
	}
	return ok
}

// standing are the reference lines that are drawn: one that yields needs a row of its own.
func (d *drawing) standing() (refs []Ref) {
	info, taken := d.info(), map[int]bool{}
	for _, r := range d.Refs {
		y, ok := info.Row(r.Value)
		if ok && r.Yields && taken[y] {
			continue
		}
		taken[y] = taken[y] || ok
		refs = append(refs, r)
	}
	return refs
}

// refRows are the rows that reference lines run through.
func (d *drawing) refRows() (rows []int) {
	info := d.info()
	for _, r := range d.Refs {
		if y, ok := info.Row(r.Value); ok {
			rows = append(rows, y)
		}
	}
	return rows
}

// rightmost is the place for a label in a row that is nearest to the right
// end, first without touching a band, and no nearer to the left one than least.
func (d *drawing) rightmost(y, width, least int) (int, bool) {
	for _, worst := range []ground{lined, onBand} {
		for x := d.c.w - width - 1; x >= least; x-- {
			if d.free.fits(x, y, width, worst) {
				return x, true
			}
		}
	}
	return 0, false
}

// markLabels names the marks, the latest first: what has just been changed is
// what one wants to read.
func (d *drawing) markLabels() {
	for i := len(d.Marks) - 1; i >= 0; i-- {
		m := d.Marks[i]
		x, y, ok := d.markCell(m)
		width := grid.Width(m.Label)
		if !ok || width == 0 || y >= d.layout.h {
			continue
		}
		for _, at := range []int{x + 1, x - width} {
			if d.free.beside(at, y, width, x) {
				d.label(at, y, m.Label, m.Style)
				break
			}
		}
	}
}
