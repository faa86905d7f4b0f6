package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// Series is a curve: N points in ascending x. At is called for each visible point at every drawing, so it should
// be fast and change nothing.
type Series struct {
	N  int
	At func(i int) (x, y float64)
	// The first Old points stand for several values each: At gives the middle of their x and their mean, Span
	// their first and last x and their range, which is only read.
	Old  int
	Span func(i int) (first, last float64, values *Range)
	Past *Range // the range of all of them; nil: it is computed

	Style    grid.Style
	Band     grid.Style // its FG fills the range of each column
	ShowBand bool       // if there are at least two points in a column of dots
	Bare     bool       // the band alone, without the curve
	Dashed   bool
	Dots     bool   // the points alone, unconnected
	Glyph    rune   // drawn in each cell that has a point, instead of dots
	Apart    int    // with Dots and Glyph: the least distance between two glyphs in columns, so that what is under them shows (at most two in a narrow plot)
	Label    string // its name and last value, already safe to draw
	Brief    string // a shorter form for less room; "": Label
	Link     Link   // what lies under the glyphs
	Level    bool   // a level to compare with: it has no point at the crosshair
}

// A Range summarizes several values: Min, Max and Sum of the N finite ones, and whether NaN, +∞ or −∞ is among
// the others.
type Range struct {
	N             int
	Min, Max, Sum float64
	NaN, Up, Down bool
}

// Range is the minimum and maximum finite y of the points between two x; both are NaN if there is none.
func (s Series) Range(from, to float64) (lo, hi float64) {
	lo, hi = math.NaN(), math.NaN()
	first, end := s.between(from, to)
	if r := s.Past; r != nil && r.N > 0 && first == 0 && end >= s.Old {
		lo, hi, first = r.Min, r.Max, s.Old
	}
	for ; first < min(end, s.Old); first++ {
		if _, _, r := s.Span(first); r.N > 0 {
			lo, hi = least(lo, r.Min), greatest(hi, r.Max)
		}
	}
	for i := first; i < end; i++ {
		_, y := s.At(i)
		switch {
		case math.IsNaN(y) || math.IsInf(y, 0):
		case math.IsNaN(lo):
			lo, hi = y, y
		case y < lo:
			lo = y
		case y > hi:
			hi = y
		}
	}
	return lo, hi
}

// least is the lesser of two numbers; the first may be NaN for none.
func least(a, b float64) float64 {
	if a < b {
		return a
	}
	return b
}

func greatest(a, b float64) float64 {
	if a > b {
		return a
	}
	return b
}

// Nearest is the index of the point whose x is nearest, or −1.
func (s Series) Nearest(x float64) int {
	if s.N <= 0 || s.At == nil || math.IsNaN(x) {
		return -1
	}
	i := s.search(func(at float64) bool { return at >= x })
	if i == s.N {
		return s.N - 1
	}
	if i > 0 {
		before, _ := s.At(i - 1)
		after, _ := s.At(i)
		if x-before <= after-x {
			return i - 1
		}
	}
	return i
}

// between is the half-open range of the points with from ≤ x ≤ to.
func (s Series) between(from, to float64) (first, end int) {
	if s.N <= 0 || s.At == nil {
		return 0, 0
	}
	first = s.search(func(x float64) bool { return x >= from })
	end = s.search(func(x float64) bool { return x > to })
	return first, max(first, end)
}

