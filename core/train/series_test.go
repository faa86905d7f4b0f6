package train

import (
	"context"
	"math"
	"testing"

	"unroll/core/forecast"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
)

// seriesOf is a built-in series as data for r.
func seriesOf(t testing.TB, r recipe.Recipe, name string) *task.Numbers {
	t.Helper()
	s, err := series.Make(name, r.Series.Seed(), r.Series.Rows)
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Series.Prepare(s, r.Text.Valid)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewNumbers(d, r.Model.Head)
}

// endedSeries trains to the end of r and returns the checkpoint.
func endedSeries(t testing.TB, r recipe.Recipe, d task.Data, o Options) *Checkpoint {
	t.Helper()
	o.Threads = max(o.Threads, 1)
	run, err := New(r, d, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for s := range run.Snapshots(context.Background()) {
			if v, ok := s.History.LastValid(); s.Phase == Diverged || (s.Phase == Finished && ok && v.Step == s.Step) {
				cancel()
			}
		}
	}()
	if err := run.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return run.checkpoint()
}

// Figure 9.1 as printed: a line through the last four values of a noisy sine, by gradient descent, rate 0.01 of the squared
// error without ½, batch 16, five epochs over the first 600 windows. The book's eleven builds have 0.044–0.079 on the 396
// others, 0.04 being the noise. The root mean squared errors 1, 4, 16 and 64 steps ahead are 0.223, 0.233, 0.263 and 0.503.
func TestFigure91(t *testing.T) {
	if testing.Short() {
		t.Skip("it trains twenty nets")
	}
	sum := 0.0
	ahead, far := []int{1, 4, 16, 64}, []float64{0.223, 0.233, 0.263, 0.503}
	rmse := make([]float64, len(ahead))
	const seeds = 20
	for seed := range uint64(seeds) {
		r := recipe.Series("linear")
		r.Optimizer, r.Settings.LR, r.Settings.Batch, r.Settings.Clip, r.Text.Valid = "sgd", 0.02, 16, recipe.Off, 0.396
		r.Settings.Momentum = 0
		r.Seed, r.Series.DataSeed, r.Epochs = seed+1, seed+1, 5
		d := seriesOf(t, r, "sine-noise")
		c := endedSeries(t, r, d, Options{})
		v, _ := c.History.LastValid()
		mse := d.MSE(v.Loss())
		if c.Step != 190 || v.Tokens != 396 || mse < 0.044 || mse > 0.079 {
			t.Errorf("seed %d: %d updates, mean squared error %.4f on %d rows", seed, c.Step, mse, v.Tokens)
		}
		g, err := GraphOf(c)
		if err != nil {
			t.Fatal(err)
		}
		m := d.Model(g, c.Step).(*forecast.Model)
		from, to := d.Held()
		h, err := m.Horizons(t.Context(), from, to, 64)
		if err != nil || math.Abs(h[0]*h[0]/mse-1) > 1e-4 {
			t.Errorf("%v: one step ahead %v, validation %v", err, h[0]*h[0], mse)
		}
		sum += mse / seeds
		for i, k := range ahead {
			rmse[i] += h[k-1] / seeds
		}
	}
	t.Logf("means over %d seeds: mean squared error %.4f, root mean squared errors %.3f", seeds, sum, rmse)
	for i, k := range ahead {
		if math.Abs(rmse[i]/far[i]-1) > 0.1 {
			t.Errorf("%d steps ahead: %.4f instead of %v", k, rmse[i], far[i])
		}
	}
}
