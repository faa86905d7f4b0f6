package train

import (
	"slices"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/ruin"
	"unroll/core/text/texttest"
)

// fatal is a learning rate that spoils a softmax at once, with finite numbers.
const fatal = 1e6

// wild is a run that learns well until its learning rate is made fatal.
func wild(r *recipe.Recipe) {
	r.Settings.LR, r.Settings.Clip, r.Optimizer = 0.5, recipe.Off, "sgd"
}

// reach learns up to a step at least, and pauses.
func (l *live) reach(step int) {
	l.t.Helper()
	l.until(func(t *Trainer) bool { return t.step >= step })
	l.ask(Pause())
	l.rest()
}

// A run whose loss becomes far worse than an untrained model's, having been better, stops as ruined; space makes it go on, and it
// is not stopped again.
func TestARuinedRunStops(t *testing.T) {
	for _, cell := range []string{"rnn", "lstm", "gru"} {
		r := tiny(wild, func(r *recipe.Recipe) { r.Model.Cell = cell })
		l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
		l.reach(150)
		_, at := l.phaseNow()
		l.ask(Set("lr", fatal))
		l.ask(Resume())
		l.until(func(t *Trainer) bool { return t.phase == Ruined })
		s := l.shown()
		if !s.Ruined || s.Phase != Ruined || s.Step > at+10*ruin.Window {
			t.Errorf("%s: phase %d at step %d (%v)", cell, s.Phase, s.Step, s.Ruined)
		}
		l.ask(Toggle())
		l.until(func(t *Trainer) bool { return t.step > s.Step+3*ruin.Window || t.phase == Ruined })
		if p, _ := l.phaseNow(); p != Running {
			t.Errorf("%s: phase %d after it was told to go on", cell, p)
		}
		l.stop()
	}
}

// A run that was never good and is much worse than it began is ruined too, however short it is.
func TestARunThatJumpsIsRuined(t *testing.T) {
	for _, cell := range []string{"rnn", "lstm", "gru"} {
		for _, steps := range []int{5, 100} {
			r := tiny(wild, func(r *recipe.Recipe) { r.Model.Cell, r.Settings.LR, r.Steps = cell, fatal, steps })
			l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
			l.until(func(t *Trainer) bool { return t.phase == Ruined || t.phase == Finished })
			if s := l.shown(); !s.Ruined || s.Step > ruin.Window+1 {
				t.Errorf("%s, %d updates: phase %d at step %d, not ruined", cell, steps, s.Phase, s.Step)
			}
			l.stop()
		}
	}
}

// Told beforehand to keep going, a run makes the same updates, and is still known to be ruined at its end.
func TestKeepGoingChangesNothing(t *testing.T) {
	r := tiny(wild, func(r *recipe.Recipe) { r.Settings.LR, r.Steps = fatal, 90 })
	c := corpusOf(t, r, texttest.Prose(60))
	l := start(t, r, c, Options{KeepGoing: true})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	if s := l.shown(); !s.Ruined || s.Step != 90 {
		t.Errorf("at step %d, ruined %v", s.Step, s.Ruined)
	}
	end := l.stop()
	if d := differsSettings(end, replay(t, r, c, nil, 90, 1)); d != "" {
		t.Error(d)
	}
}

// A bad start is no ruin: initial weights far worse than an untrained model's, from which the loss only falls.
func TestABadStartIsNotRuin(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) {
		r.Model.Init, r.Model.Hidden, r.Settings.LR, r.Steps = "uniform:20", 40, 0.02, 120
	})
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
	l.until(func(t *Trainer) bool { return t.phase != Running })
	s := l.shown()
	if first := historytest.Points(s.History)[0].Loss; s.Phase != Finished || s.Ruined || first < 20 {
		t.Errorf("phase %d, ruined %v, first loss %g", s.Phase, s.Ruined, first)
	}
	l.stop()
}

// What a ruined or diverged run is saved with is its last good state: from before the fatal update, with the settings from
// before the change.
func TestTheLastGoodStateIsFromBeforeTheFatalUpdate(t *testing.T) {
	for name, change := range map[string]func(r *recipe.Recipe){
		"ruined":   wild,
		"diverged": func(r *recipe.Recipe) { wild(r); r.Model.Cell, r.Settings.LR = "rnn-relu", 0.1 },
	} {
		r := tiny(change)
		c := corpusOf(t, r, texttest.Prose(60))
		l := start(t, r, c, Options{})
		l.reach(150)
		_, at := l.phaseNow()
		l.ask(Set("lr", 1e9))
		l.ask(Resume())
		l.until(func(t *Trainer) bool { return t.phase == Ruined || t.phase == Diverged })
		end := l.stop()
		if end.Good == nil || end.Trouble == Paused || end.Step == at {
			t.Fatalf("%s: trouble %d at step %d, good %v", name, end.Trouble, end.Step, end.Good != nil)
		}
		g := end.Good.Checkpoint
		want := replay(t, r, c, nil, at, 1)
		g.History, g.Older, g.Best, g.Watched, want.Best, want.Watched = want.History, nil, nil, nil, nil, nil
		if d := differsSettings(&g, want); d != "" || end.Good.Events != 0 || g.Settings != r.Settings {
			t.Errorf("%s: the good state is not that of step %d: %s, %d events", name, at, d, end.Good.Events)
		}
	}
}

