package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"unroll/core/kernel"
	"unroll/core/train"
)

// BenchmarkTagger measures the updates of taggers on sentences on one thread, by the processor's time, so that it can be run
// beside other programs; the fastest updates are least disturbed.
func BenchmarkTagger(b *testing.B) {
	for _, s := range taggers {
		r := Tagger("lstm", s.L, s.H, s.B, s.T)
		b.Run(Name(r), func(b *testing.B) {
			d, err := data(r)
			if err != nil {
				b.Fatal(err)
			}
			run, err := train.NewBench(r, d, 1)
			if err != nil {
				b.Fatal(err)
			}
			defer run.Close()
			words, adds := read(r, d)
			var took, peaks []float64
			b.ReportAllocs()
			for b.Loop() {
				start := cpuSeconds()
				if err := run.Update(); err != nil {
					b.Fatal(err)
				}
				if float64(run.Tokens()) > 0.95*words { // the last of an epoch is shorter
					took = append(took, cpuSeconds()-start)
				}
				peaks = append(peaks, peakOfProcessor())
			}
			sides := []struct {
				name       string
				took, peak float64
			}{{"", median(took), median(peaks)}, {"-best", slices.Min(took), slices.Max(peaks)}}
			for _, x := range sides {
				b.ReportMetric(words/x.took, "words/s"+x.name)
				b.ReportMetric(100*2*adds/x.took/x.peak, "%roofline"+x.name)
				b.ReportMetric(x.peak/1e9, "peak"+x.name)
			}
			fmt.Printf("windows are %.1f %% full, load %s\n", 100*words/float64(s.B*s.T), load())
		})
	}
}

// peakOfProcessor is kernel.Peak by the processor's time. It alternates with what is compared with it: what slows the processor for
// a while, such as work on the other half of its core, slows both.
func peakOfProcessor() float64 {
	start, cpu := time.Now(), cpuSeconds()
	peak := kernel.Peak(0)
	return peak * time.Since(start).Seconds() / (cpuSeconds() - cpu)
}
