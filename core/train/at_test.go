package train

import (
	"errors"
	"math/rand/v2"
	"testing"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// goOnTo is a run that goes on from c to a step, and has no recorder.
func goOnTo(t *testing.T, c *Checkpoint, r recipe.Recipe, text string, step, threads int) *Checkpoint {
	t.Helper()
	l := start(t, r, corpusOf(t, r, text), Options{Threads: threads, Paused: true, From: c, KeepGoing: true})
	for at := c.Step; at < step; at++ {
		l.must(l.ask(StepOnce()))
		l.until(func(t *Trainer) bool { return t.once == 0 })
	}
	l.must(l.ask(Pause()))
	l.rest()
	return l.stop()
}

// The law: a run at one of its steps is the run that never went beyond it, with the best weights that it had there; it goes on as that one would.
func TestARunAtAStepNeverWentBeyondIt(t *testing.T) {
	prose := texttest.Prose(60)
	for i, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(uint64(i), 5))
			r := tiny(v.change, func(r *recipe.Recipe) { r.Settings.ValidEvery, r.Settings.Batch = 1+rng.IntN(6), 16 })
			l := wander(t, r, rng, 0)
			before := l.now()
			l.stop()
			c, step, told := corpusOf(t, r, prose), rng.IntN(before.Step), 0
			at, err := before.At(step, task.Text{Corpus: c}, Way{Threads: 1 + rng.IntN(2), Tell: func(made, of int) error {
				if made > of || of != step {
					t.Errorf("%d of %d updates on the way to step %d", made, of, step)
				}
				told++
				return nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			if told < step {
				t.Errorf("told %d times on the way to step %d", told, step)
			}
			if d := differs(replay(t, r, c, changesUntil(before.History.Events(), step), step, 1), at); d != "" {
				t.Fatalf("at %d: %s", step, d)
			}
			isBest(t, r, at, prose)
			after := goOnTo(t, at, r, prose, step+7, 1+rng.IntN(2))
			if d := differs(replay(t, r, c, changesUntil(before.History.Events(), step), step+7, 1), after); d != "" {
				t.Errorf("from %d to %d: %s", step, step+7, d)
			}
		})
	}
}

// The law: settings changed at a step are changed there, in the last step too, and what cannot be done is an error.
func TestARunAtAStepHasItsChanges(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Settings.Batch = 16 })
	rng := rand.New(rand.NewPCG(3, 5))
	l := wander(t, r, rng, 0)
	end := l.now()
	l.stop()
	d := task.Text{Corpus: corpusOf(t, r, texttest.Prose(60))}
	changes := []history.Event{{Knob: "lr", To: 0.5}, {Knob: "batch", To: 3}}
	for _, step := range []int{0, 11, end.Step} {
		at, err := end.At(step, d, Way{Threads: 1, Changes: changes})
		if err != nil {
			t.Fatal(err)
		}
		list := append([]history.Event(nil), changesUntil(end.History.Events(), step)...)
		for _, e := range changes {
			list = append(list, history.Event{Step: step, Knob: e.Knob, To: e.To})
		}
		if d := differs(replay(t, r, d.Corpus, list, step, 1), at); d != "" {
			t.Errorf("at %d: %s", step, d)
		}
		if at.Settings.LR != 0.5 || at.Settings.Batch != 3 {
			t.Errorf("at %d: %+v", step, at.Settings)
		}
	}
	enough := errors.New("enough")
	for what, f := range map[string]func() error{
		"a step to come": func() error { _, err := end.At(end.Step+1, d, Way{Threads: 1}); return err },
		"a wrong value": func() error {
			_, err := end.At(3, d, Way{Threads: 1, Changes: []history.Event{{Knob: "lr", To: -1}}})
			return err
		},
		"a wrong setting": func() error {
			_, err := end.At(3, d, Way{Threads: 1, Changes: []history.Event{{Knob: "x"}}})
			return err
		},
		"a listener's wish": func() error {
			_, err := end.At(3, d, Way{Threads: 1, Tell: func(int, int) error { return enough }})
			return err
		},
	} {
		if f() == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// The law: a run that began with weights of another goes back to its beginning with them.
func TestARunThatBeganWithWeightsGoesBackToThem(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	from, err := StartOf("first", replay(t, r, c, nil, 5, 1))
	if err != nil {
		t.Fatal(err)
	}
	r.InitFrom = from.ID()
	d := task.Text{Corpus: c}
	end, err := ReplayFrom(from, r, d, nil, 6, 1)
	if err != nil {
		t.Fatal(err)
	}
	for step := range 6 {
		want, err := ReplayFrom(from, r, d, nil, step, 1)
		if err != nil {
			t.Fatal(err)
		}
		at, err := end.At(step, d, Way{Threads: 1, Start: from})
		if err != nil {
			t.Fatal(err)
		}
		if d := differs(want, at); d != "" {
			t.Errorf("at %d: %s", step, d)
		}
	}
	if _, err := end.At(2, d, Way{Threads: 1}); err == nil {
		t.Error("without those weights: no error")
	}
}
