package sessions

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/history"
)

// contents returns all the bytes of a folder.
func contents(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	must(t, err)
	var b strings.Builder
	for _, e := range list {
		data, _ := os.ReadFile(filepath.Join(dir, e.Name()))
		b.WriteString(e.Name() + "\n" + string(data))
	}
	return b.String()
}

// A file that is missing, truncated or full of something else is named by every function that reads
// it; nothing in the folder changes, and the lock is free afterwards.
func TestDamageIsNamedAndLeftAlone(t *testing.T) {
	c := along(t, tiny("lstm", "adam", false), 4, 6, 7)[2]
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", c)
	for _, name := range needed() {
		path := filepath.Join(s.path("run"), name)
		was, err := os.ReadFile(path)
		must(t, err)
		for how, b := range map[string][]byte{
			"missing": nil, "empty": {}, "cut": was[:len(was)/2], "text": []byte("hello\n"), "zeros": make([]byte, len(was)),
			"null": []byte("null"), "object": []byte("{}\n"), "long line": bytes.Repeat([]byte("1,"), 1<<16),
			"flipped": bytes.Replace(was, []byte(":"), []byte(";"), 1),
		} {
			if how == "flipped" && name == metricsFile {
				continue // it has no colon
			}
			must(t, os.RemoveAll(path))
			if how != "missing" {
				must(t, os.WriteFile(path, b, 0o644))
			}
			before := contents(t, s.path("run"))
			_, _, err1 := s.Open("run")
			_, _, err2 := s.Resume("run")
			for _, err := range []error{err1, err2} {
				var d *Damaged
				if !errors.As(err, &d) || d.File != name || !strings.Contains(err.Error(), "session run is damaged: "+name+": ") {
					t.Errorf("%s %s: %v", name, how, err)
				}
			}
			if how == "missing" {
				if sum := s.Look("run"); sum.Err == nil {
					t.Errorf("%s %s is listed as sound", name, how)
				}
			}
			if contents(t, s.path("run")) != before {
				t.Errorf("%s %s: the folder was changed", name, how)
			}
			l, err := acquire("run", s.path("run"))
			must(t, err)
			must(t, l.Unlock())
		}
		must(t, os.WriteFile(path, was, 0o644))
	}
	_, _, err := s.Open("run")
	must(t, err)
}

// A committed save that is damaged does not replace the sound files that it was to replace.
func TestDamagedCommitIsLeftAlone(t *testing.T) {
	c := along(t, tiny("rnn", "adam", false), 4, 6)
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", c[0])
	saved(t, s, "later", c[1])
	commit := filepath.Join(s.path("run"), commitDir)
	must(t, os.Mkdir(commit, 0o755))
	must(t, os.Rename(filepath.Join(s.path("later"), weightsFile), filepath.Join(commit, weightsFile)))
	must(t, os.WriteFile(filepath.Join(commit, optimizerFile), []byte("hello"), 0o644))
	var d *Damaged
	if _, _, err := s.Resume("run"); !errors.As(err, &d) || d.File != optimizerFile {
		t.Error(err)
	}
	must(t, os.RemoveAll(commit)) // what a person may do
	got, err := openAll(t, s, "run")
	must(t, err)
	if image(t, got) != image(t, c[0]) {
		t.Error("what was there before is gone")
	}
}

// An invalid row or event is reported with its line.
func TestBadLinesAreNamed(t *testing.T) {
	c := along(t, tiny("rnn", "sgd", false), 4, 6)[1]
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", c)
	for _, e := range []struct{ file, old, new, word string }{
		{metricsFile, "\n3,", "\n4,", "line 5: step is 4 instead of 3"},
		{metricsFile, "\n3,48,", "\n3,x,", `line 5: tokens is "x"`},
		{metricsFile, "\n3,48,", "\n3,48,,", "line 5: 11 columns instead of 10"},
		{metricsFile, "\n3,48,", "\n3,48,1e999", "line 5: loss is"},
		{metricsFile, "tokens", "token", "line 1"},
		{eventsFile, `"lr":0.001`, `"rate":0.001`, `line 1: no setting "rate"`},
		{eventsFile, `"lr":0.001`, `"lr":-1`, "line 1: lr is -1"},
		{eventsFile, `"lr":0.001`, `"lr":"x"`, `line 1: lr is "x"`},
		{eventsFile, `"step":4`, `"step":7`, "line 1: step is 7: it must be between 0 and 6"},
		{eventsFile, `"step":4`, `"step":-4`, "line 1: step is"},
		{eventsFile, `"lr":0.001`, `"lr":0.001,"clip":1`, "line 1: 2 settings instead of one"},
		{eventsFile, `{"step":4,"lr":0.001}`, "", "line 1: not JSON"},
		{metaFile, `"format": 3`, `"format": 0`, "format is 0"},
		{metaFile, `"cell": "rnn"`, `"cell": "rmn"`, `no cell "rmn"`},
		{metaFile, `"vocab_size": `, `"vocab_size": 1`, "vocab_size is"},
		{vocabFile, `"a",`, ``, "the vocabulary's size is 9, but it lists 8"},
	} {
		path := filepath.Join(s.path("run"), e.file)
		was, err := os.ReadFile(path)
		must(t, err)
		b := strings.Replace(string(was), e.old, e.new, 1)
		if b == string(was) {
			t.Fatalf("%s has no %s:\n%s", e.file, e.old, was)
		}
		must(t, os.WriteFile(path, []byte(b), 0o644))
		if _, _, err = s.Open("run"); err == nil || !strings.Contains(err.Error(), e.file+": "+e.word) {
			t.Errorf("%s → %s: %v", e.old, e.new, err)
		}
		must(t, os.WriteFile(path, was, 0o644))
	}
}

