package train

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// held is a snapshot, with a copy of what it showed when it arrived.
type held struct {
	Snapshot
	points []history.Point
	valids []history.Valid
	events []history.Event
	saves  []int
	p      []lm.Candidate // its model's predictions
}

func hold(s Snapshot) held {
	return held{Snapshot: s, points: historytest.Points(s.History), valids: historytest.Valids(s.History),
		events: slices.Clone(s.History.Events()), saves: slices.Clone(s.History.Saves()), p: s.Language().Predict("the ", 1, 5).Top}
}

// check looks again: nothing that a snapshot points to may have changed.
func (h held) check(t *testing.T) {
	t.Helper()
	if !slices.Equal(h.points, historytest.Points(h.History)) || !slices.Equal(h.valids, historytest.Valids(h.History)) ||
		!slices.Equal(h.events, h.History.Events()) || !slices.Equal(h.saves, h.History.Saves()) {
		t.Errorf("the history in the snapshot of step %d has changed", h.Step)
	}
	if !slices.Equal(h.p, h.Language().Predict("the ", 1, 5).Top) {
		t.Errorf("the model in the snapshot of step %d has changed", h.Step)
	}
}

// checkComplete checks that s has the whole history, however many snapshots were missed before it.
func checkComplete(t *testing.T, s Snapshot) {
	t.Helper()
	if len(historytest.Points(s.History)) != s.Step {
		t.Errorf("%d points at step %d", len(historytest.Points(s.History)), s.Step)
	}
	tokens := int64(0)
	for i, p := range historytest.Points(s.History) {
		tokens += int64(p.Tokens)
		if p.Step != i+1 {
			t.Errorf("point %d is of step %d", i, p.Step)
		}
	}
	if tokens != s.History.Tokens() {
		t.Errorf("%d tokens in all, the updates scored %d", s.History.Tokens(), tokens)
	}
	if s.Model.At() > s.Step {
		t.Errorf("a model of step %d in a snapshot of step %d", s.Model.At(), s.Step)
	}
}

// The law: what a snapshot shows never changes, and a later one begins with it. Under -race this
// also shows that nothing in it is written while others read.
func TestSnapshotsNeverChange(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 150 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Threads: 2, Autosave: 1})
	var all []held
	for s := range l.Snapshots(context.Background()) {
		checkComplete(t, s)
		h := hold(s)
		if n := len(all); n > 0 {
			last := all[n-1]
			last.check(t)
			if s.Step < last.Step || !slices.Equal(h.points[:len(last.points)], last.points) || !slices.Equal(h.events[:len(last.events)], last.events) {
				t.Errorf("the snapshot of step %d does not begin with that of step %d", s.Step, last.Step)
			}
		}
		all = append(all, h)
		if s.Phase == Finished && len(h.valids) > 0 && h.valids[len(h.valids)-1].Step == s.Step {
			l.Send(Stop())
			continue
		}
		l.Send(Turn("lr", 1-2*(len(all)%2)))
	}
	l.over = true
	if err := <-l.ran; err != nil {
		t.Error(err)
	}
	for _, h := range all {
		h.check(t)
	}
	if last := all[len(all)-1]; last.Step != 150 || last.Model.At() != 150 || last.Validating {
		t.Errorf("the last snapshot is of step %d, with a model of step %d", last.Step, last.Model.At())
	}
}

// The latest wins: a reader that has not looked during a whole run finds its last state, and then the channel closed.
func TestTheLatestSnapshotWins(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 60 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	snapshots := l.Snapshots(context.Background())
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	l.rest()
	l.send(Stop())
	if err := <-l.ran; err != nil {
		t.Fatal(err)
	}
	l.over = true
	s, open := <-snapshots
	if !open || s.Step != 60 || s.Phase != Finished || s.Model.At() != 60 {
		t.Errorf("the first snapshot is of step %d, phase %d (open: %v)", s.Step, s.Phase, open)
	}
	checkComplete(t, s)
	if s, open := <-snapshots; open {
		t.Errorf("another snapshot follows, of step %d", s.Step)
	}
}

