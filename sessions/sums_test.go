package sessions

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The law: a digit or letter changed in any text file of a session is noticed by whoever reads that file, who names it, also where the
// text still makes sense; what is not part of the save is not looked at.
func TestAChangedCharacterIsNoticed(t *testing.T) {
	c := along(t, tiny("gru", "adam", false), 4, 6, 9)
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", c...)
	for _, e := range []struct{ file, old, new string }{
		{metricsFile, "\n3,48,", "\n3,49,"}, {metricsFile, "\n8,48,", "\n8,47,"}, {eventsFile, `"step":4,"lr":0.001`, `"step":4,"lr":0.002`},
		{vocabFile, `"a"`, `"z"`}, {metaFile, `"program": "test"`, `"program": "tesu"`},
		{metaFile, `"created": "2`, `"created": "3`}, {metaFile, `"kernel": "portable"`, `"kernel": "portably"`},
	} {
		path := filepath.Join(s.path("run"), e.file)
		was, err := os.ReadFile(path)
		must(t, err)
		b := strings.Replace(string(was), e.old, e.new, 1)
		if b == string(was) {
			t.Fatalf("%s has no %s", e.file, e.old)
		}
		must(t, os.WriteFile(path, []byte(b), 0o644))
		_, _, err1 := s.Open("run")
		_, _, err2 := s.Resume("run")
		list := []error{err1, err2}
		if e.file == vocabFile || e.file == metaFile {
			_, _, err := s.Model("run")
			list = append(list, err)
		}
		for _, err := range list {
			var d *Damaged
			if !errors.As(err, &d) || d.File != e.file {
				t.Errorf("%s: %q → %q: %v", e.file, e.old, e.new, err)
			}
		}
		must(t, os.WriteFile(path, was, 0o644))
	}
	b, err := os.ReadFile(filepath.Join(s.path("run"), metaFile))
	must(t, err)
	for _, harmless := range []func(string) string{
		func(s string) string { return strings.ReplaceAll(s, "\n", "\n\n ") },
		func(s string) string { return strings.Replace(s, `"name": "run"`, `"name": "walk"`, 1) },
		func(s string) string { // an edit that is meant
			s = strings.Replace(s, `"program": "test"`, `"program": "mine"`, 1)
			i := strings.Index(s, `"checksum"`)
			return s[:i] + `"no_sum"` + s[i+len(`"checksum"`):]
		},
		func(s string) string { // an earlier version, which wrote another line and kept what it did not know
			return strings.Replace(strings.Replace(s, `"program": "test"`, `"program": "old"`, 1), `"recipe_line": "`, `"recipe_line": "x`, 1)
		},
	} {
		must(t, os.WriteFile(filepath.Join(s.path("run"), metaFile), []byte(harmless(string(b))), 0o644))
		if _, _, err := s.Open("run"); err != nil {
			t.Error(err)
		}
	}
	w, got, err := s.Resume("run")
	must(t, err)
	must(t, w.Save(got))
	must(t, w.Close())
	_, err = openAll(t, s, "run")
	must(t, err)
}

// The law: no error echoes more than a line of what is in a file.
func TestErrorsEchoNoMoreThanALine(t *testing.T) {
	c := along(t, tiny("rnn", "sgd", false), 4, 6)[1]
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "run", c)
	long := strings.Repeat("7", 3000)
	for _, e := range []struct{ file, old, new string }{
		{metricsFile, "\n3,48,", "\n3," + long + "x,"}, {eventsFile, `"lr":0.001`, `"lr":"` + long + `"`}, {eventsFile, `"lr":0.001`, `"` + long + `":1`},
		{metaFile, `"cell": "rnn"`, `"cell": "` + long + `"`}, {metaFile, `"optimizer": "sgd"`, `"optimizer": "` + long + `"`},
		{metaFile, `"format": 3`, `"format": ` + long}, {metaFile, `"task": "language"`, `"task": "` + long + `"`},
		{metaFile, `"vocab_size": `, `"vocab_size": ` + long}, {metaFile, `"recipe": {`, `"recipe": {"Task": "` + long + `",`},
		{vocabFile, `"a"`, `"` + long + `"`}, {vocabFile, `"a"`, long},
	} {
		path := filepath.Join(s.path("run"), e.file)
		was, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, []byte(strings.Replace(string(was), e.old, e.new, 1)), 0o644))
		_, _, err = s.Open("run")
		if err == nil || len(err.Error()) > 400 || !strings.Contains(err.Error(), "run") {
			t.Errorf("%s, %s: %.500v", e.file, e.old, err)
		}
		must(t, os.WriteFile(path, was, 0o644))
	}
}
