package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// A Link is what lies under the glyphs of a series, in dots: the exact height that a glyph, which has a whole cell, cannot show.
type Link uint8

// The links.
const (
	Unlinked Link = iota
	Held          // each value is held until the next one, which claims nothing about what lies between
	Joined        // straight lines
)

// link draws the links between points, and with Held the last value until the edge, under all curves.
func (t *tracer) link(x Axis) {
	if t.s.Link == Unlinked || t.c.glyphs == ASCII {
		return
	}
	a := x.sane()
	first, end := t.s.between(a.Min, a.Max)
	drawn := math.Inf(-1) // up to which x dots have been set
	for i := max(0, first-1); i < end; i++ {
		px, py := t.s.At(i)
		from, row := t.f.column(px), t.f.row(py)
		if i+1 == t.s.N {
			if t.s.Link == Held {
				t.under(from, row, t.f.w, row)
			}
			return
		}
		nx, ny := t.s.At(i + 1)
		if nx < drawn { // within the same column of dots
			continue
		}
		to, next := t.f.column(nx)-1, row
		if t.s.Link == Joined {
			next = t.f.row(ny)
		}
		t.under(from, row, to, next)
		drawn = x.Value((float64(dotAt(to)) + 1.5) / math.Max(t.f.w, 1))
	}
}

// under sets a dot in each column of dots from one point to another, both given in dots.
func (t *tracer) under(from, row, to, end float64) {
	w, _ := t.c.Size()
	slope := (end - row) / math.Max(to-from, 1)
	for x := max(0, dotAt(from)); x <= min(w-1, dotAt(to)); x++ {
		t.c.under(x, row+slope*(float64(x)-from), t.s.Style)
	}
}

// under sets a dot that curves cover.
func (c *Canvas) under(x int, row float64, st grid.Style) {
	_, h := c.Size()
	if !(row >= -0.5 && row < float64(h)-0.5) {
		return
	}
	y := dotAt(row)
	cell := &c.cells[y/c.dh*c.w+x/c.dw]
	cell.held |= c.bit(x%c.dw, y%c.dh)
	cell.hold = st
}
