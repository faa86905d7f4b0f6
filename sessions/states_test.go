package sessions

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"unroll/core/task"
	"unroll/core/train"
)

// goodOn is c as a state to go back to.
func goodOn(c *train.Checkpoint) *train.Good {
	return &train.Good{Checkpoint: *c, Events: len(c.History.Events())}
}

// The law: a state of a run that is read back is what was stored, to the bit.
func TestAStateToGoBackToIsExact(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("lstm", "adam", true), 5, 8)
	w := create(t, s, "run")
	if err := w.Mark(goodOn(c[0]), 0); err == nil {
		t.Error("a state was stored before there was a session")
	}
	must(t, w.Save(c[1]))
	must(t, w.Mark(goodOn(c[0]), 3*time.Second))
	list := w.Marks(c[1])
	if len(list) != 1 || list[0].Step != 5 || list[0].Events != len(c[0].History.Events()) || list[0].Work != 3*time.Second || list[0].Bytes == 0 {
		t.Fatalf("%+v", list)
	}
	g, err := w.Marked(5)
	must(t, err)
	at, err := c[1].Back(g)
	must(t, err)
	must(t, w.Save(at))
	must(t, w.Close())
	must(t, os.RemoveAll(filepath.Join(s.path("run"), statesDir))) // they are not part of the run
	saved(t, s, "never-went-on", c[0])
	sameFiles(t, s.path("run"), s.path("never-went-on"))
}

// The law: a state that is damaged, or of another course of the run, is not gone back to, and is removed.
func TestStatesOfAnotherCourseAreRemoved(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	r := tiny("lstm", "adam", true)
	c := along(t, r, 5, 8)
	r.Settings.LR *= 2 // so that its updates are others
	other := along(t, r, 5, 8)
	for name, spoil := range map[string]func(t *testing.T, w *Session){
		"another course": func(t *testing.T, w *Session) { must(t, w.Mark(goodOn(other[0]), 0)) },
		"later":          func(t *testing.T, w *Session) { must(t, w.Mark(goodOn(c[1]), 0)) },
		"not a state":    func(t *testing.T, w *Session) { must(t, os.WriteFile(w.statePath(5), []byte("{}"), 0o666)) },
		"empty":          func(t *testing.T, w *Session) { must(t, os.Truncate(w.statePath(5), 0)) },
		"another step":   func(t *testing.T, w *Session) { must(t, os.Rename(w.statePath(5), w.statePath(4))) },
	} {
		w := create(t, s, s.FreeName("run"))
		must(t, w.Save(c[0]))
		must(t, w.Mark(goodOn(c[0]), 0))
		spoil(t, w)
		if list := w.Marks(c[0]); name != "later" && len(list) != 0 || name == "later" && (len(list) != 1 || list[0].Step != 5) {
			t.Errorf("%s: %+v", name, list)
		}
		if left, _ := filepath.Glob(filepath.Join(w.dir, statesDir, "*")); len(left) > 1 || len(left) == 1 && name != "later" {
			t.Errorf("%s: left are %v", name, left)
		}
		must(t, w.Mark(goodOn(c[0]), 0))
		info, err := os.Stat(w.statePath(5))
		must(t, err)
		must(t, os.Truncate(w.statePath(5), info.Size()-1))
		if _, err := w.Marked(5); err == nil {
			t.Errorf("%s: a state that was cut off is read", name)
		}
	}
}

// The law: a state that is only read leaves the session as it is, and a fork that begins from one is the fork that begins from the beginning.
func TestAForkFromAStateIsTheSame(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("lstm", "adam", true), 5, 8)
	w := create(t, s, "run")
	must(t, w.Save(c[1]))
	must(t, w.Mark(goodOn(c[0]), time.Second))
	must(t, w.Close())
	before, err := os.ReadDir(filepath.Join(s.path("run"), statesDir))
	must(t, err)
	d := task.Text{Corpus: corpus(t, true)}
	states := statesReader{&Session{store: s, folder: folder{name: "run", dir: s.path("run")}, meta: w.meta}}
	made := map[bool]int{}
	var forks []*train.Checkpoint
	for _, from := range []bool{false, true} {
		way := train.Way{Threads: 1, Tell: func(_, of int) error { made[from] = of; return nil }}
		if from {
			way.States = states
		}
		at, err := c[1].At(7, d, way)
		must(t, err)
		forks = append(forks, at)
	}
	if made[false] != 7 || made[true] != 2 {
		t.Errorf("updates made again: %d from the beginning, %d from the state of step 5", made[false], made[true])
	}
	saved(t, s, "one", forks[0])
	saved(t, s, "two", forks[1])
	sameFiles(t, s.path("one"), s.path("two"))
	if after, err := os.ReadDir(filepath.Join(s.path("run"), statesDir)); err != nil || len(after) != len(before) {
		t.Errorf("%d states of %d are left: %v", len(after), len(before), err)
	}
}
