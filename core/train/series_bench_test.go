package train

import (
	"fmt"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
)

// BenchmarkSeriesUpdate measures a whole update on a series by the recipes that a person gets: examples per second.
func BenchmarkSeriesUpdate(b *testing.B) {
	for _, cell := range []string{"linear", "mlp", "rnn", "gru", "lstm"} {
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/threads=%d", cell, threads), func(b *testing.B) {
				r := recipe.Series(cell)
				benchData(b, r, seriesOf(b, r, "ar2"), threads)
			})
		}
	}
}

// benchData measures updates of r on d.
func benchData(b *testing.B, r recipe.Recipe, d task.Data, threads int) {
	bench, err := NewBench(r, d, threads)
	if err != nil {
		b.Fatal(err)
	}
	defer bench.Close()
	n := 0
	for b.Loop() {
		if err := bench.Update(); err != nil {
			b.Fatal(err)
		}
		n += bench.Tokens()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}