// A command takes effect immediately, in the next snapshot published.
func TestACommandShowsAtOnce(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for _, lr := range []float64{0.25, 0.125, 0.5} {
		if why := l.ask(Set("lr", lr)); why != "" {
			t.Fatal(why)
		}
		if s := l.see(func(s Snapshot) bool { return s.Settings.LR == lr }); s.LR != lr || s.Phase != Paused {
			t.Errorf("η is %g instead of %g, phase %d", s.LR, lr, s.Phase)
		}
	}
}

// The model in a snapshot of a paused run is that of the step shown.
func TestAPausedRunShowsItsOwnWeights(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	l.do(func(t *Trainer) { t.copyTook = time.Hour }) // as if the weights were so large that they are hardly ever copied
	l.until(func(t *Trainer) bool { return t.step >= 20 })
	l.ask(Pause())
	l.rest()
	if s := l.shown(); s.Model.At() != s.Step {
		t.Errorf("a model of step %d at step %d", s.Model.At(), s.Step)
	}
}

// The learning rate that a snapshot announces is the one that the next update uses.
func TestTheLearningRateShownIsTheNextUpdates(t *testing.T) {
	for _, schedule := range []string{"constant", "cosine", "step:1,0.5", "step:2.5,0.5"} {
		for _, s := range []string{texttest.Prose(4), texttest.Prose(9)} {
			r := tiny(func(r *recipe.Recipe) { r.Schedule, r.Epochs = schedule, 5 })
			l := learnerFor(t, r, s)
			for !l.done() {
				shown := l.lr()
				if err := l.update(); err != nil {
					t.Fatal(err)
				}
				if p := l.hist.View().Last(); p.LR != shown {
					t.Fatalf("%s: η of update %d was to be %g and is %g", schedule, p.Step, shown, p.LR)
				}
			}
		}
	}
}

// Two quick turns are two doublings, even before the effect of either is seen; commands are carried
// out in order, and one that does not fit in the queue is refused, not lost.
func TestTurnsAreRelative(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Settings.LR = 0x1p-40 })
	tr, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	for range requestDepth - 3 {
		if !tr.Send(Turn("lr", 1)) {
			t.Fatal("refused before the queue is full")
		}
	}
	tr.Send(Turn("lr", -2))
	tr.Send(Turn("lr", 0)) // no turn, no event
	tr.Send(Stop())
	if tr.Send(Turn("lr", 1)) {
		t.Error("accepted although the queue is full")
	}
	if err := tr.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := <-tr.Snapshots(context.Background())
	if want := 0x1p-40 * 0x1p59; s.Settings.LR != want { // 64 − 3 up, 2 down
		t.Errorf("η is %g instead of %g", s.Settings.LR, want)
	}
	if n := len(s.History.Events()); n != requestDepth-2 {
		t.Errorf("%d events for %d turns", n, requestDepth-2)
	}
	for i, e := range s.History.Events()[1:] {
		if e.From != s.History.Events()[i].To || e.Step != 0 {
			t.Errorf("event %+v after %+v", e, s.History.Events()[i])
		}
	}
	if tr.Send(Pause()) {
		t.Error("a command is accepted after the end")
	}
	goleak.VerifyNone(t)
}

// A command is a value: sent twice, it is carried out twice, the same both times.
func TestACommandCanBeSentTwice(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	down := Turn("lr", -1)
	l.ask(down)
	l.ask(down)
	if end := l.stop(); end.Settings.LR != r.Settings.LR/4 {
		t.Errorf("η is %g instead of %g", end.Settings.LR, r.Settings.LR/4)
	}
}

