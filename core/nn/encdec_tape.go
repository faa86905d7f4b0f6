package nn

import "unroll/core/kernel"

// An encDecTape reads B pairs through an encDec. Without attention the decoder goes layer by layer through all steps; with it, step by
// step through all layers, since what the first layer reads depends on the last layer's state before.
type encDecTape[F Float] struct {
	graphTape[F]
	net     *encDec[F]
	source  *inputTape[F]
	encoder *stackTape[F] // nil if it is bidirectional
	both    *bothTape[F]
	bridge  *bridgeTape[F]
	target  *inputTape[F]
	decoder []*stackTape[F]
	att     *attentionTape[F]
	T, S    int // steps of the target and of the source that were read last
	spans
	masks *Masks

	lower []kernel.Matrix[F] // of the layers above: what dropout leaves of the layer below
	mask  [][]F
	encDecGradients[F]

	layer                int // that the current job is about
	lead, walk, walkBack job
}

// encDecGradients is what the backward pass needs.
type encDecGradients[F Float] struct {
	dContext kernel.Matrix[F] // T·B×C, with attention
	dFirst   [][]F
}

// NewTape is a tape for up to T steps of B pairs, of their sources too.
func (n *encDec[F]) NewTape(T, B int) Tape[F] {
	c, rows, s := newCrew[F](B), T*B, n.spec
	t := &encDecTape[F]{net: n, source: newInputTape(n.source, c, T), target: newInputTape(n.target, c, T), spans: spans{make([]int, B), make([]int, B), make([]int, B), make([]int, B)}}
	if n.encoder != nil {
		t.encoder = newStackTape(n.encoder, c, T)
		t.encoder.useSlots()
	} else {
		t.both, t.bridge = newBothTape(n.both, c, T, false), newBridgeTape(n.bridge, c)
		t.both.useSlots()
	}
	for l, d := range n.decoder {
		t.decoder = append(t.decoder, newStackTape(d, c, T))
		var dropped kernel.Matrix[F]
		if l > 0 && s.Dropout > 0 {
			dropped = kernel.NewMatrix[F](rows, s.Hidden)
		}
		t.lower, t.mask = append(t.lower, dropped), append(t.mask, maskFor[F](s.Dropout, len(dropped.Data)))
	}
	first := t.decoder[0]
	if first.useSlots(); s.Context {
		first.steady, first.sum = kernel.NewMatrix[F](B, s.contextWidth()), kernel.NewMatrix[F](B, first.stack.gh())
	}
	if n.att != nil {
		first.beside = kernel.NewMatrix[F](rows, s.contextWidth())
		t.att = newAttentionTape(n.att, c, T, t.encoded())
	}
	t.graphTape = graphTape[F]{crew: c, maxT: T, stacks: t.decoder, out: newReadOutTape(n.out, c, T)}
	t.lead, t.walk, t.walkBack = t.leadRows, t.walkSequences, t.walkSequencesBack
	return t
}

// encoded is what the encoder has made of the source: S·B×W.
func (t *encDecTape[F]) encoded() kernel.Matrix[F] {
	if t.encoder != nil {
		return t.encoder.out()
	}
	return t.both.out()
}

// top is the decoder's last layer.
func (t *encDecTape[F]) top() *stackTape[F] { return t.decoder[len(t.decoder)-1] }

// Forward reads pairs; without a Source it goes on from the carried state with the one read last.
func (t *encDecTape[F]) Forward(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	if t.net.spec.Dropout == 0 {
		masks = nil
	}
	t.T, t.masks = b.T, masks
	if b.Source != nil {
		t.encode(b.Source, masks)
	}
	t.findTargets(b)
	in := t.target.readDistinct(b, masks, t.none, t.last)
	if t.att != nil {
		t.att.T = b.T
		for l, d := range t.decoder {
			d.begin(t.in(l, in), b.T, nil, masks)
			d.enter(0)
		}
		t.overRows(0, in.distinct, t.decoder[0].project)
		t.overSequences(t.walk)
	} else {
		for l, d := range t.decoder {
			if t.layer = l; l > 0 && masks != nil {
				t.overRows(0, b.Rows(), t.lead)
			}
			d.forward(t.in(l, in), b.T, nil, masks)
		}
	}
	t.out.forward(t.top().out(), b.Rows(), masks)
}

// in is what layer l of the decoder reads; lowest is what the first reads.
func (t *encDecTape[F]) in(l int, lowest feed[F]) feed[F] {
	switch {
	case l == 0:
		return lowest
	case t.masks != nil:
		return feed[F]{x: t.lower[l]}
	}
	return feed[F]{x: t.decoder[l-1].out()}
}

