package ladder

import "gonum.org/v1/gonum/mat"

// squares is a least-squares problem min ‖A b − y‖, of which only the triangle R of the QR factorisation of [A y] is
// kept: rows can be added for ever, and the first m columns of A alone are a smaller problem of the same R.
type squares struct {
	R       *mat.Dense // p×p with p = columns of A, and y: upper triangular; nil: no rows yet
	pending []float64  // rows of [A y] that are not in R yet
	p       int
}

// pendingRows are rows that are factorised together.
const pendingRows = 512

func newSquares(p int) *squares { return &squares{p: p, pending: make([]float64, 0, pendingRows*p)} }

// add takes a row of [A y].
func (s *squares) add(row []float64) {
	s.pending = append(s.pending, row...)
	if len(s.pending) >= pendingRows*s.p {
		s.R = triangle(s.R, s.pending, s.p)
		s.pending = s.pending[:0]
	}
}

// close puts the last rows into R.
func (s *squares) close() {
	if len(s.pending) > 0 {
		s.R = triangle(s.R, s.pending, s.p)
		s.pending = s.pending[:0]
	}
}

// triangle is R of the QR factorisation of above (nil: nothing) with rows beneath it, p×p.
func triangle(above *mat.Dense, rows []float64, p int) *mat.Dense {
	n, k := len(rows)/p, 0
	if above != nil {
		k = p
	}
	a := mat.NewDense(max(k+n, p), p, nil) // zeros where there are fewer rows than columns
	if above != nil {
		a.Slice(0, p, 0, p).(*mat.Dense).Copy(above)
	}
	if n > 0 {
		a.Slice(k, k+n, 0, p).(*mat.Dense).Copy(mat.NewDense(n, p, rows))
	}
	var qr mat.QR
	qr.Factorize(a)
	var r mat.Dense
	qr.RTo(&r)
	return mat.DenseCopyOf(r.Slice(0, p, 0, p))
}

// leading is the problem of the first m columns of A alone, with more rows of those and y.
func (s *squares) leading(m int, more []float64) *mat.Dense {
	k := 0
	if s.R != nil {
		k = s.p
	}
	a := make([]float64, 0, k*(m+1)+len(more))
	for i := range k {
		a = append(a, s.R.RawRowView(i)[:m]...)
		a = append(a, s.R.At(i, s.p-1))
	}
	return triangle(nil, append(a, more...), m+1)
}

// solve is b of R = [A y] in triangular form, and ‖A b − y‖². Where columns depend on each other but for rounding, it is the
// shortest b of those that are best.
func solve(R *mat.Dense) (b []float64, residual float64) {
	const negligible = 1e-12
	m, _ := R.Dims()
	m--
	last := R.At(m, m)
	b = make([]float64, m)
	if m == 0 {
		return b, last * last
	}
	A, y := R.Slice(0, m, 0, m), mat.NewVecDense(m, mat.Col(nil, m, R)[:m])
	var svd mat.SVD
	rank := 0
	if svd.Factorize(A, mat.SVDFull) {
		rank = svd.Rank(negligible)
	}
	x := mat.NewVecDense(m, b)
	if rank > 0 {
		svd.SolveVecTo(x, y, rank)
	}
	var miss mat.VecDense
	miss.MulVec(A, x)
	miss.SubVec(&miss, y)
	norm := mat.Norm(&miss, 2)
	return b, norm*norm + last*last
}
