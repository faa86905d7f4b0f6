package nn

import "unroll/core/kernel"

// The gradients of the weights, when those of all the sums are known: dW_h = H_{t−1}ᵀ d(sums) and
// dW_x = Xᵀ d(sums) over all T·B rows at once, and of a bias that every row got the sum over rows. The
// columns are dealt to threads.

// A gradItem is a piece of that work: columns j … j+n of a layer's gradients, or of the
// embedding's (layer −1).
type gradItem struct{ layer, j, n int }

// itemCols is how many columns an item has: the gradients of so many sums, at 256 rows at a time, fit
// the second cache beside what they are multiplied with.
const itemCols = 64

func (t *Tape[F]) gradItems() []gradItem {
	var list []gradItem
	cut := func(layer, cols int) {
		for j := 0; j < cols; j += itemCols {
			list = append(list, gradItem{layer, j, min(itemCols, cols-j)})
		}
	}
	for l := len(t.layers) - 1; l >= 0; l-- {
		cut(l, t.net.kind.Gates*t.net.Spec.Hidden)
	}
	cut(-1, t.net.Spec.Embed)
	return list
}

// gradient does an item.
func (t *Tape[F]) gradient(piece, thread int) {
	it, p := t.items[piece], &t.lanes[thread].panel
	if it.layer < 0 {
		t.embeddingGradient(it)
		return
	}
	l, j, n := it.layer, it.j, it.n
	lt, g := &t.layers[l], &t.g.Layers[l]
	bx, bh, wx, wh := g.Bx[j:j+n], g.Bh[j:j+n], g.Wx.ColsOf(j, n), g.Wh.ColsOf(j, n)
	clear(bx)
	clear(bh)
	looked := t.lanes[thread].lookUps(t.net.Spec.Vocab, n, t.oneHot(l))
	for s := 0; s < t.T*t.B; s += kernel.StepsAtOnce {
		rows := min(kernel.StepsAtOnce, t.T*t.B-s)
		p.Pack(lt.x.RowsOf(s, rows).ColsOf(j, n))
		p.SumRows(bx)
		if t.oneHot(l) {
			p.Scatter(looked, t.tokens[s:s+rows])
		} else {
			kernel.TMulPanel(wx, lt.in.RowsOf(s, rows), p, s > 0)
		}
		if t.net.kind.Split {
			p.Pack(lt.hx.RowsOf(s, rows).ColsOf(j, n))
			p.SumRows(bh)
		}
		kernel.TMulPanel(wh, lt.prevH.RowsOf(s, rows), p, s > 0)
	}
	if !t.net.kind.Split {
		copy(bh, bx)
	}
	for id := range looked.Rows {
		copy(wx.Row(id), looked.Row(id))
	}
}

// lookUps is the room for the gradient of n columns of a one-hot input's W_x, set to 0: the columns lie
// close together there, for the rows come in the order of the tokens.
func (at *lane[F]) lookUps(V, n int, oneHot bool) kernel.Matrix[F] {
	if !oneHot {
		return kernel.Matrix[F]{}
	}
	m := kernel.Of(V, n, at.looked)
	m.Zero()
	return m
}

// embeddingGradient gives each token's vector what its rows got.
func (t *Tape[F]) embeddingGradient(it gradItem) {
	emb := t.g.Emb.ColsOf(it.j, it.n)
	emb.Zero()
	for i, id := range t.tokens {
		if id >= 0 {
			kernel.Add(emb.Row(int(id)), t.dX.Row(i)[it.j:it.j+it.n])
		}
	}
}
