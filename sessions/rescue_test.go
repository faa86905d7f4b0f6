package sessions

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"unroll/core/train"
)

// refuge gives the test places of its own.
func refuge(t *testing.T) (top string) {
	t.Helper()
	top = t.TempDir()
	t.Cleanup(xdg.Reload)
	t.Setenv("HOME", filepath.Join(top, "home"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(top, "data"))
	t.Setenv("TMPDIR", filepath.Join(top, "tmp"))
	must(t, os.Mkdir(filepath.Join(top, "tmp"), 0o755))
	xdg.Reload()
	return top
}

// The law: a last save that fails is made under the next name; it is an error only if a person had chosen the name.
func TestALastSaveTakesAnotherName(t *testing.T) {
	s := Store{Dir: filepath.Join(refuge(t), "sessions")}
	c := along(t, tiny("gru", "adam", false), 2, 5)
	w := create(t, s, "mine")
	saved(t, s, "mine", c[0]) // another process
	why := w.Save(c[1])
	kept, err := w.Rescue(c[1], why)
	var moved *Rescued
	if !kept || !errors.As(err, &moved) || moved.Name != "mine-2" || moved.Dir != "" || w.Name() != "mine-2" || !errors.Is(err, why) {
		t.Fatalf("%v, %v, now %s", kept, err, w.Name())
	}
	must(t, w.Close())
	for name, want := range map[string]*train.Checkpoint{"mine": c[0], "mine-2": c[1]} {
		got, err := openAll(t, s, name)
		must(t, err)
		if image(t, got) != image(t, want) {
			t.Errorf("%s is not what was saved", name)
		}
	}

	w, _, err = s.Resume("mine")
	must(t, err)
	must(t, os.RemoveAll(s.path("mine"))) // by a person, say, while the run goes on
	if why = w.Save(c[1]); why == nil {
		t.Fatal("what has no folder was saved")
	}
	if kept, err = w.Rescue(c[1], why); !kept || !errors.As(err, &moved) {
		t.Fatal(err)
	}
	must(t, w.Close())
	if got, err := openAll(t, s, w.Name()); err != nil || got.Step != 5 {
		t.Error(err)
	}
}

// The law: a last save that succeeds at the second attempt, under the same name in the same place, is not said to be elsewhere: the error
// names the place.
func TestALastSaveThatSucceedsAgainNamesThePlace(t *testing.T) {
	s := Store{Dir: filepath.Join(refuge(t), "sessions")}
	c := along(t, tiny("gru", "adam", false), 2, 5)
	saved(t, s, "mine", c[0])
	w, _, err := s.Resume("mine")
	must(t, err)
	must(t, os.RemoveAll(s.Dir)) // by a person, say, while the run goes on
	why := w.Save(c[1])
	kept, err := w.Rescue(c[1], why)
	var again *Rescued
	if !kept || !errors.As(err, &again) || again.Name != "mine" || again.Dir != s.Dir || strings.Contains(err.Error(), "instead") ||
		!strings.HasSuffix(err.Error(), "; the whole run was saved again as session mine in "+s.Dir) {
		t.Fatalf("%v, %v", kept, err)
	}
	must(t, w.Close())
	if got, err := openAll(t, s, "mine"); err != nil || got.Step != 5 {
		t.Error(err)
	}
}

// The law: where no session can be made in the store, the last save is made beside it, among a person's data, in the home folder, or in the
// system's folder for temporary files, and the error names the place; if none of them can be written, nothing is kept and the
// error is that of the save.
func TestALastSaveTakesAnotherPlace(t *testing.T) {
	top := refuge(t)
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	s := Store{Dir: filepath.Join(top, "store", "sessions")}
	block := func(path string) {
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, nil, 0o644))
	}
	block(s.Dir)
	for _, place := range []string{"store/unroll-sessions", "data/unroll/sessions", "home/unroll-sessions", "tmp/unroll-sessions-"} {
		w := s.session("x", Meta{Data: Data{SHA256: "00"}})
		w.base = "x"
		why := w.Save(c)
		kept, err := w.Rescue(c, why)
		var moved *Rescued
		if !kept || !errors.As(err, &moved) || moved.Name != "x" || !strings.HasPrefix(moved.Dir, filepath.Join(top, place)) {
			t.Fatalf("%s: %v, %v", place, kept, err)
		}
		must(t, w.Close())
		_, err = openAll(t, Store{Dir: moved.Dir}, "x")
		must(t, err)
		must(t, os.RemoveAll(moved.Dir))
		if place == "tmp/unroll-sessions-" {
			must(t, os.RemoveAll(filepath.Join(top, "tmp")))
		} else {
			block(filepath.Join(top, place))
		}
	}
	for _, dir := range []string{s.Dir, ""} {
		w := Store{Dir: dir}.session("x", Meta{Data: Data{SHA256: "00"}})
		why := w.Save(c)
		if kept, err := w.Rescue(c, why); kept || why == nil || err != why || w.Name() != "x" {
			t.Errorf("%v, %v", kept, err)
		}
	}
}

// The law: the trainer's last save is rescued, Kept is the session that it became, and the run's error says so.
func TestTheEndOfARunIsRescued(t *testing.T) {
	top := refuge(t)
	s := Store{Dir: filepath.Join(top, "sessions")}
	r, c := tiny("lstm", "adam", false), corpus(t, false)
	l := start(t, r, c, train.Options{Recorder: create(t, s, "run")})
	l.until(3)
	must(t, os.RemoveAll(s.Dir))
	must(t, os.WriteFile(s.Dir, nil, 0o644))
	l.do(train.Stop())
	err := <-l.ran
	var moved *Rescued
	if !errors.As(err, &moved) || l.tr.Kept() != moved.Name || moved.Dir != filepath.Join(top, "unroll-sessions") {
		t.Fatalf("%v, kept %q", err, l.tr.Kept())
	}
	if got, err := openAll(t, Store{Dir: moved.Dir}, moved.Name); err != nil || got.Step != 3 {
		t.Errorf("step %d, %v", got.Step, err)
	}
}
