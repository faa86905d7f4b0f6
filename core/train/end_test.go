package train

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/command"
	"unroll/core/history/historytest"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
	"unroll/core/work"

	"go.uber.org/goleak"
)

// states are the states that a run can be in.
var states = map[string]func(l *live){
	"at once":    func(*live) {},
	"running":    func(l *live) { l.until(func(t *Trainer) bool { return t.step > 3 }) },
	"paused":     func(l *live) { l.ask(Pause()); l.rest() },
	"validating": func(l *live) { l.until(func(t *Trainer) bool { return t.eval != nil && t.step > 0 }) },
	"finished":   func(l *live) { l.until(func(t *Trainer) bool { return t.phase == Finished }); l.rest() },
	"diverged": func(l *live) {
		l.do(func(t *Trainer) { t.phase = Diverged })
	},
}

// However a run ends, and whatever it was doing, it is saved, its last snapshot is of its last step,
// the channel closes, the recorder is closed once, commands are refused, and no goroutine is left.
func TestTheEndOfARun(t *testing.T) {
	for state, reach := range states {
		for how, end := range map[string]func(l *live){
			"stop":   func(l *live) { l.send(Stop()) },
			"cancel": func(l *live) { l.cancel() },
		} {
			t.Run(state+"/"+how, func(t *testing.T) {
				r := tiny(func(r *recipe.Recipe) { r.Settings.ValidEvery, r.Steps = 1, 100000; r.Text.Valid = 0.6 })
				if state == "finished" {
					r.Steps = 3
				}
				l := start(t, r, corpusOf(t, r, texttest.Prose(80)), Options{Threads: 3})
				reach(l)
				end(l)
				var last Snapshot
				for s := range l.Snapshots(context.Background()) {
					last = s
				}
				l.over = true
				if err := <-l.ran; err != nil {
					t.Error(err)
				}
				checkComplete(t, last)
				saved := l.kept.last()
				if saved.Step != last.Step || last.Saved.Step != last.Step || last.Saved.To != "memory" || last.Saved.Err != nil {
					t.Errorf("step %d, saved at %d (%+v)", last.Step, saved.Step, last.Saved)
				}
				if l.kept.closed != 1 {
					t.Errorf("the recorder was closed %d times", l.kept.closed)
				}
				if l.Send(Resume()) {
					t.Error("a command is accepted after the end")
				}
				goleak.VerifyNone(t)
			})
		}
	}
}

// The last snapshot is what remains of a run on a screen: its model is that of its step.
func TestTheLastSnapshotHasTheLastModel(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	l.do(func(t *Trainer) { t.copyTook = time.Hour }) // as if the weights were so large that they are hardly ever copied
	l.until(func(t *Trainer) bool { return t.step > 10 })
	l.send(Stop())
	var last Snapshot
	for s := range l.Snapshots(context.Background()) {
		last = s
	}
	l.over = true
	<-l.ran
	if last.Model.At() != last.Step {
		t.Errorf("a model of step %d at step %d", last.Model.At(), last.Step)
	}
}

// A run whose context was cancelled before it began still ends properly.
func TestARunThatNeverBegins(t *testing.T) {
	r := tiny()
	m := &memory{}
	tr, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{Recorder: m})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := tr.Run(ctx); err != nil {
		t.Error(err)
	}
	if s := <-tr.Snapshots(context.Background()); s.Step != 0 || m.closed != 1 || len(m.saves) == 0 {
		t.Errorf("step %d, %d saves, closed %d times", s.Step, len(m.saves), m.closed)
	}
	goleak.VerifyNone(t)
}

// A trainer that is never run leaves nothing behind.
func TestATrainerThatIsNotRunStartsNothing(t *testing.T) {
	r := tiny()
	if _, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{Threads: 8}); err != nil {
		t.Fatal(err)
	}
	goleak.VerifyNone(t)
}

// A run ends at the step that its recipe sets, and stays there until it is asked to go on.
func TestFinishedAtSteps(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 13 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	l.rest()
	l.ask(Pause())
	if p, step := l.phaseNow(); p != Finished || step != 13 {
		t.Errorf("phase %d at step %d", p, step)
	}
	end := l.stop()
	if v, _ := end.History.LastValid(); v.Step != 13 {
		t.Errorf("the end is not validated: %v", v)
	}
	again := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{From: end})
	if p, step := again.phaseNow(); p != Finished || step != 13 {
		t.Errorf("resumed: phase %d at step %d", p, step)
	}
}

