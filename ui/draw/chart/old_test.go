package chart

import (
	"math"
	"strings"
	"testing"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// buckets is a Series of the values in buckets of the given width, except for the last whole ones.
func buckets(values []float64, width, whole int, like Series) Series {
	n := (len(values) - whole) / width
	ranges := make([]Range, n)
	for i := range ranges {
		for j, v := range values[i*width : (i+1)*width] {
			r := &ranges[i]
			switch {
			case math.IsNaN(v):
				r.NaN = true
				continue
			case math.IsInf(v, 1):
				r.Up = true
				continue
			case j == 0 || r.N == 0:
				r.Min, r.Max = v, v
			}
			r.N, r.Sum, r.Min, r.Max = r.N+1, r.Sum+v, min(r.Min, v), max(r.Max, v)
		}
	}
	like.N, like.Old = n+len(values)-n*width, n
	like.Span = func(i int) (first, last float64, r *Range) {
		return float64(i*width + 1), float64((i + 1) * width), &ranges[i]
	}
	like.Past = &Range{}
	for _, r := range ranges {
		if like.Past.N += r.N; like.Past.N == r.N {
			like.Past.Min, like.Past.Max = r.Min, r.Max
		}
		like.Past.Min, like.Past.Max = min(like.Past.Min, r.Min), max(like.Past.Max, r.Max)
	}
	like.At = func(i int) (x, y float64) {
		if i < n {
			return float64(i*width) + float64(width+1)/2, ranges[i].Sum / float64(ranges[i].N)
		}
		at := n*width + i - n
		return float64(at + 1), values[at]
	}
	return like
}

// single is a Series of the values, one point each.
func single(values []float64, like Series) Series {
	like.N = len(values)
	like.At = func(i int) (x, y float64) { return float64(i + 1), values[i] }
	return like
}

// The law: where buckets end at the edges of columns of dots, their curve is the curve of the values: mean, band,
// NaN and ∞.
func TestBucketsDrawAsTheirValues(t *testing.T) {
	const each = 64 // values in a column of dots
	noColours, _ := theme.Find("plain")
	var values []float64
	for _, glyphs := range []Glyphs{Braille, Blocks, ASCII} {
		draw := func(s Series, last float64) (string, Info) {
			g := grid.New(60, 14)
			info := Plot{X: Axis{Min: (each + 1) / 2.0, Max: last}, Y: Axis{Min: 0, Max: 4}, Series: []Series{s}}.Draw(g.View(), noColours, glyphs)
			return g.Render(grid.Plain), info
		}
		_, info := draw(Series{}, 9000)
		dots := info.W * info.dw
		values = make([]float64, dots*each)
		for i := range values {
			values[i] = 2 + math.Sin(float64(i)/300) + 0.5*math.Sin(float64(i)*1.7)
		}
		values[3*each+5], values[20*each+7] = math.NaN(), math.Inf(1)
		like, last := Series{ShowBand: true}, float64(dots-1)*each+(each+1)/2.0
		a, _ := draw(single(values, like), last)
		b, _ := draw(buckets(values, 4, 500, like), last)
		// The axis begins and ends in the middle of a column: those columns differ.
		if x, y := inner(a, info), inner(b, info); x != y || !strings.ContainsAny(a, "×x") || !strings.ContainsAny(a, "▲^") {
			t.Errorf("\n%s\n%s", a, b)
		}
	}
	old, new := buckets(values, 8, 100, Series{}), single(values, Series{})
	for _, to := range []float64{float64(len(values)), 8 * 100} { // with Past and without
		lo, hi := old.Range(1, to)
		if l, h := new.Range(1, to); l != lo || h != hi {
			t.Errorf("range %v … %v, want %v … %v", lo, hi, l, h)
		}
	}
}

// The law: a bucket whose values lie far apart has marks at its mean, minimum and maximum.
func TestMarksOfABucketAreThree(t *testing.T) {
	s := Series{N: 1, Old: 1, Dots: true, Glyph: '▴', At: func(int) (float64, float64) { return 5, 2 },
		Span: func(int) (float64, float64, *Range) { return 4, 6, &Range{N: 3, Min: 1, Max: 3, Sum: 6} }}
	g := grid.New(40, 12)
	info := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 4}, Series: []Series{s}}.Draw(g.View(), dark, Braille)
	at := map[int]bool{}
	for _, v := range []float64{1, 2, 3} {
		y, _ := info.Row(v)
		at[y] = true
	}
	for y, row := range strings.Split(g.Render(grid.Plain), "\n")[:info.H] {
		if got, want := strings.Count(row, "▴"), at[y]; (got == 1) != want || got > 1 {
			t.Errorf("row %d has %d marks", y, got)
		}
	}
}

// The law: of buckets drawn as dots without a glyph every column has all dots from the least to the greatest value that falls there, and none beyond;
// a bucket without numbers has none.
func TestDotsOfBucketsReachFromLeastToGreatest(t *testing.T) {
	ranges := []Range{{N: 2, Min: 2, Max: 4, Sum: 6}, {N: 2, Min: 6, Max: 7, Sum: 13}, {NaN: true}, {N: 1, Min: 9, Max: 9, Sum: 9}}
	middles := []float64{0, 0.2, 5, 9} // the first two are in one column
	s := Series{N: 4, Old: 4, Dots: true, At: func(i int) (float64, float64) { return middles[i], ranges[i].Sum / float64(ranges[i].N) },
		Span: func(i int) (float64, float64, *Range) { return middles[i] - 0.1, middles[i] + 0.1, &ranges[i] }}
	c := NewCanvas(10, 11, ASCII) // a column for each x, two dots to a row
	x, y := Axis{Min: 0, Max: 9}, Axis{Min: 0, Max: 21}
	tr := &tracer{c: c, f: newField(c, x, y), y0: y, s: s, pen: Pen{Layer: Curves}}
	tr.trace(x)
	for column, want := range map[int][2]int{0: {2, 7}, 5: {1, 0}, 9: {9, 9}, 3: {1, 0}} {
		for v := range 22 {
			dot := 21 - v
			set := c.cells[dot/2*10+column].bits&c.bit(0, dot%2) != 0
			if set != (v >= want[0] && v <= want[1]) {
				t.Errorf("column %d has a dot at %d: %v", column, v, set)
			}
		}
	}
}

// inner is what is drawn between the axes, without the first and the last column.
func inner(drawn string, i Info) string {
	var b strings.Builder
	for _, row := range strings.Split(drawn, "\n")[:i.H] {
		b.WriteString(string([]rune(row)[i.X+1:i.X+i.W-1]) + "\n")
	}
	return b.String()
}
