package kernel

import (
	"fmt"
	"unsafe"
)

// Mul is C = A·B, or C += A·B with add: C is M×N, A is M×K, B is K×N.
func Mul[F Float](c, a, b Matrix[F], add bool) {
	check("Mul", c, a.Rows, b.Cols, a.Cols, b.Rows)
	portable(false, false, c, a, b, a.Cols, add)
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

// A Panel is the right-hand side of products, laid out once for all of them: a weight matrix is the
// same at every time step of an update. For the tiles of float32 it is divided into strips as wide as a
// tile, each stored row by row, the last one padded with 0; otherwise the whole is stored row by row.
type Panel[F Float] struct {
	Rows, Cols int // K×N
	cols       int // width of a strip
	data       []F
}

// Pack lays out B (K×N).
func (p *Panel[F]) Pack(b Matrix[F]) { p.PackStrips(b, 0, p.Size(b.Rows, b.Cols)) }

// PackT lays out Bᵀ, where B is N×K.
func (p *Panel[F]) PackT(b Matrix[F]) { p.PackStripsT(b, 0, p.Size(b.Cols, b.Rows)) }

// PackStrips lays out strips lo … hi of B, whose shape must have been passed to Size.
func (p *Panel[F]) PackStrips(b Matrix[F], lo, hi int) {
	b.held()
	for j := lo * p.cols; j < hi*p.cols && b.Rows > 0; j += p.cols {
		strip, n := p.strip(j), min(p.cols, p.Cols-j)
		if p.byVectors(n) {
			passPack(first(strip), first(b.Data[j:]), b.Stride, b.Rows)
			continue
		}
		for i := range b.Rows {
			row := strip[i*p.cols : (i+1)*p.cols]
			copy(row, b.Data[i*b.Stride+j:i*b.Stride+j+n])
			clear(row[n:])
		}
	}
}

// byVectors reports whether the rows of a strip of n columns are two whole registers.
func (p *Panel[F]) byVectors(n int) bool {
	return n == p.cols && whole[F](n) == n && n == 2*active.passes
}

// turnAtOnce is how many rows of a strip are filled before the next: they stay in the first-level
// cache while they are filled number by number.
const turnAtOnce = 128

// PackStripsT lays out strips lo … hi of Bᵀ.
func (p *Panel[F]) PackStripsT(b Matrix[F], lo, hi int) {
	b.held()
	for j := lo * p.cols; j < hi*p.cols; j += p.cols {
		strip, n := p.strip(j), min(p.cols, p.Cols-j)
		for s := 0; s < p.Rows; s += turnAtOnce {
			rows := min(turnAtOnce, p.Rows-s)
			part := strip[s*p.cols : (s+rows)*p.cols]
			turned := 0 // columns in whole blocks
			if whole[F](16) == 16 {
				turned = n &^ 7
			}
			for c := 0; c < turned && rows >= 8; c += 8 {
				passTurn(first(part[c:]), p.cols, first(b.Data[(j+c)*b.Stride+s:]), b.Stride, rows/8)
			}
			for c := range n {
				done := 0
				if c < turned {
					done = rows &^ 7
				}
				for i, v := range b.Row(j + c)[s+done : s+rows] {
					part[(done+i)*p.cols+c] = v
				}
			}
			for i := 0; n < p.cols && i < rows; i++ {
				clear(part[i*p.cols+n : (i+1)*p.cols])
			}
		}
	}
}

// strip is the strip that begins with column j.
func (p *Panel[F]) strip(j int) []F { return p.data[j*p.Rows : (j+p.cols)*p.Rows] }

// Size allocates the panel for a K×N matrix and returns the number of its strips.
func (p *Panel[F]) Size(rows, cols int) (strips int) {
	p.Rows, p.Cols, p.cols = rows, cols, max(cols, 1)
	if tiled[F]() {
		p.cols = active.cols
	}
	strips = (cols + p.cols - 1) / p.cols
	n := strips * p.cols * rows
	if cap(p.data) < n {
		p.data = make([]F, n)
	}
	p.data = p.data[:n]
	return strips
}

// MulPanel is C = A·P, or C += A·P with add: C is M×N, A is M×K, P was packed as K×N.
func MulPanel[F Float](c, a Matrix[F], p *Panel[F], add bool) {
	check("MulPanel", c, a.Rows, p.Cols, a.Cols, p.Rows)
	if tiled[F]() {
		panels(single(c), single(a), any(p).(*Panel[float32]), a.Stride, 1, addsTo(c, add))
		return
	}
	portable(false, false, c, a, Of(p.Rows, p.Cols, p.data), a.Cols, add)
}

// MulPanelRow is C = A·P with row (N) added to every row.
func MulPanelRow[F Float](c, a Matrix[F], p *Panel[F], row []F) {
	check("MulPanelRow", c, a.Rows, p.Cols, a.Cols, p.Rows)
	row = row[:p.Cols]
	if tiled[F]() && p.Rows > 0 {
		panels(single(c), single(a), any(p).(*Panel[float32]), a.Stride, 1, addend{single(Of(1, len(row), row)).Data, 0})
		return
	}
	for i := range c.Rows {
		copy(c.Row(i), row)
	}
	MulPanel(c, a, p, true)
}

// An addend is what a product is added to: rows that are ld numbers apart; none if data is nil.
type addend struct {
	data []float32
	ld   int
}

// addsTo is C itself with add, otherwise nothing.
func addsTo[F Float](c Matrix[F], add bool) addend {
	if !add {
		return addend{}
	}
	return addend{single(c).Data, c.Stride}
}

// TMulPanel is C = Aᵀ·P, or C += Aᵀ·P with add: C is M×N, A is K×M, P was packed as K×N.
func TMulPanel[F Float](c, a Matrix[F], p *Panel[F], add bool) {
	check("TMulPanel", c, a.Cols, p.Cols, a.Rows, p.Rows)
	if tiled[F]() {
		panels(single(c), single(a), any(p).(*Panel[float32]), 1, a.Stride, addsTo(c, add))
		return
	}
	portable(true, false, c, a, Of(p.Rows, p.Cols, p.data), a.Rows, add)
}

// tiled reports whether products of F are computed by tiles.
func tiled[F Float]() bool { return unsafe.Sizeof(F(0)) == 4 && active.tile != nil }

// single converts m, whose numbers are float32, to its actual type: a conversion through an interface would allocate.
func single[F Float](m Matrix[F]) Matrix[float32] {
	return Matrix[float32]{Rows: m.Rows, Cols: m.Cols, Stride: m.Stride,
		Data: unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(m.Data))), len(m.Data))}
}

// StepsAtOnce is the number of steps of k in a block: a strip of this many fits in the first-level
// cache together with A.
const StepsAtOnce = 256

// panels computes C strip by strip: a strip of P stays in the first-level cache while all rows of A are used.
func panels(c, a Matrix[float32], p *Panel[float32], rowStride, stepStride int, to addend) {
	if c.Rows == 0 || c.Cols == 0 {
		return
	}
	c.held()
	a.held()
	if p.Rows == 0 {
		if to.data == nil {
			c.Zero()
		}
		return
	}
	for s := 0; s < p.Rows; s += StepsAtOnce {
		k := min(StepsAtOnce, p.Rows-s)
		if s > 0 {
			to = addend{c.Data, c.Stride}
		}
		for j := 0; j < p.Cols; j += p.cols {
			from := to.data
			if from != nil {
				from = from[j:]
			}
			strip := p.strip(j)[s*p.cols:]
			active.tile(c.Data[j:], c.Stride, a.Data[s*stepStride:], rowStride, stepStride, strip, c.Rows, min(p.cols, p.Cols-j), k, from, to.ld)
		}
	}
}
