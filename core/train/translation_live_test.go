package train

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
)

// must is a change that has to be accepted.
func (l *learner) must(t *testing.T, name string, v float64) {
	t.Helper()
	k, err := recipe.FindKnob(name)
	if err == nil {
		_, err = l.change(k, v)
	}
	if err != nil {
		t.Fatalf("%s=%v: %v", name, v, err)
	}
}

// The law: whatever is changed while pairs are learned, batch, unroll and teacher forcing included, a run made again from the recipe
// and the changes with their steps is the same, bit for bit, on any number of threads, and so is one that is stopped anywhere and
// resumed.
func TestTranslationWithChangesIsLearnedToTheSameBytes(t *testing.T) {
	const steps = 50
	values := map[string][]float64{"batch": {1, 2, 7, 100}, "unroll": {9, 12, 40}, "lr": wide["lr"], "clip": wide["clip"], "momentum": wide["momentum"], "teacher_forcing": {0, 0.25, 0.9, 1}}
	var knobs []string
	for _, k := range recipe.Knobs {
		if values[k.Name] != nil {
			knobs = append(knobs, k.Name)
		}
	}
	for name, r := range translationRecipes() {
		d := pairsOf(t, r, reversals(1, 43, 8), nil)
		rng := rand.New(rand.NewPCG(uint64(len(name)), 2))
		l, err := newLearner(r, d)
		if err != nil {
			t.Fatal(err)
		}
		second, at := l, 1+rng.IntN(steps-1)
		for range steps {
			if l.step == at {
				if second, err = newLearner(r, d); err != nil {
					t.Fatal(err)
				}
				if err := second.restore(l.checkpoint()); err != nil {
					t.Fatalf("%s, at %d: %v", name, at, err)
				}
			}
			both := []*learner{l}
			if second != l {
				both = append(both, second)
			}
			changes, k := rng.IntN(3) == 0, knobs[rng.IntN(len(knobs))]
			v := values[k][rng.IntN(len(values[k]))]
			for _, l := range both {
				if changes {
					l.must(t, k, v)
				}
				if err := l.update(); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		end := l.checkpoint()
		if diff := differsSettings(end, second.checkpoint()); diff != "" {
			t.Errorf("%s, resumed at %d: %s", name, at, diff)
		}
		again, err := Replay(r, d, end.History.Events(), steps, 3)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differsSettings(end, again); diff != "" {
			t.Errorf("%s, made again: %s", name, diff)
		}
		if len(end.History.Events()) < 3 {
			t.Errorf("%s: %d changes: the test proves nothing", name, len(end.History.Events()))
		}
	}
}

// The law: unroll is refused below the longest sentence, with what is needed, and changes nothing; above it is allowed, and no weight
// depends on it.
func TestUnrollOfPairs(t *testing.T) {
	r := translationRecipes()[`gru, sees "additive"`]
	d := pairsOf(t, r, reversals(1, 43, 8), nil)
	longest := d.Longest()
	r.Settings.Unroll = longest
	plain, err := Replay(r, d, nil, 12, 1)
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(r, d)
	if err != nil {
		t.Fatal(err)
	}
	unroll, _ := recipe.FindKnob("unroll")
	for range 12 {
		if _, err := l.change(unroll, float64(longest-1)); err == nil || !strings.Contains(err.Error(), "set unroll to 9 or more") || l.set.Unroll < longest {
			t.Fatalf("%d steps: %v", longest-1, err)
		}
		l.must(t, "unroll", float64(longest+l.step%5))
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	end := l.checkpoint()
	if diff := differs(plain, end); diff != "" || len(end.History.Events()) < 5 {
		t.Errorf("%d changes: %s", len(end.History.Events()), diff)
	}
	if r.Settings.Unroll--; longest != 9 {
		t.Errorf("the longest sentence has %d steps", longest)
	}
	if _, err := newLearner(r, d); err == nil {
		t.Error("a run begins whose windows are shorter than a sentence")
	}
}

// The law: an epoch reads every pair once, whatever the batch, and learns every target token; its parts are counted in pairs. A batch
// of more pairs than there are is all of them.
func TestEpochsOfPairs(t *testing.T) {
	for _, x := range []struct{ pairs, batch, updates int }{{43, 5, 9}, {40, 5, 8}, {43, 43, 1}, {43, 64, 1}, {1, 64, 1}, {1, 1, 1}, {3, 2, 2}} {
		for _, noMask := range []bool{false, true} {
			r := translationRecipes()[`lstm, sees "dot"`]
			r.Pairs.NoMask = noMask
			d := pairsOf(t, r, reversals(3, x.pairs, 8), nil)
			r.Settings.Batch, r.Settings.Sampled = x.batch, 0
			l, err := newLearner(r, d)
			if err != nil {
				t.Fatal(err)
			}
			if l.reader.Rows() != min(x.pairs, x.batch) {
				t.Errorf("%+v: %d pairs in a batch", x, l.reader.Rows())
			}
			for epoch := range 3 {
				scored := 0
				for i := range x.updates {
					if err := l.update(); err != nil {
						t.Fatal(err)
					}
					scored += l.scored
					if want := float64(epoch) + min(1, float64((i+1)*x.batch)/float64(x.pairs)); l.reader.Epochs() != want {
						t.Errorf("%+v: %v epochs instead of %v", x, l.reader.Epochs(), want)
					}
				}
				want := d.TrainTokens()
				if noMask {
					want = x.pairs * r.Pairs.Length
				}
				if scored != want {
					t.Errorf("%+v, no mask %v: %d target tokens in an epoch, of %d", x, noMask, scored, want)
				}
			}
			if sum := 0; !noMask {
				for _, p := range historytest.Points(l.hist.View()) {
					sum += p.Tokens
				}
				if sum != 3*d.TrainTokens() {
					t.Errorf("%+v: the history has %d tokens", x, sum)
				}
			}
		}
	}
}

// pairsRun is a run of r on its own goroutine, until it is finished; it returns the last checkpoint.
func pairsRun(t *testing.T, r recipe.Recipe, d task.Data) *Checkpoint {
	t.Helper()
	m := &memory{}
	tr, err := New(r, d, Options{Threads: 2, Recorder: m})
	if err != nil {
		t.Fatal(err)
	}
	ran := make(chan error, 1)
	go func() { ran <- tr.Run(t.Context()) }()
	for s := range tr.Snapshots(t.Context()) {
		v, ok := s.History.LastValid()
		if s.Phase == Finished && !s.Validating && (d.HeldOut() == 0 || (ok && v.Step == s.Step)) {
			tr.Send(Stop())
		}
		if s.Task != task.Translation || s.Rows != min(r.Settings.Batch, len(d.(*task.Pairs).Train)) {
			t.Errorf("%+v", s)
		}
	}
	if err := <-ran; err != nil {
		t.Fatal(err)
	}
	return m.last()
}

// The law: a run ends after its updates or its epochs, parts of epochs included, whichever comes first, and is then validated, if
// anything is held out.
func TestRunsOnPairsEnd(t *testing.T) {
	for _, x := range []struct {
		pairs, held, steps int
		epochs             float64
		want               int
	}{{43, 5, 7, 0, 7}, {43, 5, 0, 1, 9}, {43, 5, 0, 2, 18}, {43, 5, 0, 0.5, 5}, {43, 5, 0, 1.1, 10}, {43, 0, 4, 3, 4}, {43, 0, 100, 2, 18}, {1, 1, 0, 3, 3}, {1, 0, 5, 0, 5}, {3, 1, 0, 2, 2}} {
		r := translationRecipes()[`gru, sees "context"`]
		r.Steps, r.Epochs, r.Settings.ValidEvery = x.steps, x.epochs, 1000
		d := pairsOf(t, r, reversals(1, x.pairs, 8), reversals(2, x.held, 8))
		c := pairsRun(t, r, d)
		last, ok := c.History.LastValid()
		if c.Step != x.want || ok != (x.held > 0) || (ok && (last.Step != c.Step || last.Tokens != d.HeldOut())) {
			t.Errorf("%+v: %d updates, validated %+v", x, c.Step, last)
		}
	}
}

// The law: validations are rarer the longer they take beside an update, which reads the sentences of a batch and no padding up to the
// longest sentence of all.
func TestValidationsOfPairsAreAsRareAsTheyTake(t *testing.T) {
	r := translationRecipes()[`gru, sees ""`]
	r.Pairs.Length, r.Settings.Unroll, r.Settings.Batch = 200, 150, 10
	long := translation.Line{Source: strings.Repeat("a ", 149), Target: "a"}
	short := reversals(1, 2000, 3)
	for held, want := range map[int]int{500: 100, 1400: 200, 2000: 500} {
		d := pairsOf(t, r, append(short[:1000:1000], long), short[:held])
		if got := recipe.ValidEvery(d, r.Settings); got != want {
			t.Errorf("%d pairs: every %d updates, and not every %d", held, got, want)
		}
		r := r
		r.Settings.ValidEvery = 1000
		tr, err := New(r, d, Options{Paused: true})
		if err != nil {
			t.Fatal(err)
		}
		if early := tr.dueValidation(); early != (held == 500) {
			t.Errorf("%d pairs are read before the first update: %v", held, early)
		}
	}
	few := pairsOf(t, r, short[:3], short[:3])
	if got := few.UpdateRows(64); got != float64(few.TrainTokens()) {
		t.Errorf("%v tokens in an update of %d", got, few.TrainTokens())
	}
}

// The law: teacher forcing is a setting of its own: the first batch that it concerns is the next one; at 1 a run is the same as one
// without it, and its random stream is nobody else's.
func TestTeacherForcingIsLive(t *testing.T) {
	r := translationRecipes()[`gru, sees "dot"`]
	r.Settings.Sampled, r.Model.Dropout, r.Model.Layers = 0, 0.2, 2
	d := pairsOf(t, r, reversals(1, 43, 8), nil)
	plain, err := Replay(r, d, nil, 9, 1)
	if err != nil {
		t.Fatal(err)
	}
	for share, same := range map[float64]bool{1: true, 0.9: false, 0: false} {
		l, err := newLearner(r, d)
		if err != nil {
			t.Fatal(err)
		}
		for l.step < 9 {
			if l.step == 4 {
				l.must(t, "teacher_forcing", 0.5)
				l.must(t, "teacher_forcing", share)
			}
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
		}
		c := l.checkpoint()
		if is := differs(plain, c) == ""; is != same {
			t.Errorf("at %v it is the same: %v", share, is)
		}
		a, b := historytest.Points(plain.History), historytest.Points(c.History)
		for i := range 9 { // what is before the change is as without it; dropout and the order of pairs stay as they are
			if first := i < 4; first && a[i].Loss != b[i].Loss || a[i].Tokens != b[i].Tokens {
				t.Errorf("at %v, update %d: %+v and %+v", share, i, a[i], b[i])
			}
		}
		if c.Settings.Sampled != math.Round((1-share)*1e9)/1e9 {
			t.Errorf("%v is kept as %v", share, c.Settings.Sampled)
		}
	}
	language := tiny()
	l, err := newLearner(language, task.Text{Corpus: corpusOf(t, language, strings.Repeat("a few words\n", 50))})
	if err != nil {
		t.Fatal(err)
	}
	k, _ := recipe.FindKnob("teacher_forcing")
	if _, err := l.change(k, 0.5); err == nil {
		t.Error("a language model has it")
	}
}
