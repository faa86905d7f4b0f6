package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe makes a text harmless to draw and honest to read: whatever is invisible
// or would act on the terminal is spelled out.
//
//	C0 controls and DEL          their pictures: ␀ … ␛ ␡, but \n as ↵ and \t as ⇥
//	bytes that are not UTF-8     \xNN
//	C1 controls, format and bidi characters, joiners, variation
//	selectors, line separators, private use, unassigned, and what
//	pairs up into another glyph (flags, skin tones)    <HEX>
//	a vowel or final of decomposed Korean with no initial before it    <HEX>
//	a combining mark with no base before it    ◌ and the mark
//
// Each remaining rune takes one or two columns, together with the marks that follow it.
func Safe(s string) string { return spell(s, false) }

// SafeToken is Safe for the label of a token, where blanks matter too: a space is drawn as ␣ and any other kind
// of space as <HEX>.
func SafeToken(s string) string { return spell(s, true) }

// Width is the number of columns that Text draws s in.
func Width(s string) int {
	n := 0
	for s != "" {
		c := first(s)
		n += c.cols
		s = s[c.size:]
	}
	return n
}

func spell(s string, token bool) string {
	i := firstUnsafe(s, token)
	if i == len(s) {
		return s
	}
	out := append(make([]byte, 0, len(s)+16), s[:i]...)
	for i < len(s) {
		c := first(s[i:])
		switch r, size := utf8.DecodeRuneInString(s[i:]); {
		case token && r == ' ':
			out = append(out, "␣"...)
		case token && unicode.Is(unicode.Zs, r):
			out = spelled(out, r, s[i:i+size])
		default:
			out = c.append(out, s[i:])
		}
		i += c.size
	}
	return string(out)
}

// firstUnsafe is where the first cluster begins that is not drawn as it is written.
func firstUnsafe(s string, token bool) int {
	for i := 0; i < len(s); {
		if lone(s[i:]) && !(token && s[i] == ' ') {
			i++
			continue
		}
		c := first(s[i:])
		if c.kind == asSpelled || c.kind == onCircle {
			return i
		}
		if r, _ := utf8.DecodeRuneInString(s[i:]); token && unicode.Is(unicode.Zs, r) {
			return i
		}
		i += c.size
	}
	return len(s)
}

// drawable reports whether a decoded rune may be drawn as it is. A size of 1 with U+FFFD is how utf8 reports a
// byte that is not UTF-8.
func drawable(r rune, size int) bool {
	return visible(r) && (r != utf8.RuneError || size > 1)
}

// spelled appends the harmless form of a rune; raw is the text it was decoded from.
func spelled(out []byte, r rune, raw string) []byte {
	const hex = "0123456789ABCDEF"
	if r == utf8.RuneError && len(raw) == 1 {
		return append(out, '\\', 'x', hex[raw[0]>>4], hex[raw[0]&15])
	}
	if p := picture(r); p != 0 {
		return utf8.AppendRune(out, p)
	}
	out = append(out, '<')
	for shift := hexDigits(r)*4 - 4; shift >= 0; shift -= 4 {
		out = append(out, hex[r>>shift&15])
	}
	return append(out, '>')
}

func hexDigits(r rune) int {
	n := 2
	for r>>(4*n) > 0 {
		n++
	}
	if n == 3 {
		n = 4 // code points are usually written with at least four digits
	}
	return n
}

// picture is the one-column form of a control character, or 0.
func picture(r rune) rune {
	switch {
	case r == '\n':
		return '↵'
	case r == '\t':
		return '⇥'
	case r == 0x7F:
		return '␡'
	case r >= 0 && r < 0x20:
		return 0x2400 + r
	}
	return 0
}

// stand is what a single cell shows in place of a rune that is not visible.
func stand(r rune) rune {
	if p := picture(r); p != 0 {
		return p
	}
	return utf8.RuneError
}

// visible reports whether a rune may be drawn as itself: it has a glyph, takes one or two columns, and changes
// nothing around it.
func visible(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= 0x20
	case simple(r) || han(r):
		return true
	case pairs(r) || disputed(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return false
	}
	return unicode.In(r, unicode.L, unicode.S, unicode.P, unicode.N, unicode.Zs) && runeWidth(r) > 0
}

// Truncate shortens a text to this many columns, the last of them tail ("…" or "~") if anything was dropped.
func Truncate(s string, cols int, tail string) string {
	if len(s) <= cols && isASCII(s) || Width(s) <= cols {
		return s
	}
	room := cols - Width(tail)
	if room < 0 {
		return ""
	}
	var b strings.Builder
	for s != "" {
		c := first(s)
		if room -= c.cols; room < 0 {
			break
		}
		b.WriteString(s[:c.size])
		s = s[c.size:]
	}
	return b.String() + tail
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			return false
		}
	}
	return true
}
