package grid

import (
	"strconv"
	"unicode/utf8"
)

// Render writes the whole grid as text: rows joined by "\n", each exactly as wide as the grid, with SGR sequences
// only where the style changes, and each ending in the terminal's default style. A row that holds a letter with
// marks must begin in the terminal's first column: see glyph.append.
func (g *Grid) Render(p Profile) string {
	out := g.buf[:0]
	for y := range g.h {
		if y > 0 {
			out = append(out, '\n')
		}
		out = g.row(out, g.cells[y*g.w:(y+1)*g.w], p)
	}
	g.buf = out
	return string(out)
}

func (g *Grid) row(out []byte, cells []Cell, p Profile) []byte {
	var now Style
	for i := range cells {
		c := &cells[i]
		if c.Rune == 0 {
			continue // the right half of the rune before
		}
		if p != Plain && c.Style != now {
			if st := seen(p, c.Style); st != now && !(c.Rune == ' ' && sameBlank(st, now)) {
				out = g.sgr(out, now, st, p)
				now = st
			}
		}
		switch {
		case uint32(c.Rune) < utf8.RuneSelf:
			out = append(out, byte(c.Rune))
		case c.Rune > 0:
			out = utf8.AppendRune(out, c.Rune)
		default:
			out = g.glyphs.list[^c.Rune].append(out, i, len(cells), p)
		}
	}
	if now != (Style{}) {
		out = append(out, "\x1b[m"...)
	}
	return out
}

// seen is the part of a style that a terminal of this profile can show.
func seen(p Profile, st Style) Style {
	st.Attr &= Bold | Dim | Italic | Underline | Reverse
	if p == Mono {
		st.FG, st.BG = 0, 0
	}
	return st
}

// sameBlank reports whether a blank looks the same in both styles: only the background and the lines through a
// cell are visible on one.
func sameBlank(a, b Style) bool {
	return a.BG == b.BG && (a.Attr|b.Attr)&(Underline|Reverse) == 0
}

// sgr appends the shortest sequence from one style to another. Attributes are only ever added: to remove one, it
// starts again from a reset.
func (g *Grid) sgr(out []byte, now, next Style, p Profile) []byte {
	out = append(out, '\x1b', '[')
	if now.Attr&^next.Attr != 0 || next == (Style{}) {
		now = Style{}
		if next == (Style{}) {
			return append(out, 'm')
		}
		out = append(out, '0', ';')
	}
	for i, code := range [...]byte{'1', '2', '3', '4', '7'} {
		if (next.Attr&^now.Attr)>>i&1 != 0 {
			out = append(out, code, ';')
		}
	}
	if next.FG != now.FG {
		out = g.colour(out, next.FG, 30, p)
	}
	if next.BG != now.BG {
		out = g.colour(out, next.BG, 40, p)
	}
	out[len(out)-1] = 'm' // in place of the last semicolon
	return out
}

// colour appends the parameters for a foreground (base 30) or background
// (base 40), each followed by a semicolon.
func (g *Grid) colour(out []byte, c Color, base uint8, p Profile) []byte {
	if c == 0 {
		return number(out, base+9)
	}
	n, index := c.Index()
	switch {
	case index && n < 16:
		return sixteen(out, n, base)
	case p == ANSI16:
		return sixteen(out, g.ansi16(c), base)
	case index || p == ANSI256:
		out = number(out, base+8)
		out = append(out, '5', ';')
		return number(out, c.ANSI256())
	}
	r, gr, b := c.parts()
	out = number(out, base+8)
	out = append(out, '2', ';')
	return number(number(number(out, r), gr), b)
}

// sixteen appends the parameter of one of the sixteen.
func sixteen(out []byte, n, base uint8) []byte {
	if n >= 8 {
		base += 60 - 8 // the bright eight begin at 90 and 100
	}
	return number(out, base+n)
}

// column begins a sequence with a number that may be above 255.
func column(out []byte, n int, end byte) []byte {
	return append(strconv.AppendInt(append(out, '\x1b', '['), int64(n), 10), end)
}

// number appends a parameter and its semicolon.
func number(out []byte, n uint8) []byte {
	d := &decimals[n]
	at := len(out) + int(d.n)
	return append(out, d.s[:]...)[:at]
}

// decimals holds each parameter as text: a frame of pictures in 24 bits has
// tens of thousands of them.
var decimals = func() (table [256]struct {
	s [4]byte
	n uint8
}) {
	for i := range table {
		text := strconv.Itoa(i) + ";"
		table[i].n = uint8(copy(table[i].s[:], text))
	}
	return table
}()

// nearest caches a conversion that goes through OKLab space.
type nearest struct {
	c Color
	n uint8
}

func (g *Grid) ansi16(c Color) uint8 {
	slot := &g.near[uint32(c)*2654435761>>22] // Knuth's multiplicative hash (volume 3)
	if slot.c != c {
		*slot = nearest{c, c.ANSI16()}
	}
	return slot.n
}
