package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// canary fills every number outside a view: a product that writes or reads there is detected.
const canary = 12345

// A plant is a view into a larger buffer of canaries.
type plant[F Float] struct {
	Matrix[F]
	buf        []F
	off, extra int
}

// newPlant is a rows×cols view whose stride is extra numbers more than the length of its rows and
// whose first number is off numbers into its buffer; fill sets its numbers.
func newPlant[F Float](rows, cols, extra, off int, fill func() F) *plant[F] {
	p := &plant[F]{off: off, extra: extra}
	p.buf = make([]F, off+rows*(cols+extra)+3)
	for i := range p.buf {
		p.buf[i] = canary
	}
	p.Matrix = Matrix[F]{Rows: rows, Cols: cols, Stride: cols + extra, Data: p.buf[off:]}
	for i := range rows {
		for j := range cols {
			p.Data[i*p.Stride+j] = fill()
		}
	}
	return p
}

// inside reports whether buf[i] is a number of the view.
func (p *plant[F]) inside(i int) bool {
	i -= p.off
	return i >= 0 && p.Cols > 0 && i < p.Rows*p.Stride && i%p.Stride < p.Cols
}

// hurt is the first index outside the view that has been written to; −1: none.
func (p *plant[F]) hurt() int {
	for i, v := range p.buf {
		if !p.inside(i) && v != canary {
			return i
		}
	}
	return -1
}

// A product is one of the package's functions for products: entry (i, l) of the left factor and (l,
// j) of the right one are those of A and B, or of their transposes.
type product[F Float] struct {
	name   string
	tA, tB bool
	run    func(c, a, b Matrix[F], add bool)
}

func products[F Float]() []product[F] {
	return []product[F]{
		{"Mul", false, false, Mul[F]},
		{"TMul", true, false, TMul[F]},
		{"MulPanel", false, false, func(c, a, b Matrix[F], add bool) {
			var p Panel[F]
			p.Pack(b)
			MulPanel(c, a, &p, add)
		}},
		{"MulPanel transposed", false, true, func(c, a, b Matrix[F], add bool) {
			var p Panel[F]
			p.PackT(b)
			MulPanel(c, a, &p, add)
		}},
		{"TMulPanel", true, false, func(c, a, b Matrix[F], add bool) {
			var p Panel[F]
			p.Pack(b)
			TMulPanel(c, a, &p, add)
		}},
		{"TMulPanel transposed", true, true, func(c, a, b Matrix[F], add bool) {
			var p Panel[F]
			p.PackT(b)
			TMulPanel(c, a, &p, add)
		}},
	}
}

func entry[F Float](m Matrix[F], i, j int, turned bool) float64 {
	if turned {
		i, j = j, i
	}
	return float64(m.Data[i*m.Stride+j])
}

// unit is half a unit in the last place of 1: the relative error of one rounding.
func unit[F Float]() float64 {
	var f F
	if _, ok := any(f).(float32); ok {
		return 0x1p-24
	}
	return 0x1p-53
}

// A shape is one product to test.
type shape struct {
	m, n, k   int
	a, b, c   [2]int // extra stride, and offset
	add       bool
	product   int
	seed      uint64
	withZeros bool
}

func shapes(sizes *rapid.Generator[int]) *rapid.Generator[shape] {
	return rapid.Custom(func(t *rapid.T) shape {
		place := func(name string) [2]int {
			return [2]int{rapid.IntRange(0, 5).Draw(t, name+" extra stride"), rapid.IntRange(0, 7).Draw(t, name+" offset")}
		}
		return shape{
			m: sizes.Draw(t, "M"), n: sizes.Draw(t, "N"), k: sizes.Draw(t, "K"),
			a: place("A"), b: place("B"), c: place("C"), add: rapid.Bool().Draw(t, "add"),
			product: rapid.IntRange(0, len(products[float32]())-1).Draw(t, "product"), seed: rapid.Uint64().Draw(t, "seed"),
			withZeros: rapid.Bool().Draw(t, "zeros in A"),
		}
	})
}

// anySize generates small sizes, and those around the edges of the blocks that kernels work in.
var anySize = rapid.OneOf(rapid.IntRange(0, 9), rapid.SampledFrom([]int{15, 16, 17, 31, 32, 33, 63, 64, 65, 70}))

// factors makes plants for A, B and C of a shape.
func factors[F Float](s shape) (pr product[F], c, a, b *plant[F]) {
	rng := rand.New(rand.NewPCG(s.seed, 1))
	fill := func() F { return F(rng.NormFloat64()) }
	sparse := func() F {
		if s.withZeros && rng.IntN(2) == 0 {
			return 0
		}
		return fill()
	}
	pr = products[F]()[s.product]
	turn := func(rows, cols int, turned bool) (int, int) {
		if turned {
			return cols, rows
		}
		return rows, cols
	}
	ar, ac := turn(s.m, s.k, pr.tA)
	br, bc := turn(s.k, s.n, pr.tB)
	a = newPlant(ar, ac, s.a[0], s.a[1], sparse)
	b = newPlant(br, bc, s.b[0], s.b[1], fill)
	c = newPlant(s.m, s.n, s.c[0], s.c[1], fill)
	return pr, c, a, b
}

