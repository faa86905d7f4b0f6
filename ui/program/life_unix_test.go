//go:build unix

package program

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"unroll/sessions"
)

// interrupted checks that a process has ended with the code of an interrupted run.
func interrupted(t *testing.T, err error) {
	t.Helper()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 130 {
		t.Errorf("it ended with %v, not with 130", err)
	}
}

// saved checks that a folder has one whole session with at least one update.
func saved(t *testing.T, folder string) {
	t.Helper()
	list, err := sessions.Default(folder).List()
	if err != nil || len(list) != 1 || list[0].Err != nil || list[0].Step < 1 {
		t.Errorf("saved are %+v, %v", list, err)
	}
}

// The law: each signal that ends the lab saves its run first, restores the terminal, and gives the code 130; a second one right
// after it changes nothing.
func TestSignalsSave(t *testing.T) {
	name := binary(t)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		folder := t.TempDir()
		s := launch(t, name, []string{"UNROLL_SESSIONS=" + folder}, small("tide", "--theme", "dark")...)
		s.until(`▶ [1-9]`)
		for range 2 {
			if err := s.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
		}
		out, err := s.over()
		interrupted(t, err)
		s.putBack(out)
		if !strings.Contains(out, "unroll --resume tide-lstm") {
			t.Errorf("%v: it does not say how to resume", signal)
		}
		saved(t, folder)
	}
}

// A bare is the program on a pseudo-terminal that is nobody's: no signal tells it that the terminal is gone.
type bare struct {
	cmd         *exec.Cmd
	master, tty *os.File
	folder      string
}

// launchBare starts the program and reads until it learns.
func launchBare(t *testing.T, name string, args ...string) *bare {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	t.Cleanup(func() { _ = master.Close(); _ = tty.Close() })
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 36, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	b := &bare{cmd: exec.Command(name, args...), master: master, tty: tty, folder: t.TempDir()}
	b.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=", "UNROLL_SESSIONS="+b.folder)
	b.cmd.Dir = t.TempDir()
	b.cmd.Stdin, b.cmd.Stdout, b.cmd.Stderr = tty, tty, tty
	b.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := b.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.cmd.Process.Kill() })
	var all []byte
	buf, learns := make([]byte, 1<<15), "tok/s"
	for !strings.Contains(string(all), learns) {
		n, err := master.Read(buf)
		if all = append(all, buf[:n]...); err != nil {
			t.Fatalf("%v after %q", err, all)
		}
	}
	return b
}

// ends waits for the program's end.
func (b *bare) ends(t *testing.T) error {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- b.cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(limit):
		_ = b.cmd.Process.Signal(syscall.SIGABRT)
		t.Fatal("the program did not end")
		return nil
	}
}

// The law: a terminal that vanishes without a signal ends the lab, which saves first.
func TestAVanishedTerminalEndsIt(t *testing.T) {
	b := launchBare(t, binary(t), small("tide", "--theme", "dark")...)
	_ = b.tty.Close()
	_ = b.master.Close()
	interrupted(t, b.ends(t))
	saved(t, b.folder)
}

// stuff fills a terminal's output until it takes no more, and keeps it full, so that whoever writes to it waits.
func (b *bare) stuff(t *testing.T) {
	t.Helper()
	own, err := syscall.Open(b.tty.Name(), syscall.O_WRONLY|syscall.O_NOCTTY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, room := []byte(strings.Repeat("x", 1024)), []unix.PollFd{{Fd: int32(own), Events: unix.POLLOUT}}
	fill := func(wait int) (full bool) {
		n, err := unix.Poll(room, wait)
		_, _ = syscall.Write(own, text) // an error: full, or the program is writing
		return err == nil && n == 0
	}
	for !fill(0) {
	}
	over, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-over:
				return
			default:
				fill(50)
			}
		}
	}()
	t.Cleanup(func() {
		close(over)
		<-done
		_ = syscall.Close(own)
	})
}

// The law: a terminal that never reads again delays neither the save nor, by more than a few seconds, the end: in the lab after q and
// after signals, and without the lab.
func TestATerminalThatReadsNothing(t *testing.T) {
	name := binary(t)
	for _, c := range []struct {
		how string
		end func(b *bare) error
	}{
		{"q", func(b *bare) error { _, err := b.master.WriteString("q"); return err }},
		{"SIGTERM", func(b *bare) error { return b.cmd.Process.Signal(syscall.SIGTERM) }},
		{"SIGHUP", func(b *bare) error { return b.cmd.Process.Signal(syscall.SIGHUP) }},
	} {
		t.Run(c.how, func(t *testing.T) {
			b := launchBare(t, name, small("tide", "--theme", "dark")...)
			b.stuff(t)
			if err := c.end(b); err != nil {
				t.Fatal(err)
			}
			if err := b.ends(t); c.how != "q" {
				interrupted(t, err)
			} else if err != nil {
				t.Error(err)
			}
			saved(t, b.folder)
		})
	}
	t.Run("train", func(t *testing.T) {
		b := launchBare(t, name, append([]string{"train"}, small("--dataset", "tide", "--steps", "100000000")...)...)
		b.stuff(t)
		if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		interrupted(t, b.ends(t))
		saved(t, b.folder)
	})
}

// The law: a terminal that has no full screen is refused, with the command that needs none.
func TestATerminalWithoutAFullScreen(t *testing.T) {
	name := binary(t)
	for _, term := range []string{"dumb", ""} {
		s := launch(t, name, []string{"TERM=" + term})
		out, err := s.over()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 || !strings.Contains(out, "unroll train FILE") || strings.Contains(out, "\x1b[?1049h") {
			t.Errorf("TERM=%q: %v, %q", term, err, out)
		}
	}
}

// The law: a terminal whose size is 0×0 is told so, and is drawn on as soon as it has a size; keys are heard before.
func TestATerminalWithoutASize(t *testing.T) {
	name := binary(t)
	sized := func(keys string) *screen {
		s := launchSized(t, name, &pty.Winsize{}, "LINES=", "COLUMNS=")
		s.until(`says that its size is 0`)
		s.until(`stty rows 24 cols 80`)
		s.keys(keys)
		return s
	}
	s := sized("q")
	s.putBack(s.ends())
	s = sized("")
	if err := pty.Setsize(s.pty, &pty.Winsize{Rows: 36, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	s.until(`built in`)
	s.keys("q")
	s.putBack(s.ends())
	s = launchSized(t, name, &pty.Winsize{}, "LINES=36", "COLUMNS=120")
	s.until(`built in`)
	s.keys("q")
	s.putBack(s.ends())
}
