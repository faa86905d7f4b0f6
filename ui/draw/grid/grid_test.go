package grid

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// TestRowsAreExact: after any sequence of draws each row has exactly w columns, no rune is unsafe, and no half of
// a wide rune stands alone.
func TestRowsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(-1, 14)
		g := New(size.Draw(t, "w"), size.Draw(t, "h"))
		v := g.View()
		for range rapid.IntRange(0, 12).Draw(t, "draws") {
			v = drawAnything(t, g, v)
			exact(t, g)
		}
	})
}

func drawAnything(t *rapid.T, g *Grid, v View) View {
	at := rapid.OneOf(rapid.IntRange(-5, 16), rapid.SampledFrom([]int{math.MinInt, math.MaxInt}))
	x, y := at.Draw(t, "x"), at.Draw(t, "y")
	st := anyStyle().Draw(t, "style")
	switch rapid.IntRange(0, 10).Draw(t, "what") {
	case 0:
		v.Set(x, y, rapid.OneOf(rapid.Rune(), rapid.Int32(), rapid.SampledFrom([]rune("汉a\x1b\u200d"))).Draw(t, "rune"), st)
	case 1:
		v.TextRight(x, y, anyText().Draw(t, "text"), st)
	case 2:
		v.TextCenter(y, anyText().Draw(t, "text"), st)
	case 3:
		v.Sub(x, y, at.Draw(t, "w"), at.Draw(t, "h")).Fill(rapid.SampledFrom([]rune("x汉\n")).Draw(t, "rune"), st)
	case 4:
		return v.Sub(x, y, at.Draw(t, "w"), at.Draw(t, "h")).Frame(Frame{anyText().Draw(t, "title"), anyText().Draw(t, "right"), anyText().Draw(t, "foot"), st, st, st, st})
	case 5:
		v.Restyle(x, y, at.Draw(t, "w"), at.Draw(t, "h"), func(Style) Style { return st })
	case 6:
		g.Resize(rapid.IntRange(-2, 20).Draw(t, "w"), rapid.IntRange(-2, 20).Draw(t, "h"))
	case 7:
		return g.View()
	default:
		v.Text(x, y, anyText().Draw(t, "text"), st)
	}
	return v
}

func exact(t rapid.TB, g *Grid) {
	for y := range g.h {
		for x := 0; x < g.w; {
			cols, r := 1, g.cells[y*g.w+x].Rune
			switch {
			case r < 0:
				cols = Width(g.glyphs.list[^r].text)
			case r == 0 || !visible(r):
				t.Fatalf("cell %d,%d holds %U", x, y, r)
			default:
				cols = runeWidth(r)
			}
			for at := x + 1; at < x+cols; at++ {
				if at >= g.w || g.cells[y*g.w+at].Rune != 0 {
					t.Fatalf("cell %d,%d: %q of %d columns before %q", x, y, g.At(x, y).Rune, cols, g.At(at, y).Rune)
				}
			}
			x += cols
		}
	}
	rows := strings.Split(g.Render(Plain), "\n")
	if len(rows) != max(1, g.h) {
		t.Fatalf("%d rows of %d", len(rows), g.h)
	}
	for _, row := range rows {
		if strings.ContainsFunc(row, unicode.IsControl) {
			t.Fatalf("control character in %q", row)
		}
		if Width(row) != g.w {
			t.Fatalf("%q is %d wide, not %d", row, Width(row), g.w)
		}
	}
}

func anyStyle() *rapid.Generator[Style] {
	colour := rapid.OneOf(rapid.Just(Color(0)), rapid.Map(rapid.Uint32(), Hex), rapid.Map(rapid.Uint8(), Indexed))
	return rapid.Custom(func(t *rapid.T) Style {
		return Style{colour.Draw(t, "fg"), colour.Draw(t, "bg"), Attr(rapid.Byte().Draw(t, "attr"))}
	})
}

