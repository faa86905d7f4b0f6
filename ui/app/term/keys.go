package term

import "io"

// Keys is an Input as the event loop reads it: its end is reported.
type Keys struct {
	*Input
	// Gone receives why there will be no more input, once: io.EOF, or the error of a terminal that has been taken away. It has
	// room for it.
	Gone chan error
}

// NewKeys reads in.
func NewKeys(in *Input) *Keys { return &Keys{Input: in, Gone: make(chan error, 1)} }

// Read fills p. After the end it returns io.EOF, whatever the error was: the library ends the program at once, unsaved, on any
// other.
func (k *Keys) Read(p []byte) (int, error) {
	n, err := k.Input.Read(p)
	if err == nil {
		return n, nil
	}
	select {
	case k.Gone <- err:
	default:
	}
	return n, io.EOF
}
