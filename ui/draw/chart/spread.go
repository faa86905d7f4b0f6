package chart

import "math"

// spread draws glyphs for points. Of points closer together than Apart columns only the first is drawn, and also
// the last of all and any that stand out by two rows or more: a spike is never omitted.
func (t *tracer) spread(x Axis, first, end int) {
	apart := max(t.s.Apart, 1)
	if w, _ := t.c.Size(); w/t.c.dw < 60 {
		apart = min(apart, 2)
	}
	now := drawn{until: math.Inf(-1)}
	for i := first; i < end; i++ {
		px, py := t.s.At(i)
		switch {
		case px >= now.until || py-py != 0:
			column := t.f.column(px)
			t.point(column, py)
			edge := (float64(dotAt(column)/t.c.dw+apart)*float64(t.c.dw) - 0.5) / math.Max(t.f.w, 1)
			now = t.around(py)
			now.until = x.Value(edge)
		case now.standsOut(py), i == end-1 && end == t.s.N:
			t.point(t.f.column(px), py)
		}
		if i < t.s.Old {
			t.extremes(i, px, now)
		}
	}
}

// extremes draws the values of a bucket that stand out.
func (t *tracer) extremes(i int, px float64, now drawn) {
	if _, _, r := t.s.Span(i); r.N > 0 {
		for _, y := range []float64{r.Max, r.Min} {
			if now.standsOut(y) {
				t.point(t.f.column(px), y)
			}
		}
	}
}

// drawn describes the glyph that was drawn last: up to x until no other is drawn, unless its y is outside
// below..above.
type drawn struct{ until, below, above float64 }

func (d drawn) standsOut(y float64) bool { return y > d.above || y < d.below }

// around is the range within two rows of a value.
func (t *tracer) around(y float64) drawn {
	row, far := t.f.row(y), 2*float64(t.c.dh)
	height := math.Max(t.f.h, 1)
	return drawn{below: t.y0.Value(1 - (row+far)/height), above: t.y0.Value(1 - (row-far)/height)}
}

// covered changes a circle that hides all there is of a curve into a circle with the curve in it.
func (d *drawing) covered() {
	for y := range d.c.h {
		for x := range d.c.w {
			if c := &d.c.cells[y*d.c.w+x]; c.bits != 0 && c.glyph == d.glyphs.mark('○') && !d.bitsBeside(x, y) {
				c.glyph = d.glyphs.pick('◉', '@')
			}
		}
	}
}

// bitsBeside reports whether a curve is visible in a neighbouring cell.
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
