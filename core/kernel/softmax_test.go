package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// checkSoftmax compares p and log Σ e^o with float64. The tolerance: o − max o is rounded once, by 2⁻²⁴ of
// itself, which becomes a relative error of e^x; e^x is within 2 units in the last place, and 1/Σ and the
// product are rounded once each. Below float32's smallest normal number, half the smallest step is added.
func checkSoftmax(t *testing.T, o, p []float32, logSum float64) {
	t.Helper()
	top, sum := math.Inf(-1), 0.0
	for _, v := range o {
		top = max(top, float64(v))
	}
	for _, v := range o {
		sum += math.Exp(float64(v) - top)
	}
	share := func(v float32) (want, bound float64) {
		below := min(top-float64(v), 200) // e^−200 is 0 in float32
		return math.Exp(-below) / sum, (below + 8) * 0x1p-24
	}
	lost := 0.0 // the relative error of Σ
	for _, v := range o {
		want, bound := share(v)
		lost += want * bound
	}
	for i, v := range o {
		if want, bound := share(v); !(math.Abs(float64(p[i])-want) <= (bound+lost)*want+0x1p-149) {
			t.Errorf("%d logits: p[%d] is %g instead of %g", len(o), i, p[i], want)
		}
	}
	if want := top + math.Log(sum); !(math.Abs(logSum-want) <= lost+1e-15*math.Abs(want)) {
		t.Errorf("%d logits: log Σ e^o is %v instead of %v", len(o), logSum, want)
	}
}

// The law: softmax of float32 follows its definition for any number of logits, close together or 200
// apart, and its bytes do not depend on where they are.
func TestSoftmaxOfAnyLengthIsItsDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 21))
	eachKernel(t, func(t *testing.T) {
		for _, n := range lengths()[1:] {
			for _, spread := range []float32{0.1, 3, 60} {
				o := numbers(rng, n, 0)
				Scale(spread, o)
				p := make([]float32, n)
				logSum := Softmax(p, o)
				checkSoftmax(t, o, p, logSum)
				in, out := placeAt(rng.IntN(17), o), placeAt(rng.IntN(17), o)
				again := Softmax(out.numbers(), in.numbers())
				inPlace := Softmax(in.numbers(), in.numbers())
				if again != logSum || inPlace != logSum || !sameBits(out.numbers(), p) || !sameBits(in.numbers(), p) {
					t.Errorf("%d logits: elsewhere in memory or in place it differs", n)
				}
				if in.hurt() || out.hurt() {
					t.Errorf("%d logits: it writes outside", n)
				}
			}
		}
	})
}

// The law: a NaN anywhere among the logits makes the whole result NaN; −∞ has a probability of 0 and
// does not affect the others; with +∞ there is no distribution.
func TestSoftmaxOfLogitsThatAreNotFinite(t *testing.T) {
	rng := rand.New(rand.NewPCG(22, 22))
	allNaN := func(p []float32) bool {
		for _, v := range p {
			if v == v {
				return false
			}
		}
		return true
	}
	eachKernel(t, func(t *testing.T) {
		for _, n := range []int{1, 2, 8, 15, 16, 17, 33, 65} {
			for at := range n {
				o, p := numbers(rng, n, 0), make([]float32, n)
				for _, bad := range []float64{math.NaN(), math.Inf(1)} {
					o[at] = float32(bad)
					if logSum := Softmax(p, o); logSum == logSum || !allNaN(p) {
						t.Errorf("%g at %d of %d logits: log Σ e^o = %v, p = %v", bad, at, n, logSum, p)
					}
				}
				if n == 1 {
					continue
				}
				o[at] = float32(math.Inf(-1))
				logSum := Softmax(p, o)
				if math.Float32bits(p[at]) != 0 {
					t.Errorf("−∞ at %d of %d logits has a probability of %g", at, n, p[at])
				}
				checkSoftmax(t, o, p, logSum)
			}
		}
		none := []float32{float32(math.Inf(-1)), float32(math.Inf(-1))}
		if logSum := Softmax(none, none); !math.IsInf(logSum, -1) || !allNaN(none) {
			t.Errorf("only −∞: log Σ e^o = %v, p = %v", logSum, none)
		}
		if logSum := Softmax[float32](nil, nil); !math.IsInf(logSum, -1) {
			t.Errorf("of no logits log Σ e^o is %v", logSum)
		}
	})
}
