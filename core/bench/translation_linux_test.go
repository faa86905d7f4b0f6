package bench

import (
	"fmt"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/train"
)

// seen is what the decoders that are measured see of their source.
var seen = append([]string{"context"}, nn.Attentions...)

// BenchmarkTranslator measures the updates of an encoder and a decoder on one thread, as BenchmarkTagger does. The first share of the
// roofline is of the products that an update needs; the second is of those of a program that projects every row of a batch, although tokens
// and contexts come again.
func BenchmarkTranslator(b *testing.B) {
	for _, sees := range seen {
		r := Translator(sees)
		b.Run(sees, func(b *testing.B) {
			d, err := data(r)
			if err != nil {
				b.Fatal(err)
			}
			run, err := train.NewBench(r, d, 1)
			if err != nil {
				b.Fatal(err)
			}
			defer run.Close()
			var took, peaks []float64
			b.ReportAllocs()
			for b.Loop() {
				start := cpuSeconds()
				if err := run.Update(); err != nil {
					b.Fatal(err)
				}
				took, peaks = append(took, cpuSeconds()-start), append(peaks, peakOfProcessor())
			}
			sides := []struct {
				name       string
				took, peak float64
			}{{"", median(took), median(peaks)}, {"-best", slices.Min(took), slices.Max(peaks)}}
			for _, x := range sides {
				b.ReportMetric(float64(run.Tokens())/x.took, "tokens/s"+x.name)
				b.ReportMetric(100*2*MultiplyAdds(r)/x.took/x.peak, "%roofline"+x.name)
				b.ReportMetric(100*2*everyRow(r)/x.took/x.peak, "%every-row"+x.name)
				b.ReportMetric(x.peak/1e9, "peak"+x.name)
			}
			fmt.Printf("%d target tokens in an update, load %s\n", run.Tokens(), load())
		})
	}
}

// everyRow is the number of multiply-adds if every row of the batch is projected.
func everyRow(r recipe.Recipe) float64 {
	m, rows := r.Model, float64(r.Settings.Batch*r.Settings.Unroll)
	GH := 3 * float64(m.Hidden)
	n := MultiplyAdds(r) + 3*GH*float64(m.Embed)*(2*rows-float64(m.Source+m.Vocab))
	if m.Context {
		n += 3 * GH * float64(m.Hidden) * (rows - float64(r.Settings.Batch))
	}
	return n
}
