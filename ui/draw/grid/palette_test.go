package grid

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// TestRenderOnlyWhatTheTerminalHas: with sixteen colours no sequence uses any other, with 256 none uses 24 bits,
// and without colours none uses any.
func TestRenderOnlyWhatTheTerminalHas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := New(6, 1)
		for x := range 6 {
			g.View().Set(x, 0, 'a', anyStyle().Draw(t, "style"))
		}
		for p, none := range map[Profile]*regexp.Regexp{
			Plain:   regexp.MustCompile(`\x1b`),
			Mono:    regexp.MustCompile(`[\[;](3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`),
			ANSI16:  regexp.MustCompile(`[\[;][34]8[;m]`),
			ANSI256: regexp.MustCompile(`[\[;][34]8;2;`),
		} {
			if out := g.Render(p); none.MatchString(out) {
				t.Fatalf("profile %d: %q", p, out)
			}
		}
	})
}

// TestRenderIndexed: one of the 256 is written by its number, the first sixteen in the short form, and with only
// sixteen colours as the nearest of them.
func TestRenderIndexed(t *testing.T) {
	for _, c := range []struct {
		st   Style
		want map[Profile]string
	}{
		{Style{FG: Indexed(1)}, map[Profile]string{ANSI16: "\x1b[31mx\x1b[m", ANSI256: "\x1b[31mx\x1b[m", TrueColor: "\x1b[31mx\x1b[m", Mono: "x", Plain: "x"}},
		{Style{FG: Indexed(9), BG: Indexed(8)}, map[Profile]string{ANSI16: "\x1b[91;100mx\x1b[m", ANSI256: "\x1b[91;100mx\x1b[m"}},
		{Style{FG: Indexed(0)}, map[Profile]string{ANSI16: "\x1b[30mx\x1b[m", TrueColor: "\x1b[30mx\x1b[m"}},
		{Style{BG: Indexed(15)}, map[Profile]string{ANSI16: "\x1b[107mx\x1b[m"}},
		{Style{FG: Indexed(196)}, map[Profile]string{ANSI16: "\x1b[91mx\x1b[m", ANSI256: "\x1b[38;5;196mx\x1b[m", TrueColor: "\x1b[38;5;196mx\x1b[m"}},
		{Style{BG: Indexed(255), Attr: Bold}, map[Profile]string{ANSI256: "\x1b[1;48;5;255mx\x1b[m", Mono: "\x1b[1mx\x1b[m"}},
	} {
		for p, want := range c.want {
			g := New(1, 1)
			g.View().Set(0, 0, 'x', c.st)
			if got := g.Render(p); got != want {
				t.Errorf("%+v, profile %d: %q, want %q", c.st, p, got, want)
			}
		}
	}
}
