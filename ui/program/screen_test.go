package program

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// binary builds the program, with flags of go build, for a test of the real program.
func binary(t testing.TB, flags ...string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no pseudo-terminal of this kind on Windows")
	}
	name := filepath.Join(t.TempDir(), "unroll")
	args := append(append([]string{"build", "-o", name}, flags...), "unroll")
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

// A screen is the program on a pseudo-terminal, whose output is read as a terminal would show it.
type screen struct {
	t      testing.TB
	cmd    *exec.Cmd
	pty    *os.File
	term   vt10x.Terminal
	chunks chan []byte
	raw    []byte
	from   int // where says and said begin to look in raw
}

// limit is how long something may take to come up on the busiest machine; otherwise nothing waits for it.
const limit = 60 * time.Second

func launch(t testing.TB, name string, env []string, args ...string) *screen {
	t.Helper()
	return launchIn(t, t.TempDir(), name, env, args...)
}

// launchIn starts the program in a folder.
func launchIn(t testing.TB, folder, name string, env []string, args ...string) *screen {
	t.Helper()
	s := &screen{t: t, cmd: exec.Command(name, args...), term: vt10x.New(vt10x.WithSize(120, 36)), chunks: make(chan []byte, 64)}
	s.cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR="), env...)
	s.cmd.Dir = folder
	f, err := pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 36, Cols: 120})
	if err != nil {
		t.Fatal(err)
	}
	s.pty = f
	go func() {
		defer close(s.chunks)
		for {
			b := make([]byte, 1<<15)
			n, err := f.Read(b)
			if n > 0 {
				s.chunks <- b[:n]
			}
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { _ = s.cmd.Process.Kill(); _ = f.Close() })
	return s
}

// until reads until the screen matches the pattern, and returns its groups.
func (s *screen) until(pattern string) []string {
	s.t.Helper()
	return s.untilIt(pattern, func([]string) bool { return true })
}

// past reads until the number that is the pattern's group is greater than another, and returns it. Both may have commas.
func (s *screen) past(pattern, other string) string {
	s.t.Helper()
	number := func(text string) int {
		n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
		if err != nil {
			s.t.Fatal(err)
		}
		return n
	}
	return s.untilIt(pattern, func(m []string) bool { return number(m[1]) > number(other) })[1]
}

// untilIt reads until the screen matches the pattern with groups that are right, and returns those.
func (s *screen) untilIt(pattern string, right func([]string) bool) []string {
	s.t.Helper()
	re, over := regexp.MustCompile(pattern), time.After(limit)
	for {
		if m := re.FindStringSubmatch(s.term.String()); m != nil && right(m) {
			return m
		}
		select {
		case b, ok := <-s.chunks:
			if !ok {
				s.t.Fatalf("the program ended before %q came up; the screen was\n%s", pattern, s.term)
			}
			s.take(b)
		case <-over:
			s.t.Fatalf("%q did not come up; the screen was\n%s", pattern, s.term)
		}
	}
}

func (s *screen) take(b []byte) {
	s.raw = append(s.raw, b...)
	_, _ = s.term.Write(b)
}

func (s *screen) keys(text string) {
	s.t.Helper()
	if _, err := s.pty.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
}

// ends waits for the program to end by itself, without an error, and returns everything it wrote.
func (s *screen) ends() string {
	s.t.Helper()
	out, err := s.over()
	if err != nil {
		s.t.Fatalf("the program ended with %v", err)
	}
	return out
}

// over waits for the program to end, and returns everything it wrote and the error it ended with.
func (s *screen) over() (string, error) {
	s.t.Helper()
	over := time.After(limit)
	for {
		select {
		case b, ok := <-s.chunks:
			if ok {
				s.take(b)
				continue
			}
			return string(s.raw), s.cmd.Wait()
		case <-over:
			s.t.Fatalf("the program did not end; the screen was\n%s", s.term)
		}
	}
}

// putBack checks that the program's output ends by restoring the screen and the cursor, and that the terminal
// reads lines again.
func (s *screen) putBack(out string) {
	s.t.Helper()
	for _, end := range []string{"\x1b[?1049l", "\x1b[?25h"} {
		if i := strings.LastIndex(out, end); i < 0 || i < len(out)-400 {
			s.t.Errorf("the terminal was not restored: no %q at the end", end)
		}
	}
	if ok, err := cooked(s.pty); !ok {
		s.t.Errorf("the terminal was not restored: it reads keys, not lines (%v)", err)
	}
}

// forget makes says and said look only at what is written from now on.
func (s *screen) forget() { s.from = len(s.raw) }

// said reports whether the program has written a text since forget.
func (s *screen) said(text string) bool { return strings.Contains(string(s.raw[s.from:]), text) }

// says reads until the program has written a text since forget.
func (s *screen) says(text string) {
	s.t.Helper()
	for over := time.After(limit); !s.said(text); {
		select {
		case b, ok := <-s.chunks:
			if !ok {
				s.t.Fatalf("the program ended before it wrote %q; the screen was\n%s", text, s.term)
			}
			s.take(b)
		case <-over:
			s.t.Fatalf("%q was not written; the screen was\n%s", text, s.term)
		}
	}
}
