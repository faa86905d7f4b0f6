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

	"github.com/creack/pty"
)

// TestTheStory plays the first day: choose a dataset, watch it learn, halve the learning rate, lower θ and see
// both marked, see a prefix predicted while it trains, quit, come back, resume.
func TestTheStory(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	story(t, func() *screen { return launch(t, name, env, "--theme", "dark") })
}

// story plays it on the screens that start makes, which share one folder of sessions.
func story(t *testing.T, start func() *screen) {
	s := start()
	s.until(`built in`)
	s.until(`The Tide Table`)
	s.keys("\x1b[B") // down: the Chinese book
	s.until(`▸ chashan`)
	s.keys("\x1b[A")
	s.until(`▸ tide`)
	s.until(`LSTM 1×128 · step \d+`) // it is learning beside the list
	s.keys("\r")
	s.until(`learning rate +0\.002`)
	s.keys("-")
	s.until(`learning rate +0\.001`)
	s.until(`▾lr ×½|lr ×½▾`)
	s.keys("j-")
	s.until(`clip θ +0\.5`)
	s.until(`θ ×½`)
	s.until(`\d of the last [\d,]+`) // what clipping does, in words
	s.keys("ithe tide")
	s.until(`› the tide`)
	s.until(`␣ █+`)
	s.until(`esc when done`) // the last row: a frame may arrive in two pieces
	s.keys("\x1b")
	s.until(`space (pause|continue)`)
	s.keys(" ")
	s.until(`‖ paused`)
	at := s.until(`paused (\d[\d,]*)`)[1]
	s.keys("q")
	out := s.ends()
	if strings.Contains(out, "\x1b]11") {
		t.Error("the terminal was asked for its background although the theme was given")
	}
	s.putBack(out)
	s = start()
	s.until(`saved sessions`)
	s.keys("/tide-lstm\r")
	s.until(`(?s)▸ tide-lstm.*enter open `) // the filter is no longer being typed
	s.until(`enter opens it at step ` + regexp.QuoteMeta(at) + `, paused`)
	s.keys("\r")
	s.until(`clip θ +0\.5`)
	s.until(`session tide-lstm, paused: space resumes it`)
	s.keys(" ")
	s.until(`▶ \d`)
	s.keys("q")
	s.ends()
}

// The law: no command waits for an answer of the terminal, and none queries it before it has a screen.
func TestSilentTerminal(t *testing.T) {
	name := binary(t)
	for _, args := range [][]string{{"version"}, {"--help"}, {"datasets", "list"}, {"train", "--help"}} {
		s := launch(t, name, nil, args...)
		if out := s.ends(); strings.Contains(out, "\x1b]") {
			t.Errorf("unroll %s queries the terminal: %q", strings.Join(args, " "), out)
		}
	}
}

// The law: a kernel that does not exist or that the processor lacks is a usage error (exit code 2), reported on
// stderr with the available ones; an available one runs.
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
			t.Errorf("UNROLL_KERNEL=%s: exit code %d, want %d", kernel, code, want)
		}
		if want == 0 {
			continue
		}
		line := regexp.MustCompile(`^unroll: UNROLL_KERNEL: no kernel "` + kernel + `" on this processor: choose from (\w+, )*portable\n$`)
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
