package kernel

import (
	"math/rand/v2"
	"testing"
)

// panelSizes calls f with rows and columns around the edges of what is laid out at once: registers,
// strips, blocks of 8×8, 128 rows that are transposed together.
func panelSizes(f func(rows, cols int)) {
	for _, rows := range []int{0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 127, 128, 129, 135, 136, 137, 257, 300} {
		for _, cols := range []int{0, 1, 3, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 41, 47, 48, 63, 64, 65, 70} {
			f(rows, cols)
		}
	}
}

// laidOut is what a panel must contain: strip by strip, row by row, padded with 0.
func laidOut(rows, cols, width int, at func(i, j int) float32) []float32 {
	var list []float32
	for j := 0; j < cols; j += width {
		for i := range rows {
			for c := j; c < j+width; c++ {
				v := float32(0)
				if c < cols {
					v = at(i, c)
				}
				list = append(list, v)
			}
		}
	}
	return list
}

// dirty is a panel that has held another matrix, filled with canaries.
func dirty() *Panel[float32] {
	var p Panel[float32]
	p.data = make([]float32, 50_000)
	for i := range p.data {
		p.data[i] = canary
	}
	return &p
}

// The law: Pack and PackT lay out every number once in its defined place, whether strips are laid out
// together or separately, in any order.
func TestPanelsAreLaidOutByDefinition(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(41, 41))
		next := float32(0)
		count := func() float32 { next++; return next }
		panelSizes(func(rows, cols int) {
			next = 0
			b := newPlant(rows, cols, rng.IntN(5), rng.IntN(5), count)
			bT := newPlant(cols, rows, rng.IntN(5), rng.IntN(5), count)
			for i := range rows {
				for j := range cols {
					bT.Data[j*bT.Stride+i] = b.Data[i*b.Stride+j]
				}
			}
			for name, lay := range map[string]func(p *Panel[float32]){
				"Pack":  func(p *Panel[float32]) { p.Pack(b.Matrix) },
				"PackT": func(p *Panel[float32]) { p.PackT(bT.Matrix) },
				"PackStrips": func(p *Panel[float32]) {
					for s := p.Size(rows, cols) - 1; s >= 0; s-- {
						p.PackStrips(b.Matrix, s, s+1)
					}
				},
				"PackStripsT": func(p *Panel[float32]) {
					for s := p.Size(rows, cols) - 1; s >= 0; s-- {
						p.PackStripsT(bT.Matrix, s, s+1)
					}
				},
			} {
				p := dirty()
				lay(p)
				want := laidOut(rows, cols, p.cols, func(i, j int) float32 { return b.Data[i*b.Stride+j] })
				if len(p.data) != len(want) {
					t.Fatalf("%s of %d×%d has %d numbers instead of %d", name, rows, cols, len(p.data), len(want))
				}
				if i := firstDifference(p.data, want); i >= 0 {
					t.Fatalf("%s of %d×%d: number %d is %g instead of %g", name, rows, cols, i, p.data[i], want[i])
				}
			}
		})
	})
}

func firstDifference(a, b []float32) int {
	for i := range a {
		if !sameNumber(a[i], b[i]) {
			return i
		}
	}
	return -1
}

// The law: SumRows adds the rows one after another to what is there, bit for bit as plain additions do.
func TestSumRowsAddsRowByRow(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(42, 42))
		panelSizes(func(rows, cols int) {
			b, start := Of(rows, cols, numbers(rng, rows*cols, 50)), numbers(rng, cols, 0)
			want := append([]float32(nil), start...)
			for i := range rows {
				for j, v := range b.Row(i) {
					want[j] += v
				}
			}
			sum := placeAt(rng.IntN(17), start)
			var p Panel[float32]
			p.Pack(b)
			p.SumRows(sum.numbers())
			if j := firstDifference(sum.numbers(), want); j >= 0 || sum.hurt() {
				t.Fatalf("%d×%d: column %d is wrong, or it writes outside (%v)", rows, cols, j, sum.hurt())
			}
		})
	})
}

