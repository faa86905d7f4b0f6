package nn

import (
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/kernel"
)

// stepOf is a step of a cell with random numbers in everything that it may read or write.
func stepOf(k Info, B, H int, rng *rand.Rand) *Step[float32] {
	numbers := func(width int) []float32 {
		x := make([]float32, B*width)
		for i := range x {
			if x[i] = float32(rng.NormFloat64()); rng.IntN(40) == 0 {
				x[i] = []float32{0, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN())}[rng.IntN(4)]
			}
		}
		return x
	}
	G, kH, nP := len(k.Gates), len(k.States)*H, len(k.Vectors)*H
	return &Step[float32]{B: B, H: H, X: numbers(G * H), Hx: numbers(G * H), PrevH: numbers(H), PrevC: numbers(kH),
		Out: numbers(H), C: numbers(kH), Save: numbers(H), DH: numbers(H), DC: numbers(kH), DPrev: numbers(H),
		P: numbers(nP)[:nP], DP: numbers(nP), Mid: numbers(H), DMid: numbers(H)}
}

// parts are a step's slices that hold rows.
func parts(s *Step[float32]) []*[]float32 {
	return []*[]float32{&s.X, &s.Hx, &s.PrevH, &s.PrevC, &s.Out, &s.C, &s.Save, &s.DH, &s.DC, &s.DPrev, &s.DP, &s.Mid, &s.DMid}
}

// unitOf returns one unit of one sequence as a step of its own.
func unitOf(s *Step[float32], b, j int) *Step[float32] {
	u := &Step[float32]{B: 1, H: 1}
	from := parts(s)
	for i, to := range parts(u) {
		row := len(*from[i]) / s.B // H numbers or a multiple
		for at := j; at < row; at += s.H {
			*to = append(*to, (*from[i])[b*row+at])
		}
	}
	for at := j; at < len(s.P); at += s.H {
		u.P = append(u.P, s.P[at])
	}
	return u
}

// The law: a cell computes the same for every unit, bit for bit, however many other units there are: the
// part of a row that a kernel does, whole registers at a time, is what the equations here say.
func TestUnitsDoNotDependOnThoseBeside(t *testing.T) {
	defer kernel.Use(kernel.Name())
	same := func(a, b []float32) bool {
		for i := range a {
			if math.Float32bits(a[i]) != math.Float32bits(b[i]) && (a[i] == a[i] || b[i] == b[i]) {
				return false
			}
		}
		return true
	}
	for _, name := range []string{"avx512", "avx2", "neon", "portable"} {
		if kernel.Use(name) != nil {
			continue // not on this processor
		}
		rng := rand.New(rand.NewPCG(8, 8))
		for _, k := range append(cells[float32](), testCells[float32]()...) {
			for _, H := range []int{1, 7, 8, 15, 16, 17, 31, 33, 37, 64, 67} {
				const B = 3
				s := stepOf(k.Info, B, H, rng)
				for _, way := range []struct {
					name string
					do   func(*Step[float32])
				}{{"forward", k.Forward}, {"second forward", k.Forward2}, {"second backward", k.Backward2}, {"backward", k.Backward}} {
					if way.do == nil {
						continue
					}
					var alone []*Step[float32]
					for b := range B {
						for j := range H {
							alone = append(alone, unitOf(s, b, j))
							way.do(alone[len(alone)-1])
						}
					}
					way.do(s)
					for i, u := range alone {
						got, want := parts(unitOf(s, i/H, i%H)), parts(u)
						for p := range got {
							if !same(*got[p], *want[p]) {
								t.Fatalf("%s %s %s: H = %d, unit %d: slice %d is %v, for the unit alone %v", name, k.Name, way.name, H, i%H, p, *got[p], *want[p])
							}
						}
					}
				}
			}
		}
	}
}
