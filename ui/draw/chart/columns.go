package chart

import "math"

// pile summarizes the values that fall into one column.
type pile struct {
	n             int // finite values
	sum, lo, hi   float64
	nan, up, down bool
}

func (p *pile) add(y float64) {
	if y-y != 0 { // only where y is not finite
		p.odd(y)
		return
	}
	if p.n == 0 {
		p.lo, p.hi = y, y
	}
	if y < p.lo {
		p.lo = y
	}
	if y > p.hi {
		p.hi = y
	}
	p.n++
	p.sum += y
}

func (p *pile) odd(y float64) {
	p.nan = p.nan || math.IsNaN(y)
	p.up = p.up || math.IsInf(y, 1)
	p.down = p.down || math.IsInf(y, -1)
}

// addAll adds the values of a Range.
func (p *pile) addAll(r *Range) {
	p.nan, p.up, p.down = p.nan || r.NaN, p.up || r.Up, p.down || r.Down
	p.join(pile{n: r.N, lo: r.Min, hi: r.Max})
	p.sum += r.Sum
}

// mean is within lo and hi even if the sum overflows.
func (p *pile) mean() float64 {
	mean := p.sum / float64(p.n)
	if mean-mean != 0 {
		return p.lo/2 + p.hi/2
	}
	return math.Max(p.lo, math.Min(mean, p.hi))
}

// join adds another pile's range, which is all a band needs.
func (p *pile) join(q pile) {
	if q.n == 0 {
		return
	}
	if p.n == 0 {
		p.lo, p.hi = q.lo, q.hi
	}
	p.n += q.n
	p.lo, p.hi = min(p.lo, q.lo), max(p.hi, q.hi)
}

// columns draws a series with more points than columns: in each column of dots their mean, and behind each column
// of cells their range.
func (t *tracer) columns(x Axis, first, end int) {
	t.beyond(first - 1)
	var now, cell pile
	at, next := -1, math.Inf(-1) // the column, and the x where it ends
	enter := func(px float64) {
		column := t.columnOf(px)
		if column != at {
			t.flush(at, &now)
			cell.join(now)
			if at >= 0 && column/t.c.dw != at/t.c.dw {
				t.band(at/t.c.dw, &cell)
			}
			at, now = column, pile{}
		}
		next = x.Value((float64(column) + 0.5) / t.f.w)
	}
	i := first
	for ; i < min(end, t.s.Old); i++ {
		from, to, values := t.s.Span(i)
		if px := from/2 + to/2; px >= next {
			enter(px)
		}
		now.addAll(values)
	}
	for ; i < end; i++ {
		px, py := t.s.At(i)
		if px >= next {
			enter(px)
		}
		now.add(py)
	}
	t.flush(at, &now)
	cell.join(now)
	t.band(at/t.c.dw, &cell)
	t.beyond(end)
}

// beyond draws a point outside the axis, so that the line reaches the edge.
func (t *tracer) beyond(i int) {
	if i >= 0 && i < t.s.N && !t.s.Bare {
		px, py := t.s.At(i)
		t.point(t.f.column(px), py)
	}
}

// columnOf is the column of dots for an x within the axis; any x maps to some column.
func (t *tracer) columnOf(x float64) int {
	v := t.f.x.pos(x)*t.f.w + 0.5
	if !(v > 0) {
		return 0
	}
	return int(math.Min(v, t.f.w))
}

// flush draws the column's mean and marks for its values that were not finite.
func (t *tracer) flush(column int, p *pile) {
	if t.s.Bare {
		return
	}
	x := float64(column)
	if p.n > 0 {
		t.beyondEdge(x, p.hi)
		t.beyondEdge(x, p.lo)
		t.to(x, t.f.row(p.mean()))
	}
	if p.up {
		t.infinite(x, true)
	}
	if p.down {
		t.infinite(x, false)
	}
	if p.nan {
		t.undefined(x)
	}
}

func (t *tracer) band(x int, p *pile) {
	if t.dense && t.s.ShowBand && p.n > 1 {
		t.c.Band(x, t.f.row(p.hi), t.f.row(p.lo), t.s.Band)
	}
	*p = pile{}
}
