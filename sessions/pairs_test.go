package sessions

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/datasets"
)

// smallPairs is a recipe for pairs whose updates take almost no time.
func smallPairs(cell, attention string) recipe.Recipe {
	r := recipe.Translation()
	r.Model.Cell, r.Model.Hidden, r.Model.Embed, r.Model.Attention = cell, 6, 5, attention
	r.Model.Bidirectional, r.Model.Dropout = false, 0
	r.Pairs.MinFreq = 1
	r.Settings.Batch, r.Settings.ValidEvery = 5, 4
	return r
}

// boats are 36 pairs in which words change places.
func boats() (list []translation.Line) {
	things := [][2]string{{"boat", "barca"}, {"house", "casa"}, {"sail", "vela"}, {"chair", "silla"}, {"table", "mesa"}, {"door", "puerta"}}
	kinds := [][2]string{{"red", "roja"}, {"white", "blanca"}, {"new", "nueva"}, {"old", "vieja"}, {"small", "pequeña"}, {"beautiful", "hermosa"}}
	for _, x := range things {
		for _, k := range kinds {
			list = append(list, translation.Line{Source: "the " + k[0] + " " + x[0], Target: "la " + x[1] + " " + k[1]})
		}
	}
	return list
}

// filesOf writes pairs to a file of two columns, and to two files.
func filesOf(t *testing.T, list []translation.Line) (one, sentences, translations string) {
	t.Helper()
	var all, a, b strings.Builder
	for _, x := range list {
		all.WriteString(x.Source + "\t" + x.Target + "\n")
		a.WriteString(x.Source + "\n")
		b.WriteString(x.Target + "\n")
	}
	dir := t.TempDir()
	one, sentences, translations = filepath.Join(dir, "boats.tsv"), filepath.Join(dir, "boats.en"), filepath.Join(dir, "boats.es")
	for name, text := range map[string]string{one: all.String(), sentences: a.String(), translations: b.String()} {
		must(t, os.WriteFile(name, []byte(text), 0o666))
	}
	return one, sentences, translations
}

func openPairs(t *testing.T, arg, second, stdin string) PairsOrigin {
	t.Helper()
	p, err := datasets.Opener{Stdin: strings.NewReader(stdin)}.OpenPairs(arg, second)
	must(t, err)
	return PairsOrigin{p}
}

// keepPairs makes a session of so many updates.
func keepPairs(t *testing.T, s Store, name string, x Origin, r recipe.Recipe, steps int) {
	t.Helper()
	subject, err := x.Subject(r)
	must(t, err)
	w, err := CreateOn(s, name, x, "")
	must(t, err)
	l := startOn(t, subject.Recipe, subject.Data, train.Options{Recorder: w})
	for l.last.Step < steps {
		l.until(min(steps, l.last.Step+30)) // not as many commands as may wait
	}
	l.stop()
}

// The law: a run on pairs that is killed, at any moment after a save, and resumed from what is on the disk, the pairs found again by
// what the session says, leaves the same bytes as one that never stopped, with other settings in between; its line is the run.
func TestAKilledRunOnPairsGoesOn(t *testing.T) {
	one, sentences, translations := filesOf(t, boats())
	for name, x := range map[string]struct {
		origin          Origin
		cell, attention string
		both            bool
	}{
		"a file":    {openPairs(t, one, "", ""), "lstm", "additive", true},
		"two files": {openPairs(t, sentences, translations, ""), "gru", "dot", false},
		"a source":  {openPairs(t, "hanzi", "", ""), "rnn", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			r := smallPairs(x.cell, x.attention)
			r.Model.Bidirectional, r.Model.Context, r.Model.Layers, r.Model.Dropout = x.both, x.attention == "", 2, 0.1
			if name == "a source" {
				r.Text.Valid = 0.002
			}
			killedOnDisk(t, x.origin, r)
		})
	}
}

