package datasets

import (
	"fmt"
	"io"

	"unroll/core/fault"
	"unroll/core/text"
)

// What is said of the memory that a text takes.
var (
	errRoom     = fault.New("datasets.room", "%s, which takes some %s of memory")
	errNoRoom   = fault.New("datasets.no_room", "%s, which takes some %s of memory, and this computer has %s left")
	errLessText = fault.New("datasets.less_text", "learn from a part of it, as in: head -c 100000000 book.txt | unroll -, or close other programs")
)

// perByte is how many bytes of memory a byte of text takes while it is read and tokenized: itself, and four for a token.
const perByte = 5

// saidFrom is from how many bytes of text on the memory is said before it is taken.
const saidFrom = 100 << 20

// room says what memory size more bytes of text take, of which held are in memory, and refuses what the computer does not have.
func (o Opener) room(name string, size, held int64) error {
	need, free := size*perByte-held, o.Free
	if free == nil {
		free = FreeMemory
	}
	if left, ok := free(); ok && need > left {
		return &BadData{Name: name, Reason: errNoRoom.Of(Bytes(size), Bytes(size*perByte), Bytes(left)), Hint: errLessText.Of()}
	}
	if size >= saidFrom && held == 0 {
		o.note(errNamed.Of(shownName(name), errRoom.Of(Bytes(size), Bytes(size*perByte))))
	}
	return nil
}

var errNamed = fault.New("datasets.named", "%v: %v")

// Bytes is a number of bytes for people: 1.5 GB.
func Bytes(n int64) string {
	switch v := float64(n); {
	case v >= 1e9:
		return fmt.Sprintf("%.1f GB", v/1e9)
	case v >= 1e6:
		return fmt.Sprintf("%.0f MB", v/1e6)
	case v >= 1e3:
		return fmt.Sprintf("%.0f kB", v/1e3)
	}
	return fmt.Sprintf("%d B", n)
}

// A Heard is a reader that tells how much it has read, and that it waits.
type Heard struct {
	In io.Reader
	At *text.Progress

	begun bool
}

// Read reads, and tells.
func (h *Heard) Read(b []byte) (int, error) {
	if !h.begun {
		h.begun = true
		h.At.Begin(text.ReadingText, 0)
	}
	h.At.Wait(true)
	n, err := h.In.Read(b)
	h.At.Wait(false)
	h.At.Add(int64(n))
	if err != nil {
		h.At.Begin(text.Idle, 0)
	}
	return n, err
}
