package chart

import "math"

// spread draws glyphs for points. Of those that lie closer to each other than Apart columns only the first is drawn, but for the
// last of all, and for those that stand out by two rows or more: a spike is never left out.
func (t *tracer) spread(first, end int) {
	apart, last, height := max(t.s.Apart, 1), math.MinInt/2, math.NaN()
	if w, _ := t.c.Size(); w/t.c.dw < 60 {
		apart = min(apart, 2)
	}
	for i := first; i < end; i++ {
		px, py := t.s.At(i)
		column := t.f.column(px)
		row := t.f.row(py)
		if cell := dotAt(column) / t.c.dw; cell-last >= apart || py-py != 0 {
			t.point(column, py)
			last, height = cell, row
		} else if i == end-1 && end == t.s.N || t.standsOut(row, height) {
			t.point(column, py)
		}
		if i < t.s.Old {
			_, _, r := t.s.Span(i)
			for _, y := range []float64{r.Max, r.Min} {
				if r.N > 0 && t.standsOut(t.f.row(y), row) {
					t.point(column, y)
				}
			}
		}
	}
}

// standsOut is whether two rows of dots are two rows of cells apart.
func (t *tracer) standsOut(row, other float64) bool {
	return math.Abs(row-other) >= 2*float64(t.c.dh)
}

// covered makes a circle that hides all there is of a curve a circle with the curve in it.
func (d *drawing) covered() {
	for y := range d.c.h {
		for x := range d.c.w {
			if c := &d.c.cells[y*d.c.w+x]; c.bits != 0 && (c.glyph == '○' || c.glyph == d.glyphs.mark('○')) && !d.bitsBeside(x, y) {
				c.glyph = d.glyphs.pick('◉', '@')
			}
		}
	}
}

// bitsBeside is whether a curve shows in a neighbouring cell.
func (d *drawing) bitsBeside(x, y int) bool {
	for j := max(0, y-1); j <= min(d.c.h-1, y+1); j++ {
		for i := max(0, x-1); i <= min(d.c.w-1, x+1); i++ {
			if c := &d.c.cells[j*d.c.w+i]; c.bits != 0 && c.glyph == 0 && c.layer >= Curves {
				return true
			}
		}
	}
	return false
}