// encode reads a source and hands its last states over.
func (t *encDecTape[F]) encode(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	t.S = b.T
	t.place(b)
	in := t.source.readDistinct(b, masks, t.first, t.end)
	if t.encoder != nil {
		t.encoder.clearState()
		t.encoder.forward(in, b.T, b.Reset, masks)
	} else {
		t.both.forward(in, b.T, b.Reset, b.Reset, masks)
	}
	t.handOver()
	if t.net.spec.Context {
		t.setContext()
	}
	if t.att != nil {
		copy(t.att.first, t.first)
		t.att.begin(b.T)
	}
}

// handOver sets the decoder's first states.
func (t *encDecTape[F]) handOver() {
	each := t.eachState()
	for l, d := range t.decoder {
		for k, to := range [...][]F{d.layers[0].h0, d.layers[0].c0} {
			if k == each {
				break
			}
			if t.bridge == nil {
				copy(to, t.encoder.layers[l].carried(k))
				continue
			}
			g := t.both.groups[l]
			t.bridge.forward(l*each+k, g.right.layers[0].carried(k), g.left.layers[0].carried(k), to)
		}
	}
}

// eachState is how many matrices the state of a layer has.
func (t *encDecTape[F]) eachState() int {
	if len(t.net.decoder[0].cell.States) > 0 {
		return 2
	}
	return 1
}

// carried is h (0) or the other states (1) after the last step.
func (l *layerTape[F]) carried(k int) []F {
	if k == 0 {
		return l.h0
	}
	return l.c0
}

// setContext sets the context that is the same at every step to the encoder's last state.
func (t *encDecTape[F]) setContext() {
	H, first := t.net.spec.Hidden, t.decoder[0]
	for b := range t.B {
		if t.encoder != nil {
			copy(first.steady.Row(b), t.encoder.layers[len(t.decoder)-1].h0[b*H:])
			continue
		}
		g := t.both.groups[len(t.both.groups)-1]
		copy(first.steady.Row(b)[:H], g.right.layers[0].h0[b*H:])
		copy(first.steady.Row(b)[H:], g.left.layers[0].h0[b*H:])
	}
	first.setSteady()
}

// leadRows drops some numbers of what the current layer reads.
func (t *encDecTape[F]) leadRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	t.dropSome(t.layer, lo, n, thread)
}

func (t *encDecTape[F]) dropSome(l, lo, n, thread int) {
	dropRows(dropout{t.net.spec.Dropout, l}, t.masks, &t.lanes[thread].pcg, t.lower[l], t.decoder[l-1].out(), t.mask[l], lo, n)
}

// walkSequences takes some sequences through all steps, with attention.
func (t *encDecTape[F]) walkSequences(piece, thread int) {
	lo, n := t.sequences(piece)
	for step := range t.T {
		row := step*t.B + lo
		t.att.step(step, lo, n, t.query(step, lo, n), t.decoder[0].beside.RowsOf(row, n))
		for l, d := range t.decoder {
			if l > 0 && t.masks != nil {
				t.dropSome(l, row, n, thread)
			}
			if l > 0 {
				d.projectSome(row, n, thread)
			}
			d.step(0, step, lo, n, &t.lanes[thread])
		}
	}
	for _, d := range t.decoder {
		d.keepLast(lo, n)
	}
}

// query is the decoder's top state before a step.
func (t *encDecTape[F]) query(step, lo, n int) kernel.Matrix[F] {
	if step > 0 {
		return t.top().out().RowsOf((step-1)*t.B+lo, n)
	}
	H := t.net.spec.Hidden
	return kernel.Of(n, H, t.top().layers[0].h1[lo*H:])
}

// Rebind makes the tape read another net of the same Spec.
func (t *encDecTape[F]) Rebind(g Graph[F]) {
	t.net = g.(*encDec[F])
	n := t.net
	t.source.in, t.target.in, t.out.part = n.source, n.target, n.out
	if t.encoder != nil {
		t.encoder.stack = n.encoder
	} else {
		t.both.rebind(n.both)
		t.bridge.part = n.bridge
	}
	for l, d := range t.decoder {
		d.stack = n.decoder[l]
	}
	if t.att != nil {
		t.att.part = n.att
	}
}

// Activations views gates and states of the last Forward, those of the encoder first, and with attention its weights: Part
// "attention", Name "weights", T·B×S.
func (t *encDecTape[F]) Activations() (list []Activation[F]) {
	if t.encoder != nil {
		list = t.encoder.activations(list)
	} else {
		list = t.both.activations(list)
	}
	for l, d := range t.decoder {
		from := len(list)
		list = d.activations(list)
		for i := range list[from:] {
			list[from+i].Layer = l
		}
	}
	if t.att != nil {
		list = append(list, Activation[F]{"attention", 0, "weights", t.att.weights.RowsOf(0, t.T*t.B).ColsOf(0, t.S)})
	}
	return list
}
