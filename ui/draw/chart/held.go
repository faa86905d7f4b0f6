package chart

import "math"

// hold draws each value on as a level line until the next, and the last one until the edge, under all curves: the exact
// height that a glyph, which has a whole cell, cannot show, without claiming anything about what lies between two values.
func (t *tracer) hold(x Axis) {
	if !t.s.Held || t.c.glyphs == ASCII {
		return
	}
	a := x.sane()
	first, end := t.s.between(a.Min, a.Max)
	drawn := math.Inf(-1) // up to which x dots have been set
	for i := max(0, first-1); i < end; i++ {
		px, py := t.s.At(i)
		to := t.f.w
		if i+1 < t.s.N {
			next, _ := t.s.At(i + 1)
			if next < drawn { // within the same column of dots
				continue
			}
			to = t.f.column(next) - 1
			drawn = x.Value((float64(dotAt(to)) + 1.5) / math.Max(t.f.w, 1))
		}
		t.c.hold(t.f.column(px), to, t.f.row(py), t)
	}
}

// hold sets the dots of one row between two columns of dots.
func (c *Canvas) hold(from, to, row float64, t *tracer) {
	w, h := c.Size()
	if math.IsNaN(row) || row < -0.5 || row > float64(h)-0.5 {
		return
	}
	y := dotAt(row)
	for x := max(0, dotAt(from)); x <= min(w-1, dotAt(to)); x++ {
		cell := &c.cells[y/c.dh*c.w+x/c.dw]
		cell.held |= c.bit(x%c.dw, y%c.dh)
		cell.hold = t.s.Style
	}
}
