package train

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// fatal is a learning rate that spoils a softmax at once, with finite numbers.
const fatal = 1e6

// wild is a run that learns well until its learning rate is made fatal.
func wild(r *Recipe) {
	r.Settings.LR, r.Settings.Clip, r.Optimizer = 0.5, Off, "sgd"
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
		r := tiny(wild, func(r *Recipe) { r.Model.Cell = cell })
		l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
		l.reach(150)
		_, at := l.phaseNow()
		l.ask(Set("lr", fatal))
		l.ask(Resume())
		l.until(func(t *Trainer) bool { return t.phase == Ruined })
		s := l.shown()
		if !s.Ruined || s.Phase != Ruined || s.Step > at+10*ruinWindow {
			t.Errorf("%s: phase %d at step %d (%v)", cell, s.Phase, s.Step, s.Ruined)
		}
		l.ask(Toggle())
		l.until(func(t *Trainer) bool { return t.step > s.Step+3*ruinWindow || t.phase == Ruined })
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
			r := tiny(wild, func(r *Recipe) { r.Model.Cell, r.Settings.LR, r.Steps = cell, fatal, steps })
			l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
			l.until(func(t *Trainer) bool { return t.phase == Ruined || t.phase == Finished })
			if s := l.shown(); !s.Ruined || s.Step > ruinWindow+1 {
				t.Errorf("%s, %d updates: phase %d at step %d, not ruined", cell, steps, s.Phase, s.Step)
			}
			l.stop()
		}
	}
}

// Told beforehand to keep going, a run makes the same updates, and is still known to be ruined at its end.
func TestKeepGoingChangesNothing(t *testing.T) {
	r := tiny(wild, func(r *Recipe) { r.Settings.LR, r.Steps = fatal, 90 })
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
	r := tiny(func(r *Recipe) { r.Model.Init, r.Model.Hidden, r.Settings.LR, r.Steps = "uniform:20", 40, 0.02, 120 })
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
	for name, change := range map[string]func(r *Recipe){
		"ruined":   wild,
		"diverged": func(r *Recipe) { wild(r); r.Model.Cell, r.Settings.LR = "rnn-relu", 0.1 },
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

// The rule is determined by the losses alone: a watch that is restored from a checkpoint goes on as if nothing had happened.
func TestTheRuleFollowsFromTheHistory(t *testing.T) {
	r := tiny()
	d := task.Text{Corpus: corpusOf(t, r, texttest.Prose(20))}
	rapid.Check(t, func(t *rapid.T) {
		losses := rapid.SliceOfN(rapid.Float64Range(0.01, 40), 2, 120).Draw(t, "losses")
		cut := rapid.IntRange(1, len(losses)-1).Draw(t, "cut")
		whole := watchFor(d)
		var points []history.Point
		for i, v := range losses[:cut] {
			points = append(points, history.Point{Step: i + 1, Tokens: 7, Loss: v})
		}
		h := historytest.Of(points)
		for _, v := range losses {
			whole.add(v, 7)
		}
		first := watchFor(d)
		for _, v := range losses[:cut] {
			first.add(v, 7)
		}
		for _, known := range []*watchMemory{&first.seen, nil} { // nil: as in a session from before the rule
			again := watchFor(d)
			again.restored(&Checkpoint{History: h, Watched: known})
			for _, v := range losses[cut:] {
				again.add(v, 7)
			}
			a, _ := whole.level()
			b, _ := again.level()
			if again.seen != whole.seen || math.Abs(a-b) > 1e-9 || again.ruined(false) != whole.ruined(false) {
				t.Fatalf("restored: %+v, level %g; whole: %+v, level %g", again.seen, b, whole.seen, a)
			}
		}
	})
}

// A run that is interrupted validates its last weights, if that is quick; if not, it ends all the same.
func TestTheLastLook(t *testing.T) {
	for _, o := range []Options{{LastLook: 1 << 40}, {LastLook: 1}, {}} {
		r := tiny(func(r *Recipe) { r.Settings.ValidEvery = 1000 })
		l := start(t, r, corpusOf(t, r, texttest.Prose(60)), o)
		l.until(func(t *Trainer) bool { return t.step > 60 })
		end := l.stop()
		valids := slices.Collect(end.History.ValidsFrom(0))
		if last := valids[len(valids)-1]; (last.Step == end.Step) != (o.LastLook > 1) {
			t.Errorf("a last look of %s: step %d, last validation at %d", o.LastLook, end.Step, last.Step)
		}
	}
}
