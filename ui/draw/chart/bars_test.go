package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// TestBarsAndSparksTakeAnything: with any numbers, labels and sizes, every row is as wide as its view.
func TestBarsAndSparksTakeAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := grid.New(rapid.IntRange(0, 30).Draw(t, "w"), rapid.IntRange(0, 6).Draw(t, "h"))
		glyphs := anyGlyphs().Draw(t, "glyphs")
		values := rapid.SliceOfN(anyNumber(), 0, 50).Draw(t, "values")
		var rows []Bar
		for i, v := range values {
			label := rapid.SampledFrom([]string{"", "a", "汉字", "<200D>", strings.Repeat("long", 20)}).Draw(t, "label")
			rows = append(rows, Bar{Label: label, Value: v, Max: values[(i+1)%len(values)], Right: label})
		}
		DrawBars(g.View(), rows, glyphs)
		Sparkline(g.View(), values, grid.Style{}, glyphs)
		for _, v := range values {
			Shade(v, glyphs)
		}
		for _, row := range strings.Split(g.Render(grid.Plain), "\n") {
			if grid.Width(row) != g.W() {
				t.Fatalf("%q is not %d wide", row, g.W())
			}
		}
	})
}

// TestBarsAreProportional: a bar's length in eighths is its share, and anything above zero is visible.
func TestBarsAreProportional(t *testing.T) {
	for part, want := range map[float64]string{0: "    ", 1: "████", 0.5: "██  ", 0.28125: "█▏  ", 1e-9: "▏   ", 7: "████", math.Inf(1): "████", -1: "    ", math.NaN(): "    "} {
		g := grid.New(4, 1)
		DrawBars(g.View(), []Bar{{Value: part, Max: 1}}, Braille)
		if got := g.Render(grid.Plain); got != want {
			t.Errorf("%v: %q, want %q", part, got, want)
		}
	}
}

func TestShadesAscend(t *testing.T) {
	for _, set := range [][]rune{shades, asciiShades} {
		for i, r := range set {
			glyphs := Braille
			if slices.Equal(set, asciiShades) {
				glyphs = ASCII
			}
			if got := Shade(float64(i)/float64(len(set)-1), glyphs); got != r {
				t.Errorf("%d: %q, want %q", i, got, r)
			}
		}
	}
}
