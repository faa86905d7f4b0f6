package theme

import (
	"fmt"
	"math"
	"testing"

	"unroll/ui/draw/grid"
)

// A pair is two things that one picture distinguishes by colour.
type pair [2]string

// pairs are all of them: the curves and lines of the loss chart and the gradient's chart, the bars, the verdicts,
// and frames with and without the focus.
func pairs() (list []pair) {
	for _, together := range [][]string{
		{"Train", "Valid", "Floor", "Reference"},
		{"Train", "Valid", "Floor", "TrainBand"},
		{"Train", "Valid", "Mark"},
		{"Norm", "Clip", "Threshold"},
		{"Norm", "Clip", "Mark", "NormBand"},
		{"Good", "Warn", "Bad"},
		{"Bar", "BarDim"},
		{"Border", "BorderFocus"},
		{"Run(0)", "Run(1)", "Run(2)", "Run(3)", "Run(4)", "Run(5)"},
	} {
		for i, a := range together {
			for _, b := range together[:i] {
				list = append(list, pair{a, b})
			}
		}
	}
	return list
}

// palettes are the actual values of the sixteen colours: xterm's, and those of VGA, which the Linux console uses.
// Other terminals' are in between or the user's own.
var palettes = map[string][16]uint32{
	"xterm": {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF},
	"vga": {0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
		0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF},
}

// shades maps a profile's colours to what is seen.
func shades(p grid.Profile) map[string]func(grid.Color) grid.Color {
	if p != grid.ANSI16 {
		return map[string]func(grid.Color) grid.Color{"": func(c grid.Color) grid.Color { return grid.RGB(c.RGB()) }}
	}
	all := map[string]func(grid.Color) grid.Color{}
	for name, list := range palettes {
		all[name] = func(c grid.Color) grid.Color {
			n, _ := c.Index()
			return grid.Hex(list[n&15])
		}
	}
	return all
}

// eyes are the ways of seeing a theme's colours: themes for the colour-blind are also seen without red or green
// cones.
func eyes(th Theme) map[string]func(grid.Color) grid.Color {
	all := map[string]func(grid.Color) grid.Color{"usual": func(c grid.Color) grid.Color { return c }}
	if th.Name == "colour-blind" || th.Name == "colour-blind-light" {
		for _, eye := range []string{"protan", "deutan"} {
			all[eye] = func(c grid.Color) grid.Color { return seenBy(eye, c) }
		}
	}
	return all
}

// The law: what one picture distinguishes by colour can be distinguished in every theme and on every terminal
// that has colours, whatever palette the sixteen have.
func TestMeaningsStayApart(t *testing.T) {
	for _, th := range Themes[:4] {
		for _, p := range []grid.Profile{grid.ANSI16, grid.ANSI256, grid.TrueColor} {
			all := styles(th.For(p))
			for look, shade := range shades(p) {
				for eye, seen := range eyes(th) {
					for _, pr := range pairs() {
						c, d := seen(shade(all[pr[0]].st.FG)), seen(shade(all[pr[1]].st.FG))
						if got := Distance(c, d); got < 0.07 {
							t.Errorf("%s, %s %s, %s eyes: %s and %s differ by %.3f", th.Name, names[p], look, eye, pr[0], pr[1], got)
						}
					}
				}
			}
		}
	}
}

// The law: in full colours the five main things that the charts show are far apart, even on different charts.
func TestCurvesAreFarApart(t *testing.T) {
	for _, th := range Themes[:4] {
		five := []grid.Style{th.Train, th.Valid, th.Clip, th.Floor, th.Norm}
		for i, a := range five {
			for _, b := range five[:i] {
				if got := Distance(a.FG, b.FG); got < 0.1 {
					t.Errorf("%s: %06X and %06X differ by %.3f", th.Name, a.FG, b.FG, got)
				}
			}
		}
	}
}

var names = map[grid.Profile]string{grid.Plain: "plain", grid.Mono: "mono", grid.ANSI16: "16", grid.ANSI256: "256", grid.TrueColor: "24 bits"}

// The law: with 256 and sixteen colours text is readable on the background that the theme was made for.
func TestContrastWithFewerColours(t *testing.T) {
	for _, th := range Themes[:4] {
		for _, p := range []grid.Profile{grid.ANSI16, grid.ANSI256} {
			for look, shade := range shades(p) {
				for name, s := range styles(th.For(p)) {
					if s.st.FG == 0 {
						continue
					}
					ground := th.Ground
					if s.st.BG != 0 {
						ground = shade(s.st.BG)
					}
					least := fewer(p, s.least)
					if got := grid.Contrast(shade(s.st.FG), ground); got < least {
						t.Errorf("%s, %s %s: %s has contrast %.2f, needs %.1f", th.Name, names[p], look, name, got, least)
					}
				}
			}
		}
	}
}

