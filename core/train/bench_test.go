package train

import (
	"fmt"
	"testing"

	"unroll/core/text"
)

// BenchmarkUpdate is a whole update of the default lab: forward, backward, clip, Adam.
func BenchmarkUpdate(b *testing.B) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		for _, hidden := range []int{128, 256} {
			for _, threads := range []int{1, 2} {
				b.Run(fmt.Sprintf("%s-%d-threads=%d", cell, hidden, threads), func(b *testing.B) {
					benchUpdate(b, cell, hidden, threads)
				})
			}
		}
	}
}

func benchUpdate(b *testing.B, cell string, hidden, threads int) {
	rng := stream(1, "bench", 0)
	letters := make([]byte, 200_000)
	for i := range letters {
		letters[i] = byte(' ' + rng.IntN(65))
	}
	r := DefaultRecipe()
	r.Model.Cell, r.Model.Hidden = cell, hidden
	c, err := text.NewCorpus(string(letters), nil, r.Text)
	if err != nil {
		b.Fatal(err)
	}
	l, err := newLearner(r, c)
	if err != nil {
		b.Fatal(err)
	}
	l.use(newPool(threads))
	defer l.pool.close()
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := l.update(); err != nil {
			b.Fatal(err)
		}
		tokens += l.window.Scored
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
