package sessions

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/train"
)

// bestFileOf returns the bytes of a session's best.safetensors.
func bestFileOf(t *testing.T, s Store, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.path(name), bestFile))
	must(t, err)
	return b
}

// climbing returns checkpoints of a run whose best weights are not its last, because the rate is too high.
func climbing(t *testing.T, steps ...int) []*train.Checkpoint {
	t.Helper()
	r := tiny("lstm", "sgd", false)
	r.Settings.LR, r.Settings.ValidEvery, r.Settings.Clip = 8, 2, recipe.Off
	list := along(t, r, steps...)
	last := list[len(list)-1]
	if last.Best == nil || last.Best.Step == last.Step {
		t.Fatalf("the last weights, of step %d, are the best", last.Step)
	}
	return list
}

// The weights returned are those asked for: on the held-out text, the best have the loss that the session
// states, and the last have that of the last validation.
func TestTheBestScoreWhatTheSessionSays(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := climbing(t, 8, 12)[1]
	saved(t, s, "run", c)
	said, err := s.BestOf("run")
	must(t, err)
	if said.Step != c.Best.Step || said.Loss != c.Best.Loss || said.Weights != nil {
		t.Errorf("stated is %+v, the best %d %g", said, c.Best.Step, c.Best.Loss)
	}
	last, _ := c.History.LastValid()
	score := func(m *lm.Model) float64 { return m.EvaluateValid(corpus(t, false), 1).Loss() }
	for which, want := range map[Weights]struct {
		step int
		loss float64
	}{Best: {said.Step, said.Loss}, Last: {12, last.Loss()}} {
		_, model, err := s.ModelWith("run", which)
		must(t, err)
		if got := score(model); got != want.loss || model.Step != want.step {
			t.Errorf("%s: %g at step %d instead of %g at %d", which, got, model.Step, want.loss, want.step)
		}
		_, open, err := s.OpenWith("run", which)
		must(t, err)
		model, err = train.ModelOf(open)
		must(t, err)
		if got := score(model); got != want.loss || open.Step != want.step {
			t.Errorf("opened with %s: %g at step %d", which, got, open.Step)
		}
	}
}

// The best weights of a run that is stopped and resumed are preserved to the byte.
func TestTheBestSurviveAResume(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	list := climbing(t, 8, 12)
	saved(t, s, "run", list[0])
	w, from, err := s.Resume("run")
	must(t, err)
	must(t, w.Close())
	if from.Best == nil || from.Best.Step != list[0].Best.Step || from.Best.Loss != list[0].Best.Loss ||
		!reflect.DeepEqual(values(tensors("", from.Best.Weights)), values(tensors("", list[0].Best.Weights))) {
		t.Errorf("resumed with a different best: %+v", from.Best)
	}
}

// A save rewrites the best weights only if they have changed.
func TestTheBestAreWrittenWhenTheyChange(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	list := climbing(t, 1, 8, 12)
	if list[0].Best.Step == list[1].Best.Step || list[1].Best.Step != list[2].Best.Step {
		t.Fatalf("the best are of steps %d, %d, %d", list[0].Best.Step, list[1].Best.Step, list[2].Best.Step)
	}
	made := map[string]int{}
	s.disk = counting{osDisk{}, made}
	w := create(t, s, "run")
	for i, want := range []int{1, 2, 2} {
		must(t, w.Save(list[i]))
		if made[bestFile] != want || made[weightsFile] != i+1 {
			t.Errorf("save %d: the best were written %d times, the last %d", i, made[bestFile], made[weightsFile])
		}
	}
	must(t, w.Close())
	w, _, err := s.Resume("run") // the mark is known from the file
	must(t, err)
	longer := *list[2]
	longer.Recipe.Steps = 100
	must(t, w.Save(&longer))
	must(t, w.Close())
	if made[bestFile] != 2 || made[weightsFile] != 4 {
		t.Errorf("resumed: written %d times, the last %d", made[bestFile], made[weightsFile])
	}
}

