package nn

import "unroll/core/kernel"

// Backward goes back through the last Forward, which must have read a Source.
func (t *encDecTape[F]) Backward(b *Batch[F], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.net.weights) {
		t.prepareBackward()
	}
	loss, scored = t.out.backward(b, F(scale), t.top().dOut)
	if t.att != nil {
		t.att.beginBackward()
		for l, d := range t.decoder {
			if d.beginLast(0); l < len(t.decoder)-1 {
				clear(rowsIn(d.dOut, 0, b.Rows()))
			}
		}
		t.overSequences(t.walkBack)
		first := t.decoder[0]
		first.gatherBack()
		t.overRows(0, first.inputRows(0), first.inputBackward)
		t.att.endBackward()
	} else {
		for l := len(t.decoder) - 1; l >= 0; l-- {
			t.decoder[l].backward()
		}
		clear(rowsIn(t.dEncoded(), 0, t.S*t.B))
	}
	t.backOver()
	if t.encoder != nil {
		t.encoder.backward()
	} else {
		t.both.backward()
	}
	t.runGradients()
	return loss, scored
}

// dEncoded is where the gradient at what the encoder has made of the source goes.
func (t *encDecTape[F]) dEncoded() kernel.Matrix[F] {
	if t.encoder != nil {
		return t.encoder.dOut
	}
	return t.both.dOut()
}

// prepareBackward gives the parts their places in the gradient, which is laid out like the weights.
func (t *encDecTape[F]) prepareBackward() {
	next, rows, spec := &cutter[F]{t.grad}, t.maxT*t.B, t.net.spec
	t.source.prepareBackward(next)
	if t.encoder != nil {
		t.encoder.prepareBackward(next)
		t.encoder.dIn, t.encoder.inMask = t.source.dX, t.source.mask
	} else {
		t.both.prepareBackward(next, true)
		t.both.dIn, t.both.inMask = t.source.dX, t.source.mask
	}
	bridge := *next // its gradient needs the decoder's
	if t.bridge != nil {
		t.net.bridge.view(next)
	}
	t.target.prepareBackward(next)
	t.encDecGradients = encDecGradients[F]{}
	for l, d := range t.decoder {
		d.prepareBackward(next)
		d.wantFirst()
		t.dFirst = append(t.dFirst, d.dFirst...)
		switch {
		case l == 0:
			d.dIn, d.inMask = t.target.dX, t.target.mask
		case t.att != nil:
			d.dIn, d.inMask = kernel.NewMatrix[F](rows, spec.Hidden), t.mask[l]
		default:
			d.dIn, d.inMask = t.decoder[l-1].dOut, t.mask[l]
		}
	}
	if t.att != nil {
		t.att.prepareBackward(next, t.top().layers[0].prevH, t.dEncoded())
		t.dContext = kernel.NewMatrix[F](rows, spec.contextWidth())
	}
	t.out.prepareBackward(next)
	t.linkStates(&bridge)
}

// linkStates lets the gradient at the decoder's first states reach the encoder.
func (t *encDecTape[F]) linkStates(next *cutter[F]) {
	if t.bridge == nil {
		t.encoder.dLast = t.dFirst
		return
	}
	t.bridge.prepareBackward(next, t.dFirst)
	for _, g := range t.both.groups {
		for _, s := range [...]*stackTape[F]{g.right, g.left} {
			s.dLast = nil
			for _, x := range s.state() {
				s.dLast = append(s.dLast, make([]F, len(x)))
			}
		}
	}
}

// walkSequencesBack takes some sequences back through all steps, with attention.
func (t *encDecTape[F]) walkSequencesBack(piece, thread int) {
	lo, n := t.sequences(piece)
	H, top := t.net.spec.Hidden, t.top()
	for step := t.T - 1; step >= 0; step-- {
		row := step*t.B + lo
		for l := len(t.decoder) - 1; l >= 0; l-- {
			d := t.decoder[l]
			d.stepBackward(0, step, lo, n, &t.lanes[thread])
			if l > 0 {
				d.inputSomeBackward(row, n)
				kernel.Add(rowsIn(t.decoder[l-1].dOut, row, n), rowsIn(d.dIn, row, n))
			}
		}
		dContext := t.dContext.RowsOf(row, n)
		t.decoder[0].besideBack(dContext, row)
		dQuery := kernel.Of(n, H, top.dFirst[0][lo*H:])
		if step > 0 {
			dQuery = top.dOut.RowsOf(row-t.B, n)
		}
		t.att.stepBackward(step, lo, n, top.layers[0].prevH.RowsOf(row, n), dContext, dQuery)
	}
	for _, d := range t.decoder {
		d.endBackward(0, lo, n)
	}
}

// backOver is the backward pass of handOver, and of the context that is the same at every step.
func (t *encDecTape[F]) backOver() {
	each := t.eachState()
	for i := range t.dFirst {
		if t.bridge != nil {
			g := t.both.groups[i/each]
			t.bridge.backward(i, t.dFirst[i], g.right.dLast[i%each], g.left.dLast[i%each])
		}
	}
	d, H := t.decoder[0].dSteady, t.net.spec.Hidden
	if d.Data == nil {
		return
	}
	if t.bridge == nil {
		kernel.Add(t.dFirst[(len(t.decoder)-1)*each], d.Data)
		return
	}
	g := t.both.groups[len(t.both.groups)-1]
	for b := range t.B {
		kernel.Add(g.right.dLast[0][b*H:(b+1)*H], d.Row(b)[:H])
		kernel.Add(g.left.dLast[0][b*H:(b+1)*H], d.Row(b)[H:])
	}
}
