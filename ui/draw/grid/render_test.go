package grid

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	sgrSequence = regexp.MustCompile(`\x1b\[[0-9;]*m`)
	escapes     = regexp.MustCompile(`\x1b\[([0-9;]*m|[1-9][0-9]*[GX])`)
)

// TestOnlyStylesEscape: without its SGR sequences and those that keep columns, every profile's output is the
// plain picture, so nothing else in it can act on a terminal.
func TestOnlyStylesEscape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := New(12, 3)
		for y := range 3 {
			g.View().Text(rapid.IntRange(-3, 8).Draw(t, "x"), y, anyText().Draw(t, "text"), anyStyle().Draw(t, "style"))
		}
		sealed(t, g)
	})
}

func FuzzRender(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 3, uint32(0x102030), uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, x int, c uint32, attr uint8) {
		g := New(16, 2)
		st := Style{Color(c), Color(c >> 3), Attr(attr)}
		in := g.View().Box(s, st, st)
		g.View().Text(x, 1, s, st)
		in.Text(0, 0, s, st)
		sealed(t, g)
		exact(t, g)
	})
}

func sealed(t rapid.TB, g *Grid) {
	plain := g.Render(Plain)
	for p := Mono; p <= TrueColor; p++ {
		out := g.Render(p)
		if got := escapes.ReplaceAllString(out, ""); got != plain {
			t.Fatalf("profile %d: %q, plain %q", p, got, plain)
		}
		for _, row := range strings.Split(out, "\n") {
			if seqs := sgrSequence.FindAllString(row, -1); len(seqs) > 0 && seqs[len(seqs)-1] != "\x1b[m" {
				t.Fatalf("profile %d: row %q does not end in the default style", p, row)
			}
		}
	}
}

// TestRenderKeepsStyles: a reader of the sequences sees each cell in the style it was drawn in, except blanks,
// which may keep a colour that is not visible.
func TestRenderKeepsStyles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := New(8, 1)
		for x := range 8 {
			st := anyStyle().Draw(t, "style")
			st.Attr &= 31
			g.View().Set(x, 0, rapid.SampledFrom([]rune("ab ")).Draw(t, "rune"), st)
		}
		got := readBack(g.Render(TrueColor))
		for x, c := range g.cells {
			if got[x] != c && !(c.Rune == ' ' && sameBlank(got[x].Style, c.Style)) {
				t.Fatalf("cell %d: %+v read back as %+v in %q", x, c, got[x], g.Render(TrueColor))
			}
		}
	})
}

// readBack interprets a row the way a terminal does.
func readBack(row string) (cells []Cell) {
	var st Style
	for row != "" {
		seq := sgrSequence.FindString(row)
		if seq == "" || !strings.HasPrefix(row, seq) {
			cells = append(cells, Cell{rune(row[0]), st})
			row = row[1:]
			continue
		}
		row = row[len(seq):]
		st = apply(st, strings.Split(seq[2:len(seq)-1], ";"))
	}
	return cells
}

func apply(st Style, params []string) Style {
	for i := 0; i < len(params); i++ {
		if c, background, ok := ofSixteen(params[i]); ok && background {
			st.BG = c
			continue
		} else if ok {
			st.FG = c
			continue
		}
		switch params[i] {
		case "", "0":
			st = Style{}
		case "1", "2", "3", "4":
			st.Attr |= 1 << (params[i][0] - '1')
		case "7":
			st.Attr |= Reverse
		case "39":
			st.FG = 0
		case "49":
			st.BG = 0
		case "38", "48":
			c, used := Indexed(channel(params[i+2])), 2
			if params[i+1] == "2" {
				c, used = RGB(channel(params[i+2]), channel(params[i+3]), channel(params[i+4])), 4
			}
			if params[i] == "38" {
				st.FG = c
			} else {
				st.BG = c
			}
			i += used
		}
	}
	return st
}

// ofSixteen reads 30 … 37, 40 … 47, and the bright 90 … 97, 100 … 107.
func ofSixteen(param string) (c Color, background, ok bool) {
	n := int(channel(param))
	for _, r := range []struct {
		from, first int
		background  bool
	}{{30, 0, false}, {40, 0, true}, {90, 8, false}, {100, 8, true}} {
		if n >= r.from && n < r.from+8 {
			return Indexed(uint8(n - r.from + r.first)), r.background, true
		}
	}
	return 0, false, false
}