// search is the index of the first point whose x satisfies reached, or N.
func (s Series) search(reached func(x float64) bool) int {
	low, high := 0, s.N
	for low < high {
		middle := int(uint(low+high) / 2)
		if x, _ := s.At(middle); reached(x) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// field converts values into dots.
type field struct {
	x, y scale
	w, h float64 // the distance between the outermost dots
}

func newField(c *Canvas, x, y Axis) field {
	w, h := c.Size()
	return field{x.scale(), y.scale(), float64(max(w-1, 0)), float64(max(h-1, 0))}
}

func (f field) column(x float64) float64 { return near(f.x.pos(x) * f.w) }

// row counts from the top.
func (f field) row(y float64) float64 { return near((1 - f.y.pos(y)) * f.h) }

// tracer draws one series from left to right.
type tracer struct {
	c    *Canvas
	f    field
	y0   Axis
	s    Series
	pen  Pen
	bad  grid.Style
	down bool    // the pen is on the paper
	lost bool    // in a run of NaN
	x, y float64 // where the pen was last, in dots
	any  bool    // it has been somewhere
	seen bool    // it has drawn within the plot
	out  []excursion

	dense bool // enough points for a band that is more than an outline
}

// trace draws the series.
func (t *tracer) trace(x Axis) {
	a := x.sane()
	first, end := t.s.between(a.Min, a.Max)
	if t.s.Glyph != 0 && t.s.Dots {
		t.spread(a, first, end)
		return
	}
	if w, _ := t.c.Size(); end-first > w && !t.s.Dots {
		t.dense = end-first >= 2*w
		t.columns(a, first, end)
		return
	}
	if t.s.Bare { // too few points for a band
		return
	}
	// One point more on each side, so that the line reaches the edges.
	first, end = max(0, first-1), min(t.s.N, end+1)
	if t.s.Dots {
		first = t.stretches(first, end)
	}
	for i := first; i < end; i++ {
		px, py := t.s.At(i)
		t.point(t.f.column(px), py)
	}
}

// stretches draws the points that stand for several values, in each column from the maximum to the minimum. It
// returns the index of the first that stands for one.
func (t *tracer) stretches(first, end int) int {
	column, now := math.NaN(), pile{}
	flush := func() {
		if now.n > 0 {
			t.c.Line(column, t.f.row(now.hi), column, t.f.row(now.lo), t.pen)
			t.to(column, t.f.row(now.lo))
		}
		now = pile{}
	}
	for ; first < min(end, t.s.Old); first++ {
		from, to, r := t.s.Span(first)
		if at := float64(dotAt(t.f.column(from/2 + to/2))); at != column {
			flush()
			column = at
		}
		now.addAll(r)
	}
	flush()
	return first
}

// point draws one value at a column of dots.
func (t *tracer) point(column, y float64) {
	switch {
	case math.IsNaN(y):
		t.undefined(column)
	case math.IsInf(y, 0):
		t.infinite(column, y > 0)
	default:
		t.beyondEdge(column, y)
		t.to(column, t.f.row(y))
	}
}

// to moves to a dot, drawing if the pen is down.
func (t *tracer) to(x, y float64) {
	if t.down && !t.s.Dots {
		t.c.Line(t.x, t.y, x, y, t.pen)
	} else {
		t.c.Line(x, y, x, y, t.pen)
	}
	if w, h := t.c.Size(); x >= 0 && y >= 0 && x < float64(w) && y < float64(h) {
		t.seen = true
	}
	t.x, t.y, t.any, t.down, t.lost = x, y, true, true, false
}

// undefined ends the line with a × at its last height, once per run of NaN.
func (t *tracer) undefined(column float64) {
	if !t.any {
		t.y, t.any = t.f.h, true // there is no last height: use the lower edge
	}
	if !t.lost {
		t.stamp(column, t.y, t.c.glyphs.pick('×', 'x'))
	}
	t.down, t.lost = false, true
}

// infinite lifts the pen and marks the edge with an arrow.
func (t *tracer) infinite(column float64, up bool) {
	t.x, t.y, t.any = column, t.f.h, true
	glyph := t.c.glyphs.pick('▼', 'v')
	if up {
		t.y, glyph = 0, t.c.glyphs.pick('▲', '^')
	}
	t.stamp(column, t.y, glyph)
	t.down, t.lost = false, false
}

func (t *tracer) stamp(x, y float64, glyph rune) {
	x, y = math.Floor((x+0.5)/float64(t.c.dw)), math.Max(0, math.Min(y, t.f.h))
	t.c.Stamp(int(x), dotAt(y)/t.c.dh, glyph, t.bad, Marks)
}
