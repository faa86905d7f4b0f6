package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The law: on the part of a row that they do, ReLU and ReLUBack equal the plain code, including NaN, −0 and ∞.
func TestReLUIsItsDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	odd := []float32{0, float32(math.Copysign(0, -1)), float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 1e-45, -1e-45}
	everyKernel(t, func(name string) {
		for n := range 70 {
			x, d, h, dx := make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
			for i := range x {
				x[i], d[i] = float32(rng.NormFloat64()), float32(rng.NormFloat64())
				if rng.IntN(3) == 0 {
					x[i] = odd[rng.IntN(len(odd))]
				}
			}
			done := ReLU(h, x)
			if back := ReLUBack(dx, d, h); back != done || n-done >= 16 && active.passes > 0 {
				t.Fatalf("%s: %d and %d of %d are done", name, done, back, n)
			}
			for i, a := range x[:done] {
				if a < 0 {
					a = 0
				}
				slope := float32(0)
				if !(a <= 0) {
					slope = d[i]
				}
				if !sameBits([]float32{a}, h[i:i+1]) || !sameBits([]float32{slope}, dx[i:i+1]) {
					t.Errorf("%s: ReLU(%g) = %g with d = %g", name, x[i], h[i], dx[i])
				}
			}
		}
	})
}
