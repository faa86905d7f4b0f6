package nn

// A Net is the plain graph: a stack of recurrent layers between an input and a head.
type Net[F Float] struct {
	weights[F]
	netParts[F]
	spec Spec
}

// New is the graph of a Spec, with weights of 0; Init or Import sets them. Errors are those of Check.
func New[F Float](spec Spec) (Graph[F], error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	cell := cellFor[F](spec)
	switch {
	case cell.FeedForward:
		return newFeedForward(spec, cell), nil
	case spec.Source > 0:
		return newEncDec(spec, cell), nil
	case spec.Bidirectional:
		return newBiNet(spec, cell), nil
	}
	return newNet(spec, cell), nil
}

// netParts are the parts of a Net.
type netParts[F Float] struct {
	in    *input[F]
	stack *stack[F]
	out   *readOut[F]
}

func (p netParts[F]) list() []part[F] { return []part[F]{p.in, p.stack, p.out} }

// newNetParts makes the parts, without allocating their numbers. Places of dropout: 0 is the input, l the
// input of layer l, L the head.
func newNetParts[F Float](s Spec, cell Cell[F]) netParts[F] {
	edges := s.Dropout
	if s.Between {
		edges = 0
	}
	in := &input[F]{D: s.Inputs, V: s.Vocab, E: s.Embed, ids: max(s.Features, 1), name: "embedding.weight", drop: dropout{edges, 0}}
	return netParts[F]{
		in:    in,
		stack: &stack[F]{cell: cell, name: "rnn", D: in.width(), H: s.Hidden, L: s.Layers, oneHot: in.oneHot(), drop: dropout{s.Dropout, 0}},
		out:   &readOut[F]{head: headOf[F](s.Head), name: "linear", H: s.Hidden, K: s.OutputWidth(), drop: dropout{edges, s.Layers}},
	}
}

func newNet[F Float](spec Spec, cell Cell[F]) *Net[F] {
	n := &Net[F]{spec: spec, netParts: newNetParts(spec, cell)}
	n.hold(spec.Init, n.list())
	return n
}

// Spec is the net's shape.
func (n *Net[F]) Spec() Spec { return n.spec }

// States names the carried state's matrices: "state.h_l0" and, for cells that have others, "state.c_l0", for each
// layer.
func (n *Net[F]) States(B int) []Tensor { return n.stack.states("state", B) }

// Frozen is a copy of the net as it is now.
func (n *Net[F]) Frozen() Graph[F] {
	c := newNet(n.spec, n.stack.cell)
	c.freeze(&n.weights)
	return c
}

// NewTape is a tape for up to T steps of B sequences, with a state of 0.
func (n *Net[F]) NewTape(T, B int) Tape[F] { return newNetTape(n, T, B) }

// A netTape reads B sequences through a Net.
type netTape[F Float] struct {
	graphTape[F]
	net   *Net[F]
	in    *inputTape[F]
	stack *stackTape[F]
}

func newNetTape[F Float](n *Net[F], T, B int) *netTape[F] {
	c := newCrew[F](B)
	t := &netTape[F]{net: n, in: newInputTape(n.in, c, T), stack: newStackTape(n.stack, c, T)}
	t.graphTape = graphTape[F]{crew: c, maxT: T, stacks: []*stackTape[F]{t.stack}, out: newReadOutTape(n.out, c, T)}
	return t
}

// Forward reads a batch.
func (t *netTape[F]) Forward(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	if t.net.spec.Dropout == 0 {
		masks = nil
	}
	t.stack.forward(t.in.read(b, masks), b.T, b.Reset, masks)
	t.out.forward(t.stack.out(), b.Rows(), masks)
}

// Backward goes back through the last Forward.
func (t *netTape[F]) Backward(b *Batch[F], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.net.weights) {
		t.prepareBackward()
	}
	loss, scored = t.out.backward(b, F(scale), t.stack.dOut)
	t.stack.backward()
	t.runGradients()
	return loss, scored
}

// prepareBackward gives the parts their places in the gradient, which is laid out like the weights. The
// embedding's work is last in the list although its numbers come first.
func (t *netTape[F]) prepareBackward() {
	embedding := sizeOf(t.net.in.tensors())
	next := &cutter[F]{t.grad[embedding:]}
	t.stack.prepareBackward(next)
	t.out.prepareBackward(next)
	t.in.prepareBackward(&cutter[F]{t.grad[:embedding]})
	t.stack.dIn, t.stack.inMask = t.in.dX, t.in.mask
}

// Rebind makes the tape read another net of the same Spec.
func (t *netTape[F]) Rebind(g Graph[F]) {
	t.net = g.(*Net[F])
	t.in.in, t.stack.stack, t.out.part = t.net.in, t.net.stack, t.net.out
}
