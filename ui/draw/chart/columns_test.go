package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// barsOf draws bars on w columns and gives their rows.
func barsOf(w, h int, glyphs Glyphs, rows ...Bar) []string {
	g := grid.New(w, h)
	DrawBars(g.View(), rows, glyphs)
	return strings.Split(g.Render(grid.Plain), "\n")
}

// TestBarsShareTheRow: labels have the columns of the widest, a third of the view at the most, where they end in an ellipsis; what is written on the right ends with the
// view, and is left out where bars would get fewer than six columns; bars have all the rest.
func TestBarsShareTheRow(t *testing.T) {
	full := func(label, right string) Bar { return Bar{Label: label, Value: 1, Max: 1, Right: right} }
	for _, c := range []struct {
		w    int
		bars []Bar
		want []string
	}{
		{12, []Bar{full("", "")}, []string{"████████████"}},
		{12, []Bar{full("ab", ""), full("c", "")}, []string{"ab █████████", "c  █████████"}},
		{12, []Bar{full("abcdef", "")}, []string{"abc… ███████"}},
		{12, []Bar{full("汉字汉", "")}, []string{"汉…  ███████"}},
		{12, []Bar{full("a", "0.5")}, []string{"a ██████ 0.5"}},
		{12, []Bar{full("a", "0.25")}, []string{"a ██████████"}},
		{14, []Bar{full("a", "0.5"), full("b", "10.5")}, []string{"a ███████  0.5", "b ███████ 10.5"}},
	} {
		if got := barsOf(c.w, len(c.bars), Braille, c.bars...); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%+v on %d columns are\n%s\nwant\n%s", c.bars, c.w, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	if got := barsOf(4, 2, Braille, full("", ""), full("", ""), full("", "")); len(got) != 2 {
		t.Errorf("three bars on two rows are %d", len(got))
	}
	if got := barsOf(12, 1, ASCII, full("abcdef", "")); got[0] != "abc~ #######" {
		t.Errorf("in ASCII: %q", got[0])
	}
}

// TestALongerBarIsMore: of two parts of a whole the greater has no shorter bar; a bar is as near to its part as its glyphs allow, and shows if it is more than nothing.
func TestALongerBarIsMore(t *testing.T) {
	length := func(row string, glyphs Glyphs) (n float64) {
		for _, r := range row {
			switch at := strings.IndexRune(" ▏▎▍▌▋▊▉█", r); {
			case glyphs == ASCII && r == '#':
				n++
			case glyphs == ASCII && r == '-':
				n += 0.5
			case at > 0:
				n += float64(len([]rune(" ▏▎▍▌▋▊▉█"[:at]))) / 8
			}
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		w, glyphs := rapid.IntRange(1, 40).Draw(t, "w"), anyGlyphs().Draw(t, "glyphs")
		whole := rapid.Float64Range(1e-9, 1e9).Draw(t, "whole")
		a := rapid.Float64Range(0, 1).Draw(t, "a")
		b := rapid.Float64Range(a, 1).Draw(t, "b")
		rows := barsOf(w, 2, glyphs, Bar{Value: a * whole, Max: whole}, Bar{Value: b * whole, Max: whole})
		la, lb := length(rows[0], glyphs), length(rows[1], glyphs)
		if la > lb || a > 0 && la == 0 {
			t.Fatalf("%v and %v of %v are %q and %q", a, b, whole, rows[0], rows[1])
		}
		near := 1. / 8
		if glyphs == ASCII {
			near = 0.51
		}
		if math.Abs(lb-b*float64(w)) > near {
			t.Fatalf("%v of %d columns is %q: %v", b, w, rows[1], lb)
		}
	})
}

