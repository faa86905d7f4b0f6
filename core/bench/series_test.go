package bench

import (
	"testing"
	"time"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/train"
)

// A lesson is a recipe and its series.
type lesson struct {
	recipe.Recipe
	data *task.Numbers
}

// onSeries are nets that read one number a step and predict the next, the MLP 4-10-1 of figure 9.1, and a larger one. The
// series is long enough for dozens of updates an epoch.
func onSeries(t testing.TB) (list []lesson) {
	t.Helper()
	s, err := series.Make("ar2", 1, 50_000)
	if err != nil {
		t.Fatal(err)
	}
	made := map[int]*task.Numbers{} // by lags
	add := func(r recipe.Recipe, H, L, B, T int) {
		r.Model.Hidden, r.Model.Layers, r.Settings.Batch, r.Settings.Unroll = H, L, B, T
		if made[r.Series.Lags] == nil {
			d, err := r.Series.Prepare(s, 0)
			if err != nil {
				t.Fatal(err)
			}
			made[r.Series.Lags] = task.NewNumbers(d, r.Model.Head)
		}
		d := made[r.Series.Lags]
		r.Model = d.Fit(r.Model)
		list = append(list, lesson{r, d})
	}
	for _, cell := range nn.Cells() {
		add(recipe.Series(cell.Name), 64, 1, 32, 32)
		add(recipe.Series(cell.Name), 256, 1, 32, 32)
	}
	add(recipe.Series("mlp"), 10, 1, 16, 1)
	add(recipe.Series("mlp"), 10, 1, 1024, 1)
	add(recipe.Series("mlp"), 256, 2, 1024, 1)
	return list
}

// BenchmarkSeries measures updates on a series on one thread: the median of each one's time, and the share of the roofline,
// which is the time that its products alone would take at the peak.
func BenchmarkSeries(b *testing.B) {
	for _, l := range onSeries(b) {
		b.Run(Name(l.Recipe), func(b *testing.B) {
			run, err := train.NewBench(l.Recipe, l.data, 1)
			if err != nil {
				b.Fatal(err)
			}
			defer run.Close()
			one, peak := &side{update: run.Update}, kernel.Peak(20*time.Millisecond)
			b.ReportAllocs()
			for b.Loop() {
				if err := one.make(0); err != nil {
					b.Fatal(err)
				}
			}
			peak = max(peak, kernel.Peak(20*time.Millisecond))
			u := Update{Recipe: l.Recipe, MultiplyAdds: MultiplyAdds(l.Recipe), One: median(one.seconds)}
			b.ReportMetric(1e6*u.One, "µs/median")
			b.ReportMetric(100*Report{Peak: peak}.OfPeak(u.Flops()), "%roofline")
		})
	}
}

// The law: what is measured on a series is training itself: an update scores a number for each sequence and step, and its
// products are counted.
func TestUpdatesOnASeriesAreMeasured(t *testing.T) {
	for _, l := range onSeries(t) {
		b, err := train.NewBench(l.Recipe, l.data, 1)
		if err != nil {
			t.Fatal(err)
		}
		err = b.Update()
		u := Update{Recipe: l.Recipe, MultiplyAdds: MultiplyAdds(l.Recipe)}
		if err != nil || float64(b.Tokens()) != u.Tokens() || u.MultiplyAdds != brute(l.Recipe) {
			t.Errorf("%s: %d numbers scored (%v), %g multiply-adds of %g", Name(l.Recipe), b.Tokens(), err, u.MultiplyAdds, brute(l.Recipe))
		}
		b.Close()
	}
}
