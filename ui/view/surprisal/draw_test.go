package surprisal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/text"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// TestPictures compares the view as a person sees it, without colours. The lab keeps two rows for itself.
func TestPictures(t *testing.T) {
	long := strings.Repeat(prose, 4)
	for _, s := range [][2]int{{200, 58}, {120, 34}, {80, 22}, {40, 10}, {12, 2}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]+2), func(t *testing.T) {
			v := opened(t, long, char)
			picture(v, s[0], s[1])
			press(t, v, "n")
			golden.RequireEqual(t, []byte(picture(v, s[0], s[1])))
		})
	}
	t.Run("difference", func(t *testing.T) {
		v := opened(t, long, char)
		picture(v, 80, 22)
		press(t, v, "m", "n")
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
	t.Run("words", func(t *testing.T) {
		v := opened(t, long, text.Options{Tokens: "word"})
		picture(v, 80, 22)
		press(t, v, "n")
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
	t.Run("ascii", func(t *testing.T) {
		v := opened(t, long, char)
		v.look.Glyphs = chart.ASCII
		g := grid.New(80, 22)
		g.ASCII = true
		v.Draw(g.View())
		golden.RequireEqual(t, []byte(g.Render(grid.Plain)))
	})
	t.Run("asking", func(t *testing.T) {
		v := opened(t, long, char)
		press(t, v, "p")
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
	})
}

// The law: whatever the size and the text, every row is exactly as wide as the screen, every frame is closed, and
// no control character reaches the terminal.
func TestEverySizeIsWhole(t *testing.T) {
	for _, o := range []text.Options{char, {Tokens: "word"}, {Tokens: "byte"}} {
		v := opened(t, prose, o)
		for w := 1; w <= 130; w += 3 {
			for h := 1; h <= 45; h += 2 {
				whole(t, picture(v, w, h), w, h)
			}
		}
	}
}

func whole(t *testing.T, pic string, w, h int) {
	t.Helper()
	rows := strings.Split(pic, "\n")
	if len(rows) != h {
		t.Fatalf("%d×%d: %d rows", w, h, len(rows))
	}
	for y, row := range rows {
		if got := grid.Width(row); got != w {
			t.Fatalf("%d×%d: row %d is %d wide: %q", w, h, y, got, row)
		}
	}
	if all := strings.Join(rows, ""); strings.ContainsAny(all, "\x1b\a\t") || strings.Count(all, "╭") != strings.Count(all, "╯") {
		t.Fatalf("%d×%d: a control character, or a frame that does not end:\n%s", w, h, pic)
	}
}

// The law: a Chinese character takes two columns, and what is under it begins where it does.
func TestChineseLinesUp(t *testing.T) {
	v := opened(t, "岛上a潮急\n风大，渔网", char)
	g := grid.New(40, 10)
	v.Draw(g.View())
	for i, want := range []int{0, 2, 4, 5, 7, 9} {
		at := v.page.folded.At[i]
		if int(at.X) != want || at.Row != 0 {
			t.Errorf("token %d is at column %d of row %d, want %d", i, at.X, at.Row, want)
		}
		if got := g.At(v.place.text.X+want, v.place.text.Y).Rune; string(got) != v.page.Labels[i] {
			t.Errorf("at column %d is %q, want %q", want, got, v.page.Labels[i])
		}
		if under := g.At(v.place.text.X+want, v.place.text.Y+1).Rune; i > 0 && !strings.ContainsRune("·0123456789", under) {
			t.Errorf("under token %d is %q", i, under)
		}
	}
}

// The law: without colours surprisal is distinguished by attributes and digits; with colours it is on a
// background whose ink is readable.
func TestReadableWithAndWithoutColour(t *testing.T) {
	v := opened(t, prose, char)
	m := measure{rival: -1}
	seen := map[grid.Style]bool{}
	for _, share := range []float64{0, 0.2, 0.4, 0.7, 1} {
		seen[v.shade(m, share*v.scale(m))] = true
	}
	if len(seen) != len(levels) {
		t.Errorf("%d looks for %d levels", len(seen), len(levels))
	}
	d := measure{rival: 0, difference: true}
	if v.shade(d, 3) == v.shade(d, -3) || digit(d, 3, 1) == digit(d, -3, 1) {
		t.Error("the sign of a difference is not visible")
	}
	for _, th := range theme.Themes {
		v.look.Theme = th
		for nats := -5.0; nats < 20; nats += 0.5 {
			for _, m := range []measure{m, d} {
				if st := v.shade(m, nats); st.BG != 0 && grid.Contrast(st.FG, st.BG) < 4.5 {
					t.Errorf("%s: %v nats are %06X on %06X", th.Name, nats, st.FG, st.BG)
				}
			}
		}
	}
}

func longText() string {
	return strings.Repeat("Two lamps in front, and a bell behind. It is what I am going to, and what came before. 岛上潮急风大，渔网晒到屋顶上。\n", 110)
}

// BenchmarkOpen measures opening 10,000 tokens whose numbers are known: labels, rows, the worst, a frame.
func BenchmarkOpen(b *testing.B) {
	v := opened(b, longText(), char)
	dark, _ := theme.Find("dark")
	v.look.Theme = dark
	g := grid.New(120, 34)
	p, sheets := v.page.Passage, v.sheets
	for b.Loop() {
		v.page = newPage(v.corpus, p, "text")
		v.sheets = sheets
		v.rank()
		v.Draw(g.View())
		g.Render(grid.TrueColor)
	}
	b.ReportMetric(float64(len(v.page.Labels)), "tokens")
}

// BenchmarkScroll measures a frame after each of the keys that scroll.
func BenchmarkScroll(b *testing.B) {
	v := opened(b, longText(), char)
	dark, _ := theme.Find("dark")
	v.look.Theme = dark
	g := grid.New(120, 34)
	v.Draw(g.View())
	for i := 0; b.Loop(); i++ {
		if v.down(1); v.cursor > len(v.page.Labels)-100 {
			v.goTo(0)
		}
		v.Draw(g.View())
		g.Render(grid.TrueColor)
	}
}
