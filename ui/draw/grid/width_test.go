package grid

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"testing"
	"unicode"
)

// glibc is the width of every code point by the C library's wcwidth, −1 for those it does not print; controls
// below U+0020 are treated as such.
func glibc(t testing.TB) []int8 {
	t.Helper()
	f, err := os.Open("testdata/wcwidth.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list := make([]int8, 0, unicode.MaxRune+1)
	now, lines := int8(-1), bufio.NewScanner(f)
	for lines.Scan() {
		var from, width int
		if n, _ := fmt.Sscanf(lines.Text(), "%X %d", &from, &width); n == 2 {
			list = append(list, slices.Repeat([]int8{now}, from-len(list))...)
			now = int8(width)
		}
	}
	return append(list, slices.Repeat([]int8{now}, unicode.MaxRune+1-len(list))...)
}

// A reason explains code points whose width here differs from wcwidth's.
type reason struct {
	why         string
	is, wcwidth int // is −1: any
	runes       []stretch
}

type stretch struct{ from, to rune }

// reasons are all there are for runes that are drawn as they are.
var reasons = []reason{
	{"assigned in Unicode 15, of which glibc 2.36 knows nothing", -1, -1, []stretch{
		{0x0CF3, 0x0CF3}, {0x0ECE, 0x0ECE}, {0x10EFD, 0x10EFF}, {0x1123F, 0x11241}, {0x11B00, 0x11B09}, {0x11F00, 0x11F10},
		{0x11F12, 0x11F3A}, {0x11F3E, 0x11F59}, {0x1342F, 0x1342F}, {0x13440, 0x13455}, {0x1B132, 0x1B132}, {0x1B155, 0x1B155},
		{0x1D2C0, 0x1D2D3}, {0x1DF25, 0x1DF2A}, {0x1E030, 0x1E06D}, {0x1E08F, 0x1E08F}, {0x1E4D0, 0x1E4F9}, {0x1F6DC, 0x1F6DC},
		{0x1F774, 0x1F776}, {0x1F77B, 0x1F77F}, {0x1F7D9, 0x1F7D9}, {0x1FA75, 0x1FA77}, {0x1FA87, 0x1FA88}, {0x1FAAD, 0x1FAAF},
		{0x1FABB, 0x1FABD}, {0x1FABF, 0x1FABF}, {0x1FACE, 0x1FACF}, {0x1FADA, 0x1FADB}, {0x1FAE8, 0x1FAE8}, {0x1FAF7, 0x1FAF8},
		{0x2B739, 0x2B739}, {0x31350, 0x323AF},
	}},
	{"trigrams, monograms, Tai Xuan Jing, counting rods: wide since Unicode 16; the cursor is put right after them", 2, 1, []stretch{
		{0x2630, 0x2637}, {0x268A, 0x268F}, {0x1D300, 0x1D356}, {0x1D360, 0x1D376},
	}},
}

// TestWidthsAreThoseOfGlibc: runes that are drawn as they are take the columns of wcwidth, except those with a
// reason, and every reason is needed.
func TestWidthsAreThoseOfGlibc(t *testing.T) {
	want := glibc(t)
	explained := map[rune]reason{}
	for _, d := range reasons {
		for _, s := range d.runes {
			for r := s.from; r <= s.to; r++ {
				explained[r] = d
			}
		}
	}
	for r := rune(0x20); r <= unicode.MaxRune; r++ {
		if !visible(r) && !mark(r) && (r == 0x1160 || !medial(r) && !final(r)) {
			continue // spelled out: see below
		}
		is, d := runeWidth(r), explained[r]
		if d.why == "" && is != int(want[r]) {
			t.Errorf("%U takes %d columns, by wcwidth %d", r, is, want[r])
		}
		if d.why != "" && (is == int(want[r]) || int(want[r]) != d.wcwidth || d.is >= 0 && is != d.is) {
			t.Errorf("%U takes %d columns, by wcwidth %d: not as in %q", r, is, want[r], d.why)
		}
	}
}

// TestSpelledOutForAReason: a code point that a terminal could print but that is written as its number is
// invisible, joins its neighbours, changes the direction of the text around it, or is drawn differently by each
// terminal.
func TestSpelledOutForAReason(t *testing.T) {
	fillers := []rune{0x115F, 0x1160, 0x3164, 0xFFA0} // Korean letters without a glyph
	for r, width := range glibc(t) {
		r := rune(r)
		if width < 0 || visible(r) || mark(r) || r != 0x1160 && (medial(r) || final(r)) {
			continue
		}
		switch {
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), pairs(r), disputed(r), slices.Contains(fillers, r):
		case unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		default:
			t.Errorf("%U is spelled out, wcwidth %d", r, width)
		}
		if c := first(string(r)); c.kind != asSpelled || c.cols < 4 {
			t.Errorf("%U is drawn as %+v", r, c)
		}
	}
}
