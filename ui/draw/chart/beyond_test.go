package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// leaving traces values at whole x, one a column of cells, on a range of 0 to 10.
func leaving(ys []float64, dots bool) (*tracer, Axis) {
	xs := make([]float64, len(ys))
	for i := range xs {
		xs[i] = float64(i)
	}
	c := NewCanvas(len(ys), 10, ASCII) // a dot a column
	x, y := Axis{Min: 0, Max: float64(len(ys) - 1)}, Axis{Min: 0, Max: 10}
	s := points(xs, ys)
	s.Dots = dots
	t := &tracer{c: c, f: newField(c, x, y), y0: y, s: s}
	return t, x
}

// TestEveryValueBeyondIsInAnExcursion: of its own side, which says the one farthest out and where that is; no column is in one without
// a value beyond nearby; excursions of a side do not meet.
func TestEveryValueBeyondIsInAnExcursion(t *testing.T) {
	value := rapid.SampledFrom([]float64{5, 5, 5, 0, 10, 10.1, -0.1, 11, -1, 12, 1e300, -1e300, math.NaN()})
	rapid.Check(t, func(t *rapid.T) {
		ys, dots := rapid.SliceOfN(value, 2, 60).Draw(t, "ys"), rapid.Bool().Draw(t, "dots")
		tr, x := leaving(ys, dots)
		tr.trace(x)
		apart := nearby
		if dots {
			apart = 1
		}
		for i, y := range ys {
			up := y > 10.5 // more than half a dot above the highest
			if !up && !(y < -0.5) {
				continue
			}
			k := slices.IndexFunc(tr.out, func(e excursion) bool { return e.up == up && e.from <= i && i <= e.to })
			if k < 0 {
				t.Fatalf("%v at %d is in none of %+v", y, i, tr.out)
			}
			if e := tr.out[k]; up && e.value < y || !up && e.value > y {
				t.Fatalf("%+v has %v at %d", e, y, i)
			}
		}
		for k, e := range tr.out {
			if ys[e.peak] != e.value || e.value > 0 != e.up || e.peak < e.from || e.peak > e.to {
				t.Fatalf("%+v of %v", e, ys)
			}
			for i := e.from; i < e.to; i++ {
				if !slices.ContainsFunc(ys[i:min(i+apart, len(ys))], func(y float64) bool { return y > 10.5 && e.up || y < -0.5 && !e.up }) {
					t.Fatalf("%+v has nothing beyond from %d on: %v", e, i, ys)
				}
			}
			for _, o := range tr.out[:k] {
				if o.up == e.up && e.from-o.to <= apart {
					t.Fatalf("%+v and %+v are one", o, e)
				}
			}
		}
	})
}

// TestWhereACurveLeavesThereIsAnArrow: at the edge it leaves by, in its column or one beside it, in bold; a level has none.
func TestWhereACurveLeavesThereIsAnArrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ys := rapid.SliceOfN(rapid.SampledFrom([]float64{5, 5, 5, 5, 3, 20, 30, -7}), 2, 40).Draw(t, "ys")
		xs := make([]float64, len(ys))
		for i := range xs {
			xs[i] = float64(i)
		}
		glyphs, level := anyGlyphs().Draw(t, "glyphs"), rapid.Bool().Draw(t, "level")
		s := points(xs, ys)
		s.Level, s.Label = level, ""
		g := grid.New(100, 20)
		info := Plot{X: Axis{Min: 0, Max: float64(len(ys) - 1)}, Y: Axis{Min: 0, Max: 10}, Series: []Series{s}}.Draw(g.View(), dark, glyphs)
		arrow := func(x, y int, r rune) bool {
			for i := max(0, x-1); i <= min(info.W-1, x+1); i++ {
				if c := g.At(info.X+i, y); c.Rune == r && c.Style.Attr&grid.Bold != 0 {
					return true
				}
			}
			return false
		}
		up, down := glyphs.pick('▲', '^'), glyphs.pick('▼', 'v')
		beyond := map[bool]bool{}
		for i, y := range ys {
			x, _ := info.Column(xs[i])
			lone := (i == 0 || ys[i-1] <= 10 && ys[i-1] >= 0) && (i == len(ys)-1 || ys[i+1] <= 10 && ys[i+1] >= 0)
			beyond[true], beyond[false] = beyond[true] || y > 10, beyond[false] || y < 0
			if !level && lone && info.W > 4*len(ys) && (y > 10 && !arrow(x, 0, up) || y < 0 && !arrow(x, info.H-1, down)) {
				t.Fatalf("%v at column %d has no arrow in\n%s", y, x, g.Render(grid.Plain))
			}
		}
		all := g.Render(grid.Plain)
		if got := strings.Count(all, string(up)) + strings.Count(all, string(down)); (got > 0) != (!level && (beyond[true] || beyond[false])) {
			t.Fatalf("%d arrows of %v in\n%s", got, ys, all)
		}
	})
}

