package sessions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/line"
	"unroll/core/recipe"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
)

// rewrite changes a session's session.json.
func rewrite(t *testing.T, s Store, name string, change func(m map[string]any)) {
	t.Helper()
	m := metaObject(t, s, name)
	change(m)
	delete(m, "checksum") // as who changes it has to
	b, err := json.Marshal(m)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(s.path(name), metaFile), b, 0o644))
}

// unsummed is session.json without its checksum, as versions wrote it that knew of none.
func unsummed(b []byte) string {
	return regexp.MustCompile(`,\n  "checksum": "[0-9a-f-]+"`).ReplaceAllString(string(b), "")
}

// loses says what a has that b lacks ("": nothing), ignoring top-level members of the given names.
func loses(a, b any, but ...string) string {
	x, ok1 := a.(map[string]any)
	y, ok2 := b.(map[string]any)
	if !ok1 || !ok2 {
		if !reflect.DeepEqual(a, b) {
			return fmt.Sprintf("%v became %v", a, b)
		}
		return ""
	}
	for key := range x {
		if slices.Contains(but, key) {
			continue
		}
		if d := loses(x[key], y[key]); d != "" {
			return key + ": " + d
		}
	}
	return ""
}

// A later version's fields, wherever they are, survive saves and renames by this one.
func TestUnknownFieldsAreKept(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	list := along(t, tiny("rnn", "sgd", false), 2, 4)
	saved(t, s, "run", list[0])
	rewrite(t, s, "run", func(m map[string]any) {
		m["future"] = map[string]any{"a": []any{1.0, "<b>"}}
		m["data"].(map[string]any)["licence"] = "open"
		m["data"].(map[string]any)["checksums"] = []any{map[string]any{"role": "train", "file": "x", "sha256": "00", "bytes": 3.0, "mark": "bom"}}
		m["recipe"].(map[string]any)["model"].(map[string]any)["peepholes"] = 1.0
		m["recipe"].(map[string]any)["epochs"] = 0.0 // a known field with its zero value
		m["branches"] = []any{map[string]any{"name": "b", "from_step": 1.0, "head_step": 2.0, "colour": "red"}}
	})
	want := metaObject(t, s, "run")
	w, _, err := s.Resume("run")
	must(t, err)
	longer := *list[1]
	longer.Recipe.Steps, longer.Recipe.Epochs = 0, 7
	must(t, w.Save(&longer))
	must(t, w.Close())
	must(t, s.Rename("run", "other"))
	got := metaObject(t, s, "other")
	if got["recipe"].(map[string]any)["epochs"] != 7.0 || got["name"] != "other" {
		t.Errorf("the known fields were not written: %v", got)
	}
	want["recipe"].(map[string]any)["epochs"] = 7.0
	if d := loses(want, got, "name", "recipe_line"); d != "" {
		t.Error(d)
	}
	m, _, err := s.Open("other")
	must(t, err)
	if len(m.Branches) != 1 || m.Branches[0] != (Branch{Name: "b", From: 1, Head: 2}) {
		t.Errorf("branches %+v", m.Branches)
	}
}