// TestSparklinesAreMeans: a column for each value or, of more, for the mean of as many as share it; the least is lowest, the greatest highest, and a value between them
// between; NaN and ∞ are seen in the column they are in.
func TestSparklinesAreMeans(t *testing.T) {
	for _, c := range []struct {
		values []float64
		w      int
		glyphs Glyphs
		want   string
	}{
		{[]float64{0, 1, 2, 3, 4, 5, 6, 7}, 8, Braille, "▁▂▃▄▅▆▇█"},
		{[]float64{0, 1, 2, 3, 4, 5, 6, 7}, 10, Braille, "▁▂▃▄▅▆▇█  "},
		{[]float64{0, 1, 2, 3, 4, 5, 6, 7}, 8, ASCII, "_.-=+*%#"},
		{[]float64{0, 2, 3, 5, 7, 7}, 3, Braille, "▂▅█"}, // means 1, 4, 7 of 0 to 7
		{[]float64{3, 3}, 2, Braille, "▅▅"},
		{[]float64{math.NaN(), 0, 7, math.Inf(1), math.Inf(-1)}, 5, Braille, "×▁█▲▼"},
		{[]float64{math.NaN(), 0, 7, math.Inf(1), math.Inf(-1)}, 5, ASCII, "x_#^v"},
		{[]float64{math.NaN()}, 1, Braille, "×"},
		{[]float64{0, math.NaN(), 7, 7}, 2, Braille, "×█"},
	} {
		g := grid.New(c.w, 1)
		if Sparkline(g.View(), c.values, grid.Style{}, c.glyphs); g.Render(grid.Plain) != c.want {
			t.Errorf("%v on %d columns are %q, want %q", c.values, c.w, g.Render(grid.Plain), c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 30).Draw(t, "values")
		g := grid.New(len(values), 1)
		Sparkline(g.View(), values, grid.Style{}, Braille)
		row := []rune(g.Render(grid.Plain))
		for i, a := range values {
			for j, b := range values {
				if a < b && row[i] > row[j] {
					t.Fatalf("%v is drawn as %q, %v as %q", a, row[i], b, row[j])
				}
			}
		}
	})
}

// TestALineThatCrossesIsWhereItWould: of a line whose ends are anywhere, what is on the canvas is within a dot and a quarter of the straight line (its ends are rounded, then its dots), and there is a dot in every column, or
// every row, that it crosses.
func TestALineThatCrossesIsWhereItWould(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := NewCanvas(10, 10, Blocks) // 20×20 dots
		end := rapid.Float64Range(-60, 80)
		x0, y0, x1, y1 := end.Draw(t, "x0"), end.Draw(t, "y0"), end.Draw(t, "x1"), end.Draw(t, "y1")
		c.Line(x0, y0, x1, y1, Pen{})
		length := math.Hypot(x1-x0, y1-y0)
		if length < 3 {
			return
		}
		set := func(x, y int) bool { return c.cells[y/2*10+x/2].bits&c.bit(x%2, y%2) != 0 }
		for y := range 20 {
			for x := range 20 {
				off := math.Abs((x1-x0)*(float64(y)-y0)-(y1-y0)*(float64(x)-x0)) / length
				along := ((float64(x)-x0)*(x1-x0) + (float64(y)-y0)*(y1-y0)) / length
				if set(x, y) && (off > 1.25 || along < -1.25 || along > length+1.25) {
					t.Fatalf("the dot %d,%d is %v from the line", x, y, off)
				}
			}
		}
		steep := math.Abs(y1-y0) > math.Abs(x1-x0)
		for k := 1; k < 19; k++ {
			v, from, to := float64(k), min(x0, x1), max(x0, x1)
			at := y0 + (v-x0)/(x1-x0)*(y1-y0)
			if steep {
				from, to, at = min(y0, y1), max(y0, y1), x0+(v-y0)/(y1-y0)*(x1-x0)
			}
			if v < from+1 || v > to-1 || at < 1 || at > 18 {
				continue
			}
			found := false
			for j := range 20 {
				found = found || steep && set(j, k) || !steep && set(k, j)
			}
			if !found {
				t.Fatalf("nothing at %d, steep %v", k, steep)
			}
		}
	})
}

// TestLabelsOfTicksHaveTheDecimalsOfTheStep: none more, so that they can be told apart, and all of an axis alike.
func TestLabelsOfTicksHaveTheDecimalsOfTheStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rangeOf(t)
		if a.Log {
			return
		}
		ticks := a.Ticks(rapid.IntRange(2, 8).Draw(t, "n"))
		decimals, units := -1, map[string]bool{}
		for _, tick := range ticks {
			if tick.Label == "0" {
				continue
			}
			digits := strings.TrimRight(tick.Label, "kMGT")
			units[strings.TrimPrefix(tick.Label, digits)] = true
			if strings.Contains(digits, "e") {
				continue
			}
			n := 0
			if _, after, ok := strings.Cut(digits, "."); ok {
				n = len(after)
			}
			if decimals >= 0 && n != decimals {
				t.Fatalf("%+v: %v", a, ticks)
			}
			decimals = n
		}
		if len(units) > 1 {
			t.Fatalf("%+v has several units: %v", a, ticks)
		}
	})
}
