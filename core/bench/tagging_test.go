package bench

import (
	"testing"
	"time"

	"unroll/core/kernel"
	"unroll/core/task"
	"unroll/core/train"
)

func BenchmarkTagging(b *testing.B) {
	for _, H := range []int{128, 256} {
		r := Tagger("lstm", 1, H, 32, 64)
		b.Run(Name(r), func(b *testing.B) {
			d, err := Sentences(lengths(6000, 64), taggerVocab, taggerTags)
			if err != nil {
				b.Fatal(err)
			}
			run, err := train.NewBench(r, d, 1)
			if err != nil {
				b.Fatal(err)
			}
			defer run.Close()
			var words, took, adds float64
			peak := kernel.Peak(50 * time.Millisecond)
			b.ReportAllocs()
			for b.Loop() {
				start := cpuSeconds()
				if err := run.Update(); err != nil {
					b.Fatal(err)
				}
				took += cpuSeconds() - start
				words += float64(run.Tokens())
				adds += multiplyAdds(r.Model, float64(run.Tokens()), float64(run.Tokens())/16.3)
			}
			peak = max(peak, kernel.Peak(50*time.Millisecond))
			b.ReportMetric(words/took, "words/s")
			b.ReportMetric(peak/1e9, "peak")
			b.ReportMetric(words/float64(b.N*32*64), "full")
			b.ReportMetric(100*2*adds/took/peak, "%roofline")
		})
	}
}

var _ task.Data