// A run ends with the last whole window of the epoch that its recipe sets: an epoch over sequences
// of n/B tokens has ⌊n/B/T⌋ windows, wherever it begins.
func TestFinishedAtEpochs(t *testing.T) {
	for _, lines := range []int{7, 8, 9, 10} {
		r := tiny(func(r *recipe.Recipe) { r.Epochs = 3 })
		c := corpusOf(t, r, texttest.Prose(lines))
		want := 3 * ((len(c.Train) - 1) / r.Settings.Batch / r.Settings.Unroll)
		end := runToEnd(t, r, c, Options{})
		if end.Step != want || end.Position.Epoch != 2 {
			t.Errorf("%d tokens: at step %d instead of %d, position %+v", len(c.Train), end.Step, want, end.Position)
		}
		for _, p := range historytest.Points(end.History) {
			if !(p.Epoch > 0 && p.Epoch <= 3) {
				t.Errorf("update %d ends at epoch %g", p.Step, p.Epoch)
			}
		}
	}
}

// Each step is validated at most once, and those that are asked for are validated.
func TestValidations(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery = 30, 8 })
	end := runToEnd(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	seen := map[int]bool{}
	for _, v := range historytest.Valids(end.History) {
		if seen[v.Step] {
			t.Errorf("step %d is validated twice", v.Step)
		}
		seen[v.Step] = true
	}
	for _, step := range []int{0, 8, 16, 24, 30} {
		if !seen[step] {
			t.Errorf("step %d is not validated", step)
		}
	}
}

// If nothing is held out, nothing is validated, and the run continues.
func TestNothingHeldOut(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps, r.Text.Valid = 10, 0 })
	if end := runToEnd(t, r, corpusOf(t, r, texttest.Prose(40)), Options{}); end.History.ValidLen() != 0 || end.Step != 10 {
		t.Errorf("%d validations, step %d", end.History.ValidLen(), end.Step)
	}
}

// With an autosave that is always due, every update is saved once; without autosave, only the
// beginning and the end are.
func TestAutosave(t *testing.T) {
	for autosave, want := range map[time.Duration][]int{0: {0, 4}, 1: {0, 1, 2, 3, 4}} {
		r := tiny(func(r *recipe.Recipe) { r.Steps = 4 })
		l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Autosave: autosave})
		l.until(func(t *Trainer) bool { return t.phase == Finished && !t.dueSave() })
		l.rest()
		l.stop()
		steps := map[int]bool{}
		for _, c := range l.kept.saves {
			steps[c.Step] = true
		}
		for _, step := range want {
			if !steps[step] {
				t.Errorf("autosave %d: step %d was not saved", autosave, step)
			}
		}
		if len(steps) != len(want) {
			t.Errorf("autosave %d: saved at %v instead of %v", autosave, steps, want)
		}
	}
}

// A failed save is reported, in the snapshot and at the end; training continues.
func TestAFailedSaveIsTold(t *testing.T) {
	full := errors.New("disk full")
	r := tiny(func(r *recipe.Recipe) { r.Steps = 5 })
	m := &memory{err: full}
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Recorder: m})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	if s := l.shown(); !errors.Is(s.Saved.Err, full) || s.Step != 5 || len(s.History.Saves()) != 0 {
		t.Errorf("step %d, %+v, saves at %v", s.Step, s.Saved, s.History.Saves())
	}
	l.send(Stop())
	if err := l.end(); !errors.Is(err, full) {
		t.Errorf("Run returns %v", err)
	}
}

// A recorder that fails only when it is closed has failed too.
func TestAFailedCloseIsTold(t *testing.T) {
	full := errors.New("disk full")
	r := tiny()
	m := &memory{}
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Recorder: m, Paused: true})
	l.do(func(*Trainer) { m.err = full })
	l.do(func(t *Trainer) { t.recorder = closeFails{m} })
	l.send(Stop())
	if err := l.end(); !errors.Is(err, full) {
		t.Errorf("Run returns %v", err)
	}
}

// closeFails saves successfully but fails to close.
type closeFails struct{ *memory }

func (c closeFails) Save(*Checkpoint) error { return nil }

// A run can be given a recorder while it is running: from then on it is saved, and the previous recorder is closed.
func TestRecordFromNowOn(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 20 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	l.ask(StepOnce())
	l.until(func(t *Trainer) bool { return t.step == 1 && t.once == 0 })
	first, second := l.kept, &memory{}
	l.Record(second)
	l.do(func(*Trainer) {})
	if len(second.saves) != 1 || second.last().Step != 1 {
		t.Errorf("%d saves when it begins", len(second.saves))
	}
	if first.closed != 1 {
		t.Errorf("the first recorder was closed %d times", first.closed)
	}
	n := len(first.saves)
	l.kept = second
	l.ask(Resume())
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	l.rest()
	if end := l.stop(); end.Step != 20 || len(first.saves) != n || second.closed != 1 {
		t.Errorf("saved at step %d, %d more saves by the first, the second closed %d times", end.Step, len(first.saves)-n, second.closed)
	}
}