// A refused command changes nothing, and the reason is shown until the next command is carried out.
func TestRefusedCommandsSayWhy(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Model.Hidden = 100 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for _, c := range []struct {
		command.Command
		why string
	}{
		{Set("lr", -1), "lr is -1"},
		{Set("batch", 2.5), "whole number"},
		{Set("unroll", 1e4), "between 1 and 1024"},
		{Set("unroll", 1024), "batch 1024"},
		{Set("hidden", 3), "no setting"},
		{Turn("", 1), "no setting"},
		{Default("x"), "no setting"},
		{command.New("run.step", "3"), "run.step takes no arguments"},
		{command.New("knob.set", "lr"), "knob.set takes NAME VALUE"},
	} {
		if strings.Contains(c.why, "batch 1024") { // 1024 × 1024 × 100 × 10 numbers exceed the limit
			l.ask(Set("batch", 1024))
		}
		var before recipe.Settings
		l.do(func(t *Trainer) { before = t.set })
		if why := l.ask(c.Command); !strings.Contains(why, c.why) {
			t.Errorf("refused because %q instead of %q", why, c.why)
		}
		if s := l.see(func(s Snapshot) bool { return strings.Contains(said(s.Refused), c.why) }); s.Settings != before {
			t.Errorf("%s: settings are %+v instead of %+v", c.why, s.Settings, before)
		}
	}
	l.ask(Pause())
	l.see(func(s Snapshot) bool { return s.Refused == nil })
}

// A run cannot unroll over more tokens than the text has.
func TestUnrollingBeyondTheTextIsRefused(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(2)), Options{Paused: true})
	if why := l.ask(Set("unroll", 1000)); !strings.Contains(why, "1000") {
		t.Errorf("refused because %q", why)
	}
	if end := l.stop(); len(end.History.Events()) != 0 || end.Settings != r.Settings {
		t.Errorf("events %v", end.History.Events())
	}
}

// Default is what the recipe began with, not what the program begins with.
func TestDefaultIsTheRecipes(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for _, k := range recipe.Knobs {
		for _, v := range wide[k.Name] {
			l.ask(Set(k.Name, v))
		}
		l.ask(Default(k.Name))
	}
	if end := l.stop(); end.Settings != r.Settings {
		t.Errorf("settings are %+v instead of %+v", end.Settings, r.Settings)
	}
}

// Setting what is already set is no change, and leaves no event.
func TestNoChangeIsNoEvent(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for _, k := range recipe.Knobs {
		s := r.Settings
		l.ask(Set(k.Name, k.Get(&s)))
		l.ask(Default(k.Name))
		l.ask(Turn(k.Name, 0))
	}
	if end := l.stop(); len(end.History.Events()) != 0 {
		t.Errorf("events %v", end.History.Events())
	}
}

// StepOnce makes exactly one update, each time it is asked for.
func TestStepOnceIsOneUpdate(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	for want := 1; want <= 5; want++ {
		l.ask(StepOnce())
		l.until(func(t *Trainer) bool { return t.once == 0 })
		if p, step := l.phaseNow(); step != want || p != Paused {
			t.Fatalf("step %d, phase %d after %d steps", step, p, want)
		}
	}
	l.do(func(t *Trainer) { t.stepOnce(); t.stepOnce(); t.stepOnce() })
	l.until(func(t *Trainer) bool { return t.once == 0 })
	if _, step := l.phaseNow(); step != 8 {
		t.Errorf("step %d after three more", step)
	}
}

// Toggle pauses a running run and resumes one that is not; a paused run makes no update.
func TestPauseAndResume(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	l.ask(Toggle())
	l.until(func(t *Trainer) bool { return t.step >= 3 })
	l.ask(Toggle())
	p, step := l.phaseNow()
	if p != Paused {
		t.Errorf("phase %d", p)
	}
	for range 5 {
		l.ask(Pause())
	}
	if _, now := l.phaseNow(); now != step {
		t.Errorf("from step %d to %d while paused", step, now)
	}
	l.ask(Resume())
	l.until(func(t *Trainer) bool { return t.step > step })
}
