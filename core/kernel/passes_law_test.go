package kernel

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// wild numbers are those that expose shortcuts.
var wild = []float32{0, float32(math.Copysign(0, -1)), 1, -1, 1e-45, -1e-45, 1e-38, 3e38, -3e38, 88.8, -104,
	float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))}

// numbers returns n random numbers, one in oneIn of which is wild (0: none).
func numbers(rng *rand.Rand, n, oneIn int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
		if oneIn > 0 && rng.IntN(oneIn) == 0 {
			x[i] = wild[rng.IntN(len(wild))]
		}
	}
	return x
}

// sameNumber is equality bit for bit, except that all NaNs are equal.
func sameNumber(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
}

// A place is numbers surrounded by canaries.
type place struct {
	buf    []float32
	off, n int
}

func placeAt(off int, x []float32) place {
	p := place{make([]float32, off+len(x)+17), off, len(x)}
	for i := range p.buf {
		p.buf[i] = canary
	}
	copy(p.buf[off:], x)
	return p
}

func (p place) numbers() []float32 { return p.buf[p.off : p.off+p.n : p.off+p.n] }

// hurt reports whether a canary was overwritten.
func (p place) hurt() bool {
	for i, v := range p.buf {
		if (i < p.off || i >= p.off+p.n) && v != canary {
			return true
		}
	}
	return false
}

// checkPass runs a pass with its numbers at random places and compares the result with its definition.
func checkPass(p pass, n int, s [][]float32, alpha float32, rng *rand.Rand) error {
	var places []place
	var got, want [][]float32
	for _, x := range s {
		places = append(places, placeAt(rng.IntN(17), x))
		got, want = append(got, places[len(places)-1].numbers()), append(want, slices.Clone(x))
	}
	done, should := p.run(got, alpha), n
	if !p.all {
		should = whole[float32](n)
	}
	if done != should {
		return fmt.Errorf("%s of %d numbers says that it did %d instead of %d", p.name, n, done, should)
	}
	p.plain(got, alpha, done)
	p.plain(want, alpha, 0)
	for k := range got {
		if places[k].hurt() {
			return fmt.Errorf("%s of %d numbers writes outside of slice %d", p.name, n, k)
		}
		for i, w := range want[k] {
			if !sameNumber(got[k][i], w) {
				return fmt.Errorf("%s of %d numbers: slice %d, number %d is %g instead of %g", p.name, n, k, i, got[k][i], w)
			}
		}
	}
	return nil
}

// lengths are all small ones, and some around and beyond the size of the largest registers.
func lengths() []int {
	var list []int
	for n := range 70 {
		list = append(list, n)
	}
	return append(list, 127, 128, 129, 255, 256, 257, 500, 1031)
}

// The law: a pass equals its definition bit for bit, for any length and wherever its numbers are; NaN
// and ∞ are treated as there; and nothing is written outside.
func TestPassesAreTheirDefinitions(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(11, 11))
		for _, p := range passes {
			for _, n := range lengths() {
				for _, oneIn := range []int{0, 5} {
					var s [][]float32
					for _, l := range p.lens(n) {
						s = append(s, numbers(rng, l, oneIn))
					}
					if err := checkPass(p, n, s, 2*rng.Float32()-1, rng); err != nil {
						t.Error(err)
					}
				}
			}
		}
	})
}

// sums are Σ x and Σ x², each with its term.
var sums = []struct {
	name string
	do   func([]float32) float64
	term func(float32) float64
}{
	{"Sum", Sum[float32], func(v float32) float64 { return float64(v) }},
	{"SumSquares", SumSquares[float32], func(v float32) float64 { return float64(v) * float64(v) }},
}

// The law: multiples of 2⁻¹⁰ up to 8, and their squares, add up exactly in float64 in any order; so
// the sums must be exact, with every number included once.
func TestSumsOfSmallMultiplesAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 12))
	eachKernel(t, func(t *testing.T) {
		for _, n := range append(lengths(), 100_003) {
			x := eighths(rng, n)
			for _, s := range sums {
				want := 0.0
				for _, v := range x {
					want += s.term(v)
				}
				if got := s.do(x); got != want {
					t.Errorf("%s of %d numbers is %v instead of %v", s.name, n, got, want)
				}
			}
		}
	})
}

// The law: a sum of n terms in float64, in any order, is accurate to (n−1)·2⁻⁵³·Σ|x| (Higham, Accuracy
// and Stability, §4.2), even for numbers of very different magnitudes; squares of float32 are exact in
// float64. Its bytes do not depend on where the numbers are.
func TestSumsAreRightAndHaveAFixedOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 13))
	eachKernel(t, func(t *testing.T) {
		for _, n := range lengths() {
			x := numbers(rng, n, 0)
			for i := range x {
				x[i] *= float32(math.Pow(10, float64(rng.IntN(30)-15)))
			}
			for _, s := range sums {
				exact, size := new(big.Float).SetPrec(600), 0.0
				for _, v := range x {
					exact.Add(exact, big.NewFloat(s.term(v)))
					size += math.Abs(s.term(v))
				}
				want, _ := exact.Float64()
				got := s.do(x)
				if !(math.Abs(got-want) <= float64(n)*0x1p-53*size) {
					t.Errorf("%s of %d numbers is %v instead of %v", s.name, n, got, want)
				}
				for off := range 17 {
					if moved := s.do(placeAt(off, x).numbers()); moved != got {
						t.Errorf("%s of %d numbers is %v at one place in memory, %v at another", s.name, n, got, moved)
					}
				}
			}
		}
	})
}

// The law: a NaN anywhere makes a sum NaN, and a single ∞ makes it ∞.
func TestSumsPassOnWhatIsNotFinite(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 14))
	eachKernel(t, func(t *testing.T) {
		for _, n := range []int{1, 5, 16, 37, 70} {
			for at := range n {
				x := numbers(rng, n, 0)
				for _, s := range sums {
					x[at] = float32(math.NaN())
					if got := s.do(x); got == got {
						t.Errorf("%s of %d numbers with NaN at %d is %v", s.name, n, at, got)
					}
					for _, sign := range []int{1, -1} {
						x[at] = float32(math.Inf(sign))
						if got := s.do(x); got != s.term(x[at]) {
							t.Errorf("%s of %d numbers with %g at %d is %v", s.name, n, x[at], at, got)
						}
					}
				}
			}
		}
	})
}