// The law: any session.json that can be read, reads back the same when it has been written.
func FuzzMetaRoundTrip(f *testing.F) {
	for _, name := range []string{"format1/momentum", "format2/turned", "format3/lstm", "format4/gru-punct"} {
		b, err := os.ReadFile(filepath.Join("testdata", name, metaFile))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add([]byte(strings.Replace(string(b), `"format"`, `"Name": [], "x": {"y": [1, {"z": null}]}, "format"`, 1)))
		f.Add([]byte(strings.Replace(string(b), `"tokens"`, `"TOKENS": "word", "": {}, "tokens"`, 1)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := decodeMeta("run", b)
		if err != nil {
			return
		}
		first, err := m.encode()
		must(t, err)
		again, err := decodeMeta("run", first)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		second, err := again.encode()
		must(t, err)
		if string(first) != string(second) || again.Recipe != m.Recipe {
			t.Errorf("%s\n%s", first, second)
		}
	})
}

// The law: a session of an earlier format keeps that format until a save has something to write, and then has
// the current one; it loses nothing, and gains what the current one adds.
func TestOldFormatsBecomeThisOneWhenSaved(t *testing.T) {
	ferry, err := filepath.Abs("testdata/ferry.txt")
	must(t, err)
	for _, from := range []string{"format1/lstm", "format1/gru-words", "format1/momentum", "format1/turned", "format2/lstm", "format2/gru-words", "format2/momentum", "format2/turned"} {
		t.Run(from, func(t *testing.T) {
			s, name := Store{Dir: t.TempDir()}, filepath.Base(from)
			oldSession(t, s, from)
			rewrite(t, s, name, func(m map[string]any) {
				if data := m["data"].(map[string]any); data["paths"] != nil {
					data["paths"] = []any{ferry}
				}
			})
			want, before := metaObject(t, s, name), contents(t, s.path(name))
			k, err := Resume(s, name, datasets.Opener{})
			must(t, err)
			must(t, k.Recorder.Save(k.From))
			must(t, k.Recorder.Close())
			must(t, os.Remove(filepath.Join(s.path(name), lockFile)))
			if contents(t, s.path(name)) != before {
				t.Error("a save with nothing to write has changed it")
			}

			k, err = Resume(s, name, datasets.Opener{})
			must(t, err)
			old := *k.From
			run, err := Begin(k.Text, k.From.Recipe, train.Options{Threads: 1, Paused: true, From: k.From, Recorder: k.Recorder})
			must(t, err)
			run.Send(train.Set("temperature", 0.123))
			next(t, run.Snapshots(context.Background()), func(s train.Snapshot) bool { return s.Settings.Temperature == 0.123 })
			must(t, run.End())
			got := metaObject(t, s, name)
			if d := loses(want, got, "format"); d != "" {
				t.Error(d)
			}
			m, c, err := s.Open(name)
			must(t, err)
			if m.Format != plainFormat || m.Task != "language" || len(m.ID) != 16 || len(m.Data.Checksums) != 1 || m.Data.Checksums[0].SHA256 != m.Data.SHA256 {
				t.Errorf("session.json is %v", got)
			}
			if c.Step != old.Step || !reflect.DeepEqual(bits(c.Weights[0].Data), bits(old.Weights[0].Data)) || len(c.History.Events()) != len(old.History.Events())+1 {
				t.Error("the run has changed")
			}
			// It is known whether the last weights are the best; for any others, only the loss is known.
			if _, best, err := s.OpenWith(name, Best); (err == nil) != lowestIsLast(c) {
				t.Errorf("best %v, %v", best, err)
			} else if err == nil && !reflect.DeepEqual(bits(best.Weights[0].Data), bits(c.Weights[0].Data)) {
				t.Error("the best weights are not the last")
			}
			l, err := line.Parse(m.RecipeLine)
			must(t, err)
			if l.Recipe != m.Recipe || !slices.Equal(l.Events, c.History.Events()) || l.Data != m.Data.Name {
				t.Errorf("%s is not %+v %v", m.RecipeLine, m.Recipe, c.History.Events())
			}
		})
	}
}

// lowestIsLast reports whether the last validation of c is of its last step and the lowest.
func lowestIsLast(c *train.Checkpoint) bool {
	lowest, at := math.Inf(1), -1
	for _, v := range historytest.Valids(c.History) {
		if v.Loss() < lowest {
			lowest, at = v.Loss(), v.Step
		}
	}
	return at == c.Step
}

// A file that a later version has saved but not moved to its place is moved there, although this version does
// not know it.
func TestStrangersInACommitArriveToo(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2, 3)
	saved(t, s, "run", c[0])
	saved(t, s, "later", c[1])
	commit := filepath.Join(s.path("run"), commitDir)
	must(t, os.Mkdir(commit, 0o755))
	for _, name := range append(needed(), bestFile) {
		must(t, os.Rename(filepath.Join(s.path("later"), name), filepath.Join(commit, name)))
	}
	for _, name := range []string{"good.safetensors", lockFile, "x"} {
		must(t, os.WriteFile(filepath.Join(commit, name), []byte(name), 0o644))
	}
	w, got, err := s.Resume("run")
	must(t, err)
	defer w.Close()
	if b, err := os.ReadFile(filepath.Join(s.path("run"), "good.safetensors")); err != nil || string(b) != "good.safetensors" || got.Step != 3 {
		t.Errorf("%q at step %d, %v", b, got.Step, err)
	}
	for _, name := range []string{commitDir, "x"} {
		if _, err := os.Lstat(filepath.Join(s.path("run"), name)); err == nil {
			t.Errorf("%s still exists", name)
		}
	}
	if b, _ := os.ReadFile(filepath.Join(s.path("run"), lockFile)); len(b) > 0 {
		t.Error("the lock has changed")
	}
}

