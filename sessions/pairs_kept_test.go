package sessions

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/datasets"
)

// Every later version must open these: sessions of pairs as they were written when the task was new, one on a file, one on two.
func TestSessionsOfPairsReadAsTheyWereWritten(t *testing.T) {
	s, in := Store{Dir: t.TempDir()}, func(name string) string { return filepath.Join("testdata", "translation", name) }
	for name, want := range map[string]struct {
		files         []string
		line          string
		step          int
		source, after string
		best          int     // the step of the best weights
		loss          float64 // theirs
	}{
		"attention": {[]string{in("boats.tsv")}, "boats.tsv gru hidden=8 layers=1 embed=5 vocab=17 task=translation valid=0.2 source=17 attention=additive pairs-min-freq=1 length=40 seed=1 steps=200 sha256=e3724595f91ea405 lr=0.03 unroll=4 batch=5 valid_every=4 @100:teacher_forcing=0.75 @100:batch=7", 200, "the white sail", "la vela blanca", 200, 0.18545923303204384},
		"context":   {[]string{in("boats.en"), in("boats.es")}, "boats.en lstm hidden=6 layers=1 embed=5 vocab=21 bidirectional=true task=translation source=17 context=true source-tokens=chars target-tokens=words prepare=true pairs-min-freq=2 in-order=true length=9 cut=true reverse=true seed=1 sha256=1f2cec26b519f173 lr=0.03 unroll=9 batch=5 valid_every=4 @200:lr=0.001", 205, "La mesa  blanca", "the white", 204, 0.44907374167999586},
	} {
		oldSession(t, s, "translation/"+name)
		before := contents(t, s.path(name))
		m, c, err := s.Open(name)
		must(t, err)
		if c.Step != want.step || m.Format != 3 || m.Task != "translation" || m.unknown != nil || m.Data.Split != (Split{36, 0}) {
			t.Errorf("%s: step %d of %+v", name, c.Step, m)
		}
		if line := m.Line(c.History.Events()).String(); line != want.line || m.RecipeLine != line {
			t.Errorf("%s:\n%s\n%s", name, line, m.RecipeLine)
		}
		if mark, err := s.BestOf(name); err != nil || mark.Step != want.best || mark.Loss != want.loss {
			t.Errorf("%s: the best are %+v, %v", name, mark, err)
		}
		got, err := s.Translator(name, Last, datasets.Opener{}, want.files...)
		must(t, err)
		made, err := got.Model.Greedy(t.Context(), [][]int32{got.Data.SourceRow(got.Data.SourceTokens(want.source))}, 9)
		must(t, err)
		if said := got.Data.Target.Join(got.Data.Words(made[0])); said != want.after {
			t.Errorf("%s: %q is translated as %q", name, want.source, said)
		}
		best, err := s.Translator(name, Best, datasets.Opener{}, want.files...)
		must(t, err)
		e := translation.NewEvaluator(best.Model.Net, best.Data.ValidRows, 0)
		for e.Next(nn.Alone{}) {
		}
		if loss := e.Result.Loss(); math.Abs(loss-want.loss) > 1e-4 {
			t.Errorf("%s: a loss of %v", name, loss)
		}
		b, err := m.encode()
		must(t, err)
		if was, _ := os.ReadFile(filepath.Join(s.path(name), metaFile)); string(was) != unsummed(b) {
			t.Errorf("%s: session.json is written as\n%s", name, b)
		}
		if contents(t, s.path(name)) != before {
			t.Errorf("%s: reading has changed it", name)
		}
		k, err := Resume(s, name, datasets.Opener{}, want.files...)
		must(t, err)
		run, err := BeginOn(k.Origin, k.From.Recipe, train.Options{Threads: 1, Paused: true, From: k.From, Recorder: k.Recorder})
		must(t, err)
		run.Send(train.StepOnce())
		next(t, run.Snapshots(t.Context()), func(s train.Snapshot) bool { return s.Step == want.step+1 && !s.Validating })
		must(t, run.End())
	}
}

// The law: a session of pairs with one byte changed, anywhere, is opened or refused with an error that says so; whatever is asked of it,
// nothing panics.
func TestAByteChangedInASessionOfPairs(t *testing.T) {
	file := filepath.Join("testdata", "translation", "boats.tsv")
	s, refused := Store{Dir: t.TempDir(), disk: quick{}}, 0
	oldSession(t, s, "translation/attention")
	must(t, os.Rename(s.path("attention"), s.path("kept")))
	rewrite(t, s, "kept", func(m map[string]any) { m["name"] = "kept" })
	asked := func() error {
		look := s.Look("kept").Err
		_, _, err1 := s.Open("kept")
		x, err2 := s.Translator("kept", Best, datasets.Opener{}, file)
		if err2 == nil {
			source := x.Data.SourceRow([]string{"the", "boat"})
			_, err2 = x.Model.Greedy(t.Context(), [][]int32{source}, 5)
			_, err := x.Model.Search(t.Context(), source, translation.Beam{Width: 2, Most: 5})
			err2 = errors.Join(err2, err)
		}
		k, err3 := Resume(s, "kept", datasets.Opener{}, file)
		if err3 == nil {
			run, err := BeginOn(k.Origin, k.From.Recipe, train.Options{Threads: 1, Paused: true, From: k.From, Recorder: k.Recorder})
			if err == nil {
				err = run.End()
			} else {
				_ = k.Recorder.Close()
			}
			err3 = err
		}
		return errors.Join(look, err1, err2, err3)
	}
	for _, name := range needed() {
		if name == vocabFile {
			continue
		}
		path := filepath.Join(s.path("kept"), name)
		was, err := os.ReadFile(path)
		must(t, err)
		for at := 0; at < len(was); at += max(1, len(was)/20) {
			for _, flip := range []byte{1, 0x80} {
				b := append([]byte(nil), was...)
				b[at] ^= flip
				must(t, os.WriteFile(path, b, 0o644))
				if err := asked(); err != nil {
					refused++
					if err.Error() == "" || errors.Is(err, os.ErrPermission) {
						t.Errorf("%s, byte %d: %v", name, at, err)
					}
				}
				must(t, os.WriteFile(path, was, 0o644))
			}
		}
	}
	if err := asked(); err != nil || refused < 20 {
		t.Errorf("%d were refused; as it was: %v", refused, err)
	}
}

