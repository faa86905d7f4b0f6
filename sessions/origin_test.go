package sessions

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// The law: data that are gone, or are not those that the session learned from, are named, with what to do; the lock is free
// afterwards. Where they are now can be said.
func TestDataOfAnyTaskAreCheckedWhenFoundAgain(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, someNumbers(t)
	keptNumbers(t, s, x)
	was, err := os.ReadFile(x.path)
	must(t, err)
	refused := func(want string, args ...string) {
		t.Helper()
		_, err1 := Open(s, "kept", datasets.Opener{}, train.Options{}, args...)
		_, err2 := Resume(s, "kept", datasets.Opener{}, args...)
		for _, err := range []error{err1, err2} {
			var bad *datasets.BadData
			if !errors.As(err, &bad) || bad.Hint == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v", err)
			}
		}
	}
	must(t, os.WriteFile(x.path, was[:len(was)/2], 0o666))
	refused(x.path + ": not the data that session kept learned from: their sha256 is ")
	moved := filepath.Join(t.TempDir(), "moved.csv")
	must(t, os.Remove(x.path))
	must(t, os.WriteFile(moved, was, 0o666))
	refused("session kept needs it to resume")
	k, err := Resume(s, "kept", datasets.Opener{}, moved)
	must(t, err)
	must(t, k.Recorder.Close())
	for want, change := range map[string]func(d map[string]any){
		`they are of kind "test", and were of kind "walk"`:                             func(d map[string]any) { d["kind"] = "walk" },
		"700 steps to train on and 150 to validate on, and there were 800 and 50":      func(d map[string]any) { d["split"] = map[string]any{"train": 800, "valid": 50} },
		"their sha256 is " + x.Reference().SHA256[:12] + "…, and it was 0123456789ab…": func(d map[string]any) { d["sha256"] = "0123456789abcdef" },
	} {
		now := metaObject(t, s, "kept")
		rewrite(t, s, "kept", func(m map[string]any) { change(m["data"].(map[string]any)) })
		refused(want, moved)
		rewrite(t, s, "kept", func(m map[string]any) { m["data"] = now["data"] })
	}
}

// The law: what only a language model can do, and an export of a task that none is written for, is refused in words, and
// nothing is written.
func TestOtherTasksAreRefusedInWords(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, someNumbers(t)
	keptNumbers(t, s, x)
	m, c, err := s.Open("kept")
	must(t, err)
	dir := filepath.Join(t.TempDir(), "out")
	if err := Export(dir, c, nil); err == nil || err.Error() != "a run of task regression cannot be exported to PyTorch" {
		t.Error(err)
	}
	if list, _ := os.ReadDir(filepath.Dir(dir)); len(list) > 0 {
		t.Errorf("there is %v", list)
	}
	_, _, err1 := s.Model("kept")
	_, _, err2 := s.ModelWith("kept", Best)
	_, err3 := FindText(m, datasets.Opener{})
	for _, err := range []error{err1, err2, err3} {
		if err == nil || err.Error() != "session kept is of task regression: this needs a language model" {
			t.Error(err)
		}
	}
}

// The law: a session of a task that only a later version has is listed, opened and resumed with that as the error, also if
// its recipe has fields that mean something else there; it is left as it is, and can be renamed.
func TestATaskOfALaterVersionIsTold(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	keptNumbers(t, s, someNumbers(t))
	rewrite(t, s, "kept", func(m map[string]any) {
		m["task"] = "oracle"
		m["recipe"].(map[string]any)["task"] = "oracle"
		m["recipe"].(map[string]any)["text"] = []any{"no", "text"}
		m["vocab_size"] = map[string]any{"source": 7, "target": 9}
	})
	must(t, os.Remove(filepath.Join(s.path("kept"), lockFile)))
	before := contents(t, s.path("kept"))
	_, err1 := Open(s, "kept", datasets.Opener{}, train.Options{})
	_, err2 := Resume(s, "kept", datasets.Opener{})
	_, _, err3 := s.Model("kept")
	for _, err := range []error{err1, err2, err3, s.Look("kept").Err} {
		var newer *Newer
		if !errors.As(err, &newer) || newer.Task != "oracle" || err.Error() != `session kept is of task "oracle", which this unroll does not know: use a newer unroll` {
			t.Error(err)
		}
	}
	if contents(t, s.path("kept")) != before {
		t.Error("the folder was changed")
	}
	must(t, s.Rename("kept", "later"))
	if err := s.Look("later").Err; err == nil || !strings.Contains(err.Error(), "session later is of task") {
		t.Error(err)
	}
}

// The law: the data of every task can be found again; a task that has no line in the table is named.
func TestEveryTaskHasAFinder(t *testing.T) {
	for _, of := range task.Tasks {
		if !slices.ContainsFunc(Finders, func(f Finder) bool { return f.Task == of }) {
			t.Errorf("nothing finds the data of %s", of.Name)
		}
	}
	m := Meta{Name: "x", Recipe: recipe.Recipe{Task: "oracle"}}
	if _, err := FindOrigin(m, datasets.Opener{}); err == nil || !strings.Contains(err.Error(), "session x is of task oracle") {
		t.Error(err)
	}
}
