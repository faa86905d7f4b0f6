package grid

import (
	"strconv"
	"strings"
)

// ANSI draws text with SGR sequences, as Lip Gloss and its components produce it, from column x and row y on, one
// line per row. A reset restores st. It returns the width in columns of the widest line and the number of lines.
//
// Only styles are taken from the sequences. Every other sequence is dropped, so that nothing in the text acts on
// the terminal; the text itself is drawn and measured as by Text.
func (v View) ANSI(x, y int, s string, st Style) (w, h int) {
	now, at := st, x
	h = 1
	for s != "" {
		i := strings.IndexAny(s, "\x1b\n")
		if i != 0 {
			text := s
			if i > 0 {
				text = s[:i]
			}
			at += v.Text(at, y, text, now)
			w, s = max(w, at-x), s[len(text):]
			continue
		}
		if s[0] == '\n' {
			at, y, h, s = x, y+1, h+1, s[1:]
			continue
		}
		params, rest, sgr := sequence(s)
		if s = rest; sgr {
			now = restyled(now, st, params)
		}
	}
	return w, h
}

// sequence splits s after the escape sequence that it begins with; for an SGR sequence it also returns the
// parameters.
func sequence(s string) (params, rest string, sgr bool) {
	if len(s) < 2 {
		return "", "", false
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s); i++ {
			if c := s[i]; c >= 0x40 && c <= 0x7E {
				return s[2:i], s[i+1:], c == 'm'
			}
		}
		return "", "", false
	case ']', 'P', '_', '^', 'X': // strings, which end in BEL or ST
		for i := 2; i < len(s); i++ {
			switch {
			case s[i] == '\a':
				return "", s[i+1:], false
			case s[i] == '\x1b' && i+1 < len(s) && s[i+1] == '\\':
				return "", s[i+2:], false
			}
		}
		return "", "", false
	}
	return "", s[2:], false
}

// colons are the separators that some programs put between the parts of a colour; two stand for an unnamed colour
// space.
var colons = strings.NewReplacer("::", ";", ":", ";")

// restyled is the style after SGR parameters; base is the one of a reset.
func restyled(now, base Style, params string) Style {
	list := strings.Split(colons.Replace(params), ";")
	for i := 0; i < len(list); i++ {
		n, err := strconv.Atoi("0" + list[i]) // an omitted parameter is 0
		if err != nil {
			continue
		}
		switch {
		case n == 0:
			now = base
		case n == 38 || n == 48:
			c, used := extended(list[i+1:])
			if i += used; c != 0 && n == 38 {
				now.FG = c
			} else if c != 0 {
				now.BG = c
			}
		default:
			now = simpler(now, base, n)
		}
	}
	return now
}

// simpler is the style after a parameter that stands alone.
func simpler(now, base Style, n int) Style {
	switch {
	case n >= 1 && n <= 4:
		now.Attr |= 1 << (n - 1)
	case n == 7:
		now.Attr |= Reverse
	case n == 22:
		now.Attr &^= Bold | Dim
	case n == 23:
		now.Attr &^= Italic
	case n == 24:
		now.Attr &^= Underline
	case n == 27:
		now.Attr &^= Reverse
	case n >= 30 && n <= 37:
		now.FG = Indexed(uint8(n - 30))
	case n == 39:
		now.FG = base.FG
	case n >= 40 && n <= 47:
		now.BG = Indexed(uint8(n - 40))
	case n == 49:
		now.BG = base.BG
	case n >= 90 && n <= 97:
		now.FG = Indexed(uint8(n - 90 + 8))
	case n >= 100 && n <= 107:
		now.BG = Indexed(uint8(n - 100 + 8))
	}
	return now
}

// extended reads 5;n or 2;r;g;b and returns the colour and the number of parameters used.
func extended(list []string) (c Color, used int) {
	var v [4]uint8
	for i := range min(len(list), len(v)) {
		n, err := strconv.ParseUint(list[i], 10, 8)
		if err != nil {
			return 0, len(list)
		}
		v[i] = uint8(n)
	}
	switch {
	case len(list) >= 2 && v[0] == 5:
		return Indexed(v[1]), 2
	case len(list) >= 4 && v[0] == 2:
		return RGB(v[1], v[2], v[3]), 4
	}
	return 0, len(list)
}
