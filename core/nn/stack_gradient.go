package nn

import "unroll/core/kernel"

// The gradients of the weights, once those of all the sums are known: dW_h = H_{t−1}ᵀ d(sums) and dW_x
// = Xᵀ d(sums) over all T·B rows at once, and for a bias, which is added to every row, the sum over
// rows. The columns are divided among threads.

// itemCols is how many columns a piece of that work has: the gradients of this many sums, 256 rows at a
// time, fit the second-level cache together with what they are multiplied by.
const itemCols = 64

// listGradients adds the pieces of layer l to the list.
func (t *stackTape[F]) listGradients(l int) {
	s := t.stack
	pieces := func(lo, hi int, do func(j, n, thread int)) {
		for j := lo; j < hi; j += itemCols {
			n := min(itemCols, hi-j)
			t.gradients = append(t.gradients, func(thread int) { do(j, n, thread) })
		}
	}
	pieces(0, s.firstCols(), func(j, n, thread int) { t.gradient(l, j, n, thread, t.layers[l].prevH) })
	pieces(s.firstCols(), s.gh(), func(j, n, thread int) { t.gradient(l, j, n, thread, t.layers[l].mid) })
	pieces(0, len(s.cell.Vectors)*s.H, func(j, n, thread int) { t.sumOf(t.g[l].P, t.layers[l].dP, t.T*t.B, j, n, thread) })
}

// gradient computes columns j … j+n of a layer's matrices and biases; h is what W_h was multiplied by in
// their sums.
func (t *stackTape[F]) gradient(l, j, n, thread int, h kernel.Matrix[F]) {
	p := &t.lanes[thread].panel
	lt, g, cell := &t.layers[l], &t.g[l], &t.stack.cell
	bx, wx := g.Bx[j:j+n], g.Wx.ColsOf(j, n)
	clear(bx)
	var bh []F
	var wh kernel.Matrix[F]
	if !cell.NoProduct {
		wh = g.Wh.ColsOf(j, n)
	}
	if t.stack.secondBias() {
		bh = g.Bh[j : j+n]
		clear(bh)
	}
	shared := !cell.Split || j+n <= cell.Shared*t.stack.H // the gradient of both sums is the same
	oneHot := t.stack.tokensInto(l)
	looked := t.lanes[thread].lookUps(t.stack.D, n, oneHot)
	for s := 0; s < t.T*t.B; s += kernel.StepsAtOnce {
		rows := min(kernel.StepsAtOnce, t.T*t.B-s)
		p.Pack(lt.x.RowsOf(s, rows).ColsOf(j, n))
		p.SumRows(bx)
		if oneHot {
			p.Scatter(looked, t.feed.tokens[s:s+rows])
		} else if !t.inSlots(l) {
			kernel.TMulPanel(wx, lt.in.RowsOf(s, rows), p, s > 0)
		}
		if cell.NoProduct {
			continue
		}
		if !shared {
			p.Pack(lt.hx.RowsOf(s, rows).ColsOf(j, n))
			if bh != nil {
				p.SumRows(bh)
			}
		}
		kernel.TMulPanel(wh, h.RowsOf(s, rows), p, s > 0)
	}
	if shared {
		copy(bh, bx)
	}
	if t.inSlots(l) {
		t.slotGradient(j, n, thread)
	}
	for id := range looked.Rows {
		copy(wx.Row(id), looked.Row(id))
	}
}

// lookUps is a buffer for the gradient of n columns of a one-hot input's W_x, set to 0. The columns are
// close together in it, because the rows are visited in the order of the tokens.
func (at *lane[F]) lookUps(V, n int, oneHot bool) kernel.Matrix[F] {
	if !oneHot {
		return kernel.Matrix[F]{}
	}
	m := kernel.Of(V, n, at.looked)
	m.Zero()
	return m
}