func channel(s string) (n uint8) {
	for _, d := range s {
		n = n*10 + uint8(d-'0')
	}
	return n
}

func TestRenderExactBytes(t *testing.T) {
	red, bold := Style{FG: RGB(255, 0, 0)}, Style{Attr: Bold}
	for p, want := range map[Profile]string{
		Plain:     "ab c\nd汉 ",
		Mono:      "ab \x1b[1mc\x1b[m\n\x1b[1md\x1b[m汉 ",
		ANSI16:    "\x1b[91mab \x1b[1;39mc\x1b[m\n\x1b[1md\x1b[m汉 ",
		ANSI256:   "\x1b[38;5;196mab \x1b[1;39mc\x1b[m\n\x1b[1md\x1b[m汉 ",
		TrueColor: "\x1b[38;2;255;0;0mab \x1b[1;39mc\x1b[m\n\x1b[1md\x1b[m汉 ",
	} {
		g := New(4, 2)
		v := g.View()
		v.Text(0, 0, "ab", red)
		v.Text(3, 0, "c", bold)
		v.Text(0, 1, "d", bold)
		v.Text(1, 1, "汉", Style{})
		if got := g.Render(p); got != want {
			t.Errorf("profile %d: %q, want %q", p, got, want)
		}
	}
}

func TestNearestOf256(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Hex(rapid.Uint32().Draw(t, "rgb"))
		best := squared(c, xterm(int(c.ANSI256())))
		for n := 16; n < 256; n++ {
			if squared(c, xterm(n)) < best {
				t.Fatalf("%06X: %d taken, %d is nearer", uint32(c), c.ANSI256(), n)
			}
		}
	})
}

func xterm(n int) Color {
	if n >= 232 {
		level := uint8(8 + 10*(n-232))
		return RGB(level, level, level)
	}
	n -= 16
	return RGB(cubeLevels[n/36], cubeLevels[n/6%6], cubeLevels[n%6])
}

func TestPaletteMapsToItself(t *testing.T) {
	for i, c := range palette16 {
		if got := c.ANSI16(); got != uint8(i) {
			t.Errorf("colour %d became %d", i, got)
		}
	}
}

func TestOKLabRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Hex(rapid.Uint32().Draw(t, "rgb"))
		if got := FromOKLab(c.OKLab()); squared(c, got) > 3 {
			t.Fatalf("%06X came back as %06X", uint32(c), uint32(got))
		}
	})
}

// heatMap is a frame in which neighbouring cells have different colours, from a scale of 256.
func heatMap() *Grid {
	g := New(200, 60)
	rnd := rand.New(rand.NewPCG(1, 2))
	for y := range 60 {
		for x := range 200 {
			g.View().Set(x, y, ' ', Style{BG: RGB(uint8(rnd.Uint32()), 128, 40)})
		}
	}
	return g
}

// confetti is the hardest possible frame: two new colours in each cell.
func confetti() *Grid {
	g := New(200, 60)
	rnd := rand.New(rand.NewPCG(1, 2))
	for y := range 60 {
		for x := range 200 {
			g.View().Set(x, y, 0x2800+rune(rnd.IntN(256)), Style{FG: Hex(rnd.Uint32()), BG: Hex(rnd.Uint32())})
		}
	}
	return g
}

func BenchmarkRender(b *testing.B) {
	for name, g := range map[string]*Grid{"heatmap": heatMap(), "confetti": confetti()} {
		for p, profile := range []string{"plain", "mono", "ansi16", "ansi256", "truecolor"} {
			b.Run(name+"/"+profile, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					g.Render(Profile(p))
				}
			})
		}
	}
}

// TestRenderAllocatesOnce: it allocates the returned string, nothing else.
func TestRenderAllocatesOnce(t *testing.T) {
	g := confetti()
	g.Render(TrueColor)
	if n := testing.AllocsPerRun(10, func() { g.Render(TrueColor) }); n > 1 {
		t.Errorf("%v allocations a frame", n)
	}
}

func BenchmarkText(b *testing.B) {
	v := New(200, 1).View()
	for name, s := range map[string]string{"ascii": strings.Repeat("the rays of light ", 11), "cjk": strings.Repeat("光线", 50)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v.Text(0, 0, s, Style{})
			}
		})
	}
}
