package train

import (
	"fmt"
	"testing"

	"unroll/core/random"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// BenchmarkUpdate measures a whole update of the default recipe: forward, backward, clip, Adam.
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

// The law: what is measured is training itself. A Bench produces the same bytes as a Trainer, for any
// number of threads.
func TestBenchMakesTheTrainersUpdates(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps, r.Schedule = 12, "cosine" })
	c := corpusOf(t, r, texttest.Prose(60))
	want := runToEnd(t, r, c, Options{Threads: 1})
	for _, threads := range []int{1, 2} {
		b, err := NewBench(r, task.Text{Corpus: c}, threads)
		if err != nil {
			t.Fatal(err)
		}
		for range r.Steps {
			if err := b.Update(); err != nil {
				t.Fatal(err)
			}
			if b.Tokens() != r.Settings.Batch*r.Settings.Unroll {
				t.Errorf("an update of %d tokens", b.Tokens())
			}
		}
		got := b.l.checkpoint()
		if d := differs(want, got); d != "" {
			t.Errorf("%d threads: %s", threads, d)
		}
		b.Close()
	}
}

func benchUpdate(b *testing.B, cell string, hidden, threads int) {
	rng := random.Stream(1, "bench", 0)
	letters := make([]byte, 200_000)
	for i := range letters {
		letters[i] = byte(' ' + rng.IntN(65))
	}
	r := recipe.Default()
	r.Model.Cell, r.Model.Hidden = cell, hidden
	c, err := text.NewCorpus(string(letters), nil, r.Text)
	if err != nil {
		b.Fatal(err)
	}
	bench, err := NewBench(r, task.Text{Corpus: c}, threads)
	if err != nil {
		b.Fatal(err)
	}
	defer bench.Close()
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := bench.Update(); err != nil {
			b.Fatal(err)
		}
		tokens += bench.Tokens()
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
