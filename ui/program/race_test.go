package program

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// A racing is the program built with the race detector, and where its reports are written.
type racing struct {
	name    string
	reports string
	begun   int // processes started
}

// withDetector builds the program with the race detector. That needs a C compiler: without one the test is
// skipped, except in CI.
func withDetector(t *testing.T) *racing {
	t.Helper()
	out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output()
	words := strings.Fields(string(out))
	if err == nil && len(words) >= 2 && words[0] == "1" {
		_, err = exec.LookPath(words[1])
	}
	if err != nil || len(words) < 2 || words[0] != "1" {
		if os.Getenv("CI") != "" {
			t.Fatalf("the race detector cannot be built: %q, %v", words, err)
		}
		t.Skip("the race detector needs a C compiler")
	}
	return &racing{name: binary(t, "-race"), reports: t.TempDir()}
}

// launch starts a process on a pseudo-terminal. A race does not end a process: all reports count, and so does how
// the process ends.
func (r *racing) launch(t *testing.T, folder string, args ...string) *screen {
	t.Helper()
	r.begun++
	t.Setenv("GORACE", "exitcode=0 atexit_sleep_ms=0 log_path="+filepath.Join(r.reports, fmt.Sprint("race", r.begun)))
	return launch(t, r.name, []string{"UNROLL_SESSIONS=" + folder}, append(args, "--theme", "dark")...)
}

// none fails with the first report, if there is any, and says how many processes raced.
func (r *racing) none(t *testing.T) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(r.reports, "race*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		report, err := os.ReadFile(found[0])
		t.Errorf("%d of %d processes raced; the first reports\n%s%v", len(found), r.begun, report, err)
	}
}

// small are the flags of a run with very fast updates.
func small(args ...string) []string {
	return append(args, "--hidden", "8", "--batch", "4", "--unroll", "8", "--threads", "2")
}

// ctrlC ends the program from anywhere; q does only where keys are not text and nothing is open.
const ctrlC = "\x03"

// A way is a way out of the program: keys to send, each followed by what must come up before the next.
type way struct {
	args  []string // of the program
	until string
	steps []string // keys, pattern, keys, pattern …, keys
}

// out takes that way and checks that the terminal is restored.
func (w way) out(t *testing.T, r *racing, folder string) {
	t.Helper()
	s := r.launch(t, folder, w.args...)
	s.until(w.until)
	for i, step := range w.steps {
		if i%2 == 0 {
			s.keys(step)
		} else {
			s.until(step)
		}
	}
	s.putBack(s.ends())
}

// The law: no goroutine reads or writes what another is writing, whatever a person does; and wherever the program
// is left from, the terminal is as it was.
func TestNoRaces(t *testing.T) {
	r := withDetector(t)
	for _, part := range []struct {
		name string
		play func(*testing.T, *racing)
	}{
		{"story", func(t *testing.T, r *racing) {
			folder := t.TempDir()
			story(t, func() *screen { return r.launch(t, folder) })
		}},
		{"story of a series", func(t *testing.T, r *racing) {
			folder := t.TempDir()
			seriesStory(t, func() *screen { return r.launch(t, folder) })
		}},
		{"quit the list", quitTheList},
		{"quit the lab", quitTheLab},
		{"quit the views", quitTheViews},
		{"signals", endBySignals},
		{"random keys", wanderAbout},
	} {
		t.Run(part.name, func(t *testing.T) {
			own := &racing{name: r.name, reports: t.TempDir()}
			defer own.none(t)
			part.play(t, own)
		})
	}
}

// quitTheList leaves the list while a run beside it continues, and sometimes before, between and after runs.
func quitTheList(t *testing.T, r *racing) {
	folder, beside := t.TempDir(), `LSTM 1×128 · step [1-9]`
	// An update takes longer than a frame, so frames are drawn while the run beside the list ends.
	long := []string{"--valid", "0", "--batch", "100", "--unroll", "64", "--threads", "1"}
	for i := range 30 {
		w := way{args: long, until: `built in`, steps: []string{"", beside, "q"}}
		switch i % 10 {
		case 6: // the run beside it is about to begin
			w.steps = []string{"q"}
		case 7: // it has just been left for another
			w.steps[2] = "jq"
		case 8: // on the way to the lab
			w.steps[2] = "\rq"
		case 9: // back from it, with the run being saved
			w.steps = append(w.steps[:2], "\r", `▸ learning rate`, "\x1b", `esc again`, "\x1b", `Choose what to`, "q")
		}
		w.out(t, r, folder)
	}
	for _, keys := range []string{"?q" + ctrlC, "/ti" + ctrlC, "/no such\r" + ctrlC} { // help, typing, nothing found
		way{args: long, until: beside, steps: []string{keys}}.out(t, r, folder)
	}
}

