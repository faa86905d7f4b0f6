package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The law: multiples of 1/8 up to 1 have products that add up exactly in float32 in any order, so that Inner must be exact, with every
// number included once, wherever the numbers are.
func TestInnerOfSmallMultiplesIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 17))
	eachKernel(t, func(t *testing.T) {
		for _, n := range append(lengths(), 5003) {
			x, y, want := make([]float32, n), make([]float32, n), 0.0
			for i := range x {
				x[i], y[i] = float32(rng.IntN(17)-8)/8, float32(rng.IntN(17)-8)/8
				want += float64(x[i]) * float64(y[i])
			}
			if got := Inner(placeAt(rng.IntN(17), x).numbers(), placeAt(rng.IntN(17), y).numbers()); float64(got) != want {
				t.Errorf("%d numbers: %v instead of %v", n, got, want)
			}
		}
	})
}

// The law: Inner of n numbers is off by n·2⁻²⁴·Σ|x y| at most, and a NaN anywhere makes it NaN.
func TestInnerIsRight(t *testing.T) {
	rng := rand.New(rand.NewPCG(18, 18))
	eachKernel(t, func(t *testing.T) {
		for _, n := range lengths() {
			x, y := numbers(rng, n, 0), numbers(rng, n, 0)
			want, size := 0.0, 0.0
			for i := range x {
				want += float64(x[i]) * float64(y[i])
				size += math.Abs(float64(x[i]) * float64(y[i]))
			}
			if got := float64(Inner(x, y)); !(math.Abs(got-want) <= float64(n)*0x1p-24*size) {
				t.Errorf("%d numbers: %v instead of %v", n, got, want)
			}
			for i := range x {
				kept := x[i]
				if x[i] = float32(math.NaN()); Inner(x, y) == Inner(x, y) {
					t.Errorf("%d numbers, NaN at %d: not NaN", n, i)
				}
				x[i] = kept
			}
		}
	})
}
