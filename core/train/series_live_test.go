package train

import (
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
)

// smallSeries are recipes of every model and head, with updates that take no time.
func smallSeries() (list []recipe.Recipe) {
	for _, c := range append(nn.Cells(), nn.FeedForward()...) {
		for _, head := range []string{"squared", "gaussian"} {
			r := recipe.Series(c.Name)
			r.Model.Hidden = min(r.Model.Hidden, 6)
			r.Model.Head, r.Series.Lags, r.Series.Rows = head, 3, 120
			r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = 5, 6, 0.5
			list = append(list, r)
		}
	}
	return list
}

// The law: whatever is changed while a series is learned, batch and unroll included, a run made again from the recipe and the
// changes with their steps is the same, bit for bit, and so is one that is stopped anywhere and resumed.
func TestASeriesWithChangesIsLearnedToTheSameBytes(t *testing.T) {
	const steps = 60
	knobs := []string{"batch", "unroll", "lr", "clip", "momentum"}
	for i, r := range smallSeries() {
		name := r.Model.Cell + ", " + r.Model.Head
		d := seriesOf(t, r, "ar2")
		rng := rand.New(rand.NewPCG(uint64(i), 2))
		l, err := newLearner(r, d)
		if err != nil {
			t.Fatal(err)
		}
		resumed, at := l, 1+rng.IntN(steps-1)
		for range steps {
			if l.step == at {
				if resumed, err = newLearner(r, d); err != nil {
					t.Fatal(err)
				}
				if err := resumed.restore(l.checkpoint()); err != nil {
					t.Fatalf("%s, at %d: %v", name, at, err)
				}
			}
			both := []*learner{l}
			if resumed != l {
				both = append(both, resumed)
			}
			changes := rng.IntN(3) == 0
			k, _ := recipe.FindKnob(knobs[rng.IntN(len(knobs))])
			v := wide[k.Name][rng.IntN(len(wide[k.Name]))]
			for _, l := range both {
				if changes {
					if _, err := l.change(k, v); err != nil {
						t.Fatalf("%s: %s=%v: %v", name, k.Name, v, err)
					}
				}
				if err := l.update(); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		end := l.checkpoint()
		if diff := differsSettings(end, resumed.checkpoint()); diff != "" {
			t.Errorf("%s, resumed at %d: %s", name, at, diff)
		}
		again, err := Replay(r, d, end.History.Events(), steps, 3)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differsSettings(end, again); diff != "" {
			t.Errorf("%s, made again: %s", name, diff)
		}
		if len(end.History.Events()) < 3 || end.Position.Epoch < 1 {
			t.Errorf("%s: %d changes in %d epochs: the test proves nothing", name, len(end.History.Events()), end.Position.Epoch)
		}
	}
}

// The law: a run on a series, with all that can be said about one, is the same for any number of threads, bit for bit.
func TestASeriesIsTheSameForAnyThreads(t *testing.T) {
	for _, r := range smallSeries() {
		r.Series.Difference, r.Series.DataSeed, r.Series.TrainRows, r.Series.ValidRows, r.Text.Valid = true, 1<<63+5, 90, 20, 0.3
		a, err := Replay(r, seriesOf(t, r, "ar2"), nil, 20, 1)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Replay(r, seriesOf(t, r, "ar2"), nil, 20, 2)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differs(a, b); diff != "" {
			t.Errorf("%s, %s: %s", r.Model.Cell, r.Model.Head, diff)
		}
	}
}
