package grid

import (
	"strings"
	"unicode/utf8"
)

// InASCII is a safe label as it is written where only ASCII is drawn: ^[ for a control character, $ for the end of a line, _ for
// a space that is shown. All other characters are the text's own, and stay.
func InASCII(s string) string {
	if isASCII(s) {
		return s
	}
	return replaced(s, control)
}

// ownInASCII is InASCII for the program's own words, whose signs are replaced too.
func ownInASCII(s string) string {
	if isASCII(s) {
		return s
	}
	return replaced(s, func(r rune) string {
		if s := sign(r); s != "" {
			return s
		}
		return control(r)
	})
}

func replaced(s string, by func(rune) string) string {
	var b strings.Builder
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if to := by(r); to != "" {
			b.WriteString(to)
		} else {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}

// control is what stands for a control character or its picture, and for the signs that Safe writes; "" for all else.
func control(r rune) string {
	switch {
	case r == '\n' || r == '↵':
		return "$"
	case r == '⇥':
		return "^I"
	case r == '␣':
		return "_"
	case r == circle:
		return "o"
	case r >= 0 && r < 0x20:
		return "^" + string('@'+r)
	case r >= 0x2400 && r < 0x2420: // pictures
		return "^" + string('@'+r-0x2400)
	case r == 0x7F || r == 0x2421:
		return "^?"
	}
	return ""
}

// sign is what stands for one of the program's own signs; "" for all else.
func sign(r rune) string {
	switch r {
	case '·', '−', '–':
		return "-"
	case '×':
		return "x"
	case '→':
		return ">"
	case '←':
		return "<"
	case '↑':
		return "^"
	case '↓':
		return "v"
	case '∞':
		return "inf"
	case '“', '”':
		return `"`
	case '…':
		return "~"
	}
	return ""
}

// signInASCII is the sign or control character r in one cell.
func signInASCII(r rune) rune {
	if r >= 0x20 && r < 0x7F {
		return r
	}
	if s := sign(r); len(s) == 1 {
		return rune(s[0])
	}
	switch s := control(r); {
	case len(s) == 1:
		return rune(s[0])
	case s != "":
		return '?'
	}
	return r
}
