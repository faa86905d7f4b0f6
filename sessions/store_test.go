package sessions

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

func TestDefaultIsFlagThenVariableThenHome(t *testing.T) {
	home := t.TempDir()
	t.Cleanup(xdg.Reload) // runs once the variables are restored
	t.Setenv("XDG_DATA_HOME", home)
	xdg.Reload()
	t.Setenv(Environment, "")
	if got, want := Default("").Dir, filepath.Join(home, "unroll", "sessions"); got != want {
		t.Error(got)
	}
	t.Setenv(Environment, filepath.Join(home, "b"))
	if got := Default("").Dir; got != filepath.Join(home, "b") {
		t.Error(got)
	}
	if got := Default(filepath.Join(home, "a")).Dir; got != filepath.Join(home, "a") {
		t.Error(got)
	}
}

// Looking, asking and preparing create nothing; the first save creates everything.
func TestNothingIsMadeBeforeASave(t *testing.T) {
	top := t.TempDir()
	s := Store{Dir: filepath.Join(top, "data", "unroll", "sessions")}
	list, err := s.List()
	if err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	var missing *NotFound
	if _, _, err := s.Open("run"); !errors.As(err, &missing) {
		t.Error(err)
	}
	if _, _, err := s.Resume("run"); !errors.As(err, &missing) {
		t.Error(err)
	}
	s.FreeName("run")
	must(t, create(t, s, "run").Close())
	if left, _ := os.ReadDir(top); len(left) > 0 {
		t.Error("there is", left)
	}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 1)...)
}

func TestNowhereToKeepSessions(t *testing.T) {
	var s Store
	_, err1 := s.Create("run", Meta{})
	_, _, err2 := s.Open("run")
	_, err3 := s.List()
	for _, err := range []error{err1, err2, err3, s.Remove("run"), s.Rename("run", "other")} {
		if !errors.Is(err, ErrNowhere) {
			t.Error(err)
		}
	}
}

// A session has one writer; readers need no permission.
func TestOneWriter(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	first := create(t, s, "run")
	second := create(t, s, "run")
	must(t, first.Save(c))
	held := func() {
		t.Helper()
		var locked *Locked
		_, _, err := s.Resume("run")
		for _, err := range []error{err, s.Remove("run"), s.Rename("run", "other")} {
			if !errors.As(err, &locked) || err.Error() != "session run is open in another unroll" {
				t.Error(err)
			}
		}
		_, _, err = s.Open("run")
		must(t, err)
	}
	held()
	var exists *Exists
	if err := second.Save(c); !errors.As(err, &exists) {
		t.Error(err)
	}
	must(t, second.Close())
	held()
	must(t, first.Close())
	must(t, first.Close())
	if err := first.Save(c); err == nil {
		t.Error("saved after Close")
	}
	third, _, err := s.Resume("run")
	must(t, err)
	held()
	must(t, third.Close())
	must(t, s.Remove("run"))
	if left, _ := os.ReadDir(s.Dir); len(left) > 0 {
		t.Error("there is", left)
	}
}

func TestRename(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2, 3)
	saved(t, s, "run", c[0])
	saved(t, s, "other", c[0])
	var exists *Exists
	var bad *BadName
	var missing *NotFound
	if err := s.Rename("run", "other"); !errors.As(err, &exists) {
		t.Error(err)
	}
	if err := s.Rename("run", "a/b"); !errors.As(err, &bad) {
		t.Error(err)
	}
	if err := s.Rename("rum", "b"); !errors.As(err, &missing) || err.Error() != `no session "rum": did you mean run?` {
		t.Error(err)
	}
	must(t, s.Rename("run", "run"))
	must(t, s.Rename("run", "renamed"))
	b, err := os.ReadFile(filepath.Join(s.path("renamed"), metaFile))
	must(t, err)
	if !strings.Contains(string(b), `"name": "renamed"`) {
		t.Errorf("%s", b)
	}
	w, _, err := s.Resume("renamed")
	must(t, err)
	must(t, w.Save(c[1]))
	must(t, w.Close())
}