// A session.json that contradicts itself is damaged; a fork's parent and branches are also checked.
func TestMetaIsChecked(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", along(t, tiny("rnn", "sgd", false), 2)...)
	was, err := os.ReadFile(filepath.Join(s.path("run"), metaFile))
	must(t, err)
	branch := func(name, parent string, from, head int) map[string]any {
		return map[string]any{"name": name, "parent": parent, "from_step": from, "head_step": head}
	}
	for word, change := range map[string]func(m map[string]any){
		`task is "series", but the recipe's is "language"`: func(m map[string]any) { m["task"] = "series" },
		`parent is step -1 of session "x"`:                 func(m map[string]any) { m["parent"] = map[string]any{"session": "x", "step": -1} },
		`parent is step 3 of session ""`:                   func(m map[string]any) { m["parent"] = map[string]any{"step": 3} },
		`branch: "../x" cannot be`:                         func(m map[string]any) { m["branches"] = []any{branch("../x", "", 1, 2)} },
		"there are two branches a":                         func(m map[string]any) { m["branches"] = []any{branch("a", "", 1, 2), branch("a", "", 1, 2)} },
		`branch a goes from step 3 of branch "" to step 2`: func(m map[string]any) { m["branches"] = []any{branch("a", "", 3, 2)} },
		`branch a goes from step 1 of branch "b"`:          func(m map[string]any) { m["branches"] = []any{branch("a", "b", 1, 2), branch("b", "", 1, 2)} },
	} {
		rewrite(t, s, "run", change)
		var d *Damaged
		if _, _, err := s.Open("run"); !errors.As(err, &d) || d.File != metaFile || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", word, err)
		}
		must(t, os.WriteFile(filepath.Join(s.path("run"), metaFile), was, 0o644))
	}
}

// A fork records where it began, and is a separate session with its own id.
func TestAForkSaysItsParent(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	saved(t, s, "run", c)
	m, _, err := s.Open("run")
	must(t, err)
	fork := m
	fork.Parent = &Parent{Session: "run", ID: m.ID, Step: 2}
	w, err := s.Create("fork", fork)
	must(t, err)
	must(t, w.Save(c))
	must(t, w.Close())
	got, _, err := s.Open("fork")
	must(t, err)
	if got.Parent == nil || *got.Parent != *fork.Parent || got.ID == m.ID || len(got.ID) != 16 || got.Name != "fork" {
		t.Errorf("the fork is %+v", got)
	}
	must(t, s.Rename("run", "trunk"))
	renamed, _, err := s.Open("trunk")
	must(t, err)
	if renamed.ID != m.ID {
		t.Error("a different id after renaming")
	}
}

// The line follows the run: it is rewritten with every change of a setting, unless that makes it too long.
func TestTheLineFollowsTheRun(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	list := along(t, tiny("gru", "adam", true), 5, 8)
	w := create(t, s, "run")
	for _, c := range list {
		must(t, w.Save(c))
		m, _, err := s.Open("run")
		must(t, err)
		if want := (line.Line{Data: "noise", SHA256: "00", Recipe: c.Recipe, Events: c.History.Events()}).String(); m.RecipeLine != want {
			t.Errorf("%s\n%s", m.RecipeLine, want)
		}
	}
	long := *list[1]
	h := long.History.Continue()
	for range maxRecipeLine / 8 {
		h.AddEvent(history.Event{Step: 8, Knob: "lr", From: 1e-3, To: 1e-3})
	}
	long.History = h.View()
	must(t, w.Save(&long))
	m, c, err := s.Open("run")
	must(t, err)
	if m.RecipeLine != "" || len(c.History.Events()) != len(long.History.Events()) {
		t.Errorf("a line of %d bytes, %d changes", len(m.RecipeLine), len(c.History.Events()))
	}
}

