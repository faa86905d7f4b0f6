package cli

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"unroll/core/history"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// TestInterruptSaves: an interrupt saves first, under the given name or an unused one.
func TestInterruptSaves(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("interrupts cannot be sent here")
	}
	for _, c := range []struct {
		args []string
		kept string
	}{
		{nil, "periodic-lstm"},
		{nil, "periodic-lstm-2"},
		{[]string{"--save", "mine", "--quiet"}, "mine"},
	} {
		dir := t.TempDir()
		if c.kept == "periodic-lstm-2" {
			if err := os.Mkdir(dir+"/periodic-lstm", 0o777); err != nil {
				t.Fatal(err)
			}
		}
		args := append([]string{"train", "--dataset", "periodic", "--steps", "100000000", "--hidden", "4", "--jsonl", "-", "--sessions", dir}, c.args...)
		rows, errText, code := runUntil(t, os.Interrupt, args)
		if code != codeInterrupted {
			t.Errorf("%v: exit code %d", args, code)
		}
		last := rows[strings.LastIndexByte(strings.TrimSpace(rows), '\n')+1:]
		if !strings.Contains(last, `"session":"`+c.kept+`","interrupted":true}`) {
			t.Errorf("%v: last row %s", args, last)
		}
		if !strings.Contains(errText, "saved as session "+c.kept) || !strings.Contains(errText, "unroll train --resume "+c.kept) {
			t.Errorf("%v: prints %s", args, errText)
		}
		_, from, err := sessions.Default(dir).Open(c.kept)
		if err != nil {
			t.Fatal(err)
		}
		if made := strings.Count(rows, `"tokens":`); from.Step != made {
			t.Errorf("%v: step %d is saved, %d were made", args, from.Step, made)
		}
	}
}

// runUntil runs the program, sends it a signal after its fifth row, and waits for its end.
func runUntil(t *testing.T, signal os.Signal, args []string) (rows, errText string, code int) {
	t.Helper()
	cmd := exec.Command("unroll", args...)
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	lines := bufio.NewScanner(out)
	for n := 1; lines.Scan(); n++ {
		all.WriteString(lines.Text() + "\n")
		if n == 5 {
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
		}
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	return all.String(), words.String(), code
}

// TestKilledSessionIsWhole: a run that is killed leaves its session whole, at an update it has made, and unlocked
// for resuming.
func TestKilledSessionIsWhole(t *testing.T) {
	dir := t.TempDir()
	rows, _, _ := runUntil(t, os.Kill, []string{"train", "--dataset", "periodic", "--steps", "100000000", "--hidden", "4",
		"--jsonl", "-", "--quiet", "--sessions", dir, "--save", "x", "--autosave", "1ns"})
	store := sessions.Default(dir)
	s, from, err := store.Resume("x")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if made := strings.Count(rows, `"tokens":`); made < 3 || from.Step < 1 {
		t.Errorf("step %d is saved, at least %d were made", from.Step, made)
	}
}

// The law: however often and fast a run is signalled, it is saved. What a second signal does not wait for is a reader of the rows.
func TestSecondInterruptSaves(t *testing.T) {
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	for _, gaps := range [][]time.Duration{{0, time.Second}, {0, time.Microsecond, 2 * time.Microsecond}} {
		r := sessions.RecipeFor(text)
		r.Model.Hidden, r.Settings.Batch, r.Settings.Unroll = 1, 1, 1
		run, err := sessions.Begin(text, r, train.Options{Threads: 1, Paused: true})
		if err != nil {
			t.Fatal(err)
		}
		never := &gate{open: make(chan bool)}
		c := talk()
		c.stdout = never
		store := sessions.Default(t.TempDir())
		w := &follower{call: c, run: run, store: store, held: -history.Recent, bar: c.newProgress(true, run.Facts)}
		if _, err := w.begin(plan{origin: sessions.OfText(text), recipe: r}, trainFlags{jsonl: "-", quiet: true}); err != nil {
			t.Fatal(err)
		}
		arrivals, now := make(chan time.Time, len(gaps)), time.Now()
		for _, gap := range gaps {
			arrivals <- now.Add(gap)
		}
		if got := c.fail(nil, c.attend(arrivals, w)); got != codeInterrupted {
			t.Errorf("%v: exit code %d", gaps, got)
		}
		if list, err := store.List(); err != nil || len(list) != 1 || list[0].Err != nil {
			t.Errorf("%v: %d sessions, %v", gaps, len(list), err)
		}
	}
}
