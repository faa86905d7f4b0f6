package theme

import (
	"fmt"
	"math"
	"testing"

	"unroll/ui/draw/grid"
)

// styles maps every style of a theme to the contrast it needs against the background: WCAG requires 4.5 for text
// and 3 for lines; a band is in the background.
func styles(t Theme) map[string]struct {
	st    grid.Style
	least float64
} {
	const text, line, band = 4.5, 3, 1.5
	type need = struct {
		st    grid.Style
		least float64
	}
	all := map[string]need{
		"Text": {t.Text, text}, "Title": {t.Title, text}, "Focus": {t.Focus, text}, "Selection": {t.Selection, text},
		"Key": {t.Key, text}, "Accent": {t.Accent, text}, "Train": {t.Train, text}, "Valid": {t.Valid, text},
		"Norm": {t.Norm, text}, "Floor": {t.Floor, text}, "Reference": {t.Reference, text}, "Threshold": {t.Threshold, text},
		"Clip": {t.Clip, text}, "Mark": {t.Mark, text}, "Cross": {t.Cross, text}, "Good": {t.Good, text},
		"Warn": {t.Warn, text}, "Bad": {t.Bad, text}, "Dim": {t.Dim, text},
		"Border": {t.Border, line}, "BorderFocus": {t.BorderFocus, line}, "Bar": {t.Bar, line},
		"BarDim": {t.BarDim, band}, "TrainBand": {t.TrainBand, band}, "NormBand": {t.NormBand, band},
	}
	for i := range t.runs {
		all[fmt.Sprintf("Run(%d)", i)] = need{t.Run(i), text}
	}
	return all
}

func TestContrast(t *testing.T) {
	for _, th := range Themes {
		for name, s := range styles(th) {
			ground := th.Ground
			if s.st.BG != 0 {
				ground = s.st.BG
			}
			if s.st.FG == 0 { // the terminal's default text colour is outside our control
				continue
			}
			if got := grid.Contrast(s.st.FG, ground); got < s.least {
				t.Errorf("%s: %s has contrast %.2f, needs %.1f", th.Name, name, got, s.least)
			}
		}
	}
}

// TestCurvesStandOutFromTheirBands: a line must be visible on its own band.
func TestCurvesStandOutFromTheirBands(t *testing.T) {
	for _, th := range Themes {
		for _, pair := range [][2]grid.Style{{th.Train, th.TrainBand}, {th.Valid, th.TrainBand}, {th.Norm, th.NormBand}} {
			if pair[0].FG == 0 {
				continue
			}
			if got := grid.Contrast(pair[0].FG, pair[1].FG); got < 2.8 {
				t.Errorf("%s: contrast %.2f of %06X on %06X", th.Name, got, pair[0].FG, pair[1].FG)
			}
		}
	}
}

// seenBy simulates colour blindness after Viénot, Brettel and Mollon (1999): in linear light red and green merge
// into one channel.
func seenBy(eye string, c grid.Color) grid.Color {
	r8, g8, b8 := c.RGB()
	r, g, b := light8(r8), light8(g8), light8(b8)
	red, dr, dg := 0.11238, 0.00401, -0.00401
	if eye == "deutan" {
		red, dr, dg = 0.29275, -0.02234, 0.02234
	}
	mixed := red*r + (1-red)*g
	return grid.RGB(byte8(mixed), byte8(mixed), byte8(dr*r+dg*g+b))
}

func light8(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }

func byte8(v float64) uint8 {
	return uint8(math.Pow(math.Max(0, math.Min(v, 1)), 1/2.2)*255 + 0.5)
}

// TestHeatIsEven: lightness is monotonic, and equal steps of the quantity are equal steps to the eye.
func TestHeatIsEven(t *testing.T) {
	const n = 16
	for _, th := range Themes[:4] {
		least, most := math.Inf(1), 0.0
		for i := range n {
			c, d := th.Heat(float64(i)/n), th.Heat(float64(i+1)/n)
			cl, _, _ := c.OKLab()
			dl, _, _ := d.OKLab()
			if (dl > cl) != th.Dark {
				t.Errorf("%s: lightness turns at %d/%d", th.Name, i, n)
			}
			least, most = math.Min(least, Distance(c, d)), math.Max(most, Distance(c, d))
		}
		if most > 1.25*least {
			t.Errorf("%s: steps from %.4f to %.4f", th.Name, least, most)
		}
	}
}

func TestScalesTakeAnything(t *testing.T) {
	for _, th := range Themes {
		for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1e300, 1e300, 0, 0.5, 1, -1} {
			for _, c := range []grid.Color{th.Heat(x), th.Diverge(x)} {
				if th.Name == "plain" && c != 0 {
					t.Errorf("plain has colour %06X", c)
				}
				if c != 0 && grid.Contrast(c, Ink(c)) < 4.5 {
					t.Errorf("%s: ink on %06X has contrast %.2f", th.Name, c, grid.Contrast(c, Ink(c)))
				}
			}
		}
		if th.Heat(-5) != th.Heat(0) || th.Heat(math.Inf(1)) != th.Heat(1) || th.Run(-1) != th.Run(5) {
			t.Errorf("%s: values outside a scale do not take its ends", th.Name)
		}
	}
}

func TestFind(t *testing.T) {
	for _, th := range Themes {
		if got, ok := Find(th.Name); !ok || got.Name != th.Name {
			t.Errorf("Find(%q) = %q, %v", th.Name, got.Name, ok)
		}
	}
	if _, ok := Find("no such theme"); ok {
		t.Error("found a theme that does not exist")
	}
	if Default(true).Name != "dark" || Default(false).Name != "light" {
		t.Error("defaults")
	}
}
