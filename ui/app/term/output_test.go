package term

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// The law: what is written arrives in order. A terminal that reads nothing makes nobody wait for longer than Patience; frames written
// meanwhile are dropped whole, a redraw is asked for as soon as it reads again, and then it is put back if it may not have been.
func TestOutputToATerminalThatStops(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	o := NewOutput(write)
	o.Patience = time.Hour
	for _, text := range []string{"one ", "two "} {
		if n, err := io.WriteString(o, text); n != len(text) || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	o.Patience = time.Millisecond
	long := strings.Repeat("x", 1<<20) // more than any pipe holds
	for _, text := range []string{long, "lost ", "lost "} {
		if n, err := io.WriteString(o, text); n != len(text) || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	if o.Restore() {
		t.Error("it has put back a terminal that reads nothing")
	}
	got := make([]byte, len("one two ")+len(long))
	if _, err := io.ReadFull(read, got); err != nil || string(got) != "one two "+long {
		t.Fatalf("%v: what was written before the stall did not arrive in order", err)
	}
	<-o.Redraw
	o.Patience = time.Hour
	if !o.Restore() {
		t.Error("it does not put the terminal back")
	}
	_ = o.Close()
	_ = write.Close()
	if rest, err := io.ReadAll(read); err != nil || string(rest) != restores {
		t.Errorf("%v: after the stall came %q", err, rest)
	}
	if _, err := io.WriteString(o, "after the end"); err == nil && !o.dropped.Load() {
		t.Error("it writes after its end")
	}
}