// Rows and events after the last save, whole or torn, are ignored by readers, and are gone after the next save.
func TestTornTailsAreIgnored(t *testing.T) {
	c := along(t, tiny("rnn", "adam", false), 4, 6)
	s := Store{Dir: t.TempDir(), disk: quick{}}
	saved(t, s, "want", c[1])
	metrics, err := os.ReadFile(filepath.Join(s.path("want"), metricsFile))
	must(t, err)
	cut := bytes.Index(metrics, []byte("\n4,")) + 1 // where the last saved row begins
	for _, tail := range []string{"", "4", "4,48,0.", "4,48,0.1,0.2,1,1,0.5,0.25,,\n5,4", "\x00\x00\x00", "hello\n", strings.Repeat("5,", 1<<16)} {
		for _, events := range []string{"", "{", "{\"step\":4,\"lr\":1}\n{\"st", "\x00\x00", strings.Repeat("\n", 1<<13)} {
			saved(t, s, "run", c[0])
			must(t, os.WriteFile(filepath.Join(s.path("run"), metricsFile), append(metrics[:cut:cut], tail...), 0o644))
			at := filepath.Join(s.path("run"), eventsFile)
			was, err := os.ReadFile(at)
			must(t, err)
			must(t, os.WriteFile(at, append(was, events...), 0o644))
			w, got, err := s.Resume("run")
			must(t, err)
			if image(t, got) != image(t, c[0]) {
				t.Errorf("%q %q: a different run", tail, events)
			}
			must(t, w.Save(c[1]))
			must(t, w.Close())
			sameFiles(t, s.path("run"), s.path("want"))
			must(t, s.Remove("run"))
		}
	}
}

// Files that are appended to are rewritten if they were removed or truncated while the run continued.
func TestLostHistoryIsWrittenAnew(t *testing.T) {
	c := along(t, tiny("rnn", "adam", false), 4, 6)
	s := Store{Dir: t.TempDir()}
	saved(t, s, "want", c[1])
	for _, name := range []string{metricsFile, eventsFile} {
		w := create(t, s, "run")
		must(t, w.Save(c[0]))
		must(t, os.Truncate(filepath.Join(s.path("run"), metricsFile), 30))
		must(t, os.Remove(filepath.Join(s.path("run"), name)))
		must(t, w.Save(c[1]))
		must(t, w.Close())
		sameFiles(t, s.path("run"), s.path("want"))
		must(t, s.Remove("run"))
	}
}

// A session from a newer version is reported as such and not even locked.
func TestNewerFormatIsToldAndUntouched(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 2)...)
	path := filepath.Join(s.path("run"), metaFile)
	must(t, os.WriteFile(path, []byte(`{"format": 7, "recipe": "as they will be then"}`), 0o644))
	must(t, os.Remove(filepath.Join(s.path("run"), lockFile)))
	before := contents(t, s.path("run"))
	_, _, err1 := s.Open("run")
	_, _, err2 := s.Resume("run")
	_, _, err3 := s.Model("run")
	for _, err := range []error{err1, err2, err3, s.Look("run").Err} {
		var newer *Newer
		if !errors.As(err, &newer) || newer.Format != 7 || err.Error() != "session run has format 7, but this unroll reads only formats up to 4: use a newer unroll" {
			t.Error(err)
		}
	}
	if contents(t, s.path("run")) != before {
		t.Error("the folder was changed")
	}
}

// Whatever the files that are appended to contain, reading them gives a history or an error.
func FuzzHistory(f *testing.F) {
	f.Add([]byte(plainForm.header()+"0,,,,,,,,1.5,3\n1,2,3,4,5,+Inf,7,8,,\n"), "2,2,3,4,5,6,7,8,NaN,1\n", 2, []byte("{\"step\":1,\"clip\":null}\n"), 1)
	f.Add([]byte(rightForm.header()), "", 0, []byte{}, 0)
	began := tiny("rnn", "sgd", false).Settings
	f.Fuzz(func(t *testing.T, metrics []byte, row string, step int, events []byte, n int) {
		if step < 0 || n < 0 {
			return // decodeScalars refuses them
		}
		h := &history.History{}
		at := int64(0)
		of, err := readForm(bytes.NewReader(metrics), int64(len(metrics)), rightForm)
		if err == nil {
			at, err = readMetrics(bytes.NewReader(metrics), int64(len(metrics)), of, h, step, row, nil)
		}
		if err == nil && (h.Len() != step || at > int64(len(metrics))) {
			t.Errorf("%d rows of %d, ending at %d of %d", h.Len(), step, at, len(metrics))
		}
		list, at, err := readEvents(bytes.NewReader(events), n, step, began)
		if err == nil && (len(list) != n || at > int64(len(events))) {
			t.Errorf("%d events of %d, ending at %d of %d", len(list), n, at, len(events))
		}
	})
}