// pairSaves are two checkpoints of a run on pairs.
func pairSaves(t *testing.T) (a, b *train.Checkpoint) {
	t.Helper()
	one, _, _ := filesOf(t, boats())
	subject, err := openPairs(t, one, "", "").Subject(smallPairs("gru", "dot"))
	must(t, err)
	var m memory
	l := startOn(t, subject.Recipe, subject.Data, train.Options{Recorder: &m})
	for _, step := range []int{4, 9} {
		l.until(step)
		l.do(train.Save())
		l.do(train.Set("teacher_forcing", 1/float64(step)))
	}
	l.stop()
	for _, c := range m.saved {
		switch {
		case c.Step == 4 && a == nil:
			a = c
		case c.Step == 9 && b == nil:
			b = c
		}
	}
	if a == nil || b == nil {
		t.Fatal("it was not saved")
	}
	return a, b
}

// The law: a disk that is full, at any call of a save, costs a session of pairs nothing: it opens as it was, or as it is to be, and the
// same save succeeds when there is room; a place where nothing can be written is named.
func TestNoRoomForASessionOfPairs(t *testing.T) {
	a, b := pairSaves(t)
	ref := Store{Dir: t.TempDir(), disk: quick{}, every: 256}
	saved(t, ref, "run", b)
	images := imagesOf(t, []*train.Checkpoint{a, b})
	failed := 0
	for n, done := 0, false; !done; n++ {
		s := Store{Dir: filepath.Join(t.TempDir(), "sessions"), disk: quick{}, every: 256}
		saved(t, s, "run", a)
		f := &faulty{disk: quick{}, n: n, part: half}
		w := writer(t, s, f)
		err := w.Save(b)
		if done = f.made <= n; err != nil {
			failed++
		}
		got, opened := openAll(t, s, "run")
		must(t, opened)
		if now := image(t, got); now != images[1] && (err == nil || now != images[0]) {
			t.Fatalf("call %d: the session is neither the old nor the new one: %v", n, err)
		}
		must(t, w.Save(b))
		must(t, w.Close())
		sameFiles(t, s.path("run"), ref.path("run"))
	}
	if failed < 5 {
		t.Errorf("only %d calls failed", failed)
	}
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	if err := create(t, Store{Dir: file}, "run").Save(a); err == nil || !strings.Contains(err.Error(), "is a file, but sessions need a folder") {
		t.Error(err)
	}
	if os.Getuid() == 0 {
		return // root may write everywhere
	}
	s := Store{Dir: t.TempDir()}
	saved(t, s, "run", a)
	must(t, os.Remove(filepath.Join(s.path("run"), lockFile)))
	must(t, os.Chmod(s.path("run"), 0o555))
	defer os.Chmod(s.path("run"), 0o755)
	_, _, err := s.Open("run")
	must(t, err)
	if _, _, err := s.Resume("run"); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
}

// The law: before training all tokens are about equally likely, so the perplexity of what is held out is V, for every source that comes
// with the program.
func TestUntrainedTranslatorsPerplexityIsV(t *testing.T) {
	for _, source := range translation.Sources {
		x := openPairs(t, source.Name, "", "")
		r := RecipeForPairs(x.Pairs)
		x.Train = x.Train[:2000]
		r.Model.Hidden = 32
		subject, err := x.Subject(r)
		must(t, err)
		c, err := train.Replay(subject.Recipe, subject.Data, nil, 0, 1)
		must(t, err)
		g, err := train.GraphOf(c)
		must(t, err)
		d := subject.Data.(*task.Pairs)
		e := d.Validate(g, 0)
		for e.Next(nn.Alone{}) {
		}
		v, _ := e.Outcome()
		ppl, V := task.Translation.Score.Of(v.Loss()), float64(subject.Facts.Vocab)
		if math.Abs(ppl/V-1) > 0.1 || v.Tokens != subject.Facts.Valid || math.Abs(math.Exp(d.Levels()[0].Loss)-V) > 1e-6*V {
			t.Errorf("%s: perplexity %.2f with V = %g, of %d tokens", source.Name, ppl, V, v.Tokens)
		}
	}
}
