package term

import (
	"errors"
	"io"
	"os"
	"testing"
)

// The law: ctrl+c typed into a paste whose end never came ends the paste; one that was pasted is text; outside of pastes nothing
// changes, however what is read is cut.
func TestCtrlCInAnUnfinishedPaste(t *testing.T) {
	for _, c := range []struct{ reads, want []string }{
		{[]string{"\x1b[200~abc", "\x03"}, []string{"\x1b[200~abc", "\x1b[201~\x03"}},
		{[]string{"\x1b[2", "00~abc", "d", "\x03", "\x03"}, []string{"\x1b[2", "00~abc", "d", "\x1b[201~\x03", "\x03"}},
		{[]string{"\x1b[200~a\x03b", "c\x1b[201~", "\x03"}, []string{"\x1b[200~a\x03b", "c\x1b[201~", "\x03"}},
		{[]string{"\x1b[200~a\x1b[20", "1~", "\x03"}, []string{"\x1b[200~a\x1b[20", "1~", "\x03"}},
		{[]string{"\x1b\x1b[200~", "\x03"}, []string{"\x1b\x1b[200~", "\x1b[201~\x03"}},
		{[]string{"q", "\x03", "\x1b[<65;10;10M"}, []string{"q", "\x03", "\x1b[<65;10;10M"}},
	} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		k, p := NewKeys(NewInput(read)), make([]byte, 256)
		for i, text := range c.reads {
			if _, err := write.WriteString(text); err != nil {
				t.Fatal(err)
			}
			if n, err := k.Read(p); err != nil || string(p[:n]) != c.want[i] {
				t.Errorf("%q: read %d is %q, %v, not %q", c.reads, i, p[:n], err, c.want[i])
			}
		}
		_ = write.Close()
		_ = read.Close()
	}
}

// The law: what does not fit into one read comes with the next.
func TestKeysInSmallReads(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	k, p, got := NewKeys(NewInput(read)), make([]byte, 3), ""
	_, _ = write.WriteString("\x1b[200~")
	for len(got) < len("\x1b[200~") {
		n, _ := k.Read(p)
		got += string(p[:n])
	}
	_, _ = write.WriteString("\x03")
	for len(got) < len("\x1b[200~\x1b[201~\x03") {
		n, _ := k.Read(p)
		got += string(p[:n])
	}
	if got != "\x1b[200~\x1b[201~\x03" {
		t.Errorf("%q", got)
	}
	_ = write.Close()
}

// The law: the end of the input is reported once, with its reason, and is a quiet end to the loop, which would otherwise end the
// program unsaved.
func TestTheEndOfInput(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	k := NewKeys(NewInput(read))
	_ = write.Close()
	for range 3 {
		if n, err := k.Read(make([]byte, 8)); n != 0 || err != io.EOF {
			t.Errorf("%d, %v", n, err)
		}
	}
	if why := <-k.Gone; !errors.Is(why, io.EOF) {
		t.Errorf("%v", why)
	}
	_ = read.Close()
	if _, err := k.Read(make([]byte, 8)); err != io.EOF {
		t.Errorf("a terminal that was taken away: %v", err)
	}
	if why := <-k.Gone; !errors.Is(why, os.ErrClosed) {
		t.Errorf("%v", why)
	}
}
