package sessions

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/train"
)

// tall is enough updates that some are in buckets.
const tall = history.Recent + 600

// saves are the ways in which a session goes from one checkpoint to the next. The first starts from
// nothing, the third is a rewind, the last has a different row for the same step.
func saves(t *testing.T) map[string][]*train.Checkpoint {
	t.Helper()
	list := along(t, tiny("gru", "adam", true), 5, 8)
	early := *list[0]
	early.History = without(early.History, 1)
	longer := *list[1]
	longer.Recipe.Steps = 100
	unjudged := early
	unjudged.Best = nil // as after a rewind to before the first validation
	if early.Best == nil || list[1].Best == nil {
		t.Fatal("there are no best weights to save")
	}
	later := *list[1]
	later.Best = &train.Best{Step: 8, Loss: list[1].Best.Loss / 2, Weights: later.Weights}
	all := map[string][]*train.Checkpoint{
		"first": {nil, list[0]}, "append": {list[0], list[1]}, "rewind": {list[1], list[0]},
		"late": {&early, list[0]}, "longer": {list[0], &longer},
		"best": {list[0], &later}, "best lost": {list[1], &unjudged},
	}
	if !testing.Short() { // with history.bin: written by a save that appends, and by one that rewrites metrics.csv
		all["buckets"], all["other buckets"] = []*train.Checkpoint{long(t, tall), long(t, tall+600)}, []*train.Checkpoint{long(t, tall+600), long(t, tall)}
	}
	return all
}

// imagesOf are the images of two checkpoints, the first of which may be nil.
func imagesOf(t *testing.T, c []*train.Checkpoint) (images [2]string) {
	t.Helper()
	if c[0] != nil {
		images[0] = image(t, c[0])
	}
	images[1] = image(t, c[1])
	return images
}

// opens reports whether the session is at c[1] rather than c[0] (nil: no session), and fails if it is at neither,
// given their images, or is not listed without an error.
func opens(t *testing.T, s Store, c []*train.Checkpoint, images [2]string) (isNext bool) {
	t.Helper()
	got, err := openAll(t, s, "run")
	list, err2 := s.List()
	must(t, err2)
	var missing *NotFound
	if c[0] == nil && errors.As(err, &missing) {
		if len(list) != 0 {
			t.Fatalf("there is no session, but a list of %+v", list)
		}
		return false
	}
	must(t, err)
	if len(list) != 1 || list[0].Err != nil || list[0].Step != got.Step {
		t.Fatalf("the list is %+v", list)
	}
	_, model, err := s.Model("run")
	must(t, err)
	if model.Step != got.Step {
		t.Fatalf("the model is of step %d, the run at %d", model.Step, got.Step)
	}
	switch now := image(t, got); {
	case now == images[1]:
		return true
	case c[0] != nil && now == images[0]:
		return false
	}
	t.Fatalf("the session is neither the old nor the new one: step %d", got.Step)
	return false
}

// goesOn resumes what a crash has left and saves next: no trace of the crash may remain.
func goesOn(t *testing.T, s Store, next *train.Checkpoint, want string) {
	t.Helper()
	var w *Session
	if _, err := os.Stat(s.path("run")); err == nil {
		if w, _, err = s.Resume("run"); err != nil {
			t.Fatal(err)
		}
	} else {
		w = create(t, s, "run")
	}
	must(t, w.Save(next))
	must(t, w.Close())
	sameFiles(t, s.path("run"), want)
}

// A process killed at any call of any save leaves the old session or the new one.
func TestKillLeavesOldOrNew(t *testing.T) {
	for name, c := range saves(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // they wait for the disk
			ref := Store{Dir: t.TempDir(), disk: quick{}, every: 256}
			saved(t, ref, "run", c[1])
			images := imagesOf(t, c)
			for n, done := 0, false; !done; n++ {
				for p := nothing; p <= half && !done; p++ { // a completed call is the same as the next one not begun
					s := Store{Dir: filepath.Join(t.TempDir(), "data", "sessions"), disk: quick{}, every: 256}
					if c[0] != nil {
						saved(t, s, "run", c[0])
					}
					f := &faulty{disk: quick{}, n: n, part: p, good: true}
					w := writer(t, s, f)
					err := w.Save(c[1])
					done = f.made <= n
					w.Close()
					if isNext := opens(t, s, c, images); err == nil && !isNext {
						t.Fatalf("call %d, part %d: saved, but the session has not changed", n, p)
					}
					goesOn(t, s, c[1], ref.path("run"))
				}
			}
		})
	}
}

