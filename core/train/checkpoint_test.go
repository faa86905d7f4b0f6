package train

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// savedHere runs r to its end, changes settings on the way, and saves at arbitrary moments: in the
// middle of an epoch, of a validation, right after a change.
func savedHere(t *testing.T, r recipe.Recipe, seed uint64) []*Checkpoint {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 5))
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Threads: 2})
	for i, over := 0, false; !over; i++ {
		switch i % 8 {
		case 2:
			l.ask(Set("batch", wide["batch"][rng.IntN(4)]))
		case 5:
			l.ask(Set("unroll", wide["unroll"][rng.IntN(5)]))
		case 7:
			l.ask(Turn("lr", 1-2*rng.IntN(2)))
		}
		l.ask(Save())
		l.do(func(t *Trainer) { over = t.phase == Finished && t.eval == nil })
	}
	l.rest()
	l.stop()
	return l.kept.saves
}

// The law: a run that stops anywhere and resumes from its checkpoint is the run that never stopped.
func TestARestoredRunNeverStopped(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			const steps = 30
			r := tiny(v.change, func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery = steps, 5 })
			c := corpusOf(t, r, texttest.Prose(60))
			saves := savedHere(t, r, 1)
			for i := 0; i < len(saves); i += 1 + len(saves)/3 {
				from := saves[i]
				got := runToEnd(t, r, c, Options{From: from})
				want := replay(t, r, c, from.History.Events(), steps, 1)
				if d := differsSettings(want, got); d != "" {
					t.Errorf("from save %d at step %d, position %+v: %s", i, from.Step, from.Position, d)
				}
			}
		})
	}
}

// A restored run, saved again at once, gives the checkpoint that it was restored from.
func TestSavedRestoredSavedIsTheSame(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			r := tiny(v.change, func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery = 20, 2 })
			c := corpusOf(t, r, texttest.Prose(60))
			for i, from := range savedHere(t, r, 2) {
				l, err := newLearner(r, task.Text{Corpus: c})
				if err != nil {
					t.Fatal(err)
				}
				if err := l.restore(from); err != nil {
					t.Fatalf("save %d at step %d: %v", i, from.Step, err)
				}
				if d := differsSettings(from, l.checkpoint()); d != "" {
					t.Fatalf("save %d at step %d: %s", i, from.Step, d)
				}
			}
		})
	}
}

// A save may happen during a validation: that validation is then repeated, with the same result.
func TestASaveInTheMiddleOfAValidation(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) {
		r.Steps, r.Settings.ValidEvery = 25, 1
		// Short epochs, and a rate too high for the loss to fall in each of them.
		r.Text.Valid, r.Schedule, r.Optimizer, r.Settings.Batch, r.Settings.LR = 0.5, "plateau:0.5", "sgd", 33, 20
	})
	c := corpusOf(t, r, texttest.Prose(50))
	l, err := New(r, task.Text{Corpus: c}, Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	var halfway []*Checkpoint
	for l.phase != Finished || l.eval != nil || l.dueValidation() {
		l.proceed(context.Background())
		if l.eval == nil {
			continue
		}
		if v, _ := l.eval.Outcome(); v.Tokens > 0 && l.step%7 == 3 {
			halfway = append(halfway, l.checkpoint())
		}
	}
	end := l.checkpoint()
	if len(halfway) == 0 {
		t.Fatal("no save happened during a validation")
	}
	if end.Decay == 1 {
		t.Error("the schedule never changed the rate: the test proves less than it should")
	}
	for i := 0; i < len(halfway); i += 1 + len(halfway)/4 {
		again := runToEnd(t, r, c, Options{From: halfway[i]})
		if d := differs(end, again); d != "" {
			t.Errorf("from step %d: %s", halfway[i].Step, d)
		}
		if !slices.Equal(historytest.Valids(end.History), historytest.Valids(again.History)) {
			t.Errorf("from step %d: validations differ", halfway[i].Step)
		}
	}
}