// counting is a disk that counts the files created, by name.
type counting struct {
	osDisk
	made map[string]int
}

func (c counting) Create(path string, write func(w io.Writer) error) error {
	c.made[filepath.Base(path)]++
	return c.osDisk.Create(path, write)
}

// Damaged best weights are reported when they are asked for, but do not prevent access to the newest: the
// session opens, is listed and resumes, and its next save repairs the file.
func TestDamagedBestCostTheBestAlone(t *testing.T) {
	list := climbing(t, 8, 12)
	s := Store{Dir: t.TempDir()}
	saved(t, s, "whole", list[0])
	was := bestFileOf(t, s, "whole")
	flipped := bytes.Clone(was)
	flipped[len(was)-3] ^= 4
	for how, b := range map[string][]byte{
		"missing": nil, "empty": {}, "cut": was[:len(was)/2], "text": []byte("hello\n"), "zeros": make([]byte, len(was)),
		"flipped": flipped, "nameless": bytes.Replace(was, []byte(`"step"`), []byte(`"stop"`), 1),
		"later":   bytes.Replace(was, []byte(`"step":"`), []byte(`"step":"9`), 1),
		"no loss": bytes.Replace(was, []byte(`"loss":"`), []byte(`"loss":"x`), 1),
	} {
		saved(t, s, "run", list[0])
		path := filepath.Join(s.path("run"), bestFile)
		must(t, os.Remove(path))
		if how != "missing" {
			must(t, os.WriteFile(path, b, 0o644))
		}
		before := contents(t, s.path("run"))
		_, _, err1 := s.OpenWith("run", Best)
		_, _, err2 := s.ModelWith("run", Best)
		for _, err := range []error{err1, err2} {
			var d *Damaged
			if !errors.As(err, &d) || d.File != bestFile {
				t.Errorf("%s: %v", how, err)
			}
		}
		_, open, err := s.Open("run")
		must(t, err)
		_, _, err = s.Model("run")
		must(t, err)
		if sum := s.Look("run"); sum.Err != nil || open.Step != 8 {
			t.Errorf("%s: listed as %v at step %d", how, sum.Err, open.Step)
		}
		if contents(t, s.path("run")) != before {
			t.Errorf("%s: the folder was changed", how)
		}
		w, from, err := s.Resume("run")
		must(t, err)
		if from.Best != nil {
			t.Errorf("%s: it has a best", how)
		}
		must(t, w.Save(list[1]))
		must(t, w.Close())
		if _, c, err := s.OpenWith("run", Best); err != nil || c.Step != list[1].Best.Step {
			t.Errorf("%s: after a save: %v", how, err)
		}
		must(t, s.Remove("run"))
	}
}

// A session without best weights says so, whether its run has no validation or its format is an earlier one.
func TestNoBestIsSaid(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := *along(t, tiny("rnn", "sgd", false), 3)[0]
	c.Best = nil
	saved(t, s, "run", &c)
	oldSession(t, s, "format2/lstm")
	for _, name := range []string{"run", "lstm"} {
		_, _, err1 := s.OpenWith(name, Best)
		_, _, err2 := s.ModelWith(name, Best)
		_, err3 := s.BestOf(name)
		for _, err := range []error{err1, err2, err3} {
			var none *NoBest
			if !errors.As(err, &none) || none.Name != name || !strings.Contains(err.Error(), "keeps no best weights") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	var missing *NotFound
	if _, err := s.BestOf("nosuch"); !errors.As(err, &missing) {
		t.Error(err)
	}
}

// oldSession copies a session from testdata into a store, under its own name.
func oldSession(t *testing.T, s Store, from string) {
	t.Helper()
	must(t, os.CopyFS(s.path(filepath.Base(from)), os.DirFS(filepath.Join("testdata", from))))
}

// metaObject is session.json as parsed by any JSON reader.
func metaObject(t *testing.T, s Store, name string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.path(name), metaFile))
	must(t, err)
	var m map[string]any
	must(t, json.Unmarshal(b, &m))
	return m
}
