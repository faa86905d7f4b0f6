package kernel

import (
	"flag"
	"math"
	"testing"
)

// every makes the laws of exp, tanh and sigmoid check every float32, which takes some minutes: go test
// ./core/kernel -run Functions -every -v
var every = flag.Bool("every", false, "look at every float32 there is, not at a sample")

// A curve is a function with its exact value in float64.
type curve struct {
	name  string
	do    func(y, x []float32)
	exact func(float64) float64
}

var curves = []curve{
	{"exp", Exp[float32], math.Exp},
	{"tanh", Tanh[float32], math.Tanh},
	{"sigmoid", Sigmoid[float32], func(x float64) float64 {
		if x < 0 {
			return math.Exp(x) / (1 + math.Exp(x))
		}
		return 1 / (1 + math.Exp(-x))
	}},
}

// ordinal is the index of x among all float32 in order, with −0 equal to 0.
func ordinal(x float32) int {
	if b := int(math.Float32bits(x)); b < 1<<31 {
		return b
	} else {
		return 1<<31 - b
	}
}

// A walk is what was observed of a kernel's function on a way through the numbers.
type walk struct {
	steps int     // largest distance from the rounded float64 result, in float32 steps
	off   float64 // largest distance from the float64 result, in units in the last place
	at    float32
	falls int     // how often the function decreased from a number to the next
	fell  float32 // where it first did
}

// A stretch is count float32 numbers from first on, by their bits, every step-th: going away from 0 on either side.
type stretch struct{ first, count, step int }

// stretches are what the laws check: one in 977 of all numbers; four runs of neighbours between each power of
// two and the next, the first around it; and, for tanh, all numbers from ½ to 1, where it changes its formula.
func (c curve) stretches() []stretch {
	const finite, mantissas = 0x7f800000, 1 << 23
	if *every {
		return []stretch{{0, finite + 1, 1}}
	}
	list := []stretch{{0, finite / 977, 977}}
	if c.name == "tanh" {
		list = append(list, stretch{0x3f000000, mantissas, 1})
	}
	for e := 0; e < finite; e += mantissas {
		for part := range 4 {
			list = append(list, stretch{max(0, e+part*mantissas/4-512), 1024, 1})
		}
	}
	return append(list, stretch{finite - 1024, 1025, 1})
}

// follow makes every kernel walk along a stretch on one side of 0.
func (c curve) follow(t *testing.T, s stretch, negative bool, walks map[string]*walk) {
	const block = 1 << 12
	x, y, want := make([]float32, block), make([]float32, block), make([]float64, block)
	last := map[string]float32{}
	for from := 0; from < s.count; from += block {
		n := min(block, s.count-from)
		for i := range n {
			bits := uint32(s.first + (from+i)*s.step)
			if negative {
				bits |= 1 << 31
			}
			x[i] = math.Float32frombits(bits)
			want[i] = c.exact(float64(x[i]))
		}
		everyKernel(t, func(kernel string) {
			if kernel == "portable" && s.step == 1 {
				return // it is package math's result, rounded: a sample will do
			}
			c.do(y[:n], x[:n])
			w := walks[kernel]
			if w == nil {
				w = &walk{}
				walks[kernel] = w
			}
			before, known := last[kernel]
			for i, got := range y[:n] {
				if rounded := float32(want[i]); got != rounded {
					w.see(x[i], got, rounded, want[i])
				}
				if known && (got < before) != negative && got != before {
					if w.falls++; w.falls == 1 {
						w.fell = x[i]
					}
				}
				before, known = got, true
			}
			last[kernel] = before
		})
	}
}

func (w *walk) see(x, got, rounded float32, want float64) {
	d := ordinal(got) - ordinal(rounded)
	if got != got {
		d = math.MaxInt
	}
	w.steps = max(w.steps, d, -d)
	if off := math.Abs(float64(got)-want) / ulp(rounded); off > w.off {
		w.off, w.at = off, x
	}
}

// The law: exp, tanh and sigmoid of float32 are within 2 units in the last place of the rounded
// float64 result, and never decrease from one number to the next larger one.
func TestFunctionsAreRightAndMonotone(t *testing.T) {
	for _, c := range curves {
		walks := map[string]*walk{}
		for _, s := range c.stretches() {
			c.follow(t, s, false, walks)
			c.follow(t, s, true, walks)
		}
		for kernel, w := range walks {
			if w.steps > 2 {
				t.Errorf("%s: %s is %d float32 steps off; %.2f ulp off at %g", kernel, c.name, w.steps, w.off, w.at)
			}
			if w.falls > 0 {
				t.Errorf("%s: %s decreases %d times, first just before %g", kernel, c.name, w.falls, w.fell)
			}
			t.Logf("%s %s: at most %.3f ulp off, at %g; %d float32 steps from the rounded result", kernel, c.name, w.off, w.at, w.steps)
		}
	}
}

// The law: at 0, at ±∞ and where a function equals its argument or its limit to float32's precision, it is
// exact, including signs; any NaN stays NaN. In every lane.
func TestFunctionsAreExactAtTheirLimits(t *testing.T) {
	inf, minus0, least := float32(math.Inf(1)), float32(math.Copysign(0, -1)), math.Float32frombits(1)
	points := map[string][][2]float32{
		"exp":     {{0, 1}, {minus0, 1}, {-inf, 0}, {inf, inf}, {least, 1}, {-least, 1}, {-3e38, 0}, {3e38, inf}, {-104, 0}, {89, inf}},
		"tanh":    {{0, 0}, {minus0, minus0}, {inf, 1}, {-inf, -1}, {least, least}, {-least, -least}, {1e-38, 1e-38}, {-1e-38, -1e-38}, {3e38, 1}, {-3e38, -1}},
		"sigmoid": {{0, 0.5}, {minus0, 0.5}, {inf, 1}, {-inf, 0}, {least, 0.5}, {-least, 0.5}, {3e38, 1}, {-3e38, 0}, {-104, 0}},
	}
	nans := []uint32{0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff}
	everyKernel(t, func(kernel string) {
		for _, c := range curves {
			var in, want []float32
			for _, p := range points[c.name] {
				in, want = append(in, p[0]), append(want, p[1])
			}
			for _, bits := range nans {
				nan := math.Float32frombits(bits)
				in, want = append(in, nan), append(want, nan)
			}
			out := make([]float32, 3*len(in))
			for shift := range len(in) {
				for i := range out {
					out[i] = in[(i+shift)%len(in)]
				}
				c.do(out, out)
				for i, got := range out {
					if at := (i + shift) % len(in); !sameNumber(got, want[at]) {
						t.Errorf("%s: %s(%g) is %g instead of %g", kernel, c.name, in[at], got, want[at])
					}
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
