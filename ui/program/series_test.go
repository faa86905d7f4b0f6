package program

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheStoryOfASeries: a series is found in the list, learned to the end, and on from there at half the learning rate; its forecast is looked at and run from a row
// of one's own; after quitting, the saved session has the step and the setting, and goes on.
func TestTheStoryOfASeries(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	seriesStory(t, func() *screen { return launch(t, name, env, "--theme", "dark") })
}

// seriesStory plays it on the screens that start makes, which share one folder of sessions.
func seriesStory(t *testing.T, start func() *screen) {
	s := start()
	s.until(`▸ tide`)
	s.until(`\+ series +10`)
	s.keys("\t")
	s.until(`▸ lines with an answer`)
	s.keys("\t\r")
	s.until(`▸ sine-noise`)
	s.until(`GRU 1×16 · step [1-9]`) // it is learning beside the list
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	s.until(`finished 2,000`) // where runs on series end unless they are to go on
	s.keys("-")
	s.until(`learning rate +0\.0015`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, "2,000")
	s.until(`lr ×½`)
	s.keys("2")
	s.until(`▸2 forecast`)
	row := s.until(` row (\d+): `)[1]
	s.keys("\x1b[C")
	at := s.past(` row (\d+): `, row)
	s.keys("\r")
	s.until(`free run from row ` + at)
	s.until(`1 step ahead −?\d`) // the value predicted for that row
	s.keys(" ")
	step := s.until(`‖ paused (\d[\d,]*)`)[1]
	s.keys("q")
	s.putBack(s.ends())

	s = start()
	s.until(`saved sessions`)
	s.keys("/sine-noise-gru\r")
	s.until(`(?s)▸ sine-noise-gru.*enter open `)
	s.until(`enter opens it at step ` + regexp.QuoteMeta(step) + `, paused`)
	s.keys("\r")
	s.until(`learning rate +0\.0015`)
	s.until(`session sine-noise-gru, paused: space resumes it`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, step)
	s.keys("2")
	s.until(`▸2 forecast`)
	s.keys("q")
	s.ends()
}

// TestTheStoryOfATable: of a person's own table with several columns and missing values the list asks which column is to be predicted
// and whether to fill it; it is learned, saved, and goes on from the same file.
func TestTheStoryOfATable(t *testing.T) {
	name, env, folder := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}, t.TempDir()
	var b strings.Builder
	b.WriteString("hour,open,close\n")
	for i := range 400 {
		last := fmt.Sprintf("%.2f", 20+5*math.Sin(float64(i)/8))
		if i == 30 || i == 31 {
			last = ""
		}
		fmt.Fprintf(&b, "%d,%.2f,%s\n", i, 21+5*math.Sin(float64(i)/7), last)
	}
	if err := os.WriteFile(filepath.Join(folder, "prices.csv"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s := launchIn(t, folder, name, env, "--theme", "dark")
	s.until(`tables in this folder`)
	s.keys("/prices\r")
	s.until(`A table with 2 columns of numbers. Which one is to`)
	s.keys("\r")
	s.until(`▸ 1 predict 2 "open"`)
	s.keys("\x1b[B")
	s.until(`▸ 2 predict 3 "close"`)
	s.keys("\r")
	s.until(`2 values are missing, the first in line 32, column 3 "close"`)
	s.until(`▸ 1 fill them, and learn the series`)
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	s.until(`finished 2,000`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, "2,000")
	s.keys("2")
	s.until(`▸2 forecast`)
	s.until(`1 step ahead −?\d`)
	s.keys(" ")
	step := s.until(`‖ paused (\d[\d,]*)`)[1]
	s.keys("q")
	s.putBack(s.ends())

	s = launchIn(t, folder, name, env, "--theme", "dark")
	s.until(`saved sessions`)
	s.keys("/prices-gru\r")
	s.until(`enter opens it at step ` + regexp.QuoteMeta(step) + `, paused`)
	s.keys("\r")
	s.until(`paused: space resumes it`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, step)
	s.keys("q")
	s.ends()
}

// TestTheStoryOfParity: of the lines with an answer, parity is found and learned, and the view of the answers says that the lines of the
// lengths that were trained are right.
func TestTheStoryOfParity(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	s := launch(t, name, env, "--theme", "dark", "--hidden", "32", "--lr", "0.01")
	s.until(`\+ lines with an answer +8`)
	s.keys("/parity\r")
	s.until(`▸ parity`)
	s.until(`LSTM 1×32 · step \d+`)
	s.keys("\r")
	s.until(`learning rate +0\.01`)
	s.keys("4")
	s.until(`▸4 answers`)
	s.until(`lengths to 20, as trained: 100 %`)
	s.until(`✓ [01]+=[01]`)
	s.keys("q")
	s.putBack(s.ends())
}
