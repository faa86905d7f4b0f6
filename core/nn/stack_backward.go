package nn

import "unroll/core/kernel"

// prepareBackward allocates what the backward pass needs when it is first called (tapes that only
// predict never need it), and lists the pieces of the weights' gradients.
func (t *stackTape[F]) prepareBackward(grad *cutter[F]) {
	s := t.stack
	t.g = s.view(grad)
	t.dOut = kernel.NewMatrix[F](t.maxT*t.B, s.H)
	t.dExtra = make([]F, t.B*s.H*len(s.cell.States))
	if nP := len(s.cell.Vectors); nP > 0 {
		for l := range t.layers {
			t.layers[l].dP = kernel.NewMatrix[F](t.maxT*t.B, nP*s.H)
		}
	}
	looked := 0
	if s.oneHot {
		looked = s.D * itemCols
	}
	t.room(t.maxT*t.B, t.B*s.H, looked)
	if t.slotted != nil {
		t.prepareSlots()
	}
	for l := len(t.layers) - 1; l >= 0; l-- {
		t.listGradients(l)
	}
}

// wantFirst asks backward for the gradient at the initial state of a reading.
func (t *stackTape[F]) wantFirst() {
	t.dFirst = nil
	for _, s := range t.state() {
		t.dFirst = append(t.dFirst, make([]F, len(s)))
	}
}

// backward goes back through the last forward, from the gradients at the outputs in dOut and at the last
// state in dLast. It sets the gradients of the sums, from which those of the weights are computed, and dIn
// and dFirst if they are wanted.
func (t *stackTape[F]) backward() {
	for l := len(t.layers) - 1; l >= 0; l-- {
		t.layer = l
		t.beginLast(l)
		t.overSequences(t.walkBackward)
		if t.inSlots(l) {
			t.gatherBack()
		}
		if t.wantsInput(l) {
			t.overRows(0, t.inputRows(l), t.inputBackward)
		}
	}
}

// wantsInput says whether the gradient at layer l's input is wanted.
func (t *stackTape[F]) wantsInput(l int) bool { return l > 0 || t.dIn.Data != nil }

// beginLast sets what reaches the state after the last step other than through the outputs.
func (t *stackTape[F]) beginLast(l int) {
	clear(t.dExtra)
	if t.dLast == nil {
		return
	}
	each := len(t.dLast) / len(t.layers)
	kernel.Add(rowsIn(t.dOut, (t.T-1)*t.B, t.B), t.dLast[l*each])
	if each > 1 {
		copy(t.dExtra, t.dLast[l*each+1])
	}
}

// walkSequencesBackward takes some sequences back through the current layer. It takes dOut, the gradient at
// the layer's outputs, and replaces the sums by their gradients.
func (t *stackTape[F]) walkSequencesBackward(piece, thread int) {
	lo, n := t.sequences(piece)
	t.walkSomeBackward(lo, n, thread)
}

func (t *stackTape[F]) walkSomeBackward(lo, n, thread int) {
	for step := t.T - 1; step >= 0; step-- {
		t.stepBackward(t.layer, step, lo, n, &t.lanes[thread])
	}
	t.endBackward(t.layer, lo, n)
}

// endBackward keeps what has reached the states besides h before the first step.
func (t *stackTape[F]) endBackward(l, lo, n int) {
	if t.dFirst != nil && len(t.dExtra) > 0 {
		kH := t.layers[l].c.Cols
		copy(t.dFirst[2*l+1][lo*kH:(lo+n)*kH], t.dExtra[lo*kH:])
	}
}

// stepBackward takes n sequences, starting at lo, back through one time step of layer l: dH_{t−1} =
// the gradient at the outputs of step t−1 + d(sums) W_hᵀ + what the cell itself passes back.
func (t *stackTape[F]) stepBackward(l, step, lo, n int, at *lane[F]) {
	lt, s, p := &t.layers[l], t.stack, &t.stack.products[l]
	row, H := step*t.B+lo, s.H
	lt.at(&at.now, row, n, H)
	kH := lt.c.Cols
	at.now.P = s.layers[l].P
	at.now.DH, at.now.DC = rowsIn(t.dOut, row, n), t.dExtra[lo*kH:(lo+n)*kH]
	if step == 0 && t.dFirst == nil { // the gradient at the carried state is not used
		at.now.DPrev = at.rows[:n*H]
		t.cellBackward(l, row, n, at)
		return
	}
	before := t.before(l, step, lo, n)
	t.spare(before, row, n, at.rows)
	at.now.DPrev = before.Data[:n*H]
	t.cellBackward(l, row, n, at)
	if !s.cell.NoProduct {
		d := lt.x.RowsOf(row, n)
		if s.cell.Split {
			d = lt.hx.RowsOf(row, n)
		}
		kernel.MulPanel(before, d.ColsOf(0, s.firstCols()), &p.whBack, true)
	}
	t.forget(before, row, n, at)
}

// before is where the gradient at the hidden states before a step goes: to the outputs of the step before,
// or to the initial state of the reading, which has none so far.
func (t *stackTape[F]) before(l, step, lo, n int) kernel.Matrix[F] {
	if step > 0 {
		return t.dOut.RowsOf((step-1)*t.B+lo, n)
	}
	H := t.stack.H
	each := len(t.dFirst) / len(t.layers)
	first := kernel.Of(n, H, t.dFirst[l*each][lo*H:])
	first.Zero()
	return first
}

// cellBackward is the cell's own part of a step, including that of the second product between its
// halves.
func (t *stackTape[F]) cellBackward(l, row, n int, at *lane[F]) {
	s := t.stack
	if s.cell.Second > 0 {
		s.cell.Backward2(&at.now)
		first := s.firstCols()
		at.now.DMid = at.mid[:n*s.H]
		kernel.MulPanel(kernel.Of(n, s.H, at.mid), t.layers[l].x.RowsOf(row, n).ColsOf(first, s.gh()-first), &s.products[l].wh2Back, false)
	}
	s.cell.Backward(&at.now)
}

// spare saves the gradients before a step for the sequences whose state the step resets, and forget
// restores them: no gradient crosses a reset.
func (t *stackTape[F]) spare(before kernel.Matrix[F], row, n int, kept []F) {
	if t.reset == nil {
		return
	}
	for b := range n {
		if t.reset[row+b] {
			copy(kept[b*before.Cols:], before.Row(b))
		}
	}
}

func (t *stackTape[F]) forget(before kernel.Matrix[F], row, n int, at *lane[F]) {
	if t.reset == nil {
		return
	}
	H, kH := before.Cols, len(at.now.DC)/n
	for b := range n {
		if t.reset[row+b] {
			copy(before.Row(b), at.rows[b*H:])
			clear(at.now.DC[b*kH : (b+1)*kH])
		}
	}
}

// inputRowsBackward is the backward pass of projectRows: dX = d(sums) W_xᵀ.
func (t *stackTape[F]) inputRowsBackward(piece, _ int) {
	lo, n := t.rowsOf(piece)
	t.inputSomeBackward(lo, n)
}

func (t *stackTape[F]) inputSomeBackward(lo, n int) {
	l := t.layer
	d, mask, from := t.dOut, t.layers[l].mask, t.layers[l].x
	if l == 0 {
		d, mask = t.dIn, t.inMask
	}
	if t.inSlots(l) {
		from = t.dOnce
	}
	kernel.MulPanel(d.RowsOf(lo, n), from.RowsOf(lo, n), &t.stack.products[l].wxBack, false)
	if t.masks != nil && mask != nil {
		undrop(rowsIn(d, lo, n), mask[lo*d.Cols:])
	}
}