// The law: a session of pairs translates as its run did, with its last weights and with its best; what is known of it is in target
// tokens, and its window has room for the longest sentence.
func TestSessionsTranslateAsTheirRuns(t *testing.T) {
	const steps = 150
	one, _, _ := filesOf(t, boats())
	s, x, r := Store{Dir: t.TempDir()}, openPairs(t, one, "", ""), smallPairs("gru", "additive")
	r.Text.Valid, r.Settings.LR, r.Model.Hidden = 0.3, 0.02, 16
	keepPairs(t, s, "x", x, r, steps)
	_, c, err := s.Open("x")
	must(t, err)
	subject, err := x.Subject(r)
	must(t, err)
	d := subject.Data.(*task.Pairs)
	if f := subject.Facts; len(d.Train)+len(d.Valid) != 36 || f.Train != 4*len(d.Train) || f.Valid != 4*len(d.Valid) || f.Vocab != d.Target.Vocab() || !math.IsNaN(subject.Floor) {
		t.Errorf("%+v of %d and %d pairs, floor %v", f, len(d.Train), len(d.Valid), subject.Floor)
	}
	if subject.Recipe.Settings.Unroll != 4 || c.Recipe.Settings.Unroll != 4 || x.Reference().Split != (Split{36, 0}) {
		t.Errorf("unroll %d, kept as %d; %+v", subject.Recipe.Settings.Unroll, c.Recipe.Settings.Unroll, x.Reference())
	}
	still, err := train.Still(c, d)
	must(t, err)
	source := [][]int32{d.SourceRow([]string{"the", "old", "boat"}), d.SourceRow([]string{"boat"})}
	want, err := still.Model.(*translation.Model).Greedy(t.Context(), source, 6)
	must(t, err)
	got, err := s.Translator("x", Last, datasets.Opener{})
	must(t, err)
	made, err := got.Model.Greedy(t.Context(), source, 6)
	must(t, err)
	if !reflect.DeepEqual(made, want) || got.Model.At() != steps || got.Origin.Name != "boats.tsv" || got.Meta.Vocab != 0 {
		t.Errorf("%+v of step %d, want %+v", made, got.Model.At(), want)
	}
	if said := got.Data.Target.Join(got.Data.Words(made[0])); said != "la barca vieja" {
		t.Errorf("after %d updates: %q", steps, said)
	}
	best, err := s.Translator("x", Best, datasets.Opener{})
	must(t, err)
	if mark, err := s.BestOf("x"); err != nil || best.Model.At() != mark.Step {
		t.Errorf("the best weights are of step %d, want %+v, %v", best.Model.At(), mark, err)
	}
	if l := s.Look("x"); l.Err != nil || l.Step != steps || l.Meta.TaskName() != "translation" || l.Dataset() != "boats.tsv" || !strings.HasPrefix(l.Model(), "GRU 1×16→1×16") {
		t.Errorf("%+v", l)
	}
	saved(t, s, "text", along(t, tiny("rnn", "sgd", false), 2)...)
	if _, err := s.Translator("text", Last, datasets.Opener{}); err == nil || !strings.Contains(err.Error(), "session text is of task language") {
		t.Errorf("a language model translates: %v", err)
	}
}

// found finds the pairs of a session again and checks that they are the same to its recipe.
func found(t *testing.T, s Store, o datasets.Opener, want PairsOrigin, args ...string) error {
	t.Helper()
	m, c, err := s.Open("kept")
	must(t, err)
	x, err := FindOrigin(m, o, args...)
	if err != nil {
		return err
	}
	now := x.(PairsOrigin)
	if now.SHA256 != want.SHA256 || now.Name != m.Data.Name || !reflect.DeepEqual(now.Train, want.Train) {
		t.Errorf("found %+v", x.Reference())
	}
	a, err := want.Subject(c.Recipe)
	must(t, err)
	b, err := x.Subject(c.Recipe)
	must(t, err)
	if p, q := a.Data.(*task.Pairs), b.Data.(*task.Pairs); !reflect.DeepEqual(p.Train, q.Train) || !slices.Equal(p.Source.Words, q.Source.Words) || !slices.Equal(p.Target.Words, q.Target.Words) {
		t.Error("other pairs are learned")
	}
	return nil
}

