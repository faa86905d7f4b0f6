package nn

import "unroll/core/kernel"

// Back runs the last Forward the other way, from the loss of targets (T·B; negative: not scored)
// through all T steps, and no further: the carried state is taken as given (truncated
// backpropagation through time). Grad becomes the gradient of scale·Σ NLL. It returns Σ NLL in
// nats and how many tokens were scored.
func (t *Tape[F]) Back(targets []int32, scale float64) (nll float64, tokens int) {
	t.prepareBack()
	nll, tokens = t.readOutBack(targets, F(scale))
	if t.dropped {
		undrop(t.rows(t.dTop).Data[:t.T*t.B*t.dTop.Cols], t.topMask)
	}
	for l := len(t.layers) - 1; l >= 0; l-- {
		t.layerBack(l)
	}
	return nll, tokens
}

// prepareBack clears the gradient, and makes room for the way back when it is first needed:
// tapes that only look never do.
func (t *Tape[F]) prepareBack() {
	if t.Grad == nil {
		s := t.net.Spec
		t.Grad = make([]F, len(t.net.W))
		t.g = t.net.view(t.Grad)
		t.dTop = kernel.NewMatrix[F](t.maxT*t.B, s.Hidden)
		if s.Embed > 0 {
			t.dX = kernel.NewMatrix[F](t.maxT*t.B, s.Embed)
		}
		t.dNext, t.dCell = make([]F, t.B*s.Hidden), make([]F, t.B*s.Hidden)
	}
	clear(t.Grad)
}

// layerBack takes dTop, the gradient at the layer's outputs, and leaves there the gradient at its
// inputs: one walk back through time, then one product a matrix over all T·B rows.
func (t *Tape[F]) layerBack(l int) {
	lt, g := &t.layers[l], &t.g.Layers[l]
	clear(t.dNext)
	clear(t.dCell)
	for step := t.T - 1; step >= 0; step-- {
		t.stepBack(l, step)
	}
	dx := t.rows(lt.x)
	dh := dx
	if t.net.kind.Split {
		dh = t.rows(lt.hx)
	}
	t.panel.Pack(dh)
	kernel.TMulPanel(g.Wh, t.rows(lt.prevH), &t.panel, true)
	addRows(g.Bx, dx)
	addRows(g.Bh, dh)
	t.inputBack(l, dx)
}

// stepBack takes layer l back through one time step:
// dH_{t−1} = d(sums) W_hᵀ + what the cell passes on beside them.
func (t *Tape[F]) stepBack(l, step int) {
	lt := &t.layers[l]
	lo, B, H := step*t.B, t.B, t.net.Spec.Hidden
	dOut := t.dTop.Data[lo*H : (lo+B)*H]
	kernel.Add(dOut, t.dNext)
	clear(t.dNext)
	lt.at(&t.now, lo, B, H)
	t.now.DH, t.now.DC, t.now.DPrev = dOut, t.dCell, t.dNext
	t.net.kind.Back(&t.now)
	d := lt.x.RowsOf(lo, B)
	if t.net.kind.Split {
		d = lt.hx.RowsOf(lo, B)
	}
	kernel.MulPanel(kernel.Of(B, H, t.dNext), d, &t.net.whBack[l], true)
	t.forget(step)
}

// forget stops the gradient where the state was reset.
func (t *Tape[F]) forget(step int) {
	if t.reset == nil {
		return
	}
	H := t.net.Spec.Hidden
	for b := range t.B {
		if t.reset[step*t.B+b] {
			clear(t.dNext[b*H : (b+1)*H])
			clear(t.dCell[b*H : (b+1)*H])
		}
	}
}

// inputBack is the way back of project: dW_x = Xᵀ d(sums), dX = d(sums) W_xᵀ.
func (t *Tape[F]) inputBack(l int, dx kernel.Matrix[F]) {
	g := &t.g.Layers[l]
	if l == 0 && t.net.Spec.Embed == 0 {
		for i := range dx.Rows {
			if id := t.tokens[i]; id >= 0 {
				kernel.Add(g.Wx.Row(int(id)), dx.Row(i))
			}
		}
		return
	}
	if t.net.kind.Split { // else the panel holds dx already
		t.panel.Pack(dx)
	}
	kernel.TMulPanel(g.Wx, t.rows(t.input(l)), &t.panel, true)
	if l > 0 {
		d := t.rows(t.dTop)
		kernel.MulPanel(d, dx, &t.net.wxBack[l], false)
		if t.dropped {
			undrop(d.Data[:d.Rows*d.Cols], t.layers[l].mask)
		}
		return
	}
	d := t.rows(t.dX)
	kernel.MulPanel(d, dx, &t.net.wxBack[0], false)
	if t.dropped {
		undrop(d.Data[:d.Rows*d.Cols], t.inMask)
	}
	for i, id := range t.tokens {
		if id >= 0 {
			kernel.Add(t.g.Emb.Row(int(id)), d.Row(i))
		}
	}
}

// addRows is Σ over rows, the gradient of a bias that every row got.
func addRows[F Float](sum []F, m kernel.Matrix[F]) {
	for i := range m.Rows {
		kernel.Add(sum, m.Row(i))
	}
}