// checkProduct runs the product and compares it with the triple loop in float64. A sum of K
// products, added in any order and with or without fused rounding, has an error of at most
// (K+2)·u·Σ|a b| with u the unit roundoff (Higham, Accuracy and Stability, §3.1).
func checkProduct[F Float](s shape) error {
	pr, c, a, b := factors[F](s)
	want, bound := make([]float64, s.m*s.n), make([]float64, s.m*s.n)
	for i := range s.m {
		for j := range s.n {
			sum, size := 0.0, 0.0
			if s.add {
				sum = entry(c.Matrix, i, j, false)
				size = math.Abs(sum)
			}
			for l := range s.k {
				v := entry(a.Matrix, i, l, pr.tA) * entry(b.Matrix, l, j, pr.tB)
				sum += v
				size += math.Abs(v)
			}
			want[i*s.n+j], bound[i*s.n+j] = sum, float64(s.k+3)*unit[F]()*size
		}
	}
	if !s.add { // what is overwritten must not be read
		for i := range s.m {
			for j := range s.n {
				c.Data[i*c.Stride+j] = F(math.NaN())
			}
		}
	}
	pr.run(c.Matrix, a.Matrix, b.Matrix, s.add)
	for i := range s.m {
		for j := range s.n {
			got, want, bound := entry(c.Matrix, i, j, false), want[i*s.n+j], bound[i*s.n+j]
			if !(math.Abs(got-want) <= bound) {
				return fmt.Errorf("%s: C[%d,%d] is %v instead of %v ± %.1g", pr.name, i, j, got, want, bound)
			}
		}
	}
	for name, p := range map[string]*plant[F]{"A": a, "B": b, "C": c} {
		if i := p.hurt(); i >= 0 {
			return fmt.Errorf("%s: wrote outside of %s, %d numbers from its first", pr.name, name, i-p.off)
		}
	}
	return nil
}

// eachKernel is everyKernel, with a subtest for each.
func eachKernel(t *testing.T, f func(t *testing.T)) {
	everyKernel(t, func(name string) { t.Run(name, f) })
}

func TestProductsEqualTheTripleLoop(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			s := shapes(anySize).Draw(t, "shape")
			if err := checkProduct[float32](s); err != nil {
				t.Errorf("float32: %v", err)
			}
			if err := checkProduct[float64](s); err != nil {
				t.Errorf("float64: %v", err)
			}
		})
	})
}

// Wide and tall products are divided into tiles; 193 and 389 are beyond the edges of one tile and of two.
func TestLargeProductsEqualTheTripleLoop(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		for product := range products[float32]() {
			for _, s := range []shape{{m: 130, n: 3, k: 5}, {m: 3, n: 389, k: 5}, {m: 65, n: 193, k: 2}, {m: 2, n: 3, k: 700}} {
				s.product, s.seed, s.a, s.c = product, uint64(s.m), [2]int{1, 1}, [2]int{2, 3}
				for _, s.add = range []bool{false, true} {
					if err := checkProduct[float32](s); err != nil {
						t.Errorf("%d×%d over %d: %v", s.m, s.n, s.k, err)
					}
				}
			}
		}
	})
}

// With nothing to sum over, a product is 0; views of empty factors need no numbers.
func TestAProductOverNothingIsZero(t *testing.T) {
	const M, N = 130, 389 // more than a tile in either direction
	for _, add := range []bool{false, true} {
		for name, run := range map[string]func(c Matrix[float32]){
			"Mul":  func(c Matrix[float32]) { Mul(c, NewMatrix[float32](M, 0), NewMatrix[float32](0, N), add) },
			"TMul": func(c Matrix[float32]) { TMul(c, NewMatrix[float32](0, M), NewMatrix[float32](0, N), add) },
			"MulPanel": func(c Matrix[float32]) {
				var p Panel[float32]
				p.Pack(NewMatrix[float32](0, N))
				MulPanel(c, NewMatrix[float32](M, 0), &p, add)
			},
			"TMulPanel": func(c Matrix[float32]) {
				var p Panel[float32]
				p.PackT(NewMatrix[float32](N, 0))
				TMulPanel(c, NewMatrix[float32](0, M), &p, add)
			},
		} {
			eachKernel(t, func(t *testing.T) {
				c := NewMatrix[float32](M, N)
				for i := range c.Data {
					c.Data[i] = 7
				}
				run(c)
				want := float32(0)
				if add {
					want = 7
				}
				for i, v := range c.Data {
					if v != want {
						t.Fatalf("%s add=%v: number %d is %v instead of %v", name, add, i, v, want)
					}
				}
			})
		}
	}
}

