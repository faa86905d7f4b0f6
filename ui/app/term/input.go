package term

import (
	"bytes"
	"errors"
	"os"
	"syscall"
)

// Input is the terminal's input cut into whole keys, mouse reports and pastes. Bubble Tea reads 256 bytes at a time and
// takes a sequence whose end has not been read yet for keys: a wheel turned fast, or a slow line, would press some. So what
// Read returns ends where a key or a report ends, and an unfinished one is kept back until its rest has been read.
//
// The terminal's answer about its background, which may come late, is taken out, and so are reports of the focus and
// damaged sequences: none of them was pressed. An Esc that something follows is written twice: Bubble Tea takes the two
// together for alt+esc, and a single one for alt and the key after it. App makes esc of it again.
//
// A ctrl+c that is read alone within a paste was typed, as text that is pasted arrives together: it ends a paste whose end
// never came, and is a key.
type Input struct {
	*os.File
	// Dark receives the answer; it has room for one.
	Dark chan bool

	held   []byte // the beginning of a unit whose end has not been read yet
	out    []byte // left for the next Read
	paste  bool   // held and what follows are within a paste
	pasted int    // bytes of the paste passed on
	read   func([]byte) (int, error)
	// more waits a moment for input. An Esc alone may be the beginning of a sequence that a line cut just there.
	more func() bool
}

// NewInput filters f.
func NewInput(f *os.File) *Input {
	in := &Input{File: f, Dark: make(chan bool, 1)}
	in.read = func(p []byte) (int, error) { return in.File.Read(p) }
	in.more = func() bool { return arrives(in.File) }
	return in
}

// Pasted is how many bytes of a paste are passed on; the rest is dropped. It is more than any field takes (each character
// has at most four), so that a field can say that a paste is too long, and a bound because Bubble Tea reads the paste
// from its beginning whenever more of it has come.
const Pasted = 4*100_000 + 4

// Read fills p with whole units. It may return 0 bytes, if those read are kept back; it never fills p, which Bubble Tea
// would take for a sign that more is to come. It reads no more than it can return, because whoever waits for f to be
// readable does not see what lies here.
func (in *Input) Read(p []byte) (int, error) {
	if len(in.out) == 0 {
		room := max(1, (len(p)-1-len(in.held))/2) // every byte may be an Esc, which is written twice
		buf := make([]byte, room)
		n, err := in.read(buf)
		switch {
		case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EINTR):
			return 0, nil // another process has made the terminal non-blocking: whoever reads waits for input first
		case n == 0:
			in.out, in.held = keysOf(in.held, in.paste), nil
			if len(in.out) == 0 {
				return 0, err
			}
		case n == 1 && in.paste && buf[0] == interrupts:
			in.out = in.interrupted()
		default:
			in.out = in.filter(buf[:n])
		}
	}
	n := copy(p, in.out)
	in.out = in.out[n:]
	return n, nil
}

// keysOf are the keys that held is if nothing follows it.
func keysOf(held []byte, paste bool) []byte {
	if paste || len(held) == 0 {
		return nil
	}
	if _, _, s := first(held); s != doubtful {
		return nil
	}
	return lone(held)
}

// filter returns the whole units of what is held and b, and keeps the beginning of another.
func (in *Input) filter(b []byte) []byte {
	b = append(in.held, b...)
	in.held = nil
	var out []byte
	for len(b) > 0 {
		if in.paste {
			var pass []byte
			pass, b = in.pasting(b)
			out = append(out, pass...)
			if in.paste {
				in.held = bytes.Clone(b)
				return out
			}
			continue
		}
		size, pass, s := first(b)
		switch {
		case s == open, s == doubtful && in.more():
			in.held = bytes.Clone(b)
			return out
		case s == doubtful:
			return append(out, lone(b)...)
		case s == answer:
			in.tell(b[:size])
		case s == begins:
			in.paste, in.pasted = true, 0
		}
		out = append(out, pass...)
		b = b[size:]
	}
	return out
}

// pasting returns what a paste has up to its end, which ends it, or as much of b as cannot be the beginning of its end.
func (in *Input) pasting(b []byte) (pass, rest []byte) {
	end := bytes.Index(b, pasteEnd)
	text := max(0, end)
	if end < 0 {
		text = len(b) - begun(b, pasteEnd)
	}
	pass = b[:min(text, max(0, Pasted-in.pasted))]
	in.pasted += len(pass)
	if end < 0 {
		return pass, b[text:]
	}
	in.paste = false
	return append(bytes.Clone(pass), pasteEnd...), b[end+len(pasteEnd):]
}

const interrupts = '\x03' // ctrl+c

// interrupted ends an unfinished paste, of which what is held is text, and passes on the ctrl+c.
func (in *Input) interrupted() []byte {
	out := in.held
	if in.pasted+len(out) > Pasted {
		out = nil
	}
	in.held, in.paste = nil, false
	return append(append(bytes.Clone(out), pasteEnd...), interrupts)
}

// begun is how many bytes at the end of b are the beginning of s.
func begun(b, s []byte) int {
	for n := min(len(s)-1, len(b)); n > 0; n-- {
		if bytes.HasSuffix(b, s[:n]) {
			return n
		}
	}
	return 0
}

// tell passes on the terminal's answer about its background; other answers have no reader.
func (in *Input) tell(b []byte) {
	b, ok := bytes.CutPrefix(b, []byte("\x1b]11;"))
	if !ok {
		return
	}
	dark, ok := Dark(string(bytes.TrimRight(b, "\a\x1b\\")))
	if !ok {
		return
	}
	select {
	case in.Dark <- dark:
	default:
	}
}
