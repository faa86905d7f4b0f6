package kernel

import (
	"gonum.org/v1/gonum/blas"
	gonum "gonum.org/v1/gonum/blas/gonum"
)

// gonum starts goroutines for a product of four blocks of 64×64 or more; tiles below that keep it
// to the caller's thread, so that the number of threads is the caller's decision.
const (
	tileRows = 64
	tileCols = 192
)

var lib gonum.Implementation

func portable[F Float](tA, tB bool, c, a, b Matrix[F], k int, add bool) {
	for i := 0; i < c.Rows; i += tileRows {
		m := min(tileRows, c.Rows-i)
		ai := a
		if tA {
			ai = a.ColsOf(i, m)
		} else {
			ai = a.RowsOf(i, m)
		}
		for j := 0; j < c.Cols; j += tileCols {
			n := min(tileCols, c.Cols-j)
			bj := b
			if tB {
				bj = b.RowsOf(j, n)
			} else {
				bj = b.ColsOf(j, n)
			}
			gemm(tA, tB, m, n, k, ai, bj, c.RowsOf(i, m).ColsOf(j, n), add)
		}
	}
}

func gemm[F Float](tA, tB bool, m, n, k int, a, b, c Matrix[F], add bool) {
	if k == 0 {
		if !add {
			c.Zero()
		}
		return
	}
	beta := 0.0
	if add {
		beta = 1
	}
	switch cd := any(c.Data).(type) {
	case []float32:
		lib.Sgemm(transpose(tA), transpose(tB), m, n, k, 1, any(a.Data).([]float32), a.Stride,
			any(b.Data).([]float32), b.Stride, float32(beta), cd, c.Stride)
	case []float64:
		lib.Dgemm(transpose(tA), transpose(tB), m, n, k, 1, any(a.Data).([]float64), a.Stride,
			any(b.Data).([]float64), b.Stride, beta, cd, c.Stride)
	}
}

func transpose(t bool) blas.Transpose {
	if t {
		return blas.Trans
	}
	return blas.NoTrans
}
