package theme

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"

	"unroll/ui/draw/grid"
)

// each visits every style of a sheet with its name.
func each(t *testing.T, sheet any, visit func(name string, v reflect.Value)) {
	t.Helper()
	v := reflect.ValueOf(sheet).Elem()
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		if f.Kind() == reflect.Struct {
			for j := range f.NumField() {
				visit(name+"."+f.Type().Field(j).Name, f.Field(j))
			}
		}
	}
}

// The law: converting a sheet omits no style and swaps none.
func TestConvertTakesEverything(t *testing.T) {
	var from Sheet[int]
	n := 0
	each(t, &from, func(_ string, v reflect.Value) { n++; v.SetInt(int64(n)) })
	for i := range from.runs {
		n++
		from.runs[i] = n
	}
	got := convert(from, func(x int) int { return -x })
	at := 0
	each(t, &got, func(name string, v reflect.Value) {
		if at++; v.Int() != int64(-at) {
			t.Errorf("%s is %d, not %d", name, v.Int(), -at)
		}
	})
	for i, v := range got.runs {
		if at++; v != -at {
			t.Errorf("run %d is %d, not %d", i, v, -at)
		}
	}
	if n < 25 {
		t.Errorf("only %d styles were found: the test looks in the wrong place", n)
	}
}

// The law: a page of text made by Lip Gloss and the grid write the same sequences for the same style, in every
// theme and on every terminal. (With 24 bits termenv may be off by one in each channel, because it converts
// through floats.)
func TestPagesAndGridAgree(t *testing.T) {
	for _, th := range Themes {
		for _, p := range []grid.Profile{grid.ANSI16, grid.ANSI256, grid.TrueColor} {
			r := th.Renderer(new(bytes.Buffer), p)
			pages, here := th.Styles(r), th.For(p)
			cells := map[string]grid.Style{}
			each(t, &here.Sheet, func(name string, v reflect.Value) { cells[name] = v.Interface().(grid.Style) })
			each(t, &pages, func(name string, v reflect.Value) {
				page := v.Interface().(lipgloss.Style).Render("ab")
				g := grid.New(2, 1)
				g.View().ANSI(0, 0, page, grid.Style{})
				got, want := g.At(1, 0).Style, cells[name]
				if p == grid.TrueColor && nearly(got.FG, want.FG) && nearly(got.BG, want.BG) {
					got.FG, got.BG = want.FG, want.BG
				}
				if got != want || g.At(0, 0).Rune != 'a' {
					t.Errorf("%s, %s: %s is %q on a page, which is %+v, and %+v on the grid", th.Name, names[p], name, page, got, want)
				}
			})
		}
	}
}

// nearly reports whether no channel of two colours differs by more than one.
func nearly(c, d grid.Color) bool {
	r, g, b := c.RGB()
	r2, g2, b2 := d.RGB()
	return (c == 0) == (d == 0) && r2-r <= 1 && g2-g <= 1 && b2-b <= 1
}

// The law: a renderer of this package writes no sequence to a terminal without colours, and knows without asking
// whether the background is dark.
func TestRendererAsksNothing(t *testing.T) {
	for _, th := range Themes {
		var out bytes.Buffer
		for _, p := range []grid.Profile{grid.Plain, grid.Mono} {
			r := th.Renderer(&out, p)
			if r.HasDarkBackground() != th.Dark {
				t.Errorf("%s: dark %v", th.Name, r.HasDarkBackground())
			}
			if got := th.Styles(r).Bad.Render("x"); got != "x" {
				t.Errorf("%s, %s: %q", th.Name, names[p], got)
			}
		}
		if out.Len() > 0 {
			t.Errorf("%s: %q was written", th.Name, &out)
		}
	}
}

// The law: text that is not a colour becomes no colour, not black.
func TestParse(t *testing.T) {
	for s, want := range map[string]grid.Color{
		"#000000": grid.Hex(0), "#F7A84F": grid.Hex(0xF7A84F), "0": grid.Indexed(0), "9": grid.Indexed(9), "255": grid.Indexed(255),
		"": 0, "#": 0, "#FFF": 0, "#GGGGGG": 0, "256": 0, "-1": 0, "red": 0, "#1234567": 0,
	} {
		if got := parse(s); got != want {
			t.Errorf("%q is %07X, not %07X", s, uint32(got), uint32(want))
		}
	}
}

// The law: every kind of colour that Lip Gloss has and a definition may use is converted to the grid's; the other
// kinds become no colour.
func TestCell(t *testing.T) {
	full := lipgloss.CompleteColor{TrueColor: "#102030", ANSI256: "17", ANSI: "4"}
	for p, want := range map[grid.Profile]grid.Color{
		grid.Plain: 0, grid.Mono: 0, grid.ANSI16: grid.Indexed(4), grid.ANSI256: grid.Indexed(17), grid.TrueColor: grid.Hex(0x102030),
	} {
		if got := cell(full, p); got != want {
			t.Errorf("%s: %07X, not %07X", names[p], uint32(got), uint32(want))
		}
	}
	if got := cell(lipgloss.NoColor{}, grid.TrueColor); got != 0 {
		t.Errorf("no colour is %07X", uint32(got))
	}
}

// The law: a definition names each colour in full and among the sixteen.
func TestDefinitionsAreComplete(t *testing.T) {
	for _, th := range Themes[:4] {
		sheet := th.from.Sheet
		each(t, &sheet, func(name string, v reflect.Value) {
			s := v.Interface().(lipgloss.Style)
			for _, c := range []lipgloss.TerminalColor{s.GetForeground(), s.GetBackground()} {
				full, ok := c.(lipgloss.CompleteColor)
				if _, none := c.(lipgloss.NoColor); none {
					continue
				}
				if !ok || parse(full.TrueColor) == 0 || parse(full.ANSI256) == 0 || parse(full.ANSI) == 0 || strings.HasPrefix(full.ANSI, "#") {
					t.Errorf("%s: %s has the colour %v", th.Name, name, c)
				}
			}
		})
	}
}

// The law: a Theme without a definition is not changed.
func TestAThemeOfOnesOwn(t *testing.T) {
	own := Theme{Name: "own"}
	own.Text = grid.Style{FG: grid.Hex(0x123456)}
	if got := own.For(grid.ANSI16); got.Text != own.Text || got.Heat(1) != 0 {
		t.Errorf("it became %+v", got.Text)
	}
	if got := own.Styles(own.Renderer(new(bytes.Buffer), grid.TrueColor)).Text.Render("x"); got != "x" {
		t.Errorf("%q", got)
	}
}

// The law: what a theme shows does not depend on which terminal was asked for before.
func TestForForgetsWhatWasBefore(t *testing.T) {
	for _, th := range Themes {
		again := th.For(grid.ANSI16).For(grid.Mono).For(grid.TrueColor)
		if again.Sheet != th.Sheet || again.Ground != th.Ground || again.Heat(0.3) != th.Heat(0.3) {
			t.Errorf("%s differs after sixteen colours", th.Name)
		}
	}
}
