package app

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

// abort ends the program as Go does on SIGQUIT, with the stacks of all goroutines and status 2, but restores the terminal
// first. Nothing is saved. It does not need the event loop, which may hang; a second SIGQUIT ends the program at once.
func (t *tty) abort() {
	signal.Reset(syscall.SIGQUIT)
	dump := stacks() // before anything goes on
	t.release()
	fmt.Fprintf(os.Stderr, "SIGQUIT: quit\n\n%s\n", dump)
	os.Exit(2)
}

// stacks are those of all goroutines, as Go prints them.
func stacks() []byte {
	for b := make([]byte, 1<<16); ; b = make([]byte, 2*len(b)) {
		if n := runtime.Stack(b, true); n < len(b) {
			return b[:n]
		}
	}
}