// quitTheLab leaves the lab on a new run, on a resumed one, and with each of the things open that take keys.
func quitTheLab(t *testing.T, r *racing) {
	folder, lab := t.TempDir(), `▸ learning rate`
	for _, keys := range []string{"q", " q", "?" + ctrlC, "ithe t" + ctrlC, ":lr 1" + ctrlC, ":quit\r", "f+++j-q", "\x13q"} {
		way{args: small("tide"), until: lab, steps: []string{keys}}.out(t, r, folder)
	}
	way{args: small(), until: `saved sessions`, steps: []string{"/tide-lstm\r", `(?s)▸ tide-lstm.*enter open `, "\r", lab, "q"}}.out(t, r, folder)
	way{args: small(), until: `saved sessions`, steps: []string{"/tide-lstm\r", `(?s)▸ tide-lstm.*enter open `, "\rq"}}.out(t, r, folder) // while it is being opened
}

// quitTheViews leaves each view, however many there are: at once, after some keys of its own, with help open and
// while something is typed.
func quitTheViews(t *testing.T, r *racing) {
	folder := t.TempDir()
	for at, last := 2, false; !last; at++ {
		for _, keys := range []string{"q", "\r\tjjl" + ctrlC, "?" + ctrlC, "ithe t" + ctrlC} {
			s := r.launch(t, folder, small("tide")...)
			s.until(`▸1 `)
			for next := 2; next <= at && !last; next++ {
				s.keys("]")
				pattern := fmt.Sprintf(`▸(%d|1) `, next) // 1: that was the last view
				if next == 2 {
					pattern = `▸(2) `
				}
				last = s.until(pattern)[1] == "1"
			}
			s.keys(keys)
			s.putBack(s.ends())
		}
	}
}

// endBySignals ends the program with signals, which must have the same effect as q.
func endBySignals(t *testing.T, r *racing) {
	folder := t.TempDir()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		for _, args := range [][]string{nil, {"tide"}} {
			s := r.launch(t, folder, small(args...)...)
			s.until(`LSTM 1×8 · `)
			if err := s.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			s.putBack(s.ends())
		}
	}
}

// wanderAbout begins in the lab, on two texts alternately, and once in the list.
func wanderAbout(t *testing.T, r *racing) {
	for seed := range uint64(6) {
		wander(t, r, seed, 60, []string{"tide", "periodic"}[seed%2])
	}
	wander(t, r, 6, 50) // from the list
}

// wander presses keys and clicks at random, some of them several at once, in terminals of random sizes, and
// leaves. It waits for the first frame of each size, so that the program never lags far behind.
func wander(t *testing.T, r *racing, seed uint64, keys int, args ...string) {
	rng := rand.New(rand.NewPCG(seed, 0))
	s := r.launch(t, t.TempDir(), small(args...)...)
	s.until(`LSTM 1×8 · `)
	rows := 36
	for range keys {
		for n := 1 + rng.IntN(4)/3*rng.IntN(6); n > 0; n-- {
			s.keys(anyKey(rng))
		}
		cols := 100 + rng.IntN(60)
		rows = 30 + (rows+1+rng.IntN(20))%30 // different from the last
		if rng.IntN(8) == 0 {
			rows, cols = 2+(rows+rng.IntN(20))%28, 1+rng.IntN(100) // a small one
		}
		if err := pty.Setsize(s.pty, &pty.Winsize{Rows: uint16(rows), Cols: uint16(cols)}); err != nil {
			t.Fatal(err)
		}
		s.frameOf(rows)
	}
	s.keys(ctrlC)
	s.putBack(s.ends())
}

// frameOf reads until a frame of the given number of rows has arrived: its last line puts the cursor into the
// last row.
func (s *screen) frameOf(rows int) {
	s.t.Helper()
	end, over := []byte(fmt.Sprintf("\x1b[%d;H", rows)), time.After(limit)
	for {
		select {
		case b, ok := <-s.chunks:
			s.raw = append(s.raw, b...)
			if !ok {
				s.t.Fatalf("the program ended; its last output was\n%q", s.raw[max(0, len(s.raw)-3000):])
			}
			if bytes.Contains(s.raw[max(0, len(s.raw)-len(b)-len(end)):], end) {
				return
			}
		case <-over:
			s.t.Fatalf("no frame of %d rows came", rows)
		}
	}
}

// anyKey is a key, a click or a pasted text: anything except what leaves or suspends the program.
func anyKey(rng *rand.Rand) string {
	special := []string{"\r", "\r", "\r", "\x1b", "\t", "\x1b[Z", " ", ".", "+", "-", "\x7f", "\x13", "\x0c", "\x15", // ctrl+s, ctrl+l, ctrl+u
		"\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "]", "[", "?", ":", "/", "i", "x", "茶", "\x1b[200~the tide\x1b[201~"}
	switch n := rng.IntN(10); {
	case n < 5:
		return special[rng.IntN(len(special))]
	case n < 7:
		return string(rune('1' + rng.IntN(9)))
	case n < 9:
		if letter := string(rune('a' + rng.IntN(26))); letter != "q" {
			return letter
		}
		return "Q"
	}
	button := []int{0, 64, 65}[rng.IntN(3)] // the left one, the wheel
	return fmt.Sprintf("\x1b[<%d;%d;%dM", button, 1+rng.IntN(120), 1+rng.IntN(40))
}
