package bench

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/train"
)

// BenchmarkLanguage measures the updates of the language models that are compared with PyTorch and their share of the roofline: on
// one thread by the processor's time, so that it can be run beside other programs; on two by the clock, compared with one of the same
// run. The fastest updates are least disturbed.
func BenchmarkLanguage(b *testing.B) {
	for _, r := range peers() {
		name := strings.ReplaceAll(fmt.Sprintf("%s V%d", Name(r), r.Model.Vocab), " ", "-")
		b.Run(name, func(b *testing.B) { benchLanguage(b, r) })
	}
}

func benchLanguage(b *testing.B, r recipe.Recipe) {
	d, err := data(r)
	if err != nil {
		b.Fatal(err)
	}
	var runs [2]*train.Bench
	for i := range runs {
		if runs[i], err = train.NewBench(r, d, 1+i); err != nil {
			b.Fatal(err)
		}
		defer runs[i].Close()
	}
	var took, peaks []float64
	var clock [2][]float64
	for b.Loop() {
		for i, run := range runs {
			start, cpu := time.Now(), cpuSeconds()
			if err := run.Update(); err != nil {
				b.Fatal(err)
			}
			clock[i] = append(clock[i], time.Since(start).Seconds())
			if i == 0 {
				took = append(took, cpuSeconds()-cpu)
			}
		}
		peaks = append(peaks, peakOfProcessor())
	}
	adds, tokens := MultiplyAdds(r), float64(r.Settings.Batch*r.Settings.Unroll)
	b.ReportMetric(0, "ns/op") // of both runs and the peak
	b.ReportMetric(tokens/slices.Min(clock[0]), "tok/s")
	b.ReportMetric(tokens/slices.Min(clock[1]), "tok/s-2")
	b.ReportMetric(slices.Min(clock[0])/slices.Min(clock[1]), "2:1")
	b.ReportMetric(100*2*adds/median(took)/median(peaks), "%roofline")
	b.ReportMetric(100*2*adds/slices.Min(took)/slices.Max(peaks), "%roofline-best")
	b.ReportMetric(slices.Max(peaks)/1e9, "peak")
}
