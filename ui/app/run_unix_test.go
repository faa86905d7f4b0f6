//go:build unix

package app

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/app/term"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/picker"
)

// terminal runs the program on a pseudo-terminal. Each time the output contains the first text of a step, the
// second is sent; it returns the whole output and the error.
func terminal(t *testing.T, o Options, steps ...[2]string) (string, error) {
	t.Helper()
	screen, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	defer screen.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 60, Rows: 16}); err != nil {
		t.Fatal(err)
	}
	nothing := func(x datasets.Text) recipe.Recipe { r := sessions.RecipeFor(x); r.Model.Hidden = -1; return r }
	o.Picker = picker.Source{Recipe: nothing, Folder: t.TempDir(), Threads: 1} // nothing learns beside the list
	read := make(chan string, 1)
	go func() {
		var all bytes.Buffer
		buf, seen := make([]byte, 4096), 0
		for {
			n, err := screen.Read(buf)
			all.Write(buf[:n])
			for len(steps) > 0 && strings.Contains(all.String()[seen:], steps[0][0]) {
				seen += strings.Index(all.String()[seen:], steps[0][0]) + len(steps[0][0])
				switch answer := steps[0][1]; answer {
				case "SIGTERM":
					_ = syscall.Kill(os.Getpid(), syscall.SIGTERM)
				case "SIGINT":
					_ = syscall.Kill(os.Getpid(), syscall.SIGINT)
				default:
					_, _ = io.WriteString(screen, answer)
				}
				steps = steps[1:]
			}
			if err != nil {
				read <- all.String()
				return
			}
		}
	}()
	err = Run(o, tty, tty)
	_ = tty.Close()
	out := <-read
	if len(steps) > 0 {
		t.Errorf("%q was never shown", steps[0][0])
	}
	return out, err
}

const (
	enters = "\x1b[?1049h"
	leaves = "\x1b[?1049l"
	cursor = "\x1b[?25h"
)

// The law: the program leaves the terminal as it found it, after q and after every signal that ends it.
func TestTheTerminalIsAsItWas(t *testing.T) {
	for _, way := range []string{"q", "\x03", "SIGTERM", "SIGINT"} {
		out, err := terminal(t, Options{Profile: grid.ANSI16, Theme: "dark"}, [2]string{"Choose what to", way})
		if signalled := strings.HasPrefix(way, "SIG"); (err != nil) != signalled {
			t.Errorf("%q: %v", way, err)
		}
		in, after := strings.Index(out, enters), strings.LastIndex(out, leaves)
		if in < 0 || after < in || strings.LastIndex(out, cursor) < strings.LastIndex(out, "\x1b[?25l") {
			t.Errorf("%q: the screen or the cursor is not restored: %q", way, out[max(0, len(out)-200):])
		}
		for _, mode := range []string{"1002", "1006", "2004"} {
			if on, off := strings.LastIndex(out, "\x1b[?"+mode+"h"), strings.LastIndex(out, "\x1b[?"+mode+"l"); on >= 0 && off < on {
				t.Errorf("%q: mode %s stays on", way, mode)
			}
		}
	}
}

// The law: the terminal's answer about its background changes the theme and is never taken for keys; if a theme
// was requested, the terminal is not asked.
func TestTheTerminalIsAsked(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	light := accent("light")
	out, err := terminal(t, Options{Profile: grid.TrueColor, Dark: true}, [2]string{"Choose what to", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"}, [2]string{light, "q"})
	if err != nil || !strings.Contains(out, term.Ask) {
		t.Errorf("%v; asked: %v", err, strings.Contains(out, term.Ask))
	}
	out, _ = terminal(t, Options{Profile: grid.TrueColor, Theme: "dark"}, [2]string{"Choose what to", "q"})
	if strings.Contains(out, term.Ask) {
		t.Error("the terminal is asked although the theme is known")
	}
	t.Setenv("TERM", "linux")
	out, _ = terminal(t, Options{Profile: grid.ANSI16, Dark: true}, [2]string{"Choose what to", "q"})
	if strings.Contains(out, term.Ask) {
		t.Error("a terminal is asked that would print the question")
	}
}

// The law: a program that cannot begin does not ask the terminal: nobody would read the answer, and it would be
// typed into the shell. One that begins does.
func TestAProgramThatCannotBeginDoesNotAsk(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	broken := errors.New("no such text")
	out, err := terminal(t, Options{Profile: grid.TrueColor, Dark: true, Begin: func(event.Tell) picker.Opened { return picker.Opened{Err: broken} }})
	if !errors.Is(err, broken) || strings.Contains(out, term.Ask) {
		t.Errorf("%v; asked: %v", err, strings.Contains(out, term.Ask))
	}
	begun := func(event.Tell) picker.Opened {
		x, err := datasets.Opener{}.Open("periodic")
		if err != nil {
			return picker.Opened{Err: err}
		}
		run, err := sessions.Begin(x, sessions.RecipeFor(x), train.Options{Threads: 1, Paused: true})
		return picker.Opened{Run: run, Name: "periodic", Err: err}
	}
	out, err = terminal(t, Options{Profile: grid.TrueColor, Dark: true, Begin: begun}, [2]string{term.Ask, "q"})
	if err != nil || strings.Count(out, term.Ask) != 1 {
		t.Errorf("%v; asked %d times", err, strings.Count(out, term.Ask))
	}
}

// accent is the sequence for the accent of a theme on a 24-bit terminal.
func accent(name string) string {
	g := grid.New(1, 1)
	g.View().Set(0, 0, 'x', mustFind(name).Accent)
	return strings.TrimPrefix(strings.SplitN(g.Render(grid.TrueColor), "m", 2)[0], "\x1b[")
}
