package program

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Benchmarks of how smooth the lab stays while every processor trains: the real program on a pseudo-terminal.
// They time what a person would see, from the writing of a key to the last byte of the first frame that shows its
// effect.

// manyKeys is the number of keys measured for a figure; -short is for trials.
func manyKeys() int {
	if testing.Short() {
		return 100
	}
	return 500
}

// nets are what the lab trains meanwhile.
var nets = []struct {
	name  string
	flags []string
}{
	{"default", nil},
	{"2x512", []string{"--hidden", "512", "--layers", "2", "--batch", "50", "--unroll", "50"}},
	{"2x512-a-second", []string{"--hidden", "512", "--layers", "2", "--batch", "200", "--unroll", "50"}}, // an update
}

// measured is the program to measure: UNROLL_BINARY names another build to compare with.
func measured(b *testing.B) string {
	if name := os.Getenv("UNROLL_BINARY"); name != "" {
		return name
	}
	return binary(b)
}

// openLab is a lab on the first dataset that has begun to learn. Nothing is held out, so that its updates are
// comparable with those of a run without a terminal.
func openLab(b *testing.B, name string, flags []string) *screen {
	b.Helper()
	env := []string{"UNROLL_SESSIONS=" + filepath.Join(b.TempDir(), "sessions")}
	s := launch(b, name, env, append([]string{"tide", "--theme", "dark", "--valid", "0"}, flags...)...)
	s.until(`▸ learning rate`)
	s.until(`[▶‖] +[1-9]`) // the first update is made
	return s
}

// rest reads for d and discards what arrives.
func (s *screen) rest(d time.Duration) {
	s.t.Helper()
	over := time.After(d)
	for {
		select {
		case _, ok := <-s.chunks:
			if !ok {
				s.t.Fatal("the program ended")
			}
		case <-over:
			return
		}
	}
}

// frameEnd is the last thing in a frame: the cursor moves to the last row.
const frameEnd = "\x1b[36;H"

// press writes a key and returns how long it took until each of the marks, in order, was in a complete frame.
func (s *screen) press(key string, marks ...string) []time.Duration {
	s.t.Helper()
	var took []time.Duration
	var seen []byte
	start, over := time.Now(), time.After(limit)
	s.keys(key)
	for {
		select {
		case b, ok := <-s.chunks:
			if !ok {
				s.t.Fatal("the program ended")
			}
			seen = append(seen, b...)
		case <-over:
			s.t.Fatalf("%q did not bring up %q", key, marks[len(took)])
		}
		for {
			at := bytes.Index(seen, []byte(marks[len(took)]))
			if at < 0 || !bytes.Contains(seen[at:], []byte(frameEnd)) {
				break
			}
			if took = append(took, time.Since(start)); len(took) == len(marks) {
				return took
			}
		}
	}
}

// gaps are the pauses of a person who types fast, not synchronous with any clock of the program.
func gaps() func() time.Duration {
	rng := rand.New(rand.NewPCG(1, 2))
	return func() time.Duration { return time.Duration(20+rng.IntN(100)) * time.Millisecond }
}

// quantiles reports p50, p99 and the worst in ms.
func quantiles(b *testing.B, of string, took []time.Duration) {
	slices.Sort(took)
	at := func(q float64) float64 {
		return took[min(len(took)-1, int(q*float64(len(took))))].Seconds() * 1e3
	}
	b.ReportMetric(at(0.50), of+"p50-ms")
	b.ReportMetric(at(0.99), of+"p99-ms")
	b.ReportMetric(at(1), of+"max-ms")
}

// load reports how busy the machine was with other things when the figures were taken: the load average before
// the program starts. It omits the time of an iteration, which means nothing here.
func load(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		if v, err := strconv.ParseFloat(strings.Fields(string(text))[0], 64); err == nil {
			b.ReportMetric(v, "loadavg")
		}
	}
}

// BenchmarkKeys is the time from a key that chooses the next setting to the frame that shows it chosen. The
// paused run is the lower bound: nothing computes there.
func BenchmarkKeys(b *testing.B) {
	name := measured(b)
	knobs := []string{"learning rate", "clip θ", "temperature", "unroll T", "batch B", "validate every"}
	keys := func(b *testing.B, flags []string, first string) {
		load(b)
		s, gap := openLab(b, name, flags), gaps()
		s.keys(first)
		s.rest(2 * time.Second)
		var took []time.Duration
		for i := range manyKeys() {
			took = append(took, s.press("j", "▸ "+knobs[(i+1)%len(knobs)])...)
			s.rest(gap())
		}
		quantiles(b, "", took)
	}
	b.Run("paused", func(b *testing.B) { keys(b, nil, " ") })
	for _, n := range nets {
		b.Run(n.name, func(b *testing.B) { keys(b, n.flags, "") })
	}
}

// BenchmarkPrefix is the time from a character typed after a prefix to the frame that shows it, and to the frame
// whose bars are the softmax after it. The character is not in the vocabulary: the panel counts such characters
// in the prefix whose prediction is shown.
func BenchmarkPrefix(b *testing.B) {
	const key, atOnce = "@", 12
	name := measured(b)
	for _, n := range nets {
		b.Run(n.name, func(b *testing.B) {
			load(b)
			s, gap := openLab(b, name, n.flags), gaps()
			s.rest(2 * time.Second)
			var shown, predicted []time.Duration
			s.press("i", "; esc ")
			for i := 0; i < manyKeys(); {
				s.press("\x15the tide tab", "the tide tab") // ctrl+u: a prefix of a realistic length
				s.rest(500 * time.Millisecond)
				for k := 1; k <= atOnce && i < manyKeys(); k++ {
					took := s.press(key, "tab"+strings.Repeat(key, k), fmt.Sprintf(" %d <unk>", k))
					shown, predicted = append(shown, took[0]), append(predicted, took[1])
					s.rest(gap())
					i++
				}
			}
			quantiles(b, "key-", shown)
			quantiles(b, "bars-", predicted)
		})
	}
}