// A save at the very end of an epoch, and one at its very beginning.
func TestARunRestoredAtAnEpochsEdge(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Settings.Batch, r.Steps = 2, 0 })
	c := corpusOf(t, r, texttest.Prose(4))
	l := learnerFor(t, r, texttest.Prose(4))
	var edges []*Checkpoint
	for len(edges) < 4 {
		epoch, before := l.reader.Position().Epoch, l.checkpoint()
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		if l.reader.Position().Epoch > epoch {
			edges = append(edges, before, l.checkpoint())
		}
	}
	steps := l.step + 5
	want := replay(t, r, c, nil, steps, 1)
	r.Steps = steps
	for _, from := range edges {
		if d := differs(want, runToEnd(t, r, c, Options{From: from})); d != "" {
			t.Errorf("from step %d: %s", from.Step, d)
		}
	}
}

// Two runs forked from one checkpoint do not write into each other's history.
func TestForksShareNothing(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	from := replay(t, r, c, nil, 5, 1)
	fork := func(lr float64) *learner {
		l := learnerFor(t, r, texttest.Prose(40))
		if err := l.restore(from); err != nil {
			t.Fatal(err)
		}
		k, _ := recipe.FindKnob("lr")
		if _, err := l.change(k, lr); err != nil {
			t.Fatal(err)
		}
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		return l
	}
	a, b := fork(0.25), fork(0.5)
	ah, bh := a.hist.View(), b.hist.View()
	if ah.Events()[0].To != 0.25 || ah.Last().LR != 0.25 || bh.Last().LR != 0.5 {
		t.Errorf("learning rates of the forks: %v and %v instead of 0.25 and 0.5", ah.Last().LR, bh.Last().LR)
	}
}

// A checkpoint is a copy: the continuing run does not change it.
func TestACheckpointNeverChanges(t *testing.T) {
	l := learnerFor(t, tiny(), texttest.Prose(40))
	var kept []*Checkpoint
	var prints []string
	for range 10 {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		kept = append(kept, l.checkpoint())
		prints = append(prints, fmt.Sprint(*kept[len(kept)-1]))
	}
	if err := l.restore(kept[0]); err != nil {
		t.Fatal(err)
	}
	for l.step < 10 {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	for i, cp := range kept {
		if fmt.Sprint(*cp) != prints[i] {
			t.Errorf("the checkpoint of step %d has changed", cp.Step)
		}
	}
	if d := differs(kept[9], l.checkpoint()); d != "" {
		t.Errorf("restored and continued: %s", d)
	}
}

func TestRestoreNamesWhatDoesNotFit(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	for word, change := range map[string]func(r *recipe.Recipe, cp *Checkpoint) string{
		"another text":    func(*recipe.Recipe, *Checkpoint) string { return strings.Repeat("xyz ", 200) },
		"weight_ih":       func(r *recipe.Recipe, _ *Checkpoint) string { r.Model.Hidden++; return "" },
		"linear.bias":     func(_ *recipe.Recipe, cp *Checkpoint) string { cp.Weights = cp.Weights[:len(cp.Weights)-1]; return "" },
		"exp_avg":         func(_ *recipe.Recipe, cp *Checkpoint) string { cp.Slots = nil; return "" },
		"state.c_l0":      func(_ *recipe.Recipe, cp *Checkpoint) string { cp.State = cp.State[:1]; return "" },
		"lr is -1":        func(_ *recipe.Recipe, cp *Checkpoint) string { cp.Settings.LR = -1; return "" },
		"exp_avg_sq":      func(_ *recipe.Recipe, cp *Checkpoint) string { delete(cp.Slots, "exp_avg_sq"); return "" },
		"momentum_buffer": func(r *recipe.Recipe, _ *Checkpoint) string { r.Optimizer = "momentum"; return "" },
	} {
		t.Run(word, func(t *testing.T) {
			recipe, damaged := r, *replay(t, r, c, nil, 3, 1)
			corpus := c
			if s := change(&recipe, &damaged); s != "" {
				corpus = corpusOf(t, r, s)
			}
			_, err := New(recipe, task.Text{Corpus: corpus}, Options{From: &damaged})
			if err == nil || !strings.Contains(err.Error(), word) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
