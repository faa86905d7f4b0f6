package bench

import (
	"fmt"
	"time"

	"unroll/core/kernel"
)

// A Product is a matrix product M×N×K as nets use it, and its speed.
type Product struct {
	Op      string // MulPanel: A·P, with P laid out before. TMul: Aᵀ·B, including laying out B, as for a gradient
	M, N, K int
	Flops   float64 // operations per second on one thread; a multiply-add counts as 2
}

func (p Product) String() string { return fmt.Sprintf("%s %d×%d×%d", p.Op, p.M, p.N, p.K) }

// products are those of an LSTM 1×256: for a time step, for a small one, for all steps at once, and for dW_h.
var products = [...]Product{
	{Op: "MulPanel", M: 32, N: 1024, K: 256},
	{Op: "MulPanel", M: 8, N: 512, K: 128},
	{Op: "MulPanel", M: 1024, N: 1024, K: 256},
	{Op: "TMul", M: 256, N: 1024, K: 1024},
}

// measure returns the speed, measured for about d.
func (p Product) measure(d time.Duration) (flops float64) {
	multiply := p.ready()
	multiply()
	times := 1
	for seconds(multiply, times) < sliceSeconds {
		times *= 2
	}
	var slices []float64
	for began := time.Now(); len(slices) == 0 || time.Since(began) < d; {
		slices = append(slices, seconds(multiply, times)/float64(times))
	}
	return 2 * float64(p.M) * float64(p.N) * float64(p.K) / median(slices)
}

// ready makes matrices and returns a function that multiplies them. The numbers stay small, however often it
// is called.
func (p Product) ready() func() {
	c, b, panel := kernel.NewMatrix[float32](p.M, p.N), filled(p.K, p.N), &kernel.Panel[float32]{}
	if p.Op == "TMul" {
		a := filled(p.K, p.M)
		return func() { gradient(c, a, b, panel) }
	}
	a := filled(p.M, p.K)
	panel.Pack(b)
	return func() { kernel.MulPanel(c, a, panel, true) }
}

// gradient is C = AᵀB as core/nn computes the gradients of weights: 64 columns at a time, with as many
// rows of B laid out as fit the second-level cache.
func gradient(c, a, b kernel.Matrix[float32], panel *kernel.Panel[float32]) {
	const columns = 64
	for j := 0; j < b.Cols; j += columns {
		n := min(columns, b.Cols-j)
		for s := 0; s < b.Rows; s += kernel.StepsAtOnce {
			rows := min(kernel.StepsAtOnce, b.Rows-s)
			panel.Pack(b.RowsOf(s, rows).ColsOf(j, n))
			kernel.TMulPanel(c.ColsOf(j, n), a.RowsOf(s, rows), panel, s > 0)
		}
	}
}

// filled is a matrix without zeros, which gonum would skip.
func filled(rows, cols int) kernel.Matrix[float32] {
	m := kernel.NewMatrix[float32](rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(i%7)/8 - 0.3
	}
	return m
}
