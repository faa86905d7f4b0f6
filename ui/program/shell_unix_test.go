//go:build unix

package program

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// asShell makes this test binary a shell for one job, its arguments.
const asShell = "UNROLL_TEST_SHELL"

func TestMain(m *testing.M) {
	if os.Getenv(asShell) != "" {
		os.Exit(shell(os.Args[1:]))
	}
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP) // where nohup ignores it, what the tests start would too
	os.Exit(m.Run())
}

// shell runs a job in the foreground as shells do: in a process group of its own that has the terminal. When the job stops, the
// shell takes the terminal, says so and whether the job has left it cooked, and puts its own state back; any line continues the
// job in the foreground. It says the job's exit code in the end, which is also its own.
func shell(job []string) int {
	own, err := term.GetState(0)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	cmd := exec.Command(job[0], job[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Foreground: true, Ctty: 0}
	if err := cmd.Start(); err != nil {
		fmt.Println(err)
		return 1
	}
	signal.Ignore(syscall.SIGTTOU) // only now: the job would inherit it
	foreground := func(group int) { _ = unix.IoctlSetPointerInt(0, unix.TIOCSPGRP, group) }
	for {
		var status syscall.WaitStatus
		if _, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil {
			if err == syscall.EINTR {
				continue
			}
			fmt.Println(err)
			return 1
		}
		foreground(os.Getpid())
		if !status.Stopped() {
			fmt.Printf("the job ended with %d\r\n", status.ExitStatus())
			return status.ExitStatus()
		}
		left, _ := cooked(os.Stdin)
		_ = term.Restore(0, own)
		fmt.Printf("the job stopped, cooked: %v\r\n", left)
		if _, err := io.ReadFull(os.Stdin, make([]byte, 1)); err != nil {
			return 1
		}
		foreground(cmd.Process.Pid)
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGCONT)
	}
}

// job is the process group in the foreground of the screen.
func (s *screen) job() int {
	s.t.Helper()
	group, err := unix.IoctlGetInt(int(s.pty.Fd()), unix.TIOCGPGRP)
	if err != nil {
		s.t.Fatal(err)
	}
	return group
}

// The law: whatever stops the program, ctrl+z, SIGTSTP from outside or SIGSTOP, after fg the terminal is raw, the other screen, the
// mouse and bracketed pastes are on, the cursor is hidden, and keys are heard. Where the program can know of the stop, the shell
// gets the terminal as it was. In the end it is as it was in any case.
func TestStoppedAndContinued(t *testing.T) {
	name := binary(t)
	for _, c := range []struct {
		how  string
		stop func(s *screen)
		sees bool
	}{
		{"ctrl+z", func(s *screen) { s.keys("\x1a") }, true},
		{"SIGTSTP", func(s *screen) { _ = syscall.Kill(s.job(), syscall.SIGTSTP) }, true},
		{"SIGSTOP", func(s *screen) { _ = syscall.Kill(s.job(), syscall.SIGSTOP) }, false},
	} {
		t.Run(c.how, func(t *testing.T) {
			s := launch(t, os.Args[0], []string{asShell + "=1", "UNROLL_SESSIONS=" + t.TempDir()}, append([]string{name}, small("tide", "--theme", "dark")...)...)
			s.until(`▶ \d`)
			for range 2 {
				c.stop(s)
				s.says("the job stopped, cooked: ")
				if c.sees {
					for _, off := range []string{"\x1b[?1049l", "\x1b[?1002l", "\x1b[?1006l", "\x1b[?2004l", "\x1b[?25h"} {
						if !s.said(off) {
							t.Errorf("the shell has the terminal without %q", off)
						}
					}
					s.says("true")
				}
				s.forget()
				s.keys("\n")
				for _, on := range []string{"\x1b[?1049h", "\x1b[?1002h", "\x1b[?1006h", "\x1b[?2004h", "\x1b[?25l"} {
					s.says(on)
				}
				s.until(`▶ \d`)
				if raw, err := cooked(s.pty); raw || err != nil {
					t.Errorf("after fg the terminal reads lines (%v)", err)
				}
				s.forget()
				s.keys(" ")
				s.until(`‖ paused`)
				s.keys(" ")
				s.until(`▶ \d`)
			}
			s.forget()
			s.keys("q")
			s.says("the job ended with 0")
			if _, err := s.over(); err != nil {
				t.Error(err)
			}
			if !s.said("\x1b[?1049l") || !s.said("\x1b[?25h") {
				t.Error("the terminal is not as it was")
			}
		})
	}
}

// The law: ctrl+z in a process group that nobody could continue (an orphaned one) does not hang the program.
func TestNobodyToSuspendTo(t *testing.T) {
	s := launch(t, binary(t), []string{"UNROLL_SESSIONS=" + t.TempDir()}, small("tide", "--theme", "dark")...)
	s.until(`▶ \d`)
	s.forget()
	s.keys("\x1a")
	s.says("\x1b[?1002l")
	s.says("\x1b[?1002h")
	s.keys(" ")
	s.until(`‖ paused`)
	s.keys("q")
	s.putBack(s.ends())
}
