package chart

import "math"

// spread draws glyphs for points. Where they lie closer than Apart columns, each group of so many columns has the
// point nearest to its middle, the last group the last point; and those that stand out of the group by two rows or
// more: a spike is never left out.
func (t *tracer) spread(first, end int) {
	var now group
	for i := first; i < end; i++ {
		px, py := t.s.At(i)
		lo, hi := py, py
		if i < t.s.Old {
			_, _, r := t.s.Span(i)
			lo, hi = r.Min, r.Max
			if r.N == 0 {
				lo, hi = py, py
			}
		}
		column := t.f.column(px)
		if at := t.groupOf(column); at != now.at || i == first {
			t.flushGroup(&now)
			now = group{at: at, off: math.Inf(1), lo: math.Inf(1), hi: math.Inf(-1)}
		}
		now.add(column, py, lo, hi, t.middle(now.at))
	}
	if end > first && end == t.s.N {
		now.x, now.y = now.lastX, now.lastY
	}
	t.flushGroup(&now)
}

// A group is what falls into neighbouring columns of cells.
type group struct {
	at           int
	n            int
	x, y, off    float64 // the point nearest to the middle, and how far it is from there
	lastX, lastY float64
	lo, hi       float64
	loX, hiX     float64
}

func (g *group) add(x, y, lo, hi, middle float64) {
	g.n++
	g.lastX, g.lastY = x, y
	if off := math.Abs(x - middle); off < g.off {
		g.x, g.y, g.off = x, y, off
	}
	if lo < g.lo {
		g.lo, g.loX = lo, x
	}
	if hi > g.hi {
		g.hi, g.hiX = hi, x
	}
}

func (t *tracer) apart() int { return max(t.s.Apart, 1) * t.c.dw }

func (t *tracer) groupOf(column float64) int { return dotAt(column) / t.apart() }

func (t *tracer) middle(group int) float64 {
	return float64(group*t.apart()) + float64(t.apart()-1)/2
}

// flushGroup draws a group: its point, and the least and greatest that are not near it.
func (t *tracer) flushGroup(g *group) {
	if g.n == 0 {
		return
	}
	row := t.f.row(g.y)
	for _, e := range []struct{ x, y float64 }{{g.hiX, g.hi}, {g.loX, g.lo}} {
		if math.Abs(t.f.row(e.y)-row) >= 2*float64(t.c.dh) {
			t.point(e.x, e.y)
		}
	}
	t.point(g.x, g.y)
}
