package grid

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNothingOutsideAView: whatever is drawn through a part of a grid, the cells outside it do not change.
func TestNothingOutsideAView(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const w, h = 16, 8
		g := New(w, h)
		g.View().Fill('#', Style{})
		x, y := rapid.IntRange(-3, w).Draw(t, "x"), rapid.IntRange(-3, h).Draw(t, "y")
		part := g.View().Sub(x, y, rapid.IntRange(-2, w).Draw(t, "w"), rapid.IntRange(-2, h).Draw(t, "h"))
		left, top := part.Origin()
		v := part
		for range 6 {
			v = drawInside(t, v)
		}
		part.ANSI(rapid.IntRange(-3, 5).Draw(t, "ansi"), 0, anyText().Draw(t, "coloured"), Style{})
		for at := range w * h {
			cx, cy := at%w, at/w
			inside := cx >= left && cx < left+part.W() && cy >= top && cy < top+part.H()
			if c := g.At(cx, cy); !inside && c.Rune != '#' {
				t.Fatalf("%q at %d, %d, outside %d×%d at %d, %d", c.Rune, cx, cy, part.W(), part.H(), left, top)
			}
		}
	})
}

// drawInside draws something; it can only shrink v.
func drawInside(t *rapid.T, v View) View {
	x, y := rapid.IntRange(-6, 18).Draw(t, "x"), rapid.IntRange(-4, 9).Draw(t, "y")
	switch rapid.IntRange(0, 5).Draw(t, "what") {
	case 0:
		v.Set(x, y, rapid.SampledFrom([]rune("a汉\u0301\u1100☰")).Draw(t, "rune"), Style{})
	case 1:
		v.TextRight(x, y, anyText().Draw(t, "text"), Style{})
	case 2:
		v.TextCenter(y, anyText().Draw(t, "text"), Style{})
	case 3:
		v.Fill(rapid.SampledFrom([]rune("x汉")).Draw(t, "rune"), Style{})
	case 4:
		return v.Frame(Frame{Title: anyText().Draw(t, "title"), Right: "right", Foot: "foot"})
	default:
		v.Text(x, y, anyText().Draw(t, "text"), Style{})
	}
	return v
}

// TestSub: a part is the intersection of both rectangles, and its coordinates begin at its corner.
func TestSub(t *testing.T) {
	v := New(10, 6).View()
	for _, c := range []struct{ x, y, w, h, left, top, cols, rows int }{
		{0, 0, 10, 6, 0, 0, 10, 6}, {2, 1, 3, 2, 2, 1, 3, 2}, {-2, -1, 5, 3, 0, 0, 3, 2}, {8, 4, 9, 9, 8, 4, 2, 2},
		{0, 0, math.MaxInt, math.MaxInt, 0, 0, 10, 6}, {10, 0, 1, 1, 0, 0, 0, 0}, {0, 6, 1, 1, 0, 0, 0, 0}, {3, 3, 0, 2, 0, 0, 0, 0},
		{3, 3, -1, 2, 0, 0, 0, 0}, {-5, 0, 5, 1, 0, 0, 0, 0}, {math.MinInt, 0, 3, 3, 0, 0, 0, 0},
	} {
		s := v.Sub(c.x, c.y, c.w, c.h)
		left, top := s.Origin()
		if left != c.left || top != c.top || s.W() != c.cols || s.H() != c.rows || s.Empty() != (c.cols == 0) {
			t.Errorf("%+v: %d×%d at %d, %d, empty %v", c, s.W(), s.H(), left, top, s.Empty())
		}
	}
	inner := v.Sub(2, 1, 6, 4).Inset(1, 1, 2, 1)
	if left, top := inner.Origin(); left != 3 || top != 2 || inner.W() != 3 || inner.H() != 2 {
		t.Errorf("a part of a part: %d×%d at %d, %d", inner.W(), inner.H(), left, top)
	}
	if !v.Inset(5, 0, 5, 0).Empty() || !v.Inset(9, 9, 9, 9).Empty() {
		t.Error("an empty part has cells")
	}
}

