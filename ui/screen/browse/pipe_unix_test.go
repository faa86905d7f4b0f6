//go:build unix

package browse

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"unroll/ui/screen/event"
)

// The law: a pipe is never opened from the page, chosen or typed, because that waits until somebody writes into it; the page says so
// and goes on.
func TestAPipeIsNotOpened(t *testing.T) {
	dir := disk(t, "a.txt")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	for _, typed := range []string{"pipe", "./pipe", filepath.Join(dir, "pipe")} {
		b := at(t, dir)
		b.Type(typed)
		jobs, o := b.Key(event.Key{Name: "enter"})
		if more := settle(t, b, jobs); o.Path != "" || more.Path != "" {
			t.Errorf("%s: it is chosen", typed)
		}
		if b.err == nil || !strings.Contains(b.err.Error(), "pipe is a pipe") {
			t.Errorf("%s: it says %v", typed, b.err)
		}
		b.Key(event.Key{Name: "esc"})
		if b.err != nil || len(b.shown()) == 0 {
			t.Errorf("%s: the page does not go on: %v", typed, b.err)
		}
	}
}
