package app

import (
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	xterm "github.com/charmbracelet/x/term"

	"unroll/ui/app/term"
)

// tty is the shell of a program on a real terminal. The event loop calls it from its own goroutine, where the library
// would suspend too; the library's own way waits for ever if the process cannot be stopped, and then forgets the mouse.
type tty struct {
	program *tea.Program
	in      *os.File
	out     *term.Output
	was     *xterm.State // before the program; nil: not known
}

// newTTY remembers the state of the terminal.
func newTTY(p *tea.Program, in *os.File, out *term.Output) *tty {
	was, err := xterm.GetState(in.Fd())
	if err != nil {
		was = nil
	}
	return &tty{p, in, out, was}
}

// cook restores the state from before the program. In the background that stops the process until it is in the foreground.
func (t *tty) cook() {
	if t.was != nil {
		_ = xterm.Restore(t.in.Fd(), t.was)
	}
}

// Regain implements shell. What another program may have left behind is put back first, so that the library remembers the state
// from before the program as the one to restore.
func (t *tty) Regain() error {
	t.cook()
	_ = t.program.ReleaseTerminal()
	return t.program.RestoreTerminal()
}

// release restores the terminal as well as that can be done in a few seconds.
func (t *tty) release() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = t.program.ReleaseTerminal()
		t.out.Restore()
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second): // whatever hangs: the state does not depend on it
	}
	t.cook()
}