// TestTheArrowSaysHowFar: the value of an excursion is beside its arrow, of several near each other the farthest one's alone, written as the
// axis writes its own.
func TestTheArrowSaysHowFar(t *testing.T) {
	ys := make([]float64, 81)
	for i := range ys {
		ys[i] = 5
	}
	ys[10], ys[17], ys[25], ys[50], ys[70] = 111, 444, 222, 333, -555
	xs := make([]float64, len(ys))
	for i := range xs {
		xs[i] = float64(i)
	}
	s := points(xs, ys)
	s.Label = ""
	p := Plot{X: Axis{Min: 0, Max: 80}, Y: Axis{Min: 0, Max: 10}, Series: []Series{s}}
	for _, glyphs := range []Glyphs{Braille, Blocks, ASCII} {
		got := plain(p, 90, 16, glyphs)
		for value, want := range map[string]bool{"444": true, "333": true, "-555": true, "111": false, "222": false} {
			if strings.Contains(got, value) != want {
				t.Errorf("%s is said: %v, in\n%s", value, !want, got)
			}
		}
		rows := strings.Split(got, "\n")
		if up := string(glyphs.pick('▲', '^')); !strings.Contains(rows[0]+rows[1]+rows[2], "444") || strings.Count(rows[0], up) < 4 {
			t.Errorf("no arrows above\n%s", got)
		}
	}
	p.YFormat = func(v float64) string { return Short(v) + " nats" }
	if got := plain(p, 90, 16, Braille); !strings.Contains(got, "333 nats") || !strings.Contains(got, "-555 nats") {
		t.Errorf("the axis is in nats, in\n%s", got)
	}
}

// TestFarthest: an excursion's value is said if none within nine columns on its side goes farther; of equals both.
func TestFarthest(t *testing.T) {
	list := []excursion{{peak: 10, value: 50, up: true}, {peak: 14, value: 70, up: true}, {peak: 24, value: 60, up: true}, {peak: 12, value: -3}, {peak: 15, value: -9}, {peak: 40, value: 60, up: true}, {peak: 42, value: 60, up: true}}
	for i, want := range []bool{false, true, true, false, true, true, true} {
		if got := farthest(list[i], list); got != want {
			t.Errorf("%+v is the farthest: %v", list[i], got)
		}
	}
}

// TestALongExcursionIsSeenAllAlong: wherever one looks for the curve there is an arrow within a twentieth of the plot, and those of a
// second curve stand beside the first's.
func TestALongExcursionIsSeenAllAlong(t *testing.T) {
	flat := func(y float64) Series {
		s := points([]float64{0, 25, 50, 75, 100}, []float64{y, y, y, y, y})
		s.Label = ""
		return s
	}
	many := func(y float64) Series { // more points than columns
		s := Series{N: 2000, At: func(i int) (float64, float64) { return float64(i) / 20, y }}
		return s
	}
	for n, s := range map[string][]Series{"above": {many(20)}, "below": {many(-20)}, "two": {many(20), many(30)}, "few": {flat(20)}} {
		g := grid.New(120, 12)
		info := Plot{X: Axis{Min: 0, Max: 100}, Y: Axis{Min: 0, Max: 10}, Series: s}.Draw(g.View(), dark, Braille)
		edge, glyph := 0, '▲'
		if n == "below" {
			edge, glyph = info.H-1, '▼'
		}
		var at []int
		for x := range info.W {
			if g.At(info.X+x, edge).Rune == glyph {
				at = append(at, x)
			}
		}
		apart := info.W/20 + 2
		for i, x := range at {
			if i > 0 && n != "few" && x-at[i-1] > apart+4 { // the value beside an arrow may take a place
				t.Errorf("%s: no arrow between %d and %d", n, at[i-1], x)
			}
		}
		if want := map[string]int{"above": 15, "below": 15, "two": 30, "few": 5}[n]; len(at) < want {
			t.Errorf("%s: %d arrows of %d at least in\n%s", n, len(at), want, g.Render(grid.Plain))
		}
	}
}

// TestAnArrowHidesNoOther: it stands in the free column nearest to the peak, over a curve only where no column is free of it, and never over
// a mark unless there is nothing else.
func TestAnArrowHidesNoOther(t *testing.T) {
	for _, c := range []struct {
		row  string // M a mark, c a curve, b backdrop
		e    excursion
		want int
	}{
		{"..........", excursion{from: 4, to: 6, peak: 5}, 5},
		{".....M....", excursion{from: 4, to: 6, peak: 5}, 4},
		{"....MM....", excursion{from: 5, to: 5, peak: 5}, 6},
		{"....MMM...", excursion{from: 5, to: 5, peak: 5}, 5}, // nothing is free
		{".....c....", excursion{from: 4, to: 6, peak: 5}, 4},
		{"...ccccc..", excursion{from: 4, to: 6, peak: 5}, 5}, // the curve is everywhere
		{"...cMcc...", excursion{from: 4, to: 4, peak: 4}, 3},
		{".....b....", excursion{from: 4, to: 6, peak: 5}, 5},
		{"M.........", excursion{from: 0, to: 0, peak: 0}, 1},
		{".........M", excursion{from: 9, to: 9, peak: 9}, 8},
	} {
		d := &drawing{c: NewCanvas(len(c.row), 2, Braille)}
		for x, r := range c.row {
			switch r {
			case 'M':
				d.c.Stamp(x, 1, '▾', grid.Style{}, Marks)
			case 'c':
				d.c.Dot(2*x, 5, Pen{Layer: Curves})
			case 'b':
				d.c.Dot(2*x, 5, Pen{Layer: Backdrop})
			}
		}
		if got := d.freeAt(c.e, 1); got != c.want {
			t.Errorf("%s, %+v: column %d, want %d", c.row, c.e, got, c.want)
		}
	}
}
