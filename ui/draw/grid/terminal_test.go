package grid

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A terminal simulates one line of a terminal of some brand: each cell holds what was printed there, "" in the
// right half of a wide character.
type terminal struct {
	brand
	cells []string
	x     int
	moved bool // since the last rune
	width []int8
}

// A brand is how a terminal counts columns.
type brand struct {
	name     string
	clusters bool // marks beside a letter are drawn into its columns, and so are conjuncts and Korean initials
	across   bool // … even if the cursor was moved between them
	old      bool // characters that terminals disagree about are one column wide
}

var brands = []brand{{name: "wcwidth"}, {name: "old", old: true}, {name: "clusters", clusters: true}, {name: "clusters across", clusters: true, across: true}}

// write shows a rendered row over stale text; it fails if the row overflows its line.
func (m *terminal) write(t rapid.TB, row string, w int) {
	m.cells = strings.Split(strings.Repeat("#", w), "")
	for row != "" {
		if seq := escapes.FindString(row); seq != "" && strings.HasPrefix(row, seq) {
			m.escape(seq)
			row = row[len(seq):]
			continue
		}
		r, size := utf8.DecodeRuneInString(row)
		m.print(t, r)
		row = row[size:]
	}
}

func (m *terminal) escape(seq string) {
	n, _ := strconv.Atoi(seq[2 : len(seq)-1])
	switch seq[len(seq)-1] {
	case 'G':
		m.x, m.moved = min(n-1, len(m.cells)-1), true
	case 'X':
		for x := m.x; x < min(m.x+n, len(m.cells)); x++ {
			m.cells[x] = " "
		}
		m.moved = true
	}
}

func (m *terminal) print(t rapid.TB, r rune) {
	cols := int(m.width[r])
	if cols < 0 {
		cols = runeWidth(r)
	}
	if m.old && loose(r) && !initial(r) {
		cols = 1
	}
	if cols == 0 || m.x > 0 && m.attaches(r) {
		at := m.x - 1
		for at >= 0 && m.cells[at] == "" {
			at--
		}
		if at < 0 {
			t.Fatalf("%s: %U has no letter before it", m.name, r)
		}
		m.cells[at] += string(r)
		return
	}
	if m.x+cols > len(m.cells) {
		t.Fatalf("%s: %q at column %d overflows the line of %d", m.name, r, m.x, len(m.cells))
	}
	m.cells[m.x] = string(r)
	for x := m.x + 1; x < m.x+cols; x++ {
		m.cells[x] = ""
	}
	m.x, m.moved = m.x+cols, false
}

// attaches reports whether a terminal that uses clusters draws r into the cell before.
func (m *terminal) attaches(r rune) bool {
	if !m.clusters || m.moved && !m.across {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(m.cells[m.x-1])
	const virama = '\u094d'
	return mark(r) || initial(last) && initial(r) || last == virama && r >= 0x0915 && r <= 0x0939
}

// columnsHold checks that in a terminal of any brand each cluster begins where the grid has it, and that nothing
// stale is left.
func columnsHold(t rapid.TB, g *Grid, width []int8) {
	for _, kind := range brands {
		for y, row := range strings.Split(g.Render(TrueColor), "\n") {
			m := terminal{brand: kind, width: width}
			m.write(t, row, g.w)
			for x := range g.w {
				head := g.cells[y*g.w+x].Rune
				before := strings.Join(m.cells[:x], "")
				switch r, _ := utf8.DecodeRuneInString(m.cells[x]); {
				case m.cells[x] == "#" && g.At(x, y).Rune != '#':
					t.Fatalf("%s: column %d of %q still shows stale text", m.name, x, row)
				case head != 0 && r == ' ' && m.across && strings.ContainsRune(before, g.glyphs.base(head)):
					// drawn into the cell of the letter before: its own stays blank
				case head != 0 && r != g.glyphs.base(head):
					t.Fatalf("%s: column %d of %q shows %q, not %q", m.name, x, row, m.cells[x], g.glyphs.base(head))
				case head == 0 && m.cells[x] != "" && r != ' ' && !mark(r):
					t.Fatalf("%s: column %d of %q shows %q", m.name, x, row, m.cells[x])
				}
			}
		}
	}
}

// framed draws a text in the edges of a frame and clipped in many ways inside.
func framed(s string, w, h int) *Grid {
	g := New(w, h)
	in := g.View().Frame(Frame{Title: s, Right: s, Foot: s})
	for y := range in.H() {
		in.Text(y-2, y, s, Style{BG: Color(y)})
		in.TextRight(in.W()-y, y, s, Style{})
	}
	return g
}

// TestFramesHoldInEveryTerminal: whatever the text and the size, frames are whole on terminals that use wcwidth
// and on those that use clusters.
func TestFramesHoldInEveryTerminal(t *testing.T) {
	width := glibc(t)
	rapid.Check(t, func(t *rapid.T) {
		g := framed(anyText().Draw(t, "text"), rapid.IntRange(0, 24).Draw(t, "w"), rapid.IntRange(0, 5).Draw(t, "h"))
		if g.w > 0 {
			exact(t, g)
			columnsHold(t, g, width)
		}
	})
}

func FuzzFrames(f *testing.F) {
	width := glibc(f)
	for i, s := range hostile {
		f.Add(s, uint8(i), uint8(4))
	}
	f.Fuzz(func(t *testing.T, s string, w, h uint8) {
		if g := framed(s, int(w%40), int(h%8)); g.w > 0 {
			exact(t, g)
			columnsHold(t, g, width)
		}
	})
}

// TestClustersAreForgotten: a grid that is drawn over again and again and never cleared keeps only the clusters
// that it shows.
func TestClustersAreForgotten(t *testing.T) {
	g := New(4, 1)
	for r := rune(0x4E00); r < 0x9000; r++ {
		g.View().Text(0, 0, string(r)+"\u0301", Style{})
		g.View().Text(2, 0, "e\u0301", Style{})
	}
	if n := len(g.glyphs.list); n > 2*len(g.cells)+65 {
		t.Errorf("%d clusters kept for %d cells", n, len(g.cells))
	}
	if got := g.Render(Plain); got != "\u8fff\u0301e\u0301 " {
		t.Errorf("the grid shows %q", got)
	}
	g.Clear(Style{})
	if len(g.glyphs.list) != 0 || len(g.glyphs.index) != 0 {
		t.Error("a cleared grid keeps clusters")
	}
}

// TestDrawingMarksAllocatesNothing, once a cluster is known.
func TestDrawingMarksAllocatesNothing(t *testing.T) {
	v := New(20, 1).View()
	draw := func() { v.Text(0, 0, "ที่นี่ हिन्दी e\u0301", Style{}) }
	draw()
	if n := testing.AllocsPerRun(10, draw); n > 0 {
		t.Errorf("%v allocations a text", n)
	}
}