// Determinism depends on this: the same numbers give the same bytes wherever they are in memory.
func TestBytesOfAProductDoNotDependOnWhereItsNumbersLie(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			s := shapes(anySize).Draw(t, "shape")
			moved := s
			moved.a, moved.b, moved.c = [2]int{}, [2]int{}, [2]int{}
			pr, c, a, b := factors[float32](s)
			_, c2, a2, b2 := factors[float32](moved)
			pr.run(c.Matrix, a.Matrix, b.Matrix, s.add)
			pr.run(c2.Matrix, a2.Matrix, b2.Matrix, s.add)
			for i := range s.m {
				if !sameBits(c.Row(i), c2.Row(i)) {
					t.Fatalf("%s: row %d differs with the places of the same factors", pr.name, i)
				}
			}
		})
	})
}

// cutRows checks that the product of the rows up to cut and that of the rows from cut on make up the
// product of all rows.
func cutRows[F Float](s shape, cut int) error {
	pr, whole, a, b := factors[F](s)
	_, parts, _, _ := factors[F](s)
	some := func(lo, n int) Matrix[F] {
		if pr.tA {
			return a.ColsOf(lo, n)
		}
		return a.RowsOf(lo, n)
	}
	pr.run(whole.Matrix, a.Matrix, b.Matrix, s.add)
	pr.run(parts.RowsOf(0, cut), some(0, cut), b.Matrix, s.add)
	pr.run(parts.RowsOf(cut, s.m-cut), some(cut, s.m-cut), b.Matrix, s.add)
	for i := range s.m {
		if !sameBits(whole.Row(i), parts.Row(i)) {
			return fmt.Errorf("%s: row %d depends on the other rows", pr.name, i)
		}
	}
	return nil
}

// A caller may divide the rows of a product among threads: each row is the same, whichever thread computes it.
func TestRowsOfAProductAreIndependent(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			s := shapes(anySize).Draw(t, "shape")
			cut := rapid.IntRange(0, s.m).Draw(t, "cut")
			if err := cutRows[float32](s, cut); err != nil {
				t.Errorf("float32: %v", err)
			}
			if err := cutRows[float64](s, cut); err != nil {
				t.Errorf("float64: %v", err)
			}
		})
	})
}

func TestProductsRefuseFactorsThatDoNotFit(t *testing.T) {
	m := NewMatrix[float64]
	var p Panel[float64]
	p.Pack(m(3, 4))
	for name, run := range map[string]func(){
		"Mul, inner size":      func() { Mul(m(2, 4), m(2, 3), m(2, 4), false) },
		"Mul, rows of C":       func() { Mul(m(3, 4), m(2, 3), m(3, 4), false) },
		"TMul, rows of C":      func() { TMul(m(3, 4), m(3, 2), m(3, 4), false) },
		"MulPanel, inner size": func() { MulPanel(m(2, 4), m(2, 4), &p, false) },
		"TMulPanel, rows of A": func() { TMulPanel(m(2, 4), m(2, 3), &p, false) },
	} {
		t.Run(name, func(t *testing.T) {
			if !panics(run) {
				t.Error("it was accepted")
			}
		})
	}
}

func testPanelIsACopy[F Float](t *testing.T) {
	var p Panel[F]
	large := NewMatrix[F](70, 70)
	for i := range large.Data {
		large.Data[i] = F(math.NaN())
	}
	p.Pack(large)
	b := Of(2, 2, []F{1, 2, 3, 4})
	p.Pack(b)
	b.Data[0] = 100
	c := NewMatrix[F](1, 2)
	MulPanel(c, Of(1, 2, []F{10, 1}), &p, false)
	if c.Data[0] != 13 || c.Data[1] != 24 { // 10·(1 2) + 1·(3 4)
		t.Errorf("(10 1)·P is %v instead of [13 24]", c.Data)
	}
}

// A panel is laid out once and used often: it must not change with the matrix, nor keep remains of an
// earlier, larger one.
func TestAPanelIsACopy(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		testPanelIsACopy[float32](t)
		testPanelIsACopy[float64](t)
	})
}

func TestUseNamesTheKernelsThereAre(t *testing.T) {
	defer Use("")
	for _, s := range sets {
		if err := Use(s.name); s.supported && (err != nil || Name() != s.name) {
			t.Errorf("%s: %v, %s is in use", s.name, err, Name())
		}
	}
	err := Use("abacus")
	if err == nil || !strings.Contains(err.Error(), "portable") {
		t.Errorf("the error is %v", err)
	}
	if Use(""); Name() != best().name {
		t.Errorf("the best is %s, but %s is in use", best().name, Name())
	}
}

func TestViewsShareTheirNumbers(t *testing.T) {
	m := Of(3, 4, []float64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	v := m.RowsOf(1, 2).ColsOf(1, 2)
	if got := v.Row(1); got[0] != 9 || got[1] != 10 || len(got) != 2 {
		t.Errorf("the last row of the view is %v instead of [9 10]", got)
	}
	v.Zero()
	want := []float64{0, 1, 2, 3, 4, 0, 0, 7, 8, 0, 0, 11}
	for i, v := range m.Data {
		if v != want[i] {
			t.Fatalf("zeroing the view makes the matrix %v instead of %v", m.Data, want)
		}
	}
}

func sameBits[F Float](a, b []F) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Float64bits(float64(a[i])) != math.Float64bits(float64(b[i])) {
			return false
		}
	}
	return true
}
