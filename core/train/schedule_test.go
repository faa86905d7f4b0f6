package train

import (
	"math"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/optim"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// The factors of each schedule at several points of a run, worked out by hand.
var factors = []struct {
	schedule                 string
	epochs, progress, factor float64
}{
	{"constant", 0, 0, 1}, {"constant", 17.5, 0.9, 1},

	// (1 + cos πp)/2: cos 0 = 1, cos π/3 = 1/2, cos π/2 = 0, cos 2π/3 = −1/2, cos π = −1
	{"cosine", 0, 0, 1}, {"cosine", 0, 1.0 / 3, 0.75}, {"cosine", 9, 0.5, 0.5}, {"cosine", 0, 2.0 / 3, 0.25}, {"cosine", 0, 1, 0},
	{"cosine", 0, 1.5, 0}, // a run that continues past its end does not turn back

	// 1 for AFTER epochs, then one more factor each epoch
	{"step:2,0.5", 0, 0, 1}, {"step:2,0.5", 1.99, 0, 1},
	{"step:2,0.5", 2, 0, 0.5}, {"step:2,0.5", 2.99, 0, 0.5}, {"step:2,0.5", 3, 0, 0.25}, {"step:2,0.5", 5.5, 0, 0.0625},
	{"step:0,0.5", 0, 0, 0.5}, // no epoch without the factor
	{"step:2.5,0.5", 2.2, 0, 1}, {"step:2.5,0.5", 2.49, 0, 1}, {"step:2.5,0.5", 2.5, 0, 0.5}, {"step:2.5,0.5", 3.4, 0, 0.5}, {"step:2.5,0.5", 3.5, 0, 0.25},
	{"step:3,1", 9, 0, 1},

	{"plateau:0.5", 7, 0.5, 1}, // it depends on validations, not on progress
}

func TestSchedulesByHand(t *testing.T) {
	for _, c := range factors {
		s, err := optim.ParseSchedule(c.schedule)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Factor(c.epochs, c.progress); math.Abs(got-c.factor) > 1e-15 {
			t.Errorf("%s at epoch %g, %g of the run: %g instead of %g", c.schedule, c.epochs, c.progress, got, c.factor)
		}
	}
}

// Cosine over a run of 6 updates: update k begins at k/6, with (1 + cos πk/6)/2.
func TestCosineOverARun(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Schedule, r.Steps, r.Settings.LR = "cosine", 6, 1e-3 })
	end := replay(t, r, corpusOf(t, r, texttest.Prose(40)), nil, 6, 1)
	// cos 30° = √3/2, cos 60° = 1/2, …
	want := []float64{1, (2 + math.Sqrt(3)) / 4, 0.75, 0.5, 0.25, (2 - math.Sqrt(3)) / 4}
	for i, p := range historytest.Points(end.History) {
		if math.Abs(p.LR-1e-3*want[i]) > 1e-17 {
			t.Errorf("η of update %d is %g instead of %g", p.Step, p.LR, 1e-3*want[i])
		}
	}
}

// Step changes between the last window of one epoch and the first of the next, and nowhere else.
func TestStepChangesBetweenEpochs(t *testing.T) {
	for _, lines := range []int{4, 7, 9} {
		r := tiny(func(r *recipe.Recipe) { r.Schedule, r.Settings.LR = "step:2,0.5", 1e-3 })
		l := learnerFor(t, r, texttest.Prose(lines))
		windows := (len(l.data.(task.Text).Corpus.Train) - 1) / r.Settings.Batch / r.Settings.Unroll // in an epoch
		for i := range 5 * windows {
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
			want := 1e-3 / math.Pow(2, math.Max(0, float64(i/windows-1)))
			if p := l.hist.View().Last(); p.LR != want {
				t.Errorf("%d windows an epoch: η of update %d is %g instead of %g", windows, p.Step, p.LR, want)
			}
		}
	}
}

// Plateau halves the rate after each epoch whose validation is no better than the best so far.
func TestPlateauByHand(t *testing.T) {
	l := learnerFor(t, tiny(func(r *recipe.Recipe) { r.Schedule = "plateau:0.5" }), texttest.Prose(40))
	for i, c := range []struct{ loss, decay float64 }{
		{3, 1},        // the first is the best so far
		{2, 1},        // better
		{2.5, 0.5},    // worse
		{2, 0.25},     // equal is no better
		{1.9, 0.25},   // better: unchanged
		{1.95, 0.125}, // worse than the best, though better than most
		{math.NaN(), 0.0625},
	} {
		l.judge(history.Valid{NLL: c.loss, Tokens: 1})
		if l.decay != c.decay || math.Abs(l.lr()-0.01*c.decay) > 1e-18 {
			t.Errorf("validation %d of %g: η is %g instead of %g", i, c.loss, l.lr(), 0.01*c.decay)
		}
	}
}

// Plateau judges once per epoch, after the first update of the next; the validation it judges is in the history.
func TestPlateauLooksOnceAnEpoch(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) {
		r.Schedule, r.Optimizer, r.Settings.LR, r.Epochs, r.Settings.ValidEvery = "plateau:0.5", "sgd", 30, 6, 1000
	})
	end := runToEnd(t, r, corpusOf(t, r, texttest.Prose(9)), Options{})
	losses := map[int]float64{}
	for _, v := range historytest.Valids(end.History) {
		losses[v.Step] = v.Loss()
	}
	best, decay, epoch := math.Inf(1), 1.0, 0.0
	for _, p := range historytest.Points(end.History) {
		if math.Abs(p.LR-30*decay) > 1e-12 {
			t.Errorf("η of update %d is %g instead of %g", p.Step, p.LR, 30*decay)
		}
		if whole := math.Ceil(p.Epoch) - 1; whole > epoch { // the first update of another epoch
			epoch = whole
			loss, seen := losses[p.Step]
			switch {
			case !seen:
				t.Errorf("update %d begins epoch %g and is not validated", p.Step, whole)
			case loss < best:
				best = loss
			default:
				decay /= 2
			}
		}
	}
	if decay == 1 || epoch != 5 {
		t.Errorf("decay %g after epoch %g: the test proves less than it should", decay, epoch)
	}
}

func TestSchedulesThatAreNone(t *testing.T) {
	for _, s := range []string{"", "linear", "step", "step:1", "step:-1,0.5", "step:1,0", "step:1,2", "step:x,0.5", "step:NaN,0.5",
		"step:1,NaN", "plateau", "plateau:", "plateau:0", "plateau:1.5", "plateau:NaN"} {
		if _, err := optim.ParseSchedule(s); err == nil {
			t.Errorf("%q is accepted", s)
		} else if !strings.Contains(err.Error(), "plateau:FACTOR") {
			t.Errorf("%q: the error %q does not list the schedules", s, err)
		}
	}
}
