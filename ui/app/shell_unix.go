//go:build unix

package app

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// refused is how long a process waits for its own stop: a group without a shell (an orphaned one) cannot be stopped.
const refused = time.Second / 2

// Suspend implements shell.
func (t *tty) Suspend(group bool) error {
	_ = t.program.ReleaseTerminal()
	t.out.Restore()
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	signal.Stop(stops)
	if group {
		_ = syscall.Kill(0, syscall.SIGTSTP)
	}
	// Go never gives SIGTSTP its default action back once it has been asked for. SIGTTOU, which nobody asks for, has the same: it
	// stops a process unless nobody could continue it.
	_ = syscall.Kill(os.Getpid(), syscall.SIGTTOU)
	select {
	case <-continued:
	case <-time.After(refused): // the clock goes on while the process stands: then both are ready
	}
	catchStops()
	return t.program.RestoreTerminal()
}

// stops receives the signals that ask the process to stop.
var stops = make(chan os.Signal, 1)

func catchStops() { signal.Notify(stops, syscall.SIGTSTP) }

// jobControl reports requests to stop and continuations, until end.
func jobControl() (stopped, continued <-chan os.Signal, end func()) {
	conts := make(chan os.Signal, 1)
	catchStops()
	signal.Notify(conts, syscall.SIGCONT)
	return stops, conts, func() {
		signal.Stop(stops)
		signal.Stop(conts)
	}
}
