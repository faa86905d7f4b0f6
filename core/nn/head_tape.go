package nn

import "unroll/core/kernel"

// A readOutTape computes a head's outputs, and the gradients of their loss.
type readOutTape[F Float] struct {
	*crew[F]
	part    *readOut[F]
	maxT    int
	rows    int              // of the last forward
	masks   *Masks           // of the last forward; nil: it applied no dropout
	above   kernel.Matrix[F] // T·B×H, the last layer's outputs
	top     kernel.Matrix[F] // T·B×H, the same after dropout
	dropTop kernel.Matrix[F]
	mask    []F
	outputs []F       // one block of rows
	losses  []float64 // of each row
	right   int       // rows of the last score
	batch   *Batch[F] // of the backward pass under way
	scale   F
	dTop    kernel.Matrix[F] // where the gradient at top goes; not wanted if it has no numbers
	g       readOutParams[F]

	drop, readOut, gradient, undrop job
}

// With a large K the outputs are computed in blocks of rows: this many are held at a time, more in
// the backward pass, where every block goes over the whole gradient of W_q once.
const (
	scoreFloats    = 1 << 19
	backwardFloats = 1 << 22
)

func newReadOutTape[F Float](r *readOut[F], c *crew[F], T int) *readOutTape[F] {
	t := &readOutTape[F]{crew: c, part: r, maxT: T}
	if r.drop.p > 0 {
		t.dropTop = kernel.NewMatrix[F](T*c.B, r.H)
		t.mask = maskFor[F](r.drop.p, T*c.B*r.H)
	}
	t.drop, t.readOut, t.gradient, t.undrop = t.dropRows, t.readOutRows, t.gradientColumns, t.undropRows
	return t
}

// prepareBackward allocates what the backward pass needs.
func (t *readOutTape[F]) prepareBackward(grad *cutter[F]) {
	t.g = t.part.view(grad)
	t.losses = make([]float64, t.maxT*t.B)
	t.room(t.maxT*t.B, 0, 0)
}

// forward takes the given number of rows of the last layer's outputs.
func (t *readOutTape[F]) forward(above kernel.Matrix[F], rows int, masks *Masks) {
	if t.part.drop.p == 0 {
		masks = nil
	}
	t.above, t.top, t.rows, t.masks = above, above, rows, masks
	if masks != nil {
		t.overRows(0, rows, t.drop)
		t.top = t.dropTop
	}
}

func (t *readOutTape[F]) dropRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	dropRows(t.part.drop, t.masks, &t.lanes[thread].pcg, t.dropTop, t.above, t.mask, lo, n)
}

// outputsOf sets o (n×K) to the outputs of rows lo … lo+n.
func (t *readOutTape[F]) outputsOf(o kernel.Matrix[F], lo int) {
	kernel.MulPanelRow(o, t.top.RowsOf(lo, o.Rows), &t.part.wq, t.part.p.Bq)
}

// blockRows is how many rows are read out at a time; it also allocates them.
func (t *readOutTape[F]) blockRows(floats int) int {
	n := max(1, min(t.maxT*t.B, floats/t.part.K))
	if len(t.outputs) < n*t.part.K {
		t.outputs = make([]F, n*t.part.K)
	}
	return n
}

// block is the buffer for the outputs of n rows.
func (t *readOutTape[F]) block(n int) kernel.Matrix[F] { return kernel.Of(n, t.part.K, t.outputs) }

// output copies the outputs of the rows from i on to dst, as many as fit (n×K).
func (t *readOutTape[F]) output(i int, dst []F) {
	t.outputsOf(kernel.Of(len(dst)/t.part.K, t.part.K, dst), i)
}

// score is Tape.Score.
func (t *readOutTape[F]) score(b *Batch[F], losses []float64) (sum float64, scored int) {
	rows := t.blockRows(scoreFloats)
	t.right = 0
	for lo := 0; lo < t.rows; lo += rows {
		n := min(rows, t.rows-lo)
		o := t.block(n)
		t.outputsOf(o, lo)
		for i := range n {
			v := 0.0
			if b.Counts(lo + i) {
				if !t.part.head.Real && likeliest(o.Row(i), int(b.Targets[lo+i])) {
					t.right++
				}
				v = t.part.head.Loss(o.Row(i), b, lo+i)
				scored++
			}
			sum += v
			if losses != nil {
				losses[lo+i] = v
			}
		}
	}
	return sum, scored
}

// likeliest says whether output k is the largest, the first of equals; not if one is NaN.
func likeliest[F Float](o []F, k int) bool {
	for i, v := range o {
		if v > o[k] || v != v || v == o[k] && i < k {
			return false
		}
	}
	return true
}

// backward scores the targets and sets the gradients of W_q, b_q and dTop, block by block. It returns Σ loss
// and how many rows were scored.
func (t *readOutTape[F]) backward(b *Batch[F], scale F, dTop kernel.Matrix[F]) (sum float64, scored int) {
	t.batch, t.scale, t.dTop = b, scale, dTop
	rows := t.blockRows(backwardFloats)
	for lo := 0; lo < t.rows; lo += rows {
		t.overRows(lo, min(rows, t.rows-lo), t.readOut)
		t.workers.Run((t.part.K+itemCols-1)/itemCols, t.gradient)
	}
	if t.masks != nil {
		t.overRows(0, t.rows, t.undrop)
	}
	for i, v := range t.losses[:t.rows] { // in the order of the rows, so that the sum is the same for any number of threads
		if b.Counts(i) {
			sum += v
			scored++
		}
	}
	return sum, scored
}

// readOutRows scores some rows of the block and replaces their outputs by d loss / d o.
func (t *readOutTape[F]) readOutRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	d := t.block(t.count).RowsOf(lo-t.from, n)
	t.outputsOf(d, lo)
	for i := range n {
		row := d.Row(i)
		if !t.batch.Counts(lo + i) {
			t.losses[lo+i] = 0
			clear(row)
			continue
		}
		t.losses[lo+i] = t.part.head.Loss(row, t.batch, lo+i)
		kernel.Scale(t.scale, row)
	}
	if t.dTop.Data != nil {
		kernel.MulPanel(t.dTop.RowsOf(lo, n), d, &t.part.wqBack, false)
	}
}

// gradientColumns computes dW_q = Hᵀ d(o) for some columns: it adds the block's rows to those before.
func (t *readOutTape[F]) gradientColumns(piece, thread int) {
	j, p, d := piece*itemCols, &t.lanes[thread].panel, t.block(t.count)
	n := min(itemCols, t.part.K-j)
	wq, bq := t.g.Wq.ColsOf(j, n), t.g.Bq[j:j+n]
	if t.from == 0 {
		clear(bq)
	}
	for s := 0; s < t.count; s += kernel.StepsAtOnce {
		rows := min(kernel.StepsAtOnce, t.count-s)
		p.Pack(d.RowsOf(s, rows).ColsOf(j, n))
		p.SumRows(bq)
		kernel.TMulPanel(wq, t.top.RowsOf(t.from+s, rows), p, t.from+s > 0)
	}
}

func (t *readOutTape[F]) undropRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	undrop(rowsIn(t.dTop, lo, n), t.mask[lo*t.dTop.Cols:])
}
