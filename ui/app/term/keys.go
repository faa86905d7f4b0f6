package term

import (
	"errors"
	"io"
	"syscall"
)

// Keys is an Input as the event loop reads it: its end is reported, and a paste whose end never comes does not take ctrl+c.
type Keys struct {
	*Input
	// Gone receives why there will be no more input, once: io.EOF, or the error of a terminal that has been taken away. It has
	// room for it.
	Gone chan error
	out  []byte // left for the next Read
	in   pasting
}

// NewKeys reads in.
func NewKeys(in *Input) *Keys { return &Keys{Input: in, Gone: make(chan error, 1)} }

const (
	interrupts = '\x03'      // ctrl+c
	endsPaste  = "\x1b[201~" // what the terminal sends after a pasted text
)

// Read fills p. After the end it returns io.EOF, whatever the error was: the library ends the program at once, unsaved, on any
// other.
func (k *Keys) Read(p []byte) (int, error) {
	if len(k.out) == 0 {
		n, err := k.Input.Read(p)
		switch {
		case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EINTR):
			return 0, nil // another process has made the terminal non-blocking: whoever reads waits for input first
		case err != nil:
			select {
			case k.Gone <- err:
			default:
			}
			return 0, io.EOF
		}
		if k.out = k.pass(p[:n]); len(k.out) == n {
			k.out = nil // all of it is in p already
			return n, nil
		}
	}
	n := copy(p, k.out)
	k.out = k.out[n:]
	return n, nil
}

// pass returns b, with the end of an unfinished paste before a ctrl+c that was typed. It was if it was read alone: text that
// is pasted arrives together.
func (k *Keys) pass(b []byte) []byte {
	if k.in.paste && len(b) == 1 && b[0] == interrupts {
		k.in = pasting{}
		return append([]byte(endsPaste), interrupts)
	}
	for _, c := range b {
		k.in.next(c)
	}
	return b
}

// pasting knows whether what is read is inside a pasted text: after ESC [ 200 ~ and before ESC [ 201 ~.
type pasting struct {
	paste bool
	seen  int  // bytes of a mark that have been read
	kind  byte // its last digit
}

func (s *pasting) next(c byte) {
	const lead = "\x1b[20"
	switch {
	case s.seen < len(lead) && c == lead[s.seen]:
		s.seen++
	case s.seen == len(lead) && (c == '0' || c == '1'):
		s.kind = c
		s.seen++
	case s.seen == len(lead)+1 && c == '~':
		s.paste, s.seen = s.kind == '0', 0
	case c == lead[0]:
		s.seen = 1
	default:
		s.seen = 0
	}
}
