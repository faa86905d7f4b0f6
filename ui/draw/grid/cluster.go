package grid

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// A cluster is drawn as one: a rune and its marks, or the spelled-out form of a rune that must not be drawn. It
// is never split.
//
// It differs from Unicode's grapheme clusters where terminals differ from each other: emoji joined by a joiner or
// a skin tone, flags and variation selectors are spelled out, so that every part is visible.
type cluster struct {
	size int // bytes of the text
	cols int // columns that it takes
	kind kind
}

// kind is how a cluster is drawn.
type kind uint8

const (
	alone     kind = iota // a rune without marks
	joined                // several runes, or one whose width terminals disagree about
	onCircle              // marks without a base, on a dotted circle
	asSpelled             // pictures, \xNN or <HEX>
)

// circle is the base of a mark that has no other.
const circle = '◌'

// maxRunes bounds a cluster: no orthography comes near it, and any further mark is drawn on a circle of its own.
const maxRunes = 8

// first is the cluster that a text begins with. The text is not empty.
func first(s string) cluster {
	if lone(s) {
		return cluster{1, 1, alone}
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case mark(r):
		c := cluster{0, 1, onCircle}
		c.join(s, circle)
		return c
	case !drawable(r, size):
		var buf [8]byte
		return cluster{size, utf8.RuneCount(spelled(buf[:0], r, s[:size])), asSpelled}
	}
	c := cluster{size, runeWidth(r), alone}
	if loose(r) {
		c.kind = joined
	}
	if !unicode.Is(unicode.Zs, r) {
		c.join(s, r)
	}
	return c
}

// lone reports whether a text begins with a printable ASCII character that is certainly not followed by a mark,
// as most texts do.
func lone(s string) bool {
	return s[0] >= 0x20 && s[0] < 0x7F && (len(s) == 1 || s[1] < utf8.RuneSelf)
}

// join extends the cluster with what follows in the text, as far as it belongs to the rune before.
func (c *cluster) join(s string, before rune) {
	for n := 1; n < maxRunes && c.size < len(s) && s[c.size] >= 0xCC; n++ { // U+0300 begins with 0xCC
		r, size := utf8.DecodeRuneInString(s[c.size:])
		if !mark(r) && !completes(before, r) {
			return
		}
		c.size += size
		c.cols += runeWidth(r)
		if c.kind == alone {
			c.kind = joined
		}
		before = r
	}
}

// completes reports whether r continues the Korean syllable that ends in before.
func completes(before, r rune) bool {
	open := syllable(before) && (before-0xAC00)%28 == 0
	switch {
	case r == 0x1160: // a filler for a missing vowel, not visible
		return false
	case medial(r):
		return initial(before) || medial(before) || open
	case final(r):
		return medial(before) || final(before) || syllable(before)
	}
	return false
}

// append writes the cluster that s begins with in the form in which it is drawn.
func (c cluster) append(out []byte, s string) []byte {
	switch c.kind {
	case onCircle:
		out = utf8.AppendRune(out, circle)
	case asSpelled:
		r, _ := utf8.DecodeRuneInString(s)
		return spelled(out, r, s[:c.size])
	}
	return append(out, s[:c.size]...)
}

// Clusters are the parts of a text that must not be split: each rune with its marks, and the columns that Text
// draws it in. Joined they are the text.
func Clusters(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for s != "" {
			c := first(s)
			if !yield(s[:c.size], c.cols) {
				return
			}
			s = s[c.size:]
		}
	}
}

// A glyph is a cluster in a cell.
type glyph struct {
	text string
	cols int
}

// glyphs are the clusters on a grid that are more than a rune. A cell holds an index into the list: few frames
// have any, and a cell stays small.
type glyphs struct {
	list  []glyph
	index map[string]rune
}

// reset removes all of them.
func (g *glyphs) reset() {
	if len(g.list) > 0 {
		g.list = g.list[:0]
		clear(g.index)
	}
}

// cell stands for the cluster in Cell.Rune: it is the complement of its index.
func (g *glyphs) cell(text []byte, cols int) rune {
	if r, ok := g.index[string(text)]; ok {
		return r
	}
	if g.index == nil {
		g.index = make(map[string]rune)
	}
	s := string(text)
	g.list = append(g.list, glyph{s, cols})
	g.index[s] = ^rune(len(g.list) - 1)
	return g.index[s]
}

// base is the rune that the cluster in a cell begins with.
func (g *glyphs) base(r rune) rune {
	if r < 0 {
		r, _ = utf8.DecodeRuneInString(g.list[^r].text)
	}
	return r
}

// sweep removes the clusters that no cell holds any more, for a grid that is drawn over and never cleared.
func (g *Grid) sweep() {
	old := g.glyphs.list
	g.glyphs = glyphs{}
	for i := range g.cells {
		if r := g.cells[i].Rune; r < 0 {
			g.cells[i].Rune = g.glyphs.cell([]byte(old[^r].text), old[^r].cols)
		}
	}
}

// append writes a glyph that begins in column x of w so that the cursor of any terminal ends up in the right
// place. Terminals that use wcwidth advance a column for a mark beside its letter; those that use grapheme
// clusters do not. So the columns are blanked first (ECH), and the cursor is placed where the next part belongs
// (CHA).
func (c glyph) append(out []byte, x, w int, p Profile) []byte {
	if p == Plain {
		return append(out, c.text...)
	}
	out = column(out, c.cols, 'X')
	at := x
	for i, r := range c.text {
		cols := runeWidth(r)
		if i > 0 && cols > 0 {
			out = column(out, at+1, 'G')
		}
		out = utf8.AppendRune(out, r)
		at += cols
	}
	if at < w {
		out = column(out, at+1, 'G')
	}
	return out
}
