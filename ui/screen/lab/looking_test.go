package lab

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// seriesRun begins a run of a small GRU on a series, paused, and remembers its last snapshot.
func seriesRun(t *testing.T, head string) *sessions.Run {
	t.Helper()
	r := recipe.Series("gru")
	r.Model.Head, r.Model.Hidden, r.Series.Rows, r.Text.Valid, r.Steps, r.Settings.ValidEvery = head, 7, 500, 0.25, 38, 10
	n, err := datasets.Opener{}.OpenSeries("sine-noise", r.Series)
	if err != nil {
		t.Fatal(err)
	}
	run, err := sessions.BeginOn(sessions.OfSeries(n), r, train.Options{Threads: 2, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.End() })
	return run
}

// ended is what a finished run has learned, with its position in the data.
func ended(t *testing.T, run *sessions.Run) string {
	t.Helper()
	store := sessions.Store{Dir: t.TempDir()}
	w, err := run.Create(store, "run")
	if err != nil {
		t.Fatal(err)
	}
	if !run.Record(w) {
		t.Fatal("not recorded")
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	_, c, err := store.Open("run")
	if err != nil {
		t.Fatal(err)
	}
	if c.Step != c.Recipe.Steps {
		t.Errorf("%d updates", c.Step)
	}
	if n := len(c.History.Events()); n > 0 {
		t.Errorf("settings were changed: %v", c.History.Events())
	}
	return fmt.Sprint(c.Weights, c.Slots, c.State, c.Position)
}

// The law: looking never changes learning. A run on a series in the lab, with every view open, every snapshot drawn, and keys pressed that
// look, ends with the bytes of a run that nobody looks at.
func TestLookingAtASeriesNeverChangesLearning(t *testing.T) {
	plain, _ := theme.Find("plain")
	for _, head := range []string{"squared", "gaussian"} {
		alone := seriesRun(t, head)
		snapshots := alone.Snapshots(context.Background())
		alone.Send(train.Resume())
		for s := range snapshots {
			if s.Phase == train.Finished {
				break
			}
		}
		want := ended(t, alone)

		run := seriesRun(t, head)
		l := New(run, &run.Subject, "sine-noise", &look.Look{Theme: plain, Words: i18n.English})
		keys := []string{"m", "p", "w", "2", "right", "r", "b", "end", "3", "down", ">", "1", "tab", "f", "esc", "a", "?", "esc", "]"}
		lookedAt(t, run, l, keys, func() bool { return l.data.Rungs.Stand.N > 0 })
		if got := ended(t, run); got != want {
			t.Errorf("%s: other weights", head)
		}
	}
}

// lookedAt lets a run learn to its end in a lab, with every view open, every snapshot drawn and a key pressed after each update, and goes
// on until enough has been seen.
func lookedAt(t *testing.T, run *sessions.Run, l *Lab, keys []string, enough func() bool) {
	t.Helper()
	t.Cleanup(l.Close)
	answers := make(chan any, 1024)
	start := func(jobs []event.Job) {
		for _, j := range jobs {
			go func() { answers <- j() }()
		}
	}
	take := func(msg any) { start(l.Message(msg)) }
	start(l.Start())
	start(l.Enter())
	for i := range l.kinds() {
		l.show(i)
		start(l.take())
	}
	g := grid.New(100, 30)
	for step := range run.Recipe.Steps {
		run.Send(train.StepOnce())
		for l.data.Snap.Step <= step {
			take(<-answers)
		}
		k := keys[step%len(keys)]
		start(l.Key(event.Key{Name: k, Text: k}))
		g.Clear(grid.Style{})
		l.Draw(g.View())
	}
	for !enough() { // else the test looks at nothing
		take(<-answers)
	}
}

// taggingRun begins a run of a small network on tagged sentences, paused.
func taggingRun(t *testing.T, both bool) *sessions.Run {
	t.Helper()
	r := recipe.Tagging()
	r.Model.Embed, r.Model.Hidden, r.Model.Bidirectional, r.Steps, r.Settings.ValidEvery = 5, 7, both, 30, 10
	s, err := datasets.Opener{}.OpenTagged("weather", "")
	if err != nil {
		t.Fatal(err)
	}
	s.Train = s.Train[:300]
	run, err := sessions.BeginOn(sessions.OfTagged(s), r, train.Options{Threads: 2, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.End() })
	return run
}

// The law: looking never changes learning. A run on tagged sentences in the lab, with every view open, the held-out sentences judged again and
// again, sentences typed and every page turned, ends with the bytes of a run that nobody looks at.
func TestLookingAtTagsNeverChangesLearning(t *testing.T) {
	plain, _ := theme.Find("plain")
	for _, both := range []bool{false, true} {
		alone := taggingRun(t, both)
		snapshots := alone.Snapshots(context.Background())
		alone.Send(train.Resume())
		for s := range snapshots {
			if s.Phase == train.Finished {
				break
			}
		}
		want := ended(t, alone)

		run := taggingRun(t, both)
		l := New(run, &run.Subject, "weather", &look.Look{Theme: plain, Words: i18n.English})
		keys := []string{"2", "e", "d", "right", "m", "e", "enter", "w", "enter", "i", "s", "u", "n", "esc", "left", "1", "tab", "f", "esc", "]", "m"}
		seen := false
		lookedAt(t, run, l, keys, func() bool {
			if !seen { // judged by whoever asks last
				l.showNamed("tags")
				seen = strings.Contains(picture(l, 100, 30), "words")
			}
			return seen && len(l.data.Tags.Read.Said) > 0
		})
		if got := ended(t, run); got != want {
			t.Errorf("both %v: other weights", both)
		}
	}
}
