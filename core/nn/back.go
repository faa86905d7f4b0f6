package nn

import "unroll/core/kernel"

// Back runs the last Forward the other way, from the loss of targets (T·B; negative: not scored)
// through all T steps, and no further: the carried state is taken as given (truncated
// backpropagation through time). Grad becomes the gradient of scale·Σ NLL. It returns Σ NLL in
// nats and how many tokens were scored.
func (t *Tape[F]) Back(targets []int32, scale float64) (nll float64, tokens int) {
	t.prepareBack()
	all := t.T * t.B
	t.targets, t.scale = targets, F(scale)
	t.readOutBack()
	if t.masks != nil {
		t.overRows(0, all, t.jobs.undrop)
	}
	for l := len(t.layers) - 1; l >= 0; l-- {
		t.layer = l
		clear(t.dCell)
		t.overSequences(t.jobs.walkBack)
		if !t.oneHot(l) {
			t.overRows(0, all, t.jobs.inputBack)
		}
	}
	t.workers.Run(len(t.items), t.jobs.gradient)
	for i, y := range targets[:all] { // a row after the other: the sum is the same for any number of threads
		if y >= 0 {
			nll += t.nll[i]
			tokens++
		}
	}
	return nll, tokens
}

// prepareBack makes room for the way back when it is first needed: tapes that only look never do.
func (t *Tape[F]) prepareBack() {
	if t.Grad != nil {
		return
	}
	s := t.net.Spec
	t.Grad = make([]F, len(t.net.W))
	t.g = t.net.view(t.Grad)
	t.dTop = kernel.NewMatrix[F](t.maxT*t.B, s.Hidden)
	if s.Embed > 0 {
		t.dX = kernel.NewMatrix[F](t.maxT*t.B, s.Embed)
	}
	t.dCell = make([]F, t.B*s.Hidden)
	t.items = t.gradItems()
	for i := range t.lanes { // for all that a thread can be given: chance deals the pieces
		at := &t.lanes[i]
		at.rows = make([]F, t.B*s.Hidden)
		at.panel.Size(min(kernel.StepsAtOnce, t.maxT*t.B), itemCols)
		if t.oneHot(0) {
			at.looked = make([]F, s.Vocab*itemCols)
		}
	}
}

// walkBack takes some sequences back through the layer at hand. It takes dTop, the gradient at the
// layer's outputs, and leaves the gradients of the sums in their place.
func (t *Tape[F]) walkBack(piece, thread int) {
	lo, n := t.sequences(piece)
	for step := t.T - 1; step >= 0; step-- {
		t.stepBack(t.layer, step, lo, n, &t.lanes[thread])
	}
}

// stepBack takes n sequences from lo on back through one time step of layer l:
// dH_{t−1} = what the outputs of that step got + d(sums) W_hᵀ + what the cell passes on beside them.
func (t *Tape[F]) stepBack(l, step, lo, n int, at *lane[F]) {
	lt := &t.layers[l]
	row, H := step*t.B+lo, t.net.Spec.Hidden
	lt.at(&at.now, row, n, H)
	at.now.DH, at.now.DC = part(t.dTop, row, n), t.dCell[lo*H:(lo+n)*H]
	if step == 0 { // what would reach the carried state is nobody's
		at.now.DPrev = at.rows[:n*H]
		t.net.kind.Back(&at.now)
		return
	}
	before := t.dTop.RowsOf(row-t.B, n)
	t.spare(before, row, n, at.rows)
	at.now.DPrev = before.Data[:n*H]
	t.net.kind.Back(&at.now)
	d := lt.x.RowsOf(row, n)
	if t.net.kind.Split {
		d = lt.hx.RowsOf(row, n)
	}
	kernel.MulPanel(before, d, &t.net.whBack[l], true)
	t.forget(before, row, n, at)
}

// spare keeps the gradients before a step of the sequences whose state the step resets, and forget gives
// them back: nothing reaches across a reset.
func (t *Tape[F]) spare(before kernel.Matrix[F], row, n int, kept []F) {
	if t.reset == nil {
		return
	}
	for b := range n {
		if t.reset[row+b] {
			copy(kept[b*before.Cols:], before.Row(b))
		}
	}
}

func (t *Tape[F]) forget(before kernel.Matrix[F], row, n int, at *lane[F]) {
	if t.reset == nil {
		return
	}
	H := before.Cols
	for b := range n {
		if t.reset[row+b] {
			copy(before.Row(b), at.rows[b*H:])
			clear(at.now.DC[b*H : (b+1)*H])
		}
	}
}

// inputBack is the way back of project for some rows: dX = d(sums) W_xᵀ.
func (t *Tape[F]) inputBack(piece, _ int) {
	lo, n := t.rowsOf(piece)
	l := t.layer
	d, mask := t.dTop, t.layers[l].mask
	if l == 0 {
		d, mask = t.dX, t.inMask
	}
	kernel.MulPanel(d.RowsOf(lo, n), t.layers[l].x.RowsOf(lo, n), &t.net.wxBack[l], false)
	if t.masks != nil {
		undrop(part(d, lo, n), mask[lo*d.Cols:])
	}
}
