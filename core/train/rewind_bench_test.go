package train

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// BenchmarkGoingBack measures how long a run of 10,000 updates of the default recipe takes to go back to each of 20 random steps, from the
// states in memory alone.
func BenchmarkGoingBack(b *testing.B) {
	for b.Loop() {
		r := recipe.Default()
		r.Settings.ValidEvery = 1000
		t, err := New(r, task.Text{Corpus: corpusOf(b, r, texttest.Prose(2000))}, Options{Threads: 2})
		if err != nil {
			b.Fatal(err)
		}
		go t.out.Run()
		t.use(work.New(2, false))
		for t.step < 10_000 {
			t.keepMark(false)
			t.advance()
		}
		rng, end := rand.New(rand.NewPCG(1, 2)), t.step
		var took []float64
		for range 20 {
			start := time.Now()
			if err := t.rewind(rng.IntN(end), 0); err != nil {
				b.Fatal(err)
			}
			for t.back != nil {
				t.goBack()
			}
			took = append(took, time.Since(start).Seconds())
			if err := t.redo(); err != nil || t.step != end {
				b.Fatal(err, t.step, t.refused)
			}
		}
		slices.Sort(took)
		b.ReportMetric((took[9]+took[10])/2, "median-s")
		b.ReportMetric(took[19], "worst-s")
		n, bytes := t.marks.Held()
		b.ReportMetric(float64(n), "states")
		b.ReportMetric(float64(bytes)/(1<<20), "MB")
		t.out.End()
		t.pool.Close()
	}
}
