package datasets

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/text"
)

// The law: a text for which there is no memory is refused before it is read, from a file and from a pipe, with the figures; one for
// which there is just enough is read.
func TestATextThatDoesNotFitIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("a book ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	have := func(n int64) func() (int64, bool) { return func() (int64, bool) { return n, true } }
	_, err := Opener{Free: have(7000*perByte - 1)}.Open(path)
	checkBad(t, err, "book.txt", "35 kB")
	if _, err := (Opener{Free: have(7000 * perByte)}).Open(path); err != nil {
		t.Error(err)
	}
	_, err = Opener{Stdin: strings.NewReader(strings.Repeat("a book ", 1000)), Free: have(7000*(perByte-1) - 1)}.Open("-")
	checkBad(t, err, "standard input", "35 kB")
	if _, err := (Opener{Free: func() (int64, bool) { return 0, false }}).Open(path); err != nil {
		t.Errorf("refused although it is not known: %v", err)
	}
}

// The law: from 100 MB on the memory is said before it is taken.
func TestTheMemoryOfALargeTextIsSaid(t *testing.T) {
	var said []string
	o := Opener{Say: func(note error) { said = append(said, note.Error()) }, Free: func() (int64, bool) { return 1 << 40, true }}
	if err := o.room("big.txt", 300e6, 0); err != nil {
		t.Fatal(err)
	}
	if err := o.room("small.txt", 1e6, 0); err != nil {
		t.Fatal(err)
	}
	if len(said) != 1 || !strings.Contains(said[0], "300 MB") || !strings.Contains(said[0], "1.5 GB") {
		t.Errorf("%q", said)
	}
}

// The law: who reads a pipe without data is seen to wait, and not any more once there are some.
func TestWaitingIsTold(t *testing.T) {
	at := &text.Progress{}
	asked, data := make(chan bool), make(chan string)
	h := &Heard{At: at, In: readerFunc(func(b []byte) (int, error) {
		asked <- true
		if s, ok := <-data; ok {
			return copy(b, s), nil
		}
		return 0, io.EOF
	})}
	read := make(chan error)
	go func() {
		b := make([]byte, 10)
		_, err := h.Read(b)
		read <- err
		_, err = h.Read(b)
		read <- err
	}()
	<-asked
	if stage, done, _ := at.Now(); !at.Waits() || stage != text.ReadingText || done != 0 {
		t.Errorf("waits %v, stage %v, %d bytes", at.Waits(), stage, done)
	}
	data <- "four"
	if err := <-read; err != nil {
		t.Fatal(err)
	}
	<-asked
	if _, done, _ := at.Now(); !at.Waits() || done != 4 {
		t.Errorf("waits %v after %d bytes", at.Waits(), done)
	}
	close(data)
	if err := <-read; !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if stage, _, _ := at.Now(); at.Waits() || stage != text.Idle {
		t.Errorf("at its end: waits %v, stage %v", at.Waits(), stage)
	}
}

type readerFunc func(b []byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
