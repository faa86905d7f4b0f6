package term

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// The law: ctrl+c typed into a paste whose end never came ends the paste, and the keys after it are keys; one that was pasted
// is text; outside of pastes nothing changes, however what is read is cut.
func TestCtrlCInAnUnfinishedPaste(t *testing.T) {
	long := strings.Repeat("x", Pasted+100)
	for _, c := range []struct{ reads, want []string }{
		{[]string{"\x1b[200~abc", "\x03"}, []string{"paste abc", "ctrl+c"}},
		{[]string{"\x1b[2", "00~abc", "d", "\x03", "\x03"}, []string{"paste abcd", "ctrl+c", "ctrl+c"}},
		{[]string{"\x1b[200~a\x03b", "c\x1b[201~", "\x03"}, []string{"paste a\x03bc", "ctrl+c"}},
		{[]string{"\x1b[200~a\x1b[20", "1~", "\x03"}, []string{"paste a", "ctrl+c"}},
		{[]string{"\x1b[200~a\x1b[20", "\x03", "\x1b[<65;10;10M", "q"}, []string{"paste a\x1b[20", "ctrl+c", "mouse 5 9,9", "q"}},
		{[]string{"\x1b\x1b[200~x", "\x03", "\x1b[", "A"}, []string{"esc", "paste x", "ctrl+c", "up"}},
		{[]string{"\x1b[200~" + long, "\x03", "q"}, []string{"paste " + long[:Pasted], "ctrl+c", "q"}},
		{[]string{"q", "\x03", "\x1b[<65;10;10M"}, []string{"q", "ctrl+c", "mouse 5 9,9"}},
	} {
		var list []pressed
		for _, r := range c.reads {
			list = append(list, pressed{bytes: r})
		}
		// The line cuts where the reads end, and nowhere else.
		i := 0
		got := received(list, func(left int) int {
			n := len(c.reads[i])
			if i++; n > 126 { // as much as is read at once: the rest is the same read
				i--
				n = min(126, left)
				c.reads[i] = c.reads[i][n:]
			}
			return min(n, left)
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%.80q became %.80q, not %.80q", c.reads, got, c.want)
		}
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
