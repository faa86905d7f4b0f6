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

// label adds a text to the plot.
func (d *drawing) label(x, y int, s string, st grid.Style) {
	d.free.take(x, y, grid.Width(s))
	d.labels = append(d.labels, label{x, y, s, st})
}

// write writes a label. It keeps the band's colour as its background, and leaves a cell between itself and lines
// of the backdrop on either side.
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

// ending is where a curve ends, or meets the crosshair if that is where it is named, and what to write there.
type ending struct {
	x, y  int     // the cell
	exact float64 // the row of dots
	label string
	brief string
	style grid.Style
	level bool
}

func (d *drawing) ending(i int, t tracer) ending {
	s := d.Series[i]
	at := ending{label: d.endText(i, s.Label), brief: d.endText(i, s.Brief), style: s.Style, level: s.Level}
	at.place(d, t.x, t.y)
	if n := -1; d.Crosshair != nil && !d.AtEnds && !s.Level {
		if n = s.Nearest(*d.Crosshair); n >= 0 {
			if x, y := s.At(n); y-y == 0 {
				at.place(d, d.f.column(x), d.f.row(y))
			}
		}
	}
	return at
}

// place puts the ending at a dot, or at the nearest edge.
func (e *ending) place(d *drawing, x, y float64) {
	e.x = max(0, min(dotAt(x)/d.c.dw, d.c.w-1))
	e.y = max(0, min(dotAt(y)/d.c.dh, d.c.h-1))
	e.exact = y
}

// legend names the curves if there is no gutter for the names: one above the other in the corner that covers
// least, even over curves, because a curve without a name means nothing.
func (d *drawing) legend() {
	d.ends = slices.DeleteFunc(d.ends, d.besideLine)
	slices.SortStableFunc(d.ends, func(a, b ending) int { return cmp.Compare(a.exact, b.exact) })
	width := 0
	for i := range d.ends {
		e := &d.ends[i]
		e.label = fitting(e.label, e.brief, d.c.w/2)
		if n := grid.Width(e.label); n <= d.c.w {
			width = max(width, n)
		}
	}
	x, y := d.corner(width, len(d.ends))
	for i, e := range d.ends {
		if n := grid.Width(e.label); y+i < d.c.h && n <= width {
			d.label(x+width-n, y+i, e.label, e.style)
		}
	}
}

// besideLine names a level beside its line, if there is room.
func (d *drawing) besideLine(e ending) bool {
	for _, y := range []int{e.y - 1, e.y + 1, e.y} {
		if x, ok := d.rightmost(y, grid.Width(e.label), d.c.w/4); e.level && ok {
			d.label(x, y, e.label, e.style)
			return true
		}
	}
	return false
}

// corner is a place for w×h cells: top right, bottom left, top left or bottom right, whichever covers least.
func (d *drawing) corner(w, h int) (x, y int) {
	right, bottom := max(0, d.c.w-w), max(0, d.c.h-h)
	least := w*h + 1
	for _, at := range [][2]int{{right, 0}, {0, bottom}, {0, 0}, {right, bottom}} {
		covered := 0
		for j := at[1]; j < min(at[1]+h, d.c.h); j++ {
			for i := at[0]; i < min(at[0]+w, d.c.w); i++ {
				if d.c.busy(i, j) {
					covered++
				}
			}
		}
		if covered < least {
			least, x, y = covered, at[0], at[1]
		}
	}
	return x, y
}

// refLabels writes the reference lines' names: first those that do not yield, in reverse order. A line that yields
// is removed if its name finds no place.
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

// refLabel writes a line's name on the line, as far right as there is room, else beside the line, else where
// curves begin, else nowhere.
func (d *drawing) refLabel(r Ref, lines []int) bool {
	row, ok := d.info().Row(r.Value)
	if r.Brief != "" {
		r.Label = r.Brief
	}
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

// refRows are the rows of the reference lines.
func (d *drawing) refRows() (rows []int) {
	info := d.info()
	for _, r := range d.Refs {
		if y, ok := info.Row(r.Value); ok {
			rows = append(rows, y)
		}
	}
	return rows
}

// rightmost is the rightmost place for a label in a row, if possible without touching a band, and no farther left
// than least.
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

// markLabels names the marks, the latest first: the latest change is what a reader looks for.
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