// TestTextLeavesNoHalves: a wide rune is drawn whole or not at all.
func TestTextLeavesNoHalves(t *testing.T) {
	for _, c := range []struct {
		draw func(View)
		want string
	}{
		{func(v View) { v.Text(0, 0, "汉字", Style{}) }, "汉字  "},
		{func(v View) { v.Text(3, 0, "汉字", Style{}) }, "   汉 "},
		{func(v View) { v.Text(-1, 0, "汉字", Style{}) }, " 字   "},
		{func(v View) { v.Text(0, 0, "汉字", Style{}); v.Text(1, 0, "ab", Style{}) }, " ab   "},
		{func(v View) { v.Text(0, 0, "abcdef", Style{}); v.Text(1, 0, "汉", Style{}) }, "a汉def"},
		{func(v View) { v.Text(0, 0, "汉字", Style{}); v.Text(1, 0, "语", Style{}) }, " 语   "},
		{func(v View) { v.Sub(0, 0, 3, 1).Text(0, 0, "汉字", Style{}) }, "汉    "},
		{func(v View) { v.Set(5, 0, '汉', Style{}) }, "      "},
		{func(v View) { v.Fill('汉', Style{}) }, "汉汉汉"},
		{func(v View) { v.TextRight(6, 0, "a汉", Style{}) }, "   a汉"},
		{func(v View) { v.TextRight(4, 0, "abcdefgh", Style{}) }, "abcd  "},
		{func(v View) { v.TextCenter(0, "ab", Style{}) }, "  ab  "},
		{func(v View) { v.Text(0, 0, "\u200d", Style{}) }, "<200D>"},
	} {
		g := New(6, 1)
		c.draw(g.View())
		if got := g.Render(Plain); padded(got) != padded(c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func padded(s string) string { return s + strings.Repeat(" ", 6-min(6, Width(s))) }

func TestTextReturnsColumns(t *testing.T) {
	v := New(10, 1).View()
	for s, want := range map[string]int{"abc": 3, "汉字": 4, "\x1b[m": 3, "\xff": 4, "123456789012": 10, "12345678汉": 10, "123456789汉": 9} {
		if got := v.Text(0, 0, s, Style{}); got != want {
			t.Errorf("Text(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestFrame(t *testing.T) {
	for _, c := range []struct {
		w, h  int
		f     Frame
		ascii bool
		want  string
	}{
		{12, 3, Frame{Title: "loss"}, false, "╭ loss ────╮\n│          │\n╰──────────╯"},
		{16, 2, Frame{Title: "a", Right: "b"}, false, "╭ a ──────── b ╮\n╰──────────────╯"},
		{12, 2, Frame{Title: "a long title", Right: "b"}, false, "╭ a long… ─╮\n╰──────────╯"},
		{11, 2, Frame{Title: "a long", Right: "right"}, true, "+ a long -+\n+---------+"},
		{9, 2, Frame{Title: "a long"}, true, "+ a l~ -+\n+-------+"},
		{4, 2, Frame{Title: "abc"}, false, "╭──╮\n╰──╯"},
		{2, 2, Frame{Title: "abc"}, false, "╭╮\n╰╯"},
		{1, 3, Frame{Title: "abc"}, false, "│\n│\n│"},
		{3, 1, Frame{Title: "abc"}, false, "───"},
	} {
		g := New(c.w, c.h)
		g.ASCII = c.ascii
		in := g.View().Frame(c.f)
		if got := g.Render(Plain); got != c.want {
			t.Errorf("%d×%d %+v:\n%s\nwant\n%s", c.w, c.h, c.f, got, c.want)
		}
		if w, h := max(0, c.w-2), max(0, c.h-2); w*h > 0 && (in.W() != w || in.H() != h) || w*h == 0 && !in.Empty() {
			t.Errorf("%d×%d: inside is %d×%d", c.w, c.h, in.W(), in.H())
		}
	}
}

func TestSizesWithoutSense(t *testing.T) {
	for _, n := range []int{math.MinInt, -1, 0, 1, 1 << 20, math.MaxInt} {
		g := New(n, 3)
		g.View().Box("title", Style{}, Style{})
		g.Resize(1, n)
		g.View().Text(0, 0, "x", Style{})
	}
}
