package sessions

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/train"
	"unroll/datasets"
)

// aSession makes a session of 6 updates on a built-in text.
func aSession(t *testing.T, store Store) {
	t.Helper()
	x, err := datasets.Opener{}.Open("periodic")
	must(t, err)
	r := RecipeFor(x)
	r.Model.Hidden, r.Settings.Unroll, r.Settings.Batch = 6, 4, 4
	s, err := Create(store, "kept", x, "")
	must(t, err)
	run, err := Begin(x, r, train.Options{Threads: 1, Paused: true, Recorder: s})
	must(t, err)
	run.Send(train.Set("lr", 0.01))
	for range 6 {
		run.Send(train.StepOnce())
	}
	for snap := range run.Snapshots(context.Background()) {
		if snap.Step == 6 {
			break
		}
	}
	must(t, run.End())
}

func next(t *testing.T, c <-chan train.Snapshot, holds func(train.Snapshot) bool) train.Snapshot {
	t.Helper()
	for s := range c {
		if holds(s) {
			return s
		}
	}
	t.Fatal("the run is over")
	return train.Snapshot{}
}

// tree returns every file of a session with its content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	must(t, filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		files[name] = string(b)
		return err
	}))
	return files
}

// The law: a session opened for viewing is shown as it was saved, paused; it is neither locked nor written. A
// trainer that resumes it shows the same.
func TestOpeningASessionTouchesNothing(t *testing.T) {
	store := Store{Dir: t.TempDir()}
	aSession(t, store)
	before := tree(t, store.Dir)
	run, err := Open(store, "kept", datasets.Opener{}, train.Options{Threads: 1})
	must(t, err)
	snapshots := run.Snapshots(context.Background())
	s := <-snapshots
	if s.Phase != train.Paused || s.Step != 6 || s.Settings.LR != 0.01 || s.Model == nil || s.Saved.To != "kept" {
		t.Errorf("%+v", s)
	}
	run.Send(train.Pause())
	k, from, err := store.Resume("kept") // nothing holds its lock
	must(t, err)
	tr, err := train.New(from.Recipe, run.Data, train.Options{Threads: 1, Paused: true, From: from})
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ran := make(chan error)
	go func() { ran <- tr.Run(ctx) }()
	live := <-tr.Snapshots(ctx)
	cancel()
	must(t, <-ran)
	must(t, k.Close())
	if live.Epoch != s.Epoch || live.LR != s.LR || live.Rows != s.Rows || live.Recipe != s.Recipe || live.Phase != s.Phase {
		t.Errorf("a trainer shows %+v, the opened session %+v", live, s)
	}
	must(t, run.End())
	if run.Kept() != "" {
		t.Errorf("kept as %q", run.Kept())
	}
	for name, was := range before {
		if now := tree(t, store.Dir)[name]; now != was {
			t.Errorf("%s has changed", name)
		}
	}
}

// The law: after the first command that asks it to learn, it continues as if it had been resumed; if
// another process has the session meanwhile, this is reported, and nothing is lost.
func TestAnOpenedSessionGoesOnWhenAsked(t *testing.T) {
	store := Store{Dir: t.TempDir()}
	aSession(t, store)
	run, err := Open(store, "kept", datasets.Opener{}, train.Options{Threads: 1})
	must(t, err)
	snapshots := run.Snapshots(context.Background())
	other, _, err := store.Resume("kept")
	must(t, err)
	run.Send(train.StepOnce())
	s := next(t, snapshots, func(s train.Snapshot) bool { return s.Refused != nil })
	if !strings.Contains(s.Refused.Error(), "open in another unroll") || s.Step != 6 {
		t.Errorf("%v at step %d", s.Refused, s.Step)
	}
	must(t, other.Close())
	run.Send(train.StepOnce())
	next(t, snapshots, func(s train.Snapshot) bool { return s.Step == 7 })
	must(t, run.End())
	if run.Kept() != "kept" {
		t.Errorf("kept as %q", run.Kept())
	}
	_, c, err := store.Open("kept")
	must(t, err)
	if c.Step != 7 {
		t.Errorf("step %d is saved", c.Step)
	}
	if run.Send(train.Pause()) {
		t.Error("an ended run accepts commands")
	}
}
