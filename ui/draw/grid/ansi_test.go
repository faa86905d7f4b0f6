package grid

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// columns matches the sequences that place the cursor within a cluster, which a terminal needs and a grid does
// not.
var columns = regexp.MustCompile(`\x1b\[[0-9]+[GX]`)

// TestANSIReadsBack: ANSI restores what a grid rendered, cell by cell, whatever is on it.
func TestANSIReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const w, h = 14, 3
		from, to := New(w, h), New(w, h)
		for y := range h {
			for range 3 {
				st := anyStyle().Draw(t, "style")
				st.Attr &= Bold | Dim | Italic | Underline | Reverse
				from.View().Text(rapid.IntRange(-3, 10).Draw(t, "x"), y, anyText().Draw(t, "text"), st)
			}
		}
		text := columns.ReplaceAllString(from.Render(TrueColor), "")
		cols, rows := to.View().ANSI(0, 0, text, Style{})
		if cols != w || rows != h {
			t.Fatalf("%d×%d were drawn of %q", cols, rows, text)
		}
		if a, b := from.Render(Plain), to.Render(Plain); a != b {
			t.Fatalf("%q became %q", a, b)
		}
		for i, c := range from.cells {
			d := to.cells[i]
			if c.Style != d.Style && !(c.Rune == ' ' && sameBlank(c.Style, d.Style)) {
				t.Fatalf("cell %d: %+v became %+v in %q", i, c.Style, d.Style, text)
			}
		}
	})
}

// TestANSIStyles: how each sequence changes a style.
func TestANSIStyles(t *testing.T) {
	base := Style{FG: Hex(0x010203), BG: Hex(0x040506), Attr: Italic}
	for params, want := range map[string]Style{
		"":                         base,
		"0":                        base,
		"1":                        base.With(Bold),
		"2":                        base.With(Dim),
		"4;7":                      base.With(Underline | Reverse),
		"1;0":                      base,
		"1;":                       base, // an omitted parameter is 0
		"1;2;22":                   base,
		"23":                       {base.FG, base.BG, 0},
		"4;24":                     base,
		"7;27":                     base,
		"31":                       {Indexed(1), base.BG, Italic},
		"97":                       {Indexed(15), base.BG, Italic},
		"42":                       base.On(Indexed(2)),
		"104":                      base.On(Indexed(12)),
		"31;39":                    base,
		"41;49":                    base,
		"38;5;196":                 {Indexed(196), base.BG, Italic},
		"48;5;17":                  base.On(Indexed(17)),
		"38;2;1;2;3":               {RGB(1, 2, 3), base.BG, Italic},
		"48;2;9;8;7;1":             base.On(RGB(9, 8, 7)).With(Bold),
		"38:2::1:2:3":              {RGB(1, 2, 3), base.BG, Italic},
		"38:5:99;1":                {Indexed(99), base.BG, Italic | Bold},
		"38":                       base, // incomplete
		"38;5":                     base,
		"38;2;1;2":                 base,
		"38;2;1;2;900":             base,
		"5;8;9;21;53;99;200":       base, // blinking and the like
		"99999999999999999999":     base,
		"-1":                       base,
		"38;5;10;48;5;20;1;4;31;0": base,
	} {
		g := New(1, 1)
		g.View().ANSI(0, 0, "\x1b["+params+"mx", base)
		if got := g.At(0, 0); got.Style != want || got.Rune != 'x' {
			t.Errorf("%q: %q in %+v, want %+v", params, got.Rune, got.Style, want)
		}
	}
}

// TestANSIPlaces: lines go into rows, from the given column on, and end at the view's edge; the result says what
// was drawn.
func TestANSIPlaces(t *testing.T) {
	for _, c := range []struct {
		x, y int
		s    string
		want string
		w, h int
	}{
		{0, 0, "ab\ncd", "ab   |cd   |     ", 2, 2},
		{2, 1, "ab\ncd", "     |  ab |  cd ", 2, 2},
		{0, 0, "\x1b[1mab\x1b[m\n\n\x1b[31mabc\x1b[0m", "ab   |     |abc  ", 3, 3},
		{0, 0, "abcdefgh", "abcde|     |     ", 5, 1},
		{3, 0, "汉字", "   汉|     |     ", 2, 1},
		{4, 0, "汉", "     |     |     ", 0, 1},
		{0, 2, "a\nb\nc", "     |     |a    ", 1, 3},
		{0, -1, "a\nb", "b    |     |     ", 1, 2},
		{0, 0, "", "     |     |     ", 0, 1},
		{0, 0, "\n\n", "     |     |     ", 0, 3},
		{0, 0, "e\u0301x", "e\u0301x   |     |     ", 2, 1},
	} {
		g := New(5, 3)
		w, h := g.View().ANSI(c.x, c.y, c.s, Style{})
		if got := strings.ReplaceAll(g.Render(Plain), "\n", "|"); got != c.want || w != c.w || h != c.h {
			t.Errorf("%q at %d, %d: %q, %d×%d; want %q, %d×%d", c.s, c.x, c.y, got, w, h, c.want, c.w, c.h)
		}
	}
}

// TestANSITakesNothingButStyles: other sequences are dropped whole.
func TestANSITakesNothingButStyles(t *testing.T) {
	for s, want := range map[string]string{
		"a\x1b[2Jb": "ab", "a\x1b[10;20Hb": "ab", "a\x1b]0;title\ab": "ab", "a\x1b]52;c;aGk=\x1b\\b": "ab", "a\x1bPq#0\x1b\\b": "ab", "a\x1b7b\x1b8": "ab",
		"a\x1b[?1049hb": "ab", "a\x1b": "a", "a\x1b[": "a", "a\x1b[1": "a", "a\x1b]0;never ends": "a", "a\x1b_x\x1b\\b": "ab", "a\x1b[3Xb\x1b[5Gc": "abc", "\x1b[>4;2mb": "b",
	} {
		g := New(8, 1)
		g.View().ANSI(0, 0, s, Style{})
		if got := strings.TrimRight(g.Render(Plain), " "); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

// FuzzANSI: no text makes a frame of the wrong width or one that acts on a terminal.
func FuzzANSI(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 1)
	}
	f.Add("\x1b[38;5;300mx\x1b[38:2:1mé\x1b]8;;http://x\x1b\\link", -2)
	f.Fuzz(func(t *testing.T, s string, x int) {
		g := New(10, 2)
		g.View().ANSI(x, 0, s, Style{FG: Hex(1)})
		exact(t, g)
		sealed(t, g)
	})
}