// The law: what Record has accepted is saved, even if the run is cancelled before its goroutine gets to it, as when a person saves and leaves
// during a long update.
func TestARecorderThatCameJustBeforeTheEnd(t *testing.T) {
	r, m := tiny(), &memory{}
	l, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	accepted := l.Record(m)
	cancel()
	if err := l.Run(ctx); err != nil || !accepted || len(m.saves) == 0 || m.closed != 1 || l.Kept() != m.Name() {
		t.Errorf("%v; accepted %v, %d saves, closed %d times, kept %q", err, accepted, len(m.saves), m.closed, l.Kept())
	}
}

func TestSaveWithoutARecorderIsRefused(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{Paused: true})
	l.do(func(t *Trainer) { t.recorder = nil })
	if why := l.ask(Save()); why == "" {
		t.Error("it reports nothing")
	}
}

// A text shorter than one window cannot be learned from.
func TestATextTooShort(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Text.Valid = 0 })
	var short *text.TooShort
	for _, s := range []string{"", "a", "abcdef"} { // a window of 6 needs 7
		if _, err := New(r, task.Text{Corpus: corpusOf(t, r, s)}, Options{}); err == nil || (len(s) > 0 && !errors.As(err, &short)) {
			t.Errorf("%q: the error is %v", s, err)
		}
	}
	if _, err := New(r, task.Text{Corpus: corpusOf(t, r, "abcdefg")}, Options{}); err != nil {
		t.Errorf("7 tokens: %v", err)
	}
}

// Batches are reduced to what a short text allows; the snapshot says to how many sequences.
func TestRowsOfAShortText(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Text.Valid, r.Steps = 0, 5 })
	l := start(t, r, corpusOf(t, r, "abcdefghijklmnopqrstuvwxyz"), Options{})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	if s := l.shown(); s.Rows != 4 || s.Settings.Batch != 5 { // 25 tokens to predict, 6 at a time
		t.Errorf("%d sequences of a batch of %d", s.Rows, s.Settings.Batch)
	}
}

// The law: a fast run is saved before its rows take much memory, however long the time between saves; a failed save
// is not tried again at every update.
func TestManyUpdatesAreASaveDue(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery = 100, 1000 })
	m := &memory{}
	tr, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}, Options{Recorder: m, Autosave: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	tr.saveRows = 30
	tr.use(work.New(1, false))
	tr.record(m)
	for tr.phase != Finished {
		if tr.dueSave() {
			tr.save()
		}
		tr.advance()
		if tr.step == 50 {
			m.err = errors.New("full")
		}
	}
	var steps []int
	for _, c := range m.saves {
		steps = append(steps, c.Step)
	}
	if want := []int{0, 30, 60, 90}; !slices.Equal(steps, want) {
		t.Errorf("saved, or tried, at %v instead of %v", steps, want)
	}
}

// The law: a run that has reached its end goes on when it is asked to, as if it had never had one; not if its schedule leads
// to the end.
func TestAFinishedRunGoesOn(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 6 })
	c := corpusOf(t, r, texttest.Prose(80))
	l := start(t, r, c, Options{})
	l.until(func(t *Trainer) bool { return t.phase == Finished && t.eval == nil })
	l.ask(StepOnce())
	l.until(func(t *Trainer) bool { return t.step == 7 && t.phase == Paused })
	l.ask(Resume())
	l.until(func(t *Trainer) bool { return t.step >= 20 })
	end := l.stop()
	if end.Recipe.Steps != 0 {
		t.Errorf("the recipe still ends after %d updates", end.Recipe.Steps)
	}
	r.Steps = 0
	whole, err := Replay(r, task.Text{Corpus: c}, nil, end.Step, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(end.Weights, whole.Weights, func(a, b nn.Values[float32]) bool { return slices.Equal(a.Data, b.Data) }) {
		t.Error("it has other weights than a run without an end")
	}
	r.Steps, r.Schedule = 6, "cosine"
	l = start(t, r, c, Options{})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	for _, c := range []command.Command{Resume(), Toggle(), StepOnce()} {
		if why := l.ask(c); !strings.Contains(why, "cosine") {
			t.Errorf("%v: refused %q", c, why)
		}
	}
	l.stop()
}
