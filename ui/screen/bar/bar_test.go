package bar

import (
	"math"
	"strings"
	"testing"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
)

func drawn(l look.Look, cols int, part float64) *grid.Grid {
	g := grid.New(12, 1)
	g.View().Fill(' ', grid.Style{})
	Draw(g.View(), 1, 0, cols, part, l)
	return g
}

// The law: a bar has the given number of columns, and the given part of them is full.
func TestBar(t *testing.T) {
	plain, _ := theme.Find("plain")
	for _, c := range []struct {
		part float64
		want string
	}{{0, " ░░░░░░░░░░ "}, {0.43, " ████░░░░░░ "}, {1, " ██████████ "}, {2, " ██████████ "}, {-1, " ░░░░░░░░░░ "}, {math.NaN(), " ░░░░░░░░░░ "}} {
		if got := drawn(look.Look{Theme: plain}, 10, c.part).Render(grid.Plain); got != c.want {
			t.Errorf("%v: %q, not %q", c.part, got, c.want)
		}
	}
	if got := drawn(look.Look{Theme: plain, Glyphs: chart.ASCII}, 10, 0.5).Render(grid.Plain); got != " #####..... " {
		t.Errorf("in ASCII %q", got)
	}
	for _, cols := range []int{-3, 0} {
		if got := drawn(look.Look{Theme: plain}, cols, 0.5).Render(grid.Plain); strings.TrimSpace(got) != "" {
			t.Errorf("%d columns: %q", cols, got)
		}
	}
	if got := drawn(look.Look{Theme: plain}, 30, 1).Render(grid.Plain); got != " ███████████" {
		t.Errorf("beyond the edge: %q", got)
	}
}

// The law: the bar has the theme's colours as the terminal shows them, and none where there are none.
func TestBarHasTheThemesColours(t *testing.T) {
	for _, th := range theme.Themes {
		for _, p := range []grid.Profile{grid.Plain, grid.Mono, grid.ANSI16, grid.ANSI256, grid.TrueColor} {
			here := th.For(p)
			g := drawn(look.Look{Theme: here}, 10, 0.5)
			full, empty := g.At(1, 0).Style.FG, g.At(10, 0).Style.FG
			if !near(full, here.Bar.FG) || !near(empty, here.BarDim.FG) {
				t.Errorf("%s, profile %d: %07X and %07X, not %07X and %07X", th.Name, p, full, empty, here.Bar.FG, here.BarDim.FG)
			}
		}
	}
}

// near allows each channel to be off by one, which termenv may cause.
func near(c, d grid.Color) bool {
	r, g, b := c.RGB()
	r2, g2, b2 := d.RGB()
	ci, cok := c.Index()
	di, dok := d.Index()
	return (c == 0) == (d == 0) && cok == dok && (!cok || ci == di) && r2-r <= 1 && g2-g <= 1 && b2-b <= 1
}