// TestAt: a cell reads back as it was drawn, a cluster by its first rune; outside there is a blank.
func TestAt(t *testing.T) {
	g := New(6, 2)
	st := Style{FG: Hex(7), Attr: Bold}
	v := g.View().Sub(1, 1, 5, 1)
	v.Text(0, 0, "ae\u0301汉", st)
	for x, want := range map[int]rune{0: 'a', 1: 'e', 2: '汉', 3: 0, 4: ' '} {
		if got := v.At(x, 0); got.Rune != want || (want != ' ' && got.Style != st) {
			t.Errorf("cell %d is %q in %+v", x, got.Rune, got.Style)
		}
	}
	for _, p := range [][2]int{{-1, 0}, {5, 0}, {0, 1}, {0, -1}, {math.MaxInt, 0}} {
		if got := v.At(p[0], p[1]); got != (Cell{Rune: ' '}) {
			t.Errorf("outside, at %v: %+v", p, got)
		}
		if got := g.At(p[0]-9, p[1]); got.Rune != ' ' {
			t.Errorf("outside the grid: %+v", got)
		}
	}
	g.Resize(2, 1)
	if got := v.At(0, 0); got != (Cell{Rune: ' '}) {
		t.Errorf("a view of the old size: %+v", got)
	}
}

// TestRestyle: runes stay, and styles change only inside.
func TestRestyle(t *testing.T) {
	g := New(6, 2)
	g.View().Text(0, 0, "abcdef", Style{})
	g.View().Restyle(1, 0, 3, 5, func(st Style) Style { return st.With(Reverse) })
	if got := g.Render(Mono); got != "a\x1b[7mbcd\x1b[mef\n \x1b[7m   \x1b[m  " {
		t.Errorf("%q", got)
	}
}

// TestFill: every cell is filled, with wide runes too, and none is half a rune.
func TestFill(t *testing.T) {
	for r, want := range map[rune]string{'x': "xxxxx|xxxxx", '汉': "汉汉 |汉汉 ", ' ': "     |     ", '\n': "↵↵↵↵↵|↵↵↵↵↵", '\u202e': "\ufffd\ufffd\ufffd\ufffd\ufffd|\ufffd\ufffd\ufffd\ufffd\ufffd"} {
		g := New(5, 2)
		g.View().Fill(r, Style{})
		if got := strings.ReplaceAll(g.Render(Plain), "\n", "|"); got != want {
			t.Errorf("%q: %q, want %q", r, got, want)
		}
		exact(t, g)
	}
}

// TestASCII: frames of an ASCII grid use nothing else.
func TestASCII(t *testing.T) {
	g := New(12, 3)
	g.ASCII = true
	if !g.View().Sub(1, 1, 3, 1).ASCII() || (View{}).ASCII() {
		t.Error("a view does not know that its grid is ASCII")
	}
	g.View().Frame(Frame{Title: "a title too long", Foot: "foot"})
	for _, r := range g.Render(Plain) {
		if r >= 0x80 {
			t.Errorf("%q", r)
		}
	}
}

// TestTextPlaces: text at the right and in the middle begins and ends where reported, and keeps its beginning if
// it does not fit.
func TestTextPlaces(t *testing.T) {
	for _, c := range []struct {
		s             string
		right, centre string
		at, mid       int
	}{
		{"ab", "    ab ", "  ab   ", 4, 2}, {"汉", "    汉 ", "  汉   ", 4, 2}, {"", "       ", "       ", 6, 3}, {"abcdefghi", "abcdef ", "abcdefg", 0, 0},
		{"e\u0301", "     e\u0301 ", "   e\u0301   ", 5, 3},
	} {
		g := New(7, 1)
		if at := g.View().TextRight(6, 0, c.s, Style{}); at != c.at || g.Render(Plain) != c.right {
			t.Errorf("%q at the right: %q from %d", c.s, g.Render(Plain), at)
		}
		g.Clear(Style{})
		if at := g.View().TextCenter(0, c.s, Style{}); at != c.mid || g.Render(Plain) != c.centre {
			t.Errorf("%q in the middle: %q from %d", c.s, g.Render(Plain), at)
		}
	}
}

// TestFrameTitles: titles keep their places, and one that does not fit is omitted.
func TestFrameTitles(t *testing.T) {
	for w, want := range map[int]string{
		30: "╭ title ────────────── right ╮", 18: "╭ title ── right ╮", 17: "╭ title ────────╮", 16: "╭ title ───────╮", 9: "╭ ti… ──╮", 5: "╭───╮", 1: "─", 2: "╭╮",
	} {
		g := New(w, 3)
		g.View().Frame(Frame{Title: "title", Right: "right"})
		if got := strings.SplitN(g.Render(Plain), "\n", 2)[0]; Width(got) != w || (w >= 16 && got != want) {
			t.Errorf("%d columns: %q, want %q", w, got, want)
		}
	}
}
