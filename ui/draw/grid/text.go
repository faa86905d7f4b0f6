package grid

import "unicode/utf8"

// Text draws s from column x on and returns its width in columns, so that the next text goes at x plus the
// result. It stops at the view's right edge, before a cluster that would be split. Labels should have gone
// through Safe; anything that is still not safe is drawn as Safe writes it.
//
// Where only ASCII is drawn, the program's own signs (· × − → ∞) are replaced by others, some of more columns than Width says.
// A text that people or files wrote is drawn by Verbatim, which keeps them.
func (v View) Text(x, y int, s string, st Style) int {
	if v.ASCII() {
		s = ownInASCII(s)
	}
	return v.write(x, y, s, st)
}

// Verbatim is Text for what is not the program's own: where only ASCII is drawn, control characters are written as InASCII does,
// and nothing else is replaced.
func (v View) Verbatim(x, y int, s string, st Style) int {
	if v.ASCII() {
		s = InASCII(s)
	}
	return v.write(x, y, s, st)
}

func (v View) write(x, y int, s string, st Style) int {
	if y < 0 || y >= v.h {
		return 0
	}
	at := x
	for i := 0; i < len(s) && at < v.w; {
		if lone(s[i:]) {
			v.put(at, y, rune(s[i]), 1, st)
			at++
			i++
			continue
		}
		c := first(s[i:])
		if c.kind == asSpelled {
			var buf [8]byte
			at = v.ascii(at, y, c.append(buf[:0], s[i:]), st)
			i += c.size
			continue
		}
		if at+c.cols > v.w {
			break
		}
		v.put(at, y, v.rune(c, s[i:]), c.cols, st)
		at += c.cols
		i += c.size
	}
	return at - x
}

// rune is what a cell holds for the cluster that s begins with.
func (v View) rune(c cluster, s string) rune {
	if c.kind == alone {
		r, _ := utf8.DecodeRuneInString(s)
		return r
	}
	var buf [4 * maxRunes]byte
	return v.g.cell(c.append(buf[:0], s), c.cols)
}

// ascii draws the spelled-out form of a rune, whose runes are each one column wide, and returns the column after
// it.
func (v View) ascii(x, y int, form []byte, st Style) int {
	for len(form) > 0 && x < v.w {
		r, size := utf8.DecodeRune(form)
		v.put(x, y, r, 1, st)
		form = form[size:]
		x++
	}
	return x
}

// TextRight draws s so that it ends before column x, and returns the column where it begins. If it does not fit,
// its beginning is kept.
func (v View) TextRight(x, y int, s string, st Style) int {
	if v.ASCII() {
		s = ownInASCII(s)
	}
	from := max(0, x-Width(s))
	if x > from {
		v.Sub(0, y, x, 1).Text(from, 0, s, st)
	}
	return from
}

// TextCenter draws s in the middle of row y, and returns the column where it begins. If it does not fit, its
// beginning is kept.
func (v View) TextCenter(y int, s string, st Style) int {
	if v.ASCII() {
		s = ownInASCII(s)
	}
	from := max(0, (v.w-Width(s))/2)
	v.Text(from, y, s, st)
	return from
}