// writer returns a writer of the store's session that uses disk d.
func writer(t *testing.T, s Store, d disk) *Session {
	t.Helper()
	if _, err := os.Stat(s.path("run")); err != nil {
		s.disk = d
		return create(t, s, "run")
	}
	w, _, err := s.Resume("run")
	must(t, err)
	w.store.disk = d
	return w
}

// A call that fails once, as on a full disk, is reported, loses nothing that was saved before and
// leaves no litter, and the same Session can save again when there is room.
func TestFullDiskIsToldAndForgiven(t *testing.T) {
	for name, c := range saves(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // they wait for the disk
			ref := Store{Dir: t.TempDir(), disk: quick{}, every: 256}
			saved(t, ref, "run", c[1])
			images := imagesOf(t, c)
			for n, done := 0, false; !done; n++ {
				for p := nothing; p <= all && !done; p++ {
					top := t.TempDir()
					s := Store{Dir: filepath.Join(top, "data", "sessions"), disk: quick{}, every: 256}
					if c[0] != nil {
						saved(t, s, "run", c[0])
					}
					f := &faulty{disk: quick{}, n: n, part: p}
					w := writer(t, s, f)
					err := w.Save(c[1])
					done = f.made <= n
					if isNext := opens(t, s, c, images); err == nil && !isNext {
						t.Fatalf("call %d, part %d: saved, but the session has not changed", n, p)
					} else if err != nil && (!errors.Is(err, errPlug) || !strings.Contains(err.Error(), "session run")) {
						t.Fatal(err)
					} else if c[0] == nil && !isNext {
						if list, _ := os.ReadDir(top); len(list) > 0 && p != all {
							t.Fatalf("call %d: a first save that failed has left %v", n, list)
						}
					}
					if _, e := os.Stat(filepath.Join(s.path("run"), nextDir)); e == nil {
						t.Fatalf("call %d: the failed save still takes space", n)
					}
					must(t, w.Save(c[1]))
					must(t, w.Close())
					sameFiles(t, s.path("run"), ref.path("run"))
				}
			}
		})
	}
}

// A power failure at any instant, with any prefix of what was not synced, leaves the old session or
// the new one; and the new one once Save has returned.
func TestPowerCutLeavesOldOrNew(t *testing.T) {
	for name, c := range saves(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // they wait for the disk
			ref := Store{Dir: t.TempDir(), disk: quick{}, every: 256}
			saved(t, ref, "run", c[1])
			images := imagesOf(t, c)
			top := t.TempDir()
			s := Store{Dir: filepath.Join(top, "data", "sessions"), disk: quick{}, every: 256}
			if c[0] != nil {
				saved(t, s, "run", c[0])
			}
			j := begin(t, top)
			w := writer(t, s, j)
			cuts, had, seen := 0, false, map[string]bool{}
			j.cut = func(left names) {
				key := fmt.Sprint(had, left.key())
				if seen[key] {
					return
				}
				seen[key] = true
				cuts++
				dir := filepath.Join(t.TempDir(), fmt.Sprint(cuts))
				left.lay(t, top, dir)
				after := Store{Dir: filepath.Join(dir, "data", "sessions"), disk: quick{}, every: 256}
				isNext := opens(t, after, c, images)
				if had && !isNext {
					t.Fatal("saved, but lost after a power failure")
				}
				goesOn(t, after, c[1], ref.path("run"))
			}
			must(t, w.Save(c[1]))
			had = true
			j.pull()
			must(t, w.Close())
			if cuts < 15 {
				t.Errorf("only %d possible states", cuts)
			}
		})
	}
}
