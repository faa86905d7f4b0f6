package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

var dark = theme.Default(true)

func anyGlyphs() *rapid.Generator[Glyphs] { return rapid.SampledFrom([]Glyphs{Braille, Blocks, ASCII}) }

func points(xs, ys []float64) Series {
	return Series{N: len(xs), At: func(i int) (float64, float64) { return xs[i], ys[i] }, ShowBand: true, Label: "curve", Style: dark.Train, Band: dark.TrainBand}
}

// anyPlot generates nonsensical plots.
func anyPlot() *rapid.Generator[Plot] {
	return rapid.Custom(func(t *rapid.T) Plot {
		p := Plot{X: anyAxis().Draw(t, "x"), Y: anyAxis().Draw(t, "y"), XLabel: "steps 汉"}
		for range rapid.IntRange(0, 3).Draw(t, "series") {
			ys := rapid.SliceOfN(anyNumber(), 0, 200).Draw(t, "ys")
			xs := make([]float64, len(ys))
			for i := range xs {
				xs[i] = float64(i) / 7
			}
			if rapid.Bool().Draw(t, "wild") {
				xs = rapid.SliceOfN(anyNumber(), len(ys), len(ys)).Draw(t, "xs")
			}
			s := points(xs, ys)
			s.Dots, s.Dashed = rapid.Bool().Draw(t, "dots"), rapid.Bool().Draw(t, "dashed")
			s.Glyph = rapid.SampledFrom([]rune{0, '▲', '汉', '\x1b'}).Draw(t, "glyph")
			s.Apart, s.Level = rapid.IntRange(0, 4).Draw(t, "apart"), rapid.Bool().Draw(t, "level")
			p.Series = append(p.Series, s)
		}
		p.Series = append(p.Series, Series{}, Series{N: 3})
		for range rapid.IntRange(0, 4).Draw(t, "more") {
			p.Refs = append(p.Refs, Ref{anyNumber().Draw(t, "ref"), "label 汉", rapid.SampledFrom([]string{"", "汉"}).Draw(t, "brief"), dark.Reference, rapid.Bool().Draw(t, "dashed"), rapid.Bool().Draw(t, "yields")})
			p.Marks = append(p.Marks, Mark{X: anyNumber().Draw(t, "mark"), Y: anyNumber().Draw(t, "at"), Glyph: '▾', Label: "lr×½",
				Place: Place(rapid.IntRange(0, 3).Draw(t, "place")), Line: rapid.Bool().Draw(t, "line")})
		}
		if rapid.Bool().Draw(t, "cross") {
			x := anyNumber().Draw(t, "crosshair")
			p.Crosshair = &x
		}
		if rapid.Bool().Draw(t, "right") {
			p.Second = func(v float64) string { return Short(math.Exp(v)) + "\x1b" }
		}
		return p
	})
}

// TestPlotTakesAnything: no numbers and no size make it panic, and nothing is drawn outside its view.
func TestPlotTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 70).Draw(t, "w"), rapid.IntRange(0, 20).Draw(t, "h")
		g := grid.New(w+2, h+2)
		g.View().Fill('#', grid.Style{})
		in := g.View().Inset(1, 1, 1, 1)
		in.Fill(' ', grid.Style{})
		info := anyPlot().Draw(t, "plot").Draw(in, dark, anyGlyphs().Draw(t, "glyphs"))
		for x := range w + 2 {
			for y := range h + 2 {
				if edge := x == 0 || y == 0 || x == w+1 || y == h+1; edge && g.At(x, y).Rune != '#' {
					t.Fatalf("%q outside, at %d,%d", g.At(x, y).Rune, x, y)
				}
			}
		}
		if info.X < 0 || info.Y < 0 || info.X+info.W > w || info.Y+info.H > h {
			t.Fatalf("the plot is at %+v in %d×%d", info, w, h)
		}
	})
}

// TestDrawingLooksOnly: drawing the same plot twice gives the same picture, and leaves the numbers unchanged.
func TestDrawingLooksOnly(t *testing.T) {
	p := training(1284)
	before := fmt.Sprintf("%v", p.Refs)
	if a, b := plain(p, 80, 20, Braille), plain(p, 80, 20, Braille); a != b {
		t.Error("two pictures of one plot differ")
	}
	if fmt.Sprintf("%v", p.Refs) != before {
		t.Error("drawing has changed the plot")
	}
}

