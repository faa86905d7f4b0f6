package train

import (
	"math"
	"testing"

	"unroll/core/forecast"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
)

// adding is the adding problem as data for r; rows 0: as the source says.
func adding(t testing.TB, r *recipe.Recipe, rows int) *task.Sequences {
	t.Helper()
	source, _ := series.FindAnswered("adding")
	s, err := series.MakeAnswered("adding", r.Series.Seed(), r.Series.SequencesFor(source), rows)
	if err != nil {
		t.Fatal(err)
	}
	r.Text.Valid, r.Series.Lags, r.Settings.Unroll = source.Valid, 1, s.T
	r.Settings.Batch, r.Settings.LR = 16, 5e-3
	d, err := r.Series.PrepareSequences(s, source, r.Text.Valid)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewSequences(d, r.Model.Head)
}

// The adding problem sequences of 50 rows, hidden 32, batch 16, Adam at 0.005: a GRU
// and an LSTM learn it, a plain RNN stays at the line of those who always answer 1, 1/6.
func TestAdding(t *testing.T) {
	if testing.Short() {
		t.Skip("it learns for ten seconds")
	}
	for cell, most := range map[string]float64{"gru": 0.01, "lstm": 0.01, "rnn": 1} {
		r := recipe.Series(cell)
		r.Steps, r.Model.Hidden = 3000, 32
		d := adding(t, &r, 0)
		c := endedSeries(t, r, d, Options{})
		v, _ := c.History.LastValid()
		mse := 2 * v.Loss()
		t.Logf("%s: mean squared error %.5f after %d updates", cell, mse, c.Step)
		if mse > most || v.Tokens != 1000 {
			t.Errorf("%s: %v on %d sequences", cell, mse, v.Tokens)
		}
		if fails := 2 * d.Levels()[0].Loss; most == 1 && math.Abs(mse/fails-1) > 0.1 {
			t.Errorf("%s: %v, the line is %v", cell, mse, fails)
		}
		g, err := GraphOf(c)
		if err != nil {
			t.Fatal(err)
		}
		list, err := d.Model(g, c.Step).(*forecast.Answerer).Answers(t.Context(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, a := range list {
			sum += (a.Value - a.True) * (a.Value - a.True) / 1000
		}
		if math.Abs(sum/mse-1) > 1e-4 {
			t.Errorf("%s: the answers are off by %v, the validation says %v", cell, sum, mse)
		}
	}
}

// The law: sequences are learned to the same bytes on any number of threads, after a resume and through a change of the batch;
// unroll cannot be changed, as it is their length; an update allocates nothing.
func TestSequencesAreLearnedToTheSameBytes(t *testing.T) {
	for _, cell := range nn.Cells() {
		for _, head := range []string{"squared", "gaussian"} {
			r := recipe.Series(cell.Name)
			r.Model.Head, r.Model.Hidden, r.Series.TrainRows, r.Series.ValidRows = head, 6, 45, 20
			d := adding(t, &r, 9)
			r.Settings.Batch = 7
			l, err := newLearner(r, d)
			if err != nil {
				t.Fatal(err)
			}
			unroll, _ := recipe.FindKnob("unroll")
			if _, err := l.change(unroll, 8); err == nil {
				t.Error("unroll was changed")
			}
			batch, _ := recipe.FindKnob("batch")
			for l.step < 30 {
				if l.step == 10 {
					if _, err := l.change(batch, 11); err != nil {
						t.Fatal(err)
					}
				}
				if err := l.update(); err != nil {
					t.Fatal(err)
				}
			}
			end := l.checkpoint()
			for _, threads := range []int{1, 2, 3, 8} {
				c, err := Replay(r, d, end.History.Events(), 30, threads)
				if err != nil {
					t.Fatal(err)
				}
				if diff := differsSettings(end, c); diff != "" {
					t.Errorf("%s, %s, %d threads: %s", cell.Name, head, threads, diff)
				}
			}
			whole, err := Replay(r, d, nil, 25, 1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := differs(whole, resumed(t, r, d, 10, 25).checkpoint()); diff != "" {
				t.Errorf("%s, %s, resumed: %s", cell.Name, head, diff)
			}
			r.Series.TrainRows = 2000
			long, err := newLearner(r, adding(t, &r, 9))
			if err != nil {
				t.Fatal(err)
			}
			if n := allocations(t, long); n != 0 {
				t.Errorf("%s, %s: %v allocations an update", cell.Name, head, n)
			}
		}
	}
	r := recipe.Series("gru")
	d := adding(t, &r, 9)
	r.Settings.Unroll = 32
	if _, err := newLearner(r, d); err == nil {
		t.Error("windows that are no sequences")
	}
}
