package preset

import (
	"context"
	"math"
	"testing"

	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// of is the series of p as its recipe reads it.
func of(t testing.TB, p Preset, r recipe.Recipe) *task.Numbers {
	t.Helper()
	s, err := series.Make(p.Series, r.Series.Seed(), r.Series.Rows)
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Series.Prepare(s, r.Text.Valid)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewNumbers(d, r.Model.Head)
}

// finished is the last state of a run of r over d.
func finished(t testing.TB, r recipe.Recipe, d task.Data) (end train.Snapshot) {
	t.Helper()
	run, err := train.New(r, d, train.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for s := range run.Snapshots(context.Background()) {
			end = s
			if v, ok := s.History.LastValid(); s.Phase == train.Diverged || (s.Phase == train.Finished && (d.HeldOut() == 0 || ok && v.Step == s.Step)) {
				cancel()
			}
		}
	}()
	if err := run.Run(ctx); err != nil {
		t.Fatal(err)
	}
	<-done
	return end
}

// The law: the examples that an entry states are those that its recipe makes of its series.
func TestSeriesOfPresetsHaveTheStatedSize(t *testing.T) {
	for _, p := range Presets {
		if !p.OfSeries() {
			continue
		}
		d := of(t, p, p.Recipe)
		if d.TrainExamples() != p.Text.Train || d.ValidExamples() != p.Text.Valid {
			t.Errorf("%s: %d examples to train on and %d held out, not %d and %d", p.Name, d.TrainExamples(), d.ValidExamples(), p.Text.Train, p.Text.Valid)
		}
	}
}

// The law: for nine of ten seeds of noise and weights, and in the mean, a run of a published configuration ends in the
// published range, which is that of some builds and not of all that can be; one without a figure ends nearer to the noise, 0.04, than repeating the last value does, which is 0.08.
func TestSeriesPresetsReachWhatWasPublished(t *testing.T) {
	for _, p := range Presets {
		if !p.OfSeries() {
			continue
		}
		seeds := uint64(10)
		if len(p.Figures) == 0 {
			seeds = 2
		}
		in, sum := make([]int, len(p.Figures)), make([]float64, len(p.Figures))
		for seed := range seeds {
			r := p.Recipe
			r.Seed, r.Series.DataSeed = seed+1, seed+1
			d := of(t, p, r)
			end := finished(t, r, d)
			for i, f := range p.Figures {
				got := f.Of(f.Reached(end.History), d)
				if sum[i] += got / float64(seeds); got >= f.Low && got <= f.High {
					in[i]++
				}
			}
			last, _ := end.History.LastValid()
			if got := d.MSE(last.Loss()); len(p.Figures) == 0 && !(got < 0.06) {
				t.Errorf("%s, seed %d: %.4f on the rows held out", p.Name, seed+1, got)
			}
		}
		for i, f := range p.Figures {
			if in[i] < int(seeds)-1 || !(sum[i] >= f.Low && sum[i] <= f.High) {
				t.Errorf("%s, %s: %d of %d within %g–%g, mean %.4f", p.Name, f.On, in[i], seeds, f.Low, f.High, sum[i])
			}
		}
	}
}

// The law: a figure of a series is compared with a run over that series only, on parts of the same size, on the same scale;
// its loss and its value are two ways to say one thing.
func TestYardstickOfASeries(t *testing.T) {
	p, _ := Find("d2l-ar")
	same := text.Facts{Train: 600, Valid: 396}
	for _, c := range []struct {
		change func(r *recipe.Recipe, f *text.Facts, source *string)
		ok     bool
	}{
		{func(*recipe.Recipe, *text.Facts, *string) {}, true},
		{func(r *recipe.Recipe, _ *text.Facts, _ *string) { r.Series.Lags, r.Seed = 8, 3 }, true},
		{func(_ *recipe.Recipe, _ *text.Facts, s *string) { *s = "sunspots" }, false},
		{func(_ *recipe.Recipe, _ *text.Facts, s *string) { *s = "" }, false},
		{func(r *recipe.Recipe, _ *text.Facts, _ *string) { r.Task = "" }, false},
		{func(r *recipe.Recipe, _ *text.Facts, _ *string) { r.Series.Difference = true }, false},
		{func(r *recipe.Recipe, _ *text.Facts, _ *string) { r.Model.Head = "gaussian" }, false},
		{func(_ *recipe.Recipe, f *text.Facts, _ *string) { f.Train, f.Valid = 6000, 3960 }, false},
	} {
		r, f, source := p.Recipe, same, p.Series
		c.change(&r, &f, &source)
		if fig, why, ok := p.Yardstick(r, f, source); ok != c.ok || ok == (why != "") || (ok && fig.Value != 0.055) {
			t.Errorf("%+v, %q, %v", fig, why, ok)
		}
	}
	d := of(t, p, p.Recipe)
	for _, f := range p.Figures {
		if got := f.Of(f.Loss(d), d); math.Abs(got-f.Value) > 1e-12 {
			t.Errorf("%g became %g", f.Value, got)
		}
		if !math.IsNaN(f.Loss(nil)) || !math.IsNaN(f.Of(1, nil)) {
			t.Error("a squared error without its data has a loss")
		}
	}
}
