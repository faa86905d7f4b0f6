// Package kernel implements the arithmetic that recurrent nets spend their time in: matrix products
// with few rows, and functions applied to whole vectors, written once for float32 and float64.
//
// Nothing here starts a goroutine, and the order of every sum depends on the sizes alone: the same
// input gives the same bytes, however many threads the caller divides its work among.
package kernel

// Float is the type that the arithmetic is generic over: nets train in float32 and are checked in float64.
type Float interface{ float32 | float64 }

// A Matrix is Rows×Cols numbers, row by row, each row Stride numbers after the one before. It is a
// view: copying it does not copy the numbers.
type Matrix[F Float] struct {
	Rows, Cols, Stride int
	Data               []F
}

// NewMatrix returns a rows×cols matrix of zeros.
func NewMatrix[F Float](rows, cols int) Matrix[F] {
	return Of(rows, cols, make([]F, rows*cols))
}

// Of views the first rows·cols numbers of data as a matrix.
func Of[F Float](rows, cols int, data []F) Matrix[F] {
	return Matrix[F]{Rows: rows, Cols: cols, Stride: cols, Data: data[:rows*cols]}
}

// Row is row i.
func (m Matrix[F]) Row(i int) []F { return m.Data[i*m.Stride : i*m.Stride+m.Cols] }

// RowsOf is the n rows starting with row i.
func (m Matrix[F]) RowsOf(i, n int) Matrix[F] {
	return Matrix[F]{Rows: n, Cols: m.Cols, Stride: m.Stride, Data: m.Data[min(i*m.Stride, len(m.Data)):]}
}

// ColsOf is the n columns starting with column j.
func (m Matrix[F]) ColsOf(j, n int) Matrix[F] {
	return Matrix[F]{Rows: m.Rows, Cols: n, Stride: m.Stride, Data: m.Data[min(j, len(m.Data)):]}
}

// held panics if the view has fewer numbers than it claims: assembly does not check.
func (m Matrix[F]) held() {
	if m.Rows > 0 && m.Cols > 0 {
		_ = m.Data[(m.Rows-1)*m.Stride+m.Cols-1]
	}
}

// Zero sets every number to 0.
func (m Matrix[F]) Zero() {
	for i := range m.Rows {
		clear(m.Row(i))
	}
}
