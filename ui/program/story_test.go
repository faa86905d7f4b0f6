package program

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// binary builds the program once for the tests that run it for real.
func binary(t testing.TB) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no pseudo-terminal of this kind on Windows")
	}
	name := filepath.Join(t.TempDir(), "unroll")
	if out, err := exec.Command("go", "build", "-o", name, "unroll").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

// A screen is the program on a pseudo-terminal, read as a terminal would show it.
type screen struct {
	t      testing.TB
	cmd    *exec.Cmd
	pty    *os.File
	term   vt10x.Terminal
	chunks chan []byte
	raw    []byte
}

// limit is how long something may take to come up on the busiest machine; nothing waits for it
// otherwise.
const limit = 60 * time.Second

func launch(t testing.TB, name string, env []string, args ...string) *screen {
	t.Helper()
	s := &screen{t: t, cmd: exec.Command(name, args...), term: vt10x.New(vt10x.WithSize(120, 36)), chunks: make(chan []byte, 64)}
	s.cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR="), env...)
	s.cmd.Dir = t.TempDir()
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

// until reads on until the screen shows what the pattern says, and returns its groups.
func (s *screen) until(pattern string) []string {
	s.t.Helper()
	re, over := regexp.MustCompile(pattern), time.After(limit)
	for {
		if m := re.FindStringSubmatch(s.term.String()); m != nil {
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

// ends waits for the program to end by itself and returns everything it wrote.
func (s *screen) ends() string {
	s.t.Helper()
	over := time.After(limit)
	for {
		select {
		case b, ok := <-s.chunks:
			if ok {
				s.take(b)
				continue
			}
			if err := s.cmd.Wait(); err != nil {
				s.t.Fatalf("the program ended with %v", err)
			}
			return string(s.raw)
		case <-over:
			s.t.Fatalf("the program did not end; the screen was\n%s", s.term)
		}
	}
}

// The story of the first day: choose a dataset, watch it learn, halve the learning rate, drop θ and
// see both marked, see a prefix predicted while it trains, quit, come back, go on.
func TestTheStory(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	s := launch(t, name, env, "--theme", "dark")
	s.until(`built in`)
	s.until(`The Tide Table`)
	s.keys("\x1b[B") // down: the Chinese book
	s.until(`▸ chashan`)
	s.keys("\x1b[A")
	s.until(`▸ tide`)
	s.until(`LSTM 1×128 · \d+`) // it is learning beside the list
	s.keys("\r")
	s.until(`learning rate +2\.0e-03`)
	s.keys("-")
	s.until(`learning rate +1\.0e-03`)
	s.until(`▾lr×½|lr×½▾`)
	s.keys("j-")
	s.until(`clip θ +0\.50`)
	s.until(`θ×½`)
	s.until(`clipped \d+ of the last \d+`)
	s.keys("ithe tide")
	s.until(`› the tide`)
	s.until(`␣ █+`)
	s.keys("\x1b")
	s.until(`space pause`)
	s.keys(" ")
	s.until(`‖ paused`)
	at := s.until(`paused (\d[\d,]*)`)[1]
	s.keys("q")
	out := s.ends()
	if strings.Contains(out, "\x1b]11") {
		t.Error("the terminal was asked for its background though the theme was given")
	}
	for _, end := range []string{"\x1b[?1049l", "\x1b[?25h"} { // the screen before, and the cursor
		if i := strings.LastIndex(out, end); i < 0 || i < len(out)-400 {
			t.Errorf("the terminal was not put back: no %q at the end", end)
		}
	}
	s = launch(t, name, env, "--theme", "dark")
	s.until(`go on with`)
	s.keys("/tide-lstm\r")
	s.until(`▸ tide-lstm`)
	s.until(`enter opens it at step ` + regexp.QuoteMeta(at) + `, paused`)
	s.keys("\r")
	s.until(`clip θ +0\.50`)
	s.until(`session tide-lstm, paused: space resumes it`)
	s.keys(" ")
	s.until(`▶ \d`)
	s.keys("q")
	s.ends()
}

// The law: no command waits for an answer of the terminal, and none asks before it has a screen.
func TestSilentTerminal(t *testing.T) {
	name := binary(t)
	for _, args := range [][]string{{"version"}, {"--help"}, {"datasets", "list"}, {"train", "--help"}} {
		s := launch(t, name, nil, args...)
		if out := s.ends(); strings.Contains(out, "\x1b]") {
			t.Errorf("unroll %s asks the terminal: %q", strings.Join(args, " "), out)
		}
	}
}

// The law: a kernel that does not exist or that the processor lacks is a mistake in the command line (exit
// code 2), said on stderr with those that there are; one that there is runs.
func TestAKernelIsForcedOrRefused(t *testing.T) {
	name, foreign := binary(t), "neon"
	if runtime.GOARCH == "arm64" {
		foreign = "avx2"
	}
	for kernel, want := range map[string]int{"abacus": 2, foreign: 2, "AVX2": 2, "portable": 0, "": 0} {
		var out, words strings.Builder
		cmd := exec.Command(name, "version")
		cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), "UNROLL_KERNEL="+kernel), &out, &words
		_ = cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != want {
			t.Errorf("UNROLL_KERNEL=%s: exit code %d instead of %d", kernel, code, want)
		}
		if want == 0 {
			continue
		}
		line := regexp.MustCompile(`^unroll: UNROLL_KERNEL: no kernel "` + kernel + `" on this processor: there are (\w+, )*portable\n$`)
		if !line.MatchString(words.String()) || out.Len() > 0 {
			t.Errorf("UNROLL_KERNEL=%s: stderr has %q, stdout %q", kernel, words.String(), out.String())
		}
	}
}

// BenchmarkFirstFrame is the time from the start of the process to the picker on the screen.
func BenchmarkFirstFrame(b *testing.B) {
	name := filepath.Join(b.TempDir(), "unroll")
	if out, err := exec.Command("go", "build", "-o", name, "unroll").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	for b.Loop() {
		cmd := exec.Command(name)
		cmd.Env = append(os.Environ(), "TERM=xterm-256color", "UNROLL_SESSIONS="+b.TempDir())
		f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 36, Cols: 120})
		if err != nil {
			b.Fatal(err)
		}
		var seen strings.Builder
		buf := make([]byte, 1<<15)
		for !strings.Contains(seen.String(), "The Tide Table") {
			n, err := f.Read(buf)
			if err != nil {
				b.Fatal(fmt.Errorf("before the first frame: %w", err))
			}
			seen.Write(buf[:n])
		}
		b.StopTimer()
		_, _ = f.WriteString("q")
		for {
			if _, err := f.Read(buf); err != nil {
				break
			}
		}
		_ = cmd.Wait()
		_ = f.Close()
		b.StartTimer()
	}
}