// TestColumnInverse: the x in the middle of a column is in that column.
func TestColumnInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plot{X: Axis{Min: rapid.Float64Range(0, 100).Draw(t, "min"), Log: rapid.Bool().Draw(t, "log")}, Y: Axis{Min: 0, Max: 1}}
		p.X.Max = p.X.Min + rapid.Float64Range(0.1, 1e5).Draw(t, "length")
		w := rapid.IntRange(1, 150).Draw(t, "w")
		info := p.Draw(grid.New(w, 12).View(), dark, anyGlyphs().Draw(t, "glyphs"))
		for column := range w {
			x, inside := info.XAt(column)
			if inside != (column >= info.X && column < info.X+info.W) {
				t.Fatalf("column %d inside: %v", column, inside)
			}
			if got, ok := info.Column(x); inside && (!ok || got != column-info.X) {
				t.Fatalf("column %d has x %v, which is in column %d", column-info.X, x, got)
			}
		}
	})
}

// TestCrosshairReadsExactly: the reading is a point of the series, unrounded.
func TestCrosshairReadsExactly(t *testing.T) {
	x := 2.4
	p := Plot{X: Axis{Min: 0, Max: 4}, Y: Axis{Min: 0, Max: 1}, Crosshair: &x, Series: []Series{
		points([]float64{0, 1, 2, 3, 4}, []float64{0.1, 0.2, 1.0 / 3, 0.4, 0.5}), {}, points([]float64{3}, []float64{math.NaN()}),
	}}
	got := p.Draw(grid.New(50, 12).View(), dark, Braille).Readings
	if len(got) != 3 || got[0] != (Reading{2, 1.0 / 3, true}) || got[1].OK || got[2].X != 3 || !math.IsNaN(got[2].Y) {
		t.Errorf("%+v", got)
	}
}

// TestNotNumbersAreShown: NaN and infinities leave marks, and the line stops there.
func TestNotNumbersAreShown(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, many := range []int{1, 50} { // single points, then several in a column
		var xs, ys []float64
		for i, y := range []float64{1, 1, 1, nan, nan, 1, inf, 1, -inf, 1, 1} {
			for k := range many {
				xs, ys = append(xs, float64(i)+float64(k)/float64(many)), append(ys, y)
			}
		}
		p := Plot{X: Axis{Min: 0, Max: 11}, Y: Axis{Min: 0, Max: 2}, Series: []Series{points(xs, ys)}}
		p.Series[0].Label = ""
		got := plain(p, 22, 5, Braille)
		if n := strings.Count(got, "×"); n != 1 {
			t.Errorf("%d marks for one run of NaN in\n%s", n, got)
		}
		if rows := strings.Split(got, "\n"); !strings.Contains(rows[0], "▲") || !strings.Contains(rows[4], "▼") {
			t.Errorf("infinities are not at the edges of\n%s", got)
		}
		if line := []rune(strings.Split(got, "\n")[2]); string(line[7:10]) != "   " {
			t.Errorf("the line continues through NaN: %q", string(line))
		}
	}
}

// TestMeansHideNothing: however many points share a column, the minimum and the maximum are within the band.
func TestMeansHideNothing(t *testing.T) {
	ys := make([]float64, 10000)
	xs := make([]float64, len(ys))
	for i := range ys {
		xs[i], ys[i] = float64(i), 1
	}
	ys[5003] = 9
	p := Plot{X: Axis{Min: 0, Max: 9999}, Y: Axis{Min: 0, Max: 10}, Series: []Series{points(xs, ys)}}
	p.Series[0].Band = grid.Style{} // drawn as a texture
	rows := strings.Split(plain(p, 20, 5, Braille), "\n")
	if !strings.Contains(rows[1], "░") {
		t.Errorf("the spike is lost:\n%s", strings.Join(rows, "\n"))
	}
}

// TestLabelsAreWholeOrAbsent: no label is drawn over by another.
func TestLabelsAreWholeOrAbsent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}}
		names := strings.Split("AAAAA BBBB CCCCCCC DDD EEEEEE FFFF GGG HHHHH", " ")
		value := rapid.Float64Range(0, 10)
		for i, name := range names {
			switch i % 4 {
			case 0, 1:
				p.Refs = append(p.Refs, Ref{Value: value.Draw(t, "ref"), Label: name, Dashed: true})
			case 2:
				p.Marks = append(p.Marks, Mark{X: value.Draw(t, "mark"), Glyph: '▾', Label: name, Line: true})
			default:
				s := points([]float64{0, value.Draw(t, "x")}, []float64{5, value.Draw(t, "y")})
				s.Label = name
				p.Series = append(p.Series, s)
			}
		}
		got := plain(p, rapid.IntRange(1, 60).Draw(t, "w"), rapid.IntRange(1, 16).Draw(t, "h"), anyGlyphs().Draw(t, "glyphs"))
		for _, name := range names {
			letters := strings.Count(got, name[:1])
			if letters != 0 && !(letters == len(name) && strings.Contains(got, name)) {
				t.Fatalf("%s is broken in\n%s", name, got)
			}
		}
	})
}

