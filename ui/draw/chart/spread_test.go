package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// stood is where glyphs stand when points at ascending xs are drawn on w×h cells, the range of x being 0 to w.
func stood(xs, ys []float64, apart, w, h int, glyphs Glyphs) (*tracer, [][2]int) {
	c := NewCanvas(w, h, glyphs)
	x, y := Axis{Min: 0, Max: float64(w)}, Axis{Min: 0, Max: 10}
	s := points(xs, ys)
	s.Dots, s.Glyph, s.Apart = true, '○', apart
	t := &tracer{c: c, f: newField(c, x, y), y0: y, s: s, pen: Pen{Layer: Marks, Glyph: '○'}}
	t.trace(x)
	var at [][2]int
	for i := range c.cells {
		if c.cells[i].glyph == '○' {
			at = append(at, [2]int{i % w, i / w})
		}
	}
	return t, at
}

// TestPointsStandApart: each point has a glyph in its own cell, or one before it, within Apart columns and two rows; the first and the last
// have their own. Of points at one height no two glyphs are nearer than Apart, but for the last.
func TestPointsStandApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(2, 120).Draw(t, "w"), rapid.IntRange(4, 20).Draw(t, "h")
		xs := rapid.SliceOfN(rapid.Float64Range(0, float64(w)), 1, 80).Draw(t, "xs")
		slices.Sort(xs)
		ys := make([]float64, len(xs))
		even := rapid.Bool().Draw(t, "even")
		for i := range ys {
			if ys[i] = 5; !even {
				ys[i] = rapid.Float64Range(0, 10).Draw(t, "y")
			}
		}
		apart, glyphs := rapid.IntRange(0, 5).Draw(t, "apart"), anyGlyphs().Draw(t, "glyphs")
		tr, at := stood(xs, ys, apart, w, h, glyphs)
		if apart = max(apart, 1); w < 60 {
			apart = min(apart, 2)
		}
		cell := func(i int) (x, y int) {
			return dotAt(tr.f.column(xs[i])) / tr.c.dw, dotAt(tr.f.row(ys[i])) / tr.c.dh
		}
		for i := range xs {
			x, y := cell(i)
			own := slices.Contains(at, [2]int{x, y})
			if (i == 0 || i == len(xs)-1) && !own {
				t.Fatalf("point %d of %d has no glyph at %d,%d: %v", i, len(xs), x, y, at)
			}
			if !own && !slices.ContainsFunc(at, func(g [2]int) bool { return g[0] <= x && x-g[0] < apart && abs(g[1]-y) <= 2 }) {
				t.Fatalf("point %d at %d,%d has none near, of %v", i, x, y, at)
			}
		}
		for k := 1; even && k < len(at)-1; k++ {
			if at[k][0]-at[k-1][0] < apart {
				t.Fatalf("%v and %v are nearer than %d columns", at[k-1], at[k], apart)
			}
		}
	})
}

// TestASpikeAmongPointsStands: a point two rows from the one drawn is drawn, however near; one nearer in height is not.
func TestASpikeAmongPointsStands(t *testing.T) {
	xs := []float64{10, 11, 12, 30}
	for dy, want := range map[float64]int{0: 2, 0.9: 2, -0.9: 2, 1.1: 3, -1.1: 3} { // 20 rows of 0.5
		if _, at := stood(xs, []float64{5, 5 + dy, 5, 5}, 4, 100, 20, Braille); len(at) != want {
			t.Errorf("%v above: %d glyphs, want %d", dy, len(at), want)
		}
	}
	for i, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		tr, at := stood(xs, []float64{5, odd, 5, 5}, 4, 100, 20, Braille)
		edge := []rune("×▲▼")[i]
		if !slices.ContainsFunc(tr.c.cells, func(c dotCell) bool { return c.glyph == edge }) {
			t.Errorf("%v is not to be seen, of %v", odd, at)
		}
	}
}

// TestNotEveryPointHasRoomOnANarrowPlot: below sixty columns points are two apart at the most.
func TestNotEveryPointHasRoomOnANarrowPlot(t *testing.T) {
	var xs, ys []float64
	for i := range 200 {
		xs, ys = append(xs, float64(i)/200*59), append(ys, 5)
	}
	_, narrow := stood(xs, ys, 5, 59, 10, Braille)
	_, wide := stood(xs, ys, 5, 60, 10, Braille)
	if len(narrow) < 29 || len(wide) > 13 {
		t.Errorf("%d glyphs on 59 columns, %d on 60", len(narrow), len(wide))
	}
}