// The law: a session finds its pairs again, in one file, in two, or through a pipe, where they were or where they are now; others are
// refused by their checksum, and what is missing by its name, with what to do.
func TestPairsAreFoundAgain(t *testing.T) {
	one, sentences, translations := filesOf(t, boats())
	text, err := os.ReadFile(one)
	must(t, err)
	english, err := os.ReadFile(sentences)
	must(t, err)
	refused := func(s Store, o datasets.Opener, want string, args ...string) {
		t.Helper()
		m, _, err := s.Open("kept")
		must(t, err)
		_, err = FindOrigin(m, o, args...)
		var bad *datasets.BadData
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v instead of %s", err, want)
		}
	}
	t.Run("a file", func(t *testing.T) {
		s, x := Store{Dir: t.TempDir()}, openPairs(t, one, "", "")
		keepPairs(t, s, "kept", x, smallPairs("gru", ""), 2)
		must(t, found(t, s, datasets.Opener{}, x))
		must(t, found(t, s, datasets.Opener{Stdin: strings.NewReader(string(text))}, x, "-"))
		must(t, os.Rename(one, one+"2"))
		must(t, found(t, s, datasets.Opener{}, x, one+"2"))
		refused(s, datasets.Opener{}, "unroll train --resume kept FILE")
		refused(s, datasets.Opener{}, "not the data that session kept learned from", "hanzi")
		refused(s, datasets.Opener{}, "not the data that session kept learned from", sentences, translations)
		must(t, os.WriteFile(one, append(slices.Clone(text), "a\tb\n"...), 0o666))
		refused(s, datasets.Opener{}, one+": not the data that session kept learned from")
		must(t, os.Remove(one))
		folder, last := t.TempDir(), strings.LastIndexByte(string(text[:len(text)-1]), '\n')+1 // the same bytes, of which others are held out
		must(t, os.WriteFile(filepath.Join(folder, "train.tsv"), text[:last], 0o666))
		must(t, os.WriteFile(filepath.Join(folder, "valid.tsv"), text[last:], 0o666))
		if p := openPairs(t, folder, "", ""); p.SHA256 == x.SHA256 {
			refused(s, datasets.Opener{}, "not in the parts that session kept learned from: 35 pairs to train on and 1 held out, and there were 36 and 0", folder)
		} else {
			t.Errorf("%d and %d pairs in a folder", len(p.Train), len(p.Valid))
		}
	})
	t.Run("two files", func(t *testing.T) {
		s, x := Store{Dir: t.TempDir()}, openPairs(t, sentences, translations, "")
		keepPairs(t, s, "kept", x, smallPairs("gru", "dot"), 2)
		if d := x.Reference(); !slices.Equal(d.Paths, []string{sentences, translations}) {
			t.Errorf("%+v", d)
		}
		must(t, found(t, s, datasets.Opener{}, x))
		must(t, found(t, s, datasets.Opener{Stdin: strings.NewReader(string(english))}, x, "-", translations))
		must(t, os.Rename(sentences, sentences+"2"))
		refused(s, datasets.Opener{}, "unroll train --resume kept SENTENCES TRANSLATIONS")
		must(t, os.Rename(translations, translations+"2"))
		must(t, found(t, s, datasets.Opener{}, x, sentences+"2", translations+"2"))
		refused(s, datasets.Opener{}, "not the data that session kept learned from", translations+"2", sentences+"2")
		refused(s, datasets.Opener{}, "session kept learned from two files (name both", sentences+"2")
		_, err := s.Translator("kept", Last, datasets.Opener{})
		if err == nil || !strings.Contains(err.Error(), "say where both files of kept are now: --data") {
			t.Error(err)
		}
		if _, err := s.Translator("kept", Last, datasets.Opener{}, sentences+"2", translations+"2"); err != nil {
			t.Error(err)
		}
		must(t, os.WriteFile(translations+"2", []byte("uno\ndos\n"), 0o666))
		refused(s, datasets.Opener{}, "the numbers of lines differ", sentences+"2", translations+"2")
	})
	t.Run("a pipe", func(t *testing.T) {
		s, x := Store{Dir: t.TempDir()}, openPairs(t, "-", "", string(text))
		keepPairs(t, s, "kept", x, smallPairs("gru", ""), 2)
		must(t, found(t, s, datasets.Opener{Stdin: strings.NewReader(string(text))}, x))
		refused(s, datasets.Opener{}, "pipe the same data in again: unroll train --resume kept -")
		refused(s, datasets.Opener{Stdin: strings.NewReader("a\tb\n")}, "not the data that session kept learned from")
	})
	t.Run("a pipe and a file", func(t *testing.T) {
		must(t, os.WriteFile(translations, english, 0o666))
		s, x := Store{Dir: t.TempDir()}, openPairs(t, "-", translations, string(english))
		keepPairs(t, s, "kept", x, smallPairs("gru", ""), 2)
		must(t, found(t, s, datasets.Opener{Stdin: strings.NewReader(string(english))}, x))
		refused(s, datasets.Opener{}, "data that came through a pipe, which cannot be read again, and session kept needs it to resume")
	})
}

// The law: pairs that come with the program are known by their checksum: where a later version makes others, a session says so; it goes
// on from a file of the old ones, and the same pairs are held out as before.
func TestASourceThatHasChanged(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, openPairs(t, "hanzi", "", "")
	r := smallPairs("gru", "")
	r.Text.Valid = 0.001
	keepPairs(t, s, "kept", x, r, 2)
	must(t, found(t, s, datasets.Opener{}, x))
	file, _, _ := filesOf(t, x.Train)
	must(t, found(t, s, datasets.Opener{}, x, file))
	rewrite(t, s, "kept", func(m map[string]any) { m["data"].(map[string]any)["sha256"] = "0123456789abcdef" })
	for _, err := range []error{
		func() error { _, err := Open(s, "kept", datasets.Opener{}, train.Options{}); return err }(),
		func() error { _, err := Resume(s, "kept", datasets.Opener{}); return err }(),
		func() error { _, err := s.Translator("kept", Last, datasets.Opener{}); return err }(),
	} {
		var bad *datasets.BadData
		if !errors.As(err, &bad) || bad.Hint == nil || !strings.Contains(err.Error(), "what comes with this unroll as hanzi is not what session kept learned from: its sha256 is ") {
			t.Error(err)
		}
	}
}