// TestCurvesHaveNames, even where no cell is free.
func TestCurvesHaveNames(t *testing.T) {
	var xs, ys []float64
	for i := range 4000 {
		xs, ys = append(xs, float64(i)), append(ys, float64(i*7919%100))
	}
	s := points(xs, ys)
	s.Dots = true
	p := Plot{X: Axis{Min: 0, Max: 3999}, Y: Axis{Min: 0, Max: 99}, Series: []Series{s, s}}
	p.Series[1].Label = "other"
	got := plain(p, 50, 10, Braille)
	if !strings.Contains(got, "curve") || !strings.Contains(got, "other") {
		t.Errorf("a curve without a name:\n%s", got)
	}
}

// TestDrawAllocatesByCells: ten times as many points need the same number of allocations.
func TestDrawAllocatesByCells(t *testing.T) {
	allocs := func(n int) float64 {
		p, v := training(n), grid.New(100, 30).View()
		return testing.AllocsPerRun(3, func() { p.Draw(v, dark, Braille) })
	}
	if few, many := allocs(2000), allocs(20000); many > few+10 {
		t.Errorf("%v allocations for 2,000 points, %v for 20,000", few, many)
	}
}

func plain(p Plot, w, h int, glyphs Glyphs) string {
	g := grid.New(w, h)
	p.Draw(g.View(), dark, glyphs)
	return g.Render(grid.Plain)
}

// training is a run as the lab draws it, the same on every call.
func training(n int) Plot {
	noise := func(i int) float64 { return math.Sin(float64(i)*12.9898) * math.Cos(float64(i)*7.233) }
	loss := func(x float64) float64 { return 1.4 + 2.7*math.Exp(-x*8) + 0.2*math.Exp(-x*2) }
	var vx, vy []float64
	for i := 0; i <= 20; i++ {
		x := float64(i) / 20
		vx, vy = append(vx, x*float64(n)), append(vy, loss(x)+0.08+0.15*x)
	}
	train := Series{N: n, Style: dark.Train, Band: dark.TrainBand, ShowBand: true, Label: "train 1.43", At: func(i int) (float64, float64) {
		return float64(i), loss(float64(i)/float64(n)) + 0.15*noise(i)
	}}
	valid := Series{N: len(vx), Style: dark.Valid, Label: "valid 1.66", Dots: true, Glyph: '○', Apart: 3, At: func(i int) (float64, float64) { return vx[i], vy[i] }}
	return Plot{
		X: Axis{Min: 0, Max: float64(n)}, Y: Fit(false, 1.2, 4.6), Series: []Series{train, valid},
		Refs: []Ref{
			{math.Log(65), "untrained V=65", "untrained", dark.Reference, true, false}, {3.2, "unigram", "", dark.Reference, true, false},
			{2.0, "4-gram", "", dark.Reference, true, false}, {1.25, "entropy", "", dark.Floor, true, false},
		},
		Marks: []Mark{
			{X: 0.45 * float64(n), Glyph: '▾', Label: "lr×½", Style: dark.Mark, Line: true},
			{X: 0.8 * float64(n), Glyph: '◆', Style: dark.Accent, Place: OnRule},
		},
		Second: func(v float64) string { return Short(math.Exp(v)) },
		XLabel: "steps",
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		p := training(n)
		ys := make([]float64, n)
		for i := range ys {
			_, ys[i] = p.Series[0].At(i)
		}
		p.Series[0].At = func(i int) (float64, float64) { return float64(i), ys[i] }
		for glyphs, name := range []string{"braille", "blocks", "ascii"} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				v := grid.New(120, 30).View()
				b.ReportAllocs()
				for b.Loop() {
					p.Draw(v, dark, Glyphs(glyphs))
				}
			})
		}
	}
}

// The law: of the lines in one row those that yield are omitted, line and name; any other stays.
func TestLinesYield(t *testing.T) {
	line := func(v float64, label string, yields bool) Ref {
		return Ref{Value: v, Label: label, Dashed: true, Yields: yields}
	}
	p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Refs: []Ref{line(5, "first", false), line(5.01, "stays", false),
		line(5.02, "goes", true), line(2, "apart", true), line(2.01, "too", true), line(99, "outside", true)}}
	got := plain(p, 60, 14, Braille)
	for label, want := range map[string]bool{"first": true, "stays": true, "goes": false, "apart": true, "too": false, "outside": false} {
		if strings.Contains(got, label) != want {
			t.Errorf("%s is drawn: %v, in\n%s", label, !want, got)
		}
	}
}
