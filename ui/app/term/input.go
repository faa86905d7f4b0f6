package term

import (
	"bytes"
	"os"
	"strconv"
)

// Input is the terminal's input without its answer about the background, which Bubble Tea would take for keys.
// The answer may come late (over a slow line), so nothing waits for it.
type Input struct {
	*os.File
	// Dark receives the answer; it has room for one.
	Dark chan bool
	held []byte // the beginning of an answer whose end has not been read yet
	out  []byte // left for the next Read
}

// NewInput filters f.
func NewInput(f *os.File) *Input { return &Input{File: f, Dark: make(chan bool, 1)} }

var answer = []byte("\x1b]11;")

// longestAnswer bounds what is held back: rgb:ffff/ffff/ffff and its delimiters, with some to spare.
const longestAnswer = 64

// Read fills p with keys.
func (in *Input) Read(p []byte) (int, error) {
	for len(in.out) == 0 {
		n, err := in.File.Read(p)
		if err != nil || n == 0 {
			return n, err
		}
		in.out = in.filter(p[:n])
		if len(in.out) == 0 {
			return 0, nil // it was all answer: return to the caller, who waits for input and for cancellation
		}
	}
	n := copy(p, in.out)
	in.out = in.out[n:]
	return n, nil
}

// filter returns b without an answer, which may begin in one read and end in another.
func (in *Input) filter(b []byte) []byte {
	b = append(in.held, b...)
	in.held = nil
	start := bytes.Index(b, answer)
	if start < 0 {
		return b
	}
	rest := b[start+len(answer):]
	end, size := terminator(rest)
	if end < 0 {
		if len(rest) > longestAnswer {
			return b
		}
		in.held = bytes.Clone(b[start:])
		return b[:start:start]
	}
	if dark, ok := Dark(string(rest[:end])); ok {
		select {
		case in.Dark <- dark:
		default:
		}
	}
	return append(b[:start:start], rest[end+size:]...)
}

// terminator finds BEL or ST.
func terminator(b []byte) (at, size int) {
	for i, c := range b {
		switch {
		case c == '\a':
			return i, 1
		case c == 0x1b && i+1 < len(b) && b[i+1] == '\\':
			return i, 2
		}
	}
	return -1, 0
}

// Dark reads a colour in the terminals' notation, rgb:RRRR/GGGG/BBBB with one to four digits each, and reports
// whether light text belongs on it.
func Dark(colour string) (dark, ok bool) {
	parts := bytes.Split(bytes.TrimPrefix(bytes.TrimPrefix([]byte(colour), []byte("rgba:")), []byte("rgb:")), []byte("/"))
	if len(parts) < 3 {
		return true, false
	}
	weights := [3]float64{0.299, 0.587, 0.114} // luma of ITU-R BT.601
	luma := 0.0
	for i, w := range weights {
		v, err := strconv.ParseUint(string(parts[i]), 16, 32)
		if err != nil || len(parts[i]) == 0 || len(parts[i]) > 4 {
			return true, false
		}
		luma += w * float64(v) / float64(uint64(1)<<(4*len(parts[i]))-1)
	}
	return luma < 0.5, true
}