// Each file of a text has its checksum; a text of very many files only has the overall one.
func TestEveryFileOfATextHasItsChecksum(t *testing.T) {
	dir := textFolder(t, "parts/train.txt", "parts/valid.txt", "a.txt")
	t.Chdir(dir)
	x, err := datasets.Opener{}.Open("parts")
	must(t, err)
	var got []string
	for _, c := range Reference(x).Checksums {
		got = append(got, fmt.Sprint(c.Role, " ", filepath.Base(c.File), " ", c.Bytes, " ", len(c.SHA256)))
	}
	if want := []string{"train train.txt 27 64", "valid valid.txt 27 64"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	x.Parts = make([]datasets.Part, maxChecksums+1)
	if n := len(Reference(x).Checksums); n != 0 {
		t.Errorf("%d checksums", n)
	}
}

// What could not be read back is not written: the session does not change.
func TestMetaThatIsTooLongIsRefused(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 2)[0]
	w, err := s.Create("run", Meta{Data: Data{Paths: []string{strings.Repeat("x", maxMeta)}}})
	must(t, err)
	if err := w.Save(c); err == nil || !strings.Contains(err.Error(), "at most") {
		t.Error(err)
	}
	must(t, w.Close())
	m := Meta{unknown: json.RawMessage(`{"x":[` + strings.Repeat(`[0,0],`, maxMeta/8) + `0]}`)}
	if b, err := m.encode(); err != nil || len(b) > maxMeta {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// Every later version must read this format: these sessions were written when it was new (parent and branches
// were added by hand, in a session that has none).
func TestFormat3ReadsAsItWasWritten(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for name, want := range map[string]struct {
		line     string
		step     int
		bestStep int
		bestLoss float64
	}{
		"lstm":      {"brackets lstm hidden=8 layers=1 vocab=7 valid=0.01 seed=1 steps=40 sha256=cd4b5c365a4c3e1e unroll=12 batch=8 @25:lr=0.001 @25:clip=0.05", 40, 40, 1.9504753039756166},
		"gru-words": {"ferry.txt gru hidden=6 layers=1 embed=4 vocab=202 tokens=word lines=true seed=1 epochs=1 sha256=da9623138c2bd912 unroll=7 batch=5", 17, 17, 5.325433811752389},
		"momentum":  {"ferry.txt rnn hidden=9 layers=2 embed=5 dropout=0.3 vocab=37 optimizer=momentum seed=1 steps=40 sha256=da9623138c2bd912 lr=0.05 unroll=8 batch=6 @30:clip=off", 40, 40, 2.896466596889394},
		"turned":    {"ferry.txt lstm hidden=5 layers=1 vocab=37 optimizer=rmsprop seed=1 sha256=da9623138c2bd912 batch=24 @0:temperature=0.7 @2:unroll=16 @4:batch=12", 7, 0, 3.6641011727282713},
	} {
		oldSession(t, s, "format3/"+name)
		before := contents(t, s.path(name))
		m, c, err := s.Open(name)
		must(t, err)
		if c.Step != want.step || m.Format != 3 || m.Task != "language" || len(m.ID) != 16 || m.unknown != nil {
			t.Errorf("%s: step %d of %+v", name, c.Step, m)
		}
		if line := m.Line(c.History.Events()).String(); line != want.line || m.RecipeLine != line {
			t.Errorf("%s:\n%s\n%s", name, line, m.RecipeLine)
		}
		_, best, err := s.OpenWith(name, Best)
		must(t, err)
		if best.Best.Step != want.bestStep || best.Best.Loss != want.bestLoss {
			t.Errorf("%s: best at step %d, loss %v", name, best.Best.Step, best.Best.Loss)
		}
		if same := reflect.DeepEqual(bits(best.Weights[0].Data), bits(c.Weights[0].Data)); same != (want.bestStep == want.step) {
			t.Errorf("%s: the best weights are the last: %v", name, same)
		}
		sum := Checksum{Role: "train", File: m.Data.Name, SHA256: m.Data.SHA256, Bytes: 2847}
		if name != "lstm" && !slices.Equal(m.Data.Checksums, []Checksum{sum}) {
			t.Errorf("%s: checksums %+v", name, m.Data.Checksums)
		}
		b, err := m.encode()
		must(t, err)
		if was, _ := os.ReadFile(filepath.Join(s.path(name), metaFile)); string(was) != unsummed(b) {
			t.Errorf("%s: session.json is written as\n%s", name, b)
		}
		if contents(t, s.path(name)) != before {
			t.Errorf("%s: reading has changed it", name)
		}
	}
	m, _, err := s.Open("gru-words")
	must(t, err)
	branches := []Branch{{Name: "slower", From: 5, Head: 9}, {Name: "slower-still", From: 7, Parent: "slower", Head: 8}}
	if m.Parent == nil || *m.Parent != (Parent{Session: "lstm", ID: "0123456789abcdef"}) || !slices.Equal(m.Branches, branches) {
		t.Errorf("parent %+v, branches %+v", m.Parent, m.Branches)
	}
}

// The law: a session has format 4 if, and only if, a program of format 3 would take it for something else.
func TestTheFormatIsTheOneThatIsNeeded(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(m *Meta)
		want   int
	}{
		{"nothing new", func(*Meta) {}, 3},
		{"carried windows, by their name", func(m *Meta) { m.Recipe.Windows = text.Carried }, 3},
		{"random windows", func(m *Meta) { m.Recipe.Windows = "random" }, 4},
		{"every window", func(m *Meta) { m.Recipe.Windows = "every" }, 4},
		{"reset after, as ever", func(m *Meta) { m.Recipe.Model.Reset = "after" }, 3},
		{"reset before", func(m *Meta) { m.Recipe.Model.Reset = "before" }, 4},
		{"two biases, as ever", func(m *Meta) { m.Recipe.Model.Biases = 2 }, 3},
		{"one bias", func(m *Meta) { m.Recipe.Model.Biases = 1 }, 4},
		{"punctuation", func(m *Meta) { m.Recipe.Text.Tokens = "punct" }, 4},
		{"rare tokens left out", func(m *Meta) { m.Recipe.Text.MinFreq = 2 }, 4},
		{"a smaller vocabulary", func(m *Meta) { m.Recipe.Text.MaxVocab = 9 }, 4},
		{"an encoding", func(m *Meta) { m.Data.Encoding = "gbk" }, 4},
		{"weights to begin with", func(m *Meta) { m.Recipe.InitFrom = "x@0123456789abcdef" }, 3},
	} {
		m := Meta{Recipe: recipe.Default()}
		m.Recipe.Model.Cell = "gru"
		c.change(&m)
		at := m.at(&train.Checkpoint{Recipe: m.Recipe})
		if at.Format != c.want {
			t.Errorf("%s: format %d, not %d", c.name, at.Format, c.want)
		}
	}
}

// Every later version must read this format: this session was written when it was new. It goes on, and keeps its format.
func TestFormat4ReadsAsItWasWritten(t *testing.T) {
	ferry, err := filepath.Abs("testdata/ferry.txt")
	must(t, err)
	const line = "ferry.txt gru hidden=6 layers=1 windows=random reset=before biases=1 embed=4 vocab=90 tokens=punct text-min-freq=2 seed=1 steps=30 sha256=da9623138c2bd912 unroll=7 batch=5"
	s := Store{Dir: t.TempDir()}
	oldSession(t, s, "format4/gru-punct")
	m, c, err := s.Open("gru-punct")
	must(t, err)
	if m.Format != 4 || c.Step != 30 || m.unknown != nil || m.RecipeLine != line || m.Line(c.History.Events()).String() != line {
		t.Errorf("step %d of %+v", c.Step, m)
	}
	rewrite(t, s, "gru-punct", func(m map[string]any) { m["data"].(map[string]any)["paths"] = []any{ferry} })
	k, err := Resume(s, "gru-punct", datasets.Opener{})
	must(t, err)
	k.From.Recipe.Steps = 35
	run, err := Begin(k.Text, k.From.Recipe, train.Options{Threads: 1, From: k.From, Recorder: k.Recorder})
	must(t, err)
	next(t, run.Snapshots(context.Background()), func(s train.Snapshot) bool { return s.Phase == train.Finished })
	must(t, run.End())
	if m, c, err = s.Open("gru-punct"); err != nil || m.Format != 4 || c.Step != 35 {
		t.Errorf("format %d at step %d, %v", m.Format, c.Step, err)
	}
}

// The law: a session whose vocabulary has as many tokens as its text, but not the same, is damaged: whoever opens it with the text says
// which file, also where there are no checksums, as in sessions of earlier versions.
func TestAnotherVocabularyIsDamage(t *testing.T) {
	ferry, err := filepath.Abs("testdata/ferry.txt")
	must(t, err)
	for _, from := range []string{"format1/momentum", "format2/turned", "format3/turned"} {
		s, name := Store{Dir: t.TempDir()}, filepath.Base(from)
		oldSession(t, s, from)
		rewrite(t, s, name, func(m map[string]any) { m["data"].(map[string]any)["paths"] = []any{ferry} })
		path := filepath.Join(s.path(name), vocabFile)
		b, err := os.ReadFile(path)
		must(t, err)
		other := strings.Replace(string(b), `"y"`, `"z"`, 1) // still in order, and as many
		if other == string(b) {
			t.Fatal("the vocabulary has no y")
		}
		must(t, os.WriteFile(path, []byte(other), 0o644))
		before := contents(t, s.path(name))
		_, err1 := Open(s, name, datasets.Opener{}, train.Options{Threads: 1})
		k, err := Resume(s, name, datasets.Opener{})
		must(t, err)
		_, err2 := Begin(k.Text, k.From.Recipe, train.Options{Threads: 1, From: k.From, Recorder: k.Recorder})
		must(t, k.Recorder.Close())
		for _, err := range []error{err1, err2} {
			var d *Damaged
			if !errors.As(err, &d) || d.File != vocabFile || d.Name != name || !strings.Contains(err.Error(), `is "z", and in the text it is "y"`) {
				t.Errorf("%s: %v", from, err)
			}
		}
		must(t, os.Remove(filepath.Join(s.path(name), lockFile)))
		if contents(t, s.path(name)) != before {
			t.Errorf("%s: the session was changed", from)
		}
	}
}
