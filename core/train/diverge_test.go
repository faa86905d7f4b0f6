package train

import (
	"errors"
	"math"
	"testing"

	"unroll/core/command"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// explosive diverges at its second update: a huge step makes weights of about 1e9, and ReLU, which
// is unbounded, takes the state past float32's largest number, 3e38, within five time steps.
func explosive(r *recipe.Recipe) {
	r.Model.Cell, r.Optimizer = "rnn-relu", "sgd"
	r.Settings.LR, r.Settings.Clip = 1e9, recipe.Off
}

// tall diverges at its first update, but only because of its long windows: weights of up to 30 make
// ReLU's state grow some fifty-fold at each step, too much for float32 over a line of 20 tokens
// forward and back, but little over two steps.
func tall(r *recipe.Recipe) {
	r.Model.Cell, r.Model.Init, r.Optimizer = "rnn-relu", "uniform:30", "sgd"
	r.Settings.LR, r.Settings.Unroll, r.Settings.Batch = 1e-12, 40, 2
}

func learnerFor(t *testing.T, r recipe.Recipe, s string) *learner {
	t.Helper()
	l, err := newLearner(r, task.Text{Corpus: corpusOf(t, r, s)})
	if err != nil {
		t.Fatal(err)
	}
	l.use(work.New(1, false))
	t.Cleanup(l.pool.Close)
	return l
}

// An update whose loss or gradient is not finite is not made: weights, averages, carried state,
// place in the text and history are as they were before it. Only because of this can a run that
// tries again, or tries another setting, be replayed.
func TestADivergedUpdateLeavesNothingBehind(t *testing.T) {
	for _, v := range []variant{{"explosive", explosive}, {"tall", tall}, {"lines", func(r *recipe.Recipe) { explosive(r); r.Text.Lines = true }},
		{"over an epoch's end", func(r *recipe.Recipe) { explosive(r); r.Settings.Batch, r.Settings.Unroll = 1, 1024 }}} {
		t.Run(v.name, func(t *testing.T) {
			l := learnerFor(t, tiny(v.change), texttest.Prose(60))
			before := l.checkpoint()
			for l.update() == nil {
				before = l.checkpoint()
			}
			for range 3 {
				if err := l.update(); !errors.Is(err, ErrDiverged) {
					t.Fatalf("on a second try the error is %v", err)
				}
				if d := differs(before, l.checkpoint()); d != "" {
					t.Fatal(d)
				}
			}
		})
	}
}

func (l *live) phaseNow() (p Phase, step int) {
	l.do(func(t *Trainer) { p, step = t.phase, t.step })
	return p, step
}

// A run that diverges waits for a person; no command other than one to continue makes it continue.
func TestDivergencePauses(t *testing.T) {
	r := tiny(explosive)
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	l.until(func(t *Trainer) bool { return t.phase == Diverged })
	for range 3 {
		l.ask(Turn("temperature", 1))
		l.ask(Pause())
	}
	if p, step := l.phaseNow(); p != Diverged || step != 1 {
		t.Errorf("phase %d at step %d", p, step)
	}
	for _, again := range []command.Command{Resume(), Toggle(), StepOnce()} {
		l.ask(again)
		l.until(func(t *Trainer) bool { return t.phase == Diverged })
	}
	end := l.stop()
	for _, v := range end.Weights {
		for _, w := range v.Data {
			if f := float64(w); math.IsNaN(f) || math.IsInf(f, 0) {
				t.Fatalf("%s has a %v", v.Name, w)
			}
		}
	}
	for _, p := range historytest.Points(end.History) {
		if !finite(p.Loss) || !finite(p.GradNorm) {
			t.Errorf("the history has an update that was not made: %+v", p)
		}
	}
}

// With another setting the run continues, and can be replayed.
func TestAnotherSettingGetsThrough(t *testing.T) {
	r := tiny(tall, func(r *recipe.Recipe) { r.Text.Lines = true })
	c := corpusOf(t, r, texttest.Prose(60))
	l := start(t, r, c, Options{})
	l.until(func(t *Trainer) bool { return t.phase == Diverged })
	l.ask(Set("lr", 1e-20)) // this alone does not help: it is the loss that is not finite
	l.ask(Resume())
	l.until(func(t *Trainer) bool { return t.phase == Diverged })
	l.ask(Set("unroll", 2))
	for i := range 3 {
		l.ask(StepOnce())
		l.until(func(t *Trainer) bool { return t.once == 0 })
		if p, step := l.phaseNow(); p != Paused || step != i+1 {
			t.Errorf("phase %d at step %d", p, step)
		}
	}
	l.rest()
	end := l.stop()
	if d := differsSettings(end, replay(t, r, c, end.History.Events(), end.Step, 1)); d != "" {
		t.Error(d)
	}
}

// A replay that diverges says so, and how far it got.
func TestReplayOfADivergence(t *testing.T) {
	r := tiny(explosive)
	c := corpusOf(t, r, texttest.Prose(40))
	end, err := Replay(r, task.Text{Corpus: c}, nil, 10, 1)
	if !errors.Is(err, ErrDiverged) || end == nil || end.Step != 1 {
		t.Errorf("error %v", err)
	}
}

// A run saved after it diverged can be resumed.
func TestADivergedRunCanBeRestored(t *testing.T) {
	r := tiny(explosive)
	c := corpusOf(t, r, texttest.Prose(40))
	l := start(t, r, c, Options{})
	l.until(func(t *Trainer) bool { return t.phase == Diverged })
	end := l.stop()
	again := start(t, r, c, Options{From: end, Paused: true})
	if d := differsSettings(end, again.stop()); d != "" {
		t.Error(d)
	}
}
