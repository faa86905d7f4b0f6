package sessions

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/work"
)

// spoiled makes a session of a run whose learning rate is made fatal at a step, and returns the trouble that it came to.
func spoiled(t *testing.T, s Store, name, cell string, at int) train.Snapshot {
	t.Helper()
	r := tiny(cell, "sgd", false)
	r.Settings.LR, r.Settings.Clip = 0.2, recipe.Off
	l := start(t, r, corpus(t, false), train.Options{Recorder: create(t, s, name)})
	l.until(at)
	l.do(train.Set("lr", 1e8))
	l.do(train.Resume())
	for l.last = range l.tr.Snapshots(context.Background()) {
		if l.last.Phase == train.Ruined || l.last.Phase == train.Diverged {
			break
		}
	}
	l.stop()
	return l.last
}

// A session that is ruined or has diverged goes on from its last good state, with the settings from before, and from its last save
// if that is wanted. Its history is that of a run that never went beyond.
func TestARuinedSessionGoesOnFromItsGoodState(t *testing.T) {
	for cell, trouble := range map[string]train.Phase{"gru": train.Ruined, "rnn-relu": train.Diverged} {
		s := Store{Dir: t.TempDir()}
		end := spoiled(t, s, "run", cell, 60)
		if sum := s.Look("run"); sum.Trouble != trouble || sum.Step != end.Step {
			t.Errorf("%s: listed at step %d with trouble %d", cell, sum.Step, sum.Trouble)
		}
		w, last, err := s.ResumeWith("run", Last)
		must(t, err)
		must(t, w.Close())
		if last.Step != end.Step || last.Left != 0 {
			t.Errorf("%s: the last save is of step %d, left %d", cell, last.Step, last.Left)
		}
		w, from, err := s.Resume("run")
		must(t, err)
		if from.Step != 60 || from.Left != end.Step || from.Settings.LR != 0.2 || len(from.History.Events()) != 0 || from.History.Step() != 60 {
			t.Fatalf("%s: it goes on from step %d with lr %g, %d events, history up to %d", cell, from.Step, from.Settings.LR, len(from.History.Events()), from.History.Step())
		}
		l := startOn(t, from.Recipe, task.Text{Corpus: corpus(t, false)}, train.Options{Recorder: w, From: from})
		l.until(90)
		l.stop()
		_, c, err := s.Open("run")
		must(t, err)
		want, err := train.Replay(c.Recipe, task.Text{Corpus: corpus(t, false)}, nil, 90, 1)
		must(t, err)
		if c.Trouble != train.Paused || !slices.EqualFunc(c.Weights, want.Weights, sameValues) {
			t.Errorf("%s: after going back, the weights of step %d are not those of a run that never went wrong (trouble %d)", cell, c.Step, c.Trouble)
		}
	}
}

// Each of the three sets of weights can be used, and none but the newest is altered by the fatal update.
func TestThreeSetsOfWeights(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	end := spoiled(t, s, "run", "rnn-relu", 60)
	for which, step := range map[Weights]int{Last: end.Step, Good: 60} {
		_, m, err := s.ModelWith("run", which)
		must(t, err)
		_, c, err := s.OpenWith("run", which)
		must(t, err)
		if m.Step != step || c.Step != step {
			t.Errorf("%s: a model of step %d, opened at %d, and it should be %d", which, m.Step, c.Step, step)
		}
	}
	must(t, os.Remove(filepath.Join(s.path("run"), goodFile)))
	var none *NoGood
	if _, _, err := s.ModelWith("run", Good); !errors.As(err, &none) {
		t.Errorf("without a good state: %v", err)
	}
	if w, from, err := s.Resume("run"); err != nil || from.Step != end.Step {
		t.Errorf("without a good state it does not go on: %v", err)
	} else {
		must(t, w.Close())
	}
}

// absurd are settings that a person may try, one after another.
var absurd = rapid.Custom(func(t *rapid.T) (c struct {
	knob  string
	value float64
}) {
	c.knob = rapid.SampledFrom([]string{"lr", "clip", "batch", "unroll", "momentum", "valid_every", "temperature"}).Draw(t, "knob")
	switch c.knob {
	case "lr", "clip":
		c.value = math.Pow(10, float64(rapid.IntRange(-12, 12).Draw(t, "power")))
		if rapid.IntRange(0, 5).Draw(t, "end") == 0 {
			c.value = rapid.SampledFrom([]float64{0, math.Inf(1)}).Draw(t, "limit")
		}
	case "batch", "unroll":
		c.value = float64(rapid.IntRange(1, 1024).Draw(t, "size"))
	case "momentum":
		c.value = rapid.Float64Range(0, 1).Draw(t, "momentum")
	default:
		c.value = float64(rapid.IntRange(1, 20).Draw(t, "any"))
	}
	return c
})

// Whatever is done to a kept session, its best weights load, and score what the list says.
func TestAbsurdSettingsKeepTheBest(t *testing.T) {
	text := task.Text{Corpus: corpus(t, false)}
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		s, name := Store{Dir: t.TempDir()}, fmt.Sprint("run", runs)
		r := tiny(rapid.SampledFrom([]string{"rnn", "rnn-relu", "lstm", "gru"}).Draw(rt, "cell"), rapid.SampledFrom([]string{"sgd", "adam", "momentum"}).Draw(rt, "optimizer"), false)
		r.Model.Layers, r.Model.Hidden, r.Settings.Clip = 1, 5, recipe.Off
		l := startOn(t, r, text, train.Options{Recorder: create(t, s, name)})
		l.until(10)
		for _, c := range rapid.SliceOfN(absurd, 1, 8).Draw(rt, "settings") {
			l.do(train.Set(c.knob, c.value))
			for range rapid.IntRange(1, 4).Draw(rt, "updates") {
				l.do(train.StepOnce())
			}
		}
		l.stop()
		checkBest(rt, s, name, text)
	})
}

// checkBest checks that the best weights of a session score what its list says, and that it opens and goes on.
func checkBest(t *rapid.T, s Store, name string, d task.Text) {
	sum := s.Look(name)
	_, c, err := s.OpenWith(name, Best)
	if err != nil || sum.Err != nil {
		t.Fatal(err, sum.Err)
	}
	g, err := train.GraphOf(c)
	if err != nil {
		t.Fatal(err)
	}
	pool := work.New(1, false)
	defer pool.Close()
	e := d.Validate(g, c.Step)
	for e.Next(pool) {
	}
	if v, _ := e.Outcome(); v.Loss() != sum.BestLoss || c.Step != sum.BestStep {
		t.Fatalf("the best weights, of step %d, score %g; the list says %g at step %d", c.Step, v.Loss(), sum.BestLoss, sum.BestStep)
	}
	w, from, err := s.Resume(name)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if from.Best == nil || from.Best.Loss != sum.BestLoss {
		t.Fatalf("going on from step %d the best are lost: %+v", from.Step, from.Best)
	}
	if _, err := train.New(from.Recipe, d, train.Options{Threads: 1, From: from}); err != nil {
		t.Fatal(err)
	}
}

func sameValues(a, b nn.Values[float32]) bool {
	return a.Name == b.Name && slices.Equal(a.Data, b.Data)
}
