package nn

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"unroll/core/kernel"
)

// BenchmarkPairs measures forward and backward over pairs of 9 tokens each, as in an update of a GRU 2×256 with what its decoder sees
// of the source.
func BenchmarkPairs(b *testing.B) {
	for _, sees := range []string{"context", "additive", "dot"} {
		b.Run(sees, func(b *testing.B) {
			s := Spec{Cell: "gru", Vocab: 200, Source: 200, Embed: 256, Hidden: 256, Layers: 2, Init: "pytorch", Context: sees == "context"}
			if !s.Context {
				s.Attention = sees
			}
			const T, B = 9, 128
			g, err := New[float32](s)
			if err != nil {
				b.Fatal(err)
			}
			g.Init(rand.New(rand.NewPCG(1, 1)))
			tape, rng := g.NewTape(T, B), rand.New(rand.NewPCG(2, 2))
			batch := &Batch[float32]{T: T, B: B, Source: &Batch[float32]{T: T, B: B}}
			for i := range T * B {
				batch.Tokens, batch.Targets = append(batch.Tokens, int32(rng.IntN(200))), append(batch.Targets, int32(rng.IntN(200)))
				batch.Source.Tokens = append(batch.Source.Tokens, int32(rng.IntN(200)))
				batch.Source.Reset = append(batch.Source.Reset, i < B)
			}
			b.ReportAllocs()
			least := math.Inf(1)
			for b.Loop() {
				start := time.Now()
				tape.Forward(batch, nil)
				tape.Backward(batch, 1.0/(T*B))
				g.Prepare()
				least = min(least, time.Since(start).Seconds())
			}
			b.ReportMetric(1000*least, "ms-best")
			b.ReportMetric(kernel.Peak(20e6)/1e9, "peak")
		})
	}
}
