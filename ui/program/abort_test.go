package program

import (
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// The law: SIGQUIT ends the program as it ends every Go program, with the stacks of its goroutines and status 2, but on a
// terminal that is as it was: in the list and in the lab, while something learns.
func TestSIGQUITRestoresTheTerminalAndDumpsTheStacks(t *testing.T) {
	name := binary(t)
	for _, args := range [][]string{nil, {"tide"}} {
		s := launch(t, name, []string{"UNROLL_SESSIONS=" + t.TempDir()}, small(args...)...)
		s.until(`LSTM 1×8 · `)
		if err := s.cmd.Process.Signal(syscall.SIGQUIT); err != nil {
			t.Fatal(err)
		}
		out, err := s.over()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 {
			t.Errorf("%q: it ended with %v", args, err)
		}
		screen, dump, found := strings.Cut(out, "SIGQUIT: quit")
		if !found || strings.Count(dump, "\ngoroutine ") < 3 || !strings.Contains(dump, "main.main()") || strings.Contains(dump, "\x1b") {
			t.Errorf("%q: it ended with %d bytes after the signal, not with stacks", args, len(dump))
		}
		s.putBack(screen)
	}
}