// What is not a session is not removed, whatever folder is given as the store.
func TestRemoveTouchesSessionsOnly(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	must(t, os.MkdirAll(filepath.Join(s.path("documents"), "letters"), 0o755))
	must(t, os.WriteFile(s.path("file"), nil, 0o644))
	for _, name := range []string{"documents", "file"} {
		var damaged *Damaged
		if err := s.Remove(name); !errors.As(err, &damaged) {
			t.Error(err)
		}
	}
	var missing *NotFound
	for _, name := range []string{"..", ".", "documents/letters", ""} {
		if err := s.Remove(name); !errors.As(err, &missing) {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(s.path("documents"), "letters")); err != nil {
		t.Error(err)
	}
}

// The list has everything, newest first, with errors.
func TestListIsNewestFirstAndComplete(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("gru", "adam", false), 3, 5)
	noon := time.Date(2025, 1, 2, 12, 0, 0, 0, time.UTC)
	for i, name := range []string{"old", "new", "older"} {
		saved(t, s, name, c[min(i, 1)])
		at := noon.Add([]time.Duration{0, time.Hour, -time.Hour}[i])
		must(t, os.Chtimes(filepath.Join(s.path(name), weightsFile), at, at))
	}
	must(t, os.Mkdir(s.path("empty folder"), 0o755))
	must(t, os.Mkdir(s.path("nothing"), 0o755))
	must(t, os.WriteFile(s.path("file"), nil, 0o644))
	must(t, os.Mkdir(s.path(".hidden"), 0o755))
	list, err := s.List()
	must(t, err)
	var got []string
	for _, l := range list {
		line := l.Name
		if l.Err != nil {
			line += ": " + strings.ReplaceAll(l.Err.Error(), s.Dir, "DIR")
		} else {
			line += fmt.Sprint(" ", l.Dataset(), " ", l.Model(), " ", l.Step, " ", l.Saved.UTC().Hour())
		}
		got = append(got, line)
	}
	want := `file: session file is damaged: DIR/file: is not a folder
nothing: session nothing is damaged: session.json: is missing
new noise GRU 2×7 5 13
old noise GRU 2×7 3 12
older noise GRU 2×7 5 11
empty folder: "empty folder" cannot be a session's name: it contains ' ': only letters, digits, - _ and . are allowed`
	// The first two were made within one tick of some clocks.
	if g := strings.ReplaceAll(strings.Join(got, "\n"), `DIR\`, "DIR/"); g != want && g != swapFirst(want) {
		t.Errorf("\n%s\n%s", g, want)
	}
	valids := historytest.Valids(c[1].History)
	last := c[1].History.Last().Loss
	if list[2].Loss != last || list[2].ValidLoss != valids[1].Loss() || list[3].ValidLoss != valids[0].Loss() {
		t.Errorf("losses %+v", list[2:4])
	}
}

func swapFirst(s string) string {
	lines := strings.SplitN(s, "\n", 3)
	lines[0], lines[1] = lines[1], lines[0]
	return strings.Join(lines, "\n")
}

// Readers see one save or another during a save, never a mixture: here of a run that alternates between two courses.
func TestReadersSeeWholeSaves(t *testing.T) {
	s, r := Store{Dir: t.TempDir(), disk: quick{}}, tiny("rnn", "sgd", false)
	a := along(t, r, 8)[0]
	b, err := train.Replay(r, task.Text{Corpus: corpus(t, false)}, []history.Event{{Step: 2, Knob: "lr", From: r.Settings.LR, To: 0.5}}, 6, 1)
	must(t, err)
	saved(t, s, "run", a)
	w, _, err := s.Resume("run")
	must(t, err)
	stop, ended := make(chan bool), make(chan error, 1)
	go func() {
		for {
			select {
			case <-stop:
				ended <- nil
				return
			default:
				if err := errors.Join(w.Save(b), w.Save(a)); err != nil {
					ended <- err
					return
				}
			}
		}
	}()
	opens := [2]int{}
	lean := *a
	lean.Best = nil // Open leaves it on the disk
	imageA, imageB := image(t, &lean), image(t, b)
	for range 400 {
		_, c, err := s.Open("run")
		must(t, err)
		switch image(t, c) {
		case imageA:
			opens[0]++
		case imageB:
			opens[1]++
		default:
			t.Fatal("neither")
		}
	}
	close(stop)
	must(t, <-ended)
	must(t, w.Close())
	t.Log(opens)
}

// What killed processes have left in the store is removed after a while.
func TestLitterIsSweptWhenOld(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	long := time.Now().Add(-2 * time.Hour)
	for _, name := range []string{".new-run-1", ".removed-run-2", ".mine", ".new-run-young"} {
		must(t, os.Mkdir(s.path(name), 0o755))
		must(t, os.WriteFile(filepath.Join(s.path(name), "x"), nil, 0o644))
		if name != ".new-run-young" {
			must(t, os.Chtimes(s.path(name), long, long))
		}
	}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 1)...)
	list, err := os.ReadDir(s.Dir)
	must(t, err)
	if len(list) != 3 || list[0].Name() != ".mine" || list[1].Name() != ".new-run-young" {
		t.Error(list)
	}
}

// The law: whoever loses a name that the program chose takes the next; a name that a person chose stays a person's.
func TestWhoLosesANameTakesTheNext(t *testing.T) {
	store := Store{Dir: t.TempDir()}
	r := smallSeries("gru", "squared")
	n, err := datasets.Opener{}.OpenSeries("ar2", r.Series)
	must(t, err)
	subject, err := about(OfSeries(n), r)
	must(t, err)
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	var free []*Session
	for range 4 { // each chooses its name before any of them has saved
		free = append(free, subject.CreateFree(store))
	}
	chosen, err := subject.Create(store, "ar2-gru")
	must(t, err)
	for i, s := range free {
		must(t, s.Save(c))
		want := "ar2-gru"
		if i > 0 {
			want = fmt.Sprintf("ar2-gru-%d", i+1)
		}
		if s.Name() != want {
			t.Errorf("session %d is %s, want %s", i, s.Name(), want)
		}
		if _, _, err := store.Open(want); err != nil {
			t.Error(err)
		}
		must(t, s.Close())
	}
	var exists *Exists
	if err := chosen.Save(c); !errors.As(err, &exists) {
		t.Errorf("a name that was asked for: %v", err)
	}
}
