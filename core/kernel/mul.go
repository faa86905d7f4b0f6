package kernel

import "fmt"

// Mul is C = A·B, or C += A·B with add: C is M×N, A is M×K, B is K×N.
func Mul[F Float](c, a, b Matrix[F], add bool) {
	check("Mul", c, a.Rows, b.Cols, a.Cols, b.Rows)
	portable(false, false, c, a, b, a.Cols, add)
}

// MulT is C = A·Bᵀ, or C += A·Bᵀ with add: C is M×N, A is M×K, B is N×K.
func MulT[F Float](c, a, b Matrix[F], add bool) {
	check("MulT", c, a.Rows, b.Rows, a.Cols, b.Cols)
	portable(false, true, c, a, b, a.Cols, add)
}

// TMul is C = Aᵀ·B, or C += Aᵀ·B with add: C is M×N, A is K×M, B is K×N.
func TMul[F Float](c, a, b Matrix[F], add bool) {
	check("TMul", c, a.Cols, b.Cols, a.Rows, b.Rows)
	portable(true, false, c, a, b, a.Rows, add)
}

func check[F Float](op string, c Matrix[F], m, n, k, kb int) {
	if c.Rows != m || c.Cols != n || k != kb {
		panic(fmt.Sprintf("kernel.%s: %d×%d = %d×%d · %d×%d does not fit", op, c.Rows, c.Cols, m, k, kb, n))
	}
}

// A Panel is the right-hand side of many products, laid out once for all of them: a weight matrix
// is the same at every time step of an update.
type Panel[F Float] struct {
	Rows, Cols int // K×N
	data       []F
}

// Pack lays out B (K×N).
func (p *Panel[F]) Pack(b Matrix[F]) {
	p.size(b.Rows, b.Cols)
	for i := range b.Rows {
		copy(p.data[i*p.Cols:(i+1)*p.Cols], b.Row(i))
	}
}

// PackT lays out Bᵀ, for B of N×K.
func (p *Panel[F]) PackT(b Matrix[F]) {
	p.size(b.Cols, b.Rows)
	for j := range b.Rows {
		for i, v := range b.Row(j) {
			p.data[i*p.Cols+j] = v
		}
	}
}

func (p *Panel[F]) size(rows, cols int) {
	p.Rows, p.Cols = rows, cols
	if cap(p.data) < rows*cols {
		p.data = make([]F, rows*cols)
	}
	p.data = p.data[:rows*cols]
}

// MulPanel is C = A·P, or C += A·P with add: C is M×N, A is M×K, P was packed from K×N.
func MulPanel[F Float](c, a Matrix[F], p *Panel[F], add bool) {
	check("MulPanel", c, a.Rows, p.Cols, a.Cols, p.Rows)
	portable(false, false, c, a, Of(p.Rows, p.Cols, p.data), a.Cols, add)
}