// The law: with sixteen colours a bold style is readable and distinct even if the terminal also shows bold as
// bright, as many do.
func TestBoldThatIsShownBright(t *testing.T) {
	for _, th := range Themes[:4] {
		all := styles(th.For(grid.ANSI16))
		for look, shade := range shades(grid.ANSI16) {
			bright := func(name string) grid.Color {
				st := all[name].st
				if n, ok := st.FG.Index(); ok && n < 8 && st.Attr&grid.Bold != 0 {
					return shade(grid.Indexed(n + 8))
				}
				return shade(st.FG)
			}
			for _, name := range []string{"Focus", "Selection", "Clip", "Bad"} {
				ground := th.Ground
				if bg := all[name].st.BG; bg != 0 {
					ground = shade(bg)
				}
				if got := grid.Contrast(bright(name), ground); got < 2.5 {
					t.Errorf("%s, %s: %s has contrast %.2f when it is bright", th.Name, look, name, got)
				}
			}
			for _, pr := range []pair{{"Norm", "Clip"}, {"Threshold", "Clip"}, {"Warn", "Bad"}, {"Good", "Bad"}, {"Dim", "Focus"}} {
				if got := Distance(bright(pr[0]), bright(pr[1])); got < 0.07 {
					t.Errorf("%s, %s: %s and %s differ by %.3f when they are bright", th.Name, look, pr[0], pr[1], got)
				}
			}
		}
	}
}

// fewer is the contrast required where the choice of colours is limited: a step of the 256 is a tenth of it, and
// no palette of sixteen has enough colours of contrast 4.5 for everything that is read.
func fewer(p grid.Profile, least float64) float64 {
	const text, line = 4.5, 3
	switch {
	case p == grid.ANSI256:
		return 0.88 * least
	case least >= text:
		return 3
	case least >= line:
		return 2.4
	}
	return 1.2
}

// The law: without colours all themes use the same attributes, because what a colour said is lost.
func TestWithoutColoursEveryThemeIsPlain(t *testing.T) {
	for _, th := range Themes {
		for _, p := range []grid.Profile{grid.Plain, grid.Mono} {
			got := th.For(p)
			if got.Sheet != Themes[4].Sheet {
				t.Errorf("%s, %s: not the plain theme's styles", th.Name, names[p])
			}
			if got.Name != th.Name || got.Dark != th.Dark {
				t.Errorf("%s, %s: now %s, dark %v", th.Name, names[p], got.Name, got.Dark)
			}
			if got.Heat(0.5) != 0 || got.Diverge(math.NaN()) != 0 {
				t.Errorf("%s, %s: a ramp has colours", th.Name, names[p])
			}
			for name, s := range styles(got) {
				if s.st.FG != 0 || s.st.BG != 0 {
					t.Errorf("%s, %s: %s is coloured", th.Name, names[p], name)
				}
			}
		}
	}
}

// The law: without colours attributes distinguish what must be distinguished.
func TestPlainTellsApartByAttributes(t *testing.T) {
	all := styles(Themes[4])
	for _, pr := range []pair{{"Border", "BorderFocus"}, {"Train", "Valid"}, {"Text", "Dim"}, {"Text", "Selection"}, {"Norm", "Clip"},
		{"Norm", "Threshold"}, {"Good", "Bad"}, {"Good", "Warn"}, {"Bar", "BarDim"}, {"Valid", "Floor"}, {"Valid", "Reference"}} {
		if all[pr[0]].st == all[pr[1]].st {
			t.Errorf("%s and %s look the same", pr[0], pr[1])
		}
	}
}

// The law: a theme for a terminal has only colours that the terminal has, so that drawing a frame converts none.
func TestOnlyColoursTheTerminalHas(t *testing.T) {
	for _, th := range Themes[:4] {
		for p, most := range map[grid.Profile]int{grid.ANSI16: 16, grid.ANSI256: 256} {
			here := th.For(p)
			check := func(what string, c grid.Color) {
				n, ok := c.Index()
				if c != 0 && (!ok || int(n) >= most) {
					t.Errorf("%s, %s: %s is %07X", th.Name, names[p], what, uint32(c))
				}
			}
			for name, s := range styles(here) {
				check(name, s.st.FG)
				check(name, s.st.BG)
			}
			for i := range 41 {
				x := float64(i)/20 - 1
				for what, c := range map[string]grid.Color{"heat": here.Heat(x), "diverge": here.Diverge(x)} {
					check(fmt.Sprintf("%s %.2f", what, x), c)
					check("the ink on it", Ink(c))
				}
			}
		}
	}
}

// The law: on every terminal with colours the lightness of a ramp is monotonic, and the two halves of Diverge
// share only colours near the middle.
func TestRampsWithFewerColours(t *testing.T) {
	for _, th := range Themes[:4] {
		for _, p := range []grid.Profile{grid.ANSI16, grid.ANSI256} {
			here := th.For(p)
			for look, shade := range shades(p) {
				before, _, _ := shade(here.Heat(0)).OKLab()
				for i := range 256 {
					l, _, _ := shade(here.Heat(float64(i) / 255)).OKLab()
					if slack := 0.03; (th.Dark && l < before-slack) || (!th.Dark && l > before+slack) {
						t.Errorf("%s, %s %s: lightness turns from %.3f to %.3f at %d", th.Name, names[p], look, before, l, i)
					}
					before = l
				}
				for i := range 81 {
					x := float64(i)/40 - 1
					for _, c := range []grid.Color{here.Heat(x), here.Diverge(x)} {
						if got := grid.Contrast(shade(c), shade(Ink(c))); got < 4 {
							t.Errorf("%s, %s %s: on %07X the ink has contrast %.2f", th.Name, names[p], look, uint32(c), got)
						}
					}
				}
			}
			below := map[grid.Color]bool{}
			for i := range 100 {
				below[here.Diverge(-0.3-0.7*float64(i)/99)] = true
			}
			for i := range 100 {
				if c := here.Diverge(0.3 + 0.7*float64(i)/99); below[c] {
					t.Errorf("%s, %s: %07X is on both sides of zero", th.Name, names[p], uint32(c))
				}
			}
		}
	}
}
