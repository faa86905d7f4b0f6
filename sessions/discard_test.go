package sessions

import (
	"errors"
	"os"
	"testing"
	"time"
)

// The law: a discarded session is not listed and its name is free; restored it is what it was, to the byte; its name taken meanwhile is
// an error, and the session is still there; purged it is gone.
func TestDiscardRestorePurge(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2, 3)
	saved(t, s, "run", c[0])
	saved(t, s, "other", c[0])
	files := func() map[string]string {
		all := map[string]string{}
		entries, err := os.ReadDir(s.path("run"))
		must(t, err)
		for _, e := range entries {
			b, err := os.ReadFile(s.path("run") + "/" + e.Name())
			must(t, err)
			all[e.Name()] = string(b)
		}
		return all
	}
	before := files()
	d, err := s.Discard("run")
	must(t, err)
	if list, err := s.List(); err != nil || len(list) != 1 || list[0].Name != "other" || d.Name != "run" {
		t.Errorf("%v, %v", list, err)
	}
	s.sweep(time.Now()) // it is not yet an hour old, however old the session is
	must(t, s.Restore(d))
	if after := files(); len(after) != len(before) {
		t.Errorf("%d files, there were %d", len(after), len(before))
	} else {
		for name, content := range before {
			if after[name] != content {
				t.Errorf("%s is another", name)
			}
		}
	}
	w, _, err := s.Resume("run")
	must(t, err)
	must(t, w.Save(c[1]))
	var locked *Locked
	if _, err := s.Discard("run"); !errors.As(err, &locked) {
		t.Errorf("a session that is being written: %v", err)
	}
	must(t, w.Close())

	d, err = s.Discard("run")
	must(t, err)
	saved(t, s, "RUN", c[0])
	var exists *Exists
	if err := s.Restore(d); !errors.As(err, &exists) {
		t.Errorf("restored onto another: %v", err)
	}
	must(t, s.Remove("RUN"))
	must(t, s.Restore(d))
	d, err = s.Discard("run")
	must(t, err)
	must(t, s.Purge(d))
	must(t, s.Purge(d))
	must(t, s.Purge(Discarded{}))
	var missing *NotFound
	if err := s.Restore(d); !errors.As(err, &missing) {
		t.Errorf("restored after it was purged: %v", err)
	}
	if left, _ := os.ReadDir(s.Dir); len(left) > 2 { // the other, and the numbers that were given
		t.Errorf("there is %v", left)
	}
	must(t, os.Mkdir(s.path("documents"), 0o755))
	var damaged *Damaged
	if _, err := s.Discard("documents"); !errors.As(err, &damaged) {
		t.Errorf("no session: %v", err)
	}
}

// The law: what a process that ended has discarded is deleted after an hour.
func TestDiscardedIsSweptAfterAnHour(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 1)[0])
	old := time.Now().Add(-30 * time.Hour)
	must(t, os.Chtimes(s.path("run"), old, old))
	d, err := s.Discard("run")
	must(t, err)
	s.sweep(time.Now().Add(59 * time.Minute))
	if _, err := os.Stat(d.dir); err != nil {
		t.Error("too early:", err)
	}
	s.sweep(time.Now().Add(61 * time.Minute))
	if _, err := os.Stat(d.dir); err == nil {
		t.Error("it is still there")
	}
}
