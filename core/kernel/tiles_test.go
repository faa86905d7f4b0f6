package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// tallest and widest exceed two of the largest tiles: 8 rows and 32 columns.
const tallest, widest = 18, 66

// smallWhole returns integers from −8 to 8: sums of up to 2¹⁷ products of two are exact in float32, in any order.
func smallWhole(rng *rand.Rand) func() float32 {
	return func() float32 { return float32(rng.IntN(17) - 8) }
}

// The law: if every sum is exact, a product by tiles is exact: tiles of every height, strips of every
// width, whole and partial blocks of steps, A and Aᵀ, set, added and added to a row.
func TestTilesOfEveryHeightAndWidth(t *testing.T) {
	rng := rand.New(rand.NewPCG(51, 51))
	fill := smallWhole(rng)
	for _, K := range []int{1, 2, 5, 255, 256, 257, 513} {
		a, aT := newPlant(tallest, K, 3, 1, fill), newPlant(K, tallest, 2, 3, fill)
		b, start := newPlant(K, widest, 0, 0, fill), newPlant(tallest, widest, 0, 0, fill)
		exact := make([]float32, tallest*widest)
		for i := range tallest {
			for k := range K {
				aT.Data[k*aT.Stride+i] = a.Data[i*a.Stride+k]
				for j := range widest {
					exact[i*widest+j] += a.Data[i*a.Stride+k] * b.Row(k)[j]
				}
			}
		}
		everyKernel(t, func(kernel string) {
			for N := 1; N <= widest; N++ {
				var p Panel[float32]
				p.Pack(b.ColsOf(0, N))
				for M := 1; M <= tallest; M++ {
					if K > 5 && (M*31+N)%7 != 0 {
						continue // with many steps a seventh of the shapes will do
					}
					c := newPlant(M, N, 5, 3, fill)
					check := func(what string, from func(i, j int) float32) {
						t.Helper()
						for i := range M {
							for j, v := range c.Row(i) {
								if want := exact[i*widest+j] + from(i, j); v != want {
									t.Fatalf("%s %d×%d over %d, %s: C[%d,%d] is %g instead of %g", kernel, M, N, K, what, i, j, v, want)
								}
							}
						}
						if at := c.hurt(); at >= 0 {
							t.Fatalf("%s %d×%d over %d, %s: it writes outside, at %d", kernel, M, N, K, what, at)
						}
					}
					begin := func() {
						for i := range M {
							copy(c.Row(i), start.Row(i))
						}
					}
					nothing := func(int, int) float32 { return 0 }
					before := func(i, j int) float32 { return start.Row(i)[j] }
					left, turned := a.RowsOf(0, M), aT.ColsOf(0, M)
					MulPanel(c.Matrix, left, &p, false)
					check("set", nothing)
					TMulPanel(c.Matrix, turned, &p, false)
					check("turned and set", nothing)
					begin()
					MulPanel(c.Matrix, left, &p, true)
					check("added", before)
					begin()
					TMulPanel(c.Matrix, turned, &p, true)
					check("turned and added", before)
					MulPanelRow(c.Matrix, left, &p, start.Row(0)[:N])
					check("with a row", func(_, j int) float32 { return start.Row(0)[j] })
				}
			}
		})
	}
}

// The law: a number in A that is not finite affects its row of C, one in B its column, as in ordinary
// arithmetic, and no other number changes by a bit: the padding of a strip or a mask has no effect.
func TestProductsPassOnWhatIsNotFinite(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(52, 52))
		for range 600 {
			s := shape{m: 1 + rng.IntN(18), n: 1 + rng.IntN(66), k: 1 + rng.IntN(20), product: rng.IntN(len(products[float32]())), seed: rng.Uint64()}
			pr, want, a, b := factors[float32](s)
			_, got, _, _ := factors[float32](s)
			pr.run(want.Matrix, a.Matrix, b.Matrix, false)
			bad := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))}[rng.IntN(3)]
			inA, i, j, k := rng.IntN(2) == 0, rng.IntN(s.m), rng.IntN(s.n), rng.IntN(s.k)
			if inA {
				put(a.Matrix, i, k, pr.tA, bad)
			} else {
				put(b.Matrix, k, j, pr.tB, bad)
			}
			pr.run(got.Matrix, a.Matrix, b.Matrix, false)
			for r := range s.m {
				for c := range s.n {
					w := want.Row(r)[c]
					switch {
					case inA && r == i:
						w = bad * float32(entry(b.Matrix, k, c, pr.tB))
					case !inA && c == j:
						w = bad * float32(entry(a.Matrix, r, k, pr.tA))
					}
					if !sameNumber(got.Row(r)[c], w) {
						t.Fatalf("%s %d×%d over %d with %g (in A %v): C[%d,%d] is %g instead of %g", pr.name, s.m, s.n, s.k, bad, inA, r, c, got.Row(r)[c], w)
					}
				}
			}
		}
	})
}

func put[F Float](m Matrix[F], i, j int, turned bool, v F) {
	if turned {
		i, j = j, i
	}
	m.Data[i*m.Stride+j] = v
}