// TestAGlyphDoesNotHideACurve: one that stands on all that can be seen of a curve is drawn with the curve in it; one beside which the curve is
// seen, or that stands on no curve, is as it was.
func TestAGlyphDoesNotHideACurve(t *testing.T) {
	for _, c := range []struct {
		dots [][2]int // of the curve, on 5×3 cells of braille; the glyph is in the middle one
		want rune
	}{
		{nil, '○'}, {[][2]int{{4, 5}}, '◉'}, {[][2]int{{4, 5}, {6, 5}}, '○'}, {[][2]int{{4, 5}, {3, 3}}, '○'}, {[][2]int{{4, 5}, {8, 5}}, '◉'}, {[][2]int{{4, 5}, {0, 0}}, '◉'},
	} {
		for _, glyphs := range []Glyphs{Braille, ASCII} {
			d := &drawing{c: NewCanvas(5, 3, Braille), glyphs: glyphs}
			for _, dot := range c.dots {
				d.c.Dot(dot[0], dot[1], Pen{Layer: Curves})
			}
			d.c.Stamp(2, 1, glyphs.mark('○'), grid.Style{}, Marks)
			d.covered()
			want := c.want
			if glyphs == ASCII {
				want = map[rune]rune{'○': 'o', '◉': '@'}[want]
			}
			if got := d.c.cells[7].glyph; got != want {
				t.Errorf("glyphs %d: on a curve at %v stands %q, want %q", glyphs, c.dots, got, want)
			}
		}
	}
}

// TestColumnsAreMeansWithinTheirRange: a pile's mean lies between its least and its greatest value, whatever the values, and what it
// has of values that are no numbers is what there was.
func TestColumnsAreMeansWithinTheirRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(anyNumber(), 1, 30).Draw(t, "values")
		cut := rapid.IntRange(0, len(values)).Draw(t, "cut")
		var all, first, second pile
		r := Range{}
		for i, v := range values {
			all.add(v)
			if i < cut {
				first.add(v)
			} else {
				second.add(v)
			}
		}
		r = Range{N: second.n, Min: second.lo, Max: second.hi, Sum: second.sum, NaN: second.nan, Up: second.up, Down: second.down}
		joined := first
		joined.addAll(&r)
		if first.join(second); first.n != all.n || all.n > 0 && (first.lo != all.lo || first.hi != all.hi) {
			t.Fatalf("%v cut at %d is %+v, whole %+v", values, cut, first, all)
		}
		if joined.n != all.n || joined.nan != all.nan || joined.up != all.up || joined.down != all.down || all.n > 0 && (joined.lo != all.lo || joined.hi != all.hi) {
			t.Fatalf("%v with a range from %d on is %+v, whole %+v", values, cut, joined, all)
		}
		least, most, n, sum := math.Inf(1), math.Inf(-1), 0, 0.0
		for _, v := range values {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				least, most, n, sum = min(least, v), max(most, v), n+1, sum+v
			}
		}
		if all.n != n || all.nan != slices.ContainsFunc(values, math.IsNaN) || all.up != slices.Contains(values, math.Inf(1)) || all.down != slices.Contains(values, math.Inf(-1)) {
			t.Fatalf("%v are %+v", values, all)
		}
		if n == 0 {
			return
		}
		if all.lo != least || all.hi != most || !(all.mean() >= least && all.mean() <= most) {
			t.Fatalf("%v are %+v with mean %v", values, all, all.mean())
		}
		if mean := sum / float64(n); !math.IsInf(sum, 0) && math.Abs(all.mean()-mean) > 1e-9*math.Abs(mean) {
			t.Fatalf("the mean of %v is %v instead of %v", values, all.mean(), mean)
		}
	})
}

// TestADenseCurveIsItsMeansOnItsBand: where points share columns, the curve in every column is at the mean of those that fall there, and the band
// reaches from the least to the greatest of a column of cells.
func TestADenseCurveIsItsMeansOnItsBand(t *testing.T) {
	const w, h, each = 30, 10, 40
	n := w * each
	ys := make([]float64, n)
	for i := range ys {
		ys[i] = 5 + 3*math.Sin(float64(i)/200) + 1.5*math.Sin(float64(i)*2.3)
	}
	c := NewCanvas(w, h, ASCII) // a dot a column
	s := Series{N: n, At: func(i int) (float64, float64) { return float64(i), ys[i] }, ShowBand: true, Band: grid.Style{FG: 7}}
	x, y := Axis{Min: 0, Max: float64(n - 1)}, Axis{Min: 0, Max: 10}
	tr := &tracer{c: c, f: newField(c, x, y), y0: y, s: s, pen: Pen{Layer: Curves}}
	tr.trace(x)
	for column := range w {
		sum, k, lo, hi := 0.0, 0, math.Inf(1), math.Inf(-1)
		for i, v := range ys {
			if dotAt(float64(i)/float64(n-1)*(w-1)) == column {
				sum, k, lo, hi = sum+v, k+1, min(lo, v), max(hi, v)
			}
		}
		at := dotAt(tr.f.row(sum / float64(k)))
		if c.cells[at/2*w+column].bits == 0 {
			t.Errorf("no curve at the mean %v of column %d", sum/float64(k), column)
		}
		for row := range h {
			top, bottom := float64(2*row)-0.5, float64(2*row)+1.5 // of the cell, in dots
			cover := max(0, min(bottom, tr.f.row(lo))-max(top, tr.f.row(hi))) / 2
			if got := float64(c.cells[row*w+column].cover) / 8; math.Abs(got-cover) > 0.126 {
				t.Errorf("the band fills %v of cell %d,%d instead of %v", got, column, row, cover)
			}
		}
	}
	if text := picture(c); !strings.ContainsAny(text, "'.") {
		t.Error("nothing is drawn")
	}
}