// The law: Scatter adds the rows in order to those that the ids name, possibly the same one several
// times, skips negative ids, and writes nothing else.
func TestScatterAddsEachRowToItsOwn(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(43, 43))
		panelSizes(func(rows, cols int) {
			V := 1 + rng.IntN(20)
			b, seed := Of(rows, cols, numbers(rng, rows*cols, 50)), rng.Uint64()
			plant := func(extra, off int) *plant[float32] {
				r := rand.New(rand.NewPCG(seed, 0))
				return newPlant(V, cols, extra, off, func() float32 { return float32(r.NormFloat64()) })
			}
			to, want := plant(rng.IntN(9), rng.IntN(9)), plant(0, 0)
			ids := make([]int32, rows)
			for i := range ids {
				if ids[i] = int32(rng.IntN(V+1) - 1); ids[i] >= 0 {
					for j, v := range b.Row(i) {
						want.Row(int(ids[i]))[j] += v
					}
				}
			}
			var p Panel[float32]
			p.Pack(b)
			p.Scatter(to.Matrix, ids)
			if to.hurt() >= 0 {
				t.Fatalf("%d×%d to %d rows: it writes outside", rows, cols, V)
			}
			for id := range V {
				if j := firstDifference(to.Row(id), want.Row(id)); j >= 0 {
					t.Fatalf("%d×%d to %d rows: row %d, column %d is %g instead of %g", rows, cols, V, id, j, to.Row(id)[j], want.Row(id)[j])
				}
			}
		})
	})
}

// The law: MulPanelRow equals MulPanel added to a C whose every row is that row, bit for bit.
func TestMulPanelRowAddsTheRow(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(44, 44))
		for range 1500 {
			M, N, K := rng.IntN(20), rng.IntN(70), rng.IntN(40)
			if rng.IntN(20) == 0 {
				K = 250 + rng.IntN(300) // more than one block of steps
			}
			fill := func() float32 { return float32(rng.NormFloat64()) }
			a, b := newPlant(M, K, rng.IntN(5), rng.IntN(5), fill), newPlant(K, N, 0, 0, fill)
			row := placeAt(rng.IntN(17), numbers(rng, N, 0))
			got, want := newPlant(M, N, rng.IntN(5), rng.IntN(5), fill), newPlant(M, N, 0, 0, fill)
			var p Panel[float32]
			p.Pack(b.Matrix)
			MulPanelRow(got.Matrix, a.Matrix, &p, row.numbers())
			for i := range M {
				copy(want.Row(i), row.numbers())
			}
			MulPanel(want.Matrix, a.Matrix, &p, true)
			for i := range M {
				if j := firstDifference(got.Row(i), want.Row(i)); j >= 0 {
					t.Fatalf("%d×%d over %d: C[%d,%d] is %g instead of %g", M, N, K, i, j, got.Row(i)[j], want.Row(i)[j])
				}
			}
			if got.hurt() >= 0 || row.hurt() {
				t.Fatalf("%d×%d over %d: it writes outside", M, N, K)
			}
		}
	})
}

// The law: an operand with fewer numbers than it claims is refused before any assembly sees it.
func TestOperandsThatAreTooShortAreRefused(t *testing.T) {
	const n = 64 // whole registers and strips of every kernel
	full := func() Matrix[float32] { return NewMatrix[float32](n, n) }
	short := func() Matrix[float32] { return Matrix[float32]{n, n, n, make([]float32, n*n-1)} }
	line := make([]float32, n)
	eachKernel(t, func(t *testing.T) {
		var p Panel[float32]
		p.Pack(full())
		for name, run := range map[string]func(){
			"MulPanel, A":  func() { MulPanel(full(), short(), &p, false) },
			"MulPanel, C":  func() { MulPanel(short(), full(), &p, false) },
			"TMulPanel, A": func() { TMulPanel(full(), short(), &p, false) },
			"TMulPanel, C": func() { TMulPanel(short(), full(), &p, true) },
			"MulPanelRow":  func() { MulPanelRow(full(), full(), &p, line[:n-1:n-1]) },
			"Pack":         func() { new(Panel[float32]).Pack(short()) },
			"PackT":        func() { new(Panel[float32]).PackT(short()) },
			"SumRows":      func() { p.SumRows(line[: n-1 : n-1]) },
			"Scatter":      func() { p.Scatter(full(), make([]int32, n-1)) },
			"Scatter, to":  func() { p.Scatter(short(), make([]int32, n)) },
			"Axpy":         func() { Axpy(1, line, line[:n-1:n-1]) },
			"Add":          func() { Add(line[:n-1:n-1], line) },
			"Softmax":      func() { Softmax(line[:n-1:n-1], line) },
		} {
			if !panics(run) {
				t.Errorf("%s was accepted", name)
			}
		}
	})
}

// panics reports whether f panics.
func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return
}