// The law: a good state has the settings from before a change, also if a validation after the change says that it is good.
func TestAGoodStateIsFromBeforeAChange(t *testing.T) {
	for _, knob := range []string{"lr", "batch", "unroll"} {
		l := learnerFor(t, tiny(), texttest.Prose(60))
		for range 30 {
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
		}
		was, state := l.set, l.state()
		k, _ := recipe.FindKnob(knob)
		if _, err := l.change(k, 9); err != nil {
			t.Fatal(err)
		}
		l.keepThis() // as after a validation
		g := l.good()
		if g.Step != 30 || g.Settings != was || g.Events != 0 || g.State[0].Len() != len(state[0]) || !slices.Equal(g.State[0].Data, state[0]) {
			t.Errorf("%s: step %d with %+v and %d changes", knob, g.Step, g.Settings, g.Events)
		}
		if err := l.restore(&Checkpoint{Recipe: g.Recipe, Vocab: g.Vocab, Step: 30, Settings: was, Position: g.Position, Decay: 1, Weights: g.Weights, Slots: g.Slots, State: g.State}); err != nil {
			t.Errorf("%s: %v", knob, err)
		}
	}
}

// A run that is interrupted validates its last weights, if that is quick; if not, it ends all the same.
func TestTheLastLook(t *testing.T) {
	for _, o := range []Options{{LastLook: 1 << 40}, {LastLook: 1}, {}} {
		r := tiny(func(r *recipe.Recipe) { r.Settings.ValidEvery = 1000 })
		l := start(t, r, corpusOf(t, r, texttest.Prose(60)), o)
		l.until(func(t *Trainer) bool { return t.step > 60 })
		end := l.stop()
		valids := slices.Collect(end.History.ValidsFrom(0))
		if last := valids[len(valids)-1]; (last.Step == end.Step) != (o.LastLook > 1) {
			t.Errorf("a last look of %s: step %d, last validation at %d", o.LastLook, end.Step, last.Step)
		}
	}
}

// A reading is a validation of many pieces. meanwhile is called once, in the trainer's goroutine, in the middle of one that the end of a
// run waits for.
type reading struct {
	t         *Trainer
	meanwhile func()
	pieces    int
}

func (r *reading) Next(nn.Workers) bool {
	if r.t.stops > 0 {
		if r.pieces++; r.pieces == 3 {
			r.meanwhile()
		}
	}
	return r.pieces < 100
}

func (r *reading) Outcome() (history.Valid, history.Windows) {
	return history.Valid{Step: r.t.step, Tokens: 1, NLL: 1}, history.Windows{}
}

// The law: the validation at the end of an interrupted run goes on while nobody is in more of a hurry, and ends at once with a second
// Stop or a cancelled context. What was saved before it is complete, and so is what was asked for during it.
func TestASecondStopCutsTheLastValidationShort(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(l *live)
		whole     bool // the validation is
		saves     int  // from the first Stop on
	}{
		"nothing happens":     {func(*live) {}, true, 2},
		"a second stop":       {func(l *live) { l.send(Stop()) }, false, 1},
		"a cancelled context": {func(l *live) { l.cancel() }, false, 1},
		"a change, and a second stop": {func(l *live) {
			l.send(Set("temperature", 0.3))
			l.send(Stop())
		}, false, 2},
	} {
		r := tiny(func(r *recipe.Recipe) { r.Settings.ValidEvery = 1000 })
		l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{LastLook: 1 << 40})
		l.reach(61)
		read, before := &reading{meanwhile: func() { c.meanwhile(l) }}, 0
		l.do(func(t *Trainer) {
			read.t, t.eval, before = t, read, len(l.kept.saves)
			t.stops++
		})
		if err := l.end(); err != nil {
			t.Fatal(err)
		}
		end := l.kept.last()
		last, _ := end.History.LastValid()
		if whole := last.Step == end.Step; whole != c.whole || whole != (read.pieces == 100) || !whole && read.pieces != 3 {
			t.Errorf("%s: %d pieces read, the last validation is of step %d of %d", name, read.pieces, last.Step, end.Step)
		}
		if n := len(l.kept.saves) - before; n != c.saves || end.Step < 61 {
			t.Errorf("%s: %d saves at the end, not %d", name, n, c.saves)
		}
	}
}

// Two stops that arrive together leave no validation.
func TestTwoStopsAtOnceLeaveNoValidation(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Settings.ValidEvery = 1000 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{LastLook: 1 << 40})
	l.reach(61)
	l.do(func(t *Trainer) { t.stops += 2 })
	if err := l.end(); err != nil {
		t.Fatal(err)
	}
	if last, _ := l.kept.last().History.LastValid(); last.Step == l.kept.last().Step {
		t.Errorf("a validation at step %d", last.Step)
	}
}
