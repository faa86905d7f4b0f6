package term

import (
	"bytes"
	"unicode/utf8"
)

// A state says what first has found.
type state uint8

const (
	whole    state = iota // one or more keys, or a report
	open                  // the beginning of a unit that cannot be a key: its rest is to come
	doubtful              // a key, or the beginning of a longer unit
	answer                // of the terminal, to a question
	begins                // a paste
)

const (
	esc     = 0x1b
	longest = 64 // bytes of a sequence; a longer one is none
)

var (
	pasteStart = []byte("\x1b[200~")
	pasteEnd   = []byte("\x1b[201~")
)

// first is the first unit of b, which is not empty: its size, what Bubble Tea gets of it (nothing of what is no key and no
// report), and its state. For open and doubtful the unit is all of b.
func first(b []byte) (size int, pass []byte, s state) {
	if b[0] != esc {
		if !utf8.FullRune(b) {
			return len(b), nil, open
		}
		_, size = utf8.DecodeRune(b)
		return size, b[:size], whole
	}
	if len(b) == 1 {
		return 1, nil, doubtful
	}
	switch b[1] {
	case esc:
		return escaped(b)
	case '[':
		return csi(b)
	case 'O':
		return ss3(b)
	case ']':
		return osc(b)
	}
	if !utf8.FullRune(b[1:]) {
		return len(b), nil, open
	}
	_, size = utf8.DecodeRune(b[1:])
	return size + 1, b[:size+1], whole // alt and a key
}

// lone is a doubtful b as the keys that it is if nothing follows: each Esc but the last written twice.
func lone(b []byte) []byte {
	var out []byte
	for ; len(b) > 1 && b[0] == esc && b[1] == esc; b = b[1:] {
		out = append(out, esc, esc)
	}
	return append(out, b...)
}

// escaped is Esc before another: some terminals write alt so before an arrow. Otherwise Esc was pressed.
func escaped(b []byte) (int, []byte, state) {
	size, pass, s := first(b[1:])
	switch {
	case s == doubtful:
		return len(b), nil, doubtful
	case s == open && arrowish(b[1:]):
		return len(b), nil, open
	case s == whole && len(pass) > 0 && known(b[1:1+size]):
		return size + 1, b[:size+1], whole
	}
	return 1, []byte{esc, esc}, whole
}

// arrowish reports whether an unfinished sequence may become one that known knows.
func arrowish(b []byte) bool {
	return len(b) == 3 && b[1] == '[' && b[2] >= '1' && b[2] <= '8'
}

// known reports whether Bubble Tea knows a sequence with alt written as Esc: arrows, home, end and the like.
func known(b []byte) bool {
	switch {
	case len(b) == 3 && b[1] == '[':
		return bytes.IndexByte([]byte("ABCDHFZabcd"), b[2]) >= 0
	case len(b) == 3 && b[1] == 'O':
		return bytes.IndexByte([]byte("ABCDPQRS"), b[2]) >= 0
	}
	return len(b) == 4 && b[1] == '[' && b[2] >= '1' && b[2] <= '8' && b[3] == '~'
}

// csi is a control sequence: Esc [ parameters, intermediate bytes, a final byte.
func csi(b []byte) (int, []byte, state) {
	if len(b) == 2 {
		return 2, nil, doubtful // alt+[
	}
	switch b[2] {
	case 'M':
		return x10(b)
	case '[': // the Linux console's function keys
		if len(b) == 3 {
			return 3, nil, doubtful
		}
		if b[3] >= 'A' && b[3] <= 'E' {
			return 4, b[:4], whole
		}
		return 2, b[:2], whole
	}
	i := 2
	for i < len(b) && b[i] >= 0x20 && b[i] < 0x40 {
		i++
		if b[i-1] == '$' && digits(b[2:i-1]) {
			return i, b[:i], whole // urxvt: shift and home
		}
	}
	switch {
	case i == len(b) && i < longest:
		return i, nil, open
	case i == len(b), b[i] < 0x40 || b[i] >= 0x7f: // damaged: a control character or another sequence follows
		if i == 2 {
			return 2, b[:2], whole // alt+[
		}
		return i, nil, whole
	}
	return i + 1, report(b[:i+1]), sort(b[:i+1])
}

// sort is the state of a whole control sequence.
func sort(b []byte) state {
	if bytes.Equal(b, pasteStart) {
		return begins
	}
	return whole
}

// report is a whole control sequence, if it is a key, a mouse report or a paste: Bubble Tea looks for the end of a damaged
// mouse report among the keys after it.
func report(b []byte) []byte {
	switch last := b[len(b)-1]; {
	case len(b) == 3 && (last == 'I' || last == 'O'): // the focus, which a program before this one may have asked for
		return nil
	case b[2] != '<':
		return b
	case last != 'M' && last != 'm':
		return nil
	}
	parts := bytes.Split(b[3:len(b)-1], []byte{';'})
	if len(parts) != 3 {
		return nil
	}
	for _, p := range parts {
		if !digits(p) || len(p) > 9 {
			return nil
		}
	}
	return b
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// x10 is an old mouse report: three bytes follow, each 32 or more.
func x10(b []byte) (int, []byte, state) {
	const size = 6
	for i, c := range b[3:min(size, len(b))] {
		if c < 0x20 {
			return 3 + i, nil, whole
		}
	}
	if len(b) < size {
		return len(b), nil, open
	}
	return size, b[:size], whole
}

// ss3 is Esc O and a letter: keys in the application's mode. Bubble Tea does not know all of them.
func ss3(b []byte) (int, []byte, state) {
	if len(b) == 2 {
		return 2, nil, doubtful // alt+O
	}
	switch c := b[2]; {
	case bytes.IndexByte([]byte("ABCDPQRS"), c) >= 0:
		return 3, b[:3], whole
	case c == 'H' || c == 'F':
		return 3, []byte{esc, '[', c}, whole
	case c == 'M':
		return 3, []byte{'\r'}, whole
	case c >= 'j' && c <= 'y': // the keypad
		return 3, []byte{c - 'j' + '*'}, whole
	case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
		return 3, nil, whole
	}
	return 2, b[:2], whole
}

// osc is an answer: Esc ] a number ; text, ended by BEL or Esc \.
func osc(b []byte) (int, []byte, state) {
	i := 2
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i == len(b) && i <= 4:
		return i, nil, doubtful // alt+] and digits
	case i == 2 || i == len(b) || b[i] != ';':
		return 2, b[:2], whole
	}
	for ; i < len(b); i++ {
		switch {
		case b[i] == '\a':
			return i + 1, nil, answer
		case b[i] == esc && i+1 == len(b):
			return len(b), nil, open
		case b[i] == esc && b[i+1] == '\\':
			return i + 2, nil, answer
		case b[i] < 0x20 || i >= longest:
			return i, nil, whole // damaged
		}
	}
	return len(b), nil, open
}
