package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// everyKernel runs f with each kernel that this processor supports.
func everyKernel(t testing.TB, f func(name string)) {
	defer Use(Name())
	for _, s := range sets {
		if s.supported {
			if err := Use(s.name); err != nil {
				t.Fatal(err)
			}
			f(s.name)
		}
	}
}

// The law: every kernel's products equal the float64 product up to float32's rounding, for ragged
// shapes, and write nothing outside C.
func TestTilesAgreeWithFloat64(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	random := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = rng.Float32()*2 - 1
		}
		return x
	}
	everyKernel(t, func(name string) {
		for range 400 {
			M, N, K := rng.IntN(20), rng.IntN(70), rng.IntN(40)
			if rng.IntN(10) == 0 {
				K = 200 + rng.IntN(400) // more than one block of steps
			}
			add, turned := rng.IntN(2) == 0, rng.IntN(2) == 0
			pad := rng.IntN(5)
			ldc := N + pad
			backing := random(M*ldc + 8)
			want := make([]float64, M*N)
			c := Matrix[float32]{Rows: M, Cols: N, Stride: ldc, Data: backing[4 : 4+M*ldc]}
			a, b := Of(M, K, random(M*K)), Of(K, N, random(K*N))
			if turned {
				a = Of(K, M, random(M*K))
			}
			at := func(i, k int) float64 {
				if turned {
					return float64(a.Row(k)[i])
				}
				return float64(a.Row(i)[k])
			}
			before := append([]float32(nil), backing...)
			for i := range M {
				for j := range N {
					s := 0.0
					if add {
						s = float64(c.Data[i*ldc+j])
					}
					for k := range K {
						s += at(i, k) * float64(b.Row(k)[j])
					}
					want[i*N+j] = s
				}
			}
			var p Panel[float32]
			p.Pack(b)
			if turned {
				TMulPanel(c, a, &p, add)
			} else {
				MulPanel(c, a, &p, add)
			}
			for i := range M {
				for j := range N {
					// Each of K products and sums is rounded by 2⁻²⁴ of numbers below about √K.
					if d := math.Abs(float64(c.Data[i*ldc+j]) - want[i*N+j]); d > 1e-6*float64(K+4) {
						t.Fatalf("%s %d×%d×%d transposed=%v add=%v: C[%d,%d] off by %g", name, M, N, K, turned, add, i, j, d)
					}
					before[4+i*ldc+j] = backing[4+i*ldc+j]
				}
			}
			for i := range backing {
				if before[i] != backing[i] {
					t.Fatalf("%s %d×%d×%d: wrote outside C at %d", name, M, N, K, i-4)
				}
			}
		}
	})
}

// The law: a row of C does not depend on the other rows, so they may be divided anywhere.
func TestRowsDoNotDependOnTheirTile(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	everyKernel(t, func(name string) {
		const M, K, N = 13, 37, 45
		a, b := NewMatrix[float32](M, K), NewMatrix[float32](K, N)
		for i := range a.Data {
			a.Data[i] = rng.Float32() - 0.5
		}
		for i := range b.Data {
			b.Data[i] = rng.Float32() - 0.5
		}
		var p Panel[float32]
		p.Pack(b)
		whole, one := NewMatrix[float32](M, N), NewMatrix[float32](1, N)
		MulPanel(whole, a, &p, false)
		for i := range M {
			MulPanel(one, a.RowsOf(i, 1), &p, false)
			for j, v := range one.Data {
				if v != whole.Row(i)[j] {
					t.Fatalf("%s: row %d alone differs in column %d", name, i, j)
				}
			}
		}
	})
}

func BenchmarkMulPanel(b *testing.B) {
	for _, s := range [][3]int{{8, 512, 128}, {32, 512, 128}, {32, 1024, 256}, {1024, 1024, 256}} {
		M, N, K := s[0], s[1], s[2]
		everyKernel(b, func(name string) {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", name, M, N, K), func(b *testing.B) {
				a, w, c := NewMatrix[float32](M, K), NewMatrix[float32](K, N), NewMatrix[float32](M, N)
				for i := range a.Data {
					a.Data[i] = float32(i%7) - 3
				} // gonum skips zeros
				var p Panel[float32]
				p.Pack(w)
				for b.Loop() {
					MulPanel(c, a, &p, true)
				}
				b.ReportMetric(2*float64(M*N*K)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		})
	}
}

// The law: Add adds number by number, whatever the length, with every kernel, and writes nothing else.
func TestAddIsNumberByNumber(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	everyKernel(t, func(name string) {
		for n := range 200 {
			y, x, want := make([]float32, n+2), make([]float32, n), make([]float32, n+2)
			for i := range y {
				y[i] = rng.Float32()
				want[i] = y[i]
			}
			for i := range x {
				x[i] = rng.Float32() - 0.5
				want[i+1] += x[i]
			}
			Add(y[1:n+1], x)
			for i := range y {
				if y[i] != want[i] {
					t.Fatalf("%s: %d numbers: number %d is %g instead of %g", name, n, i-1, y[i], want[i])
				}
			}
		}
	})
}
