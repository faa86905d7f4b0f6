package kernel

import (
	"math"
	"testing"
)

// The law: exp, sigmoid and tanh of float32 are within 2 units in the last place of the function's
// value, at every 977th float32 there is; exact at 0 and ±∞; NaN stays NaN.
func TestFunctionsWithinTwoUlp(t *testing.T) {
	funcs := []struct {
		name  string
		do    func(y, x []float32)
		exact func(float64) float64
	}{
		{"exp", Exp[float32], math.Exp},
		{"tanh", Tanh[float32], math.Tanh},
		{"sigmoid", Sigmoid[float32], func(x float64) float64 {
			if x < 0 {
				return math.Exp(x) / (1 + math.Exp(x))
			}
			return 1 / (1 + math.Exp(-x))
		}},
	}
	everyKernel(t, func(kernel string) {
		for _, f := range funcs {
			const block = 1 << 12
			x, y := make([]float32, 0, block), make([]float32, block)
			worst, at := 0.0, float32(0)
			check := func() {
				f.do(y[:len(x)], x)
				for i, v := range x {
					want := f.exact(float64(v))
					got := y[i]
					if math.IsNaN(float64(v)) {
						if got == got {
							t.Fatalf("%s %s(NaN) = %g", kernel, f.name, got)
						}
						continue
					}
					w32 := float32(want)
					if w32 == got {
						continue
					}
					d := math.Abs(float64(got)-want) / ulp(w32)
					if d > worst {
						worst, at = d, v
					}
				}
				x = x[:0]
			}
			for bits := uint64(0); bits < 1<<32; bits += 977 {
				if x = append(x, math.Float32frombits(uint32(bits))); len(x) == block {
					check()
				}
			}
			check()
			if worst > 2 {
				t.Errorf("%s: %s is off by %.2f ulp at %g", kernel, f.name, worst, at)
			}
			t.Logf("%s %s: at most %.2f ulp (at %g)", kernel, f.name, worst, at)
			inf := float32(math.Inf(1))
			in := []float32{0, inf, -inf}
			out := make([]float32, 3)
			f.do(out, in)
			for i, v := range in {
				if want := float32(f.exact(float64(v))); out[i] != want {
					t.Errorf("%s: %s(%g) = %g, want %g", kernel, f.name, v, out[i], want)
				}
			}
		}
	})
}

// ulp is the distance from |x| to the next float32.
func ulp(x float32) float64 {
	if x < 0 {
		x = -x
	}
	if math.IsInf(float64(x), 0) {
		return math.Ldexp(1, 104)
	}
	return float64(math.Nextafter32(x, float32(math.Inf(1)))) - float64(x)
}

func BenchmarkTanh(b *testing.B) {
	x := make([]float32, 512)
	for i := range x {
		x[i] = float32(i)/64 - 4
	}
	y := make([]float32, len(x))
	everyKernel(b, func(name string) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Tanh(y, x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/number")
		})
	})
}
