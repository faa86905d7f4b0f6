package nn

import "unroll/core/kernel"

// A feedForward is the graph without a state: hidden layers between real inputs and a head. What a row predicts
// depends on that row alone.
//
//	linear   O = X W + b                                       linear regression, or AR(τ) with a window as X
//	mlp      H_1 = φ(X W_1 + b_1), …, O = H_L W + b            multilayer perceptron, φ(a) = max(0, a)
type feedForward[F Float] struct {
	weights[F]
	feedForwardParts[F]
	spec Spec
}

// feedForwardParts are the parts of a feedForward.
type feedForwardParts[F Float] struct {
	hidden *dense[F]
	out    *readOut[F]
}

func (p feedForwardParts[F]) list() []part[F] { return []part[F]{p.hidden, p.out} }

// newFeedForwardParts makes the parts, without allocating their numbers. Places of dropout: l is the input of hidden
// layer l, L the head; the input of the first, real vectors, is left alone.
func newFeedForwardParts[F Float](s Spec, cell Cell[F]) feedForwardParts[F] {
	hidden := &dense[F]{cell: cell, name: "hidden", D: s.Inputs, H: s.Hidden, L: s.Layers, drop: dropout{s.Dropout, 0}}
	return feedForwardParts[F]{
		hidden: hidden,
		out:    &readOut[F]{head: headOf[F](s.Head), name: "linear", H: hidden.width(), K: s.OutputWidth(), drop: dropout{s.Dropout, s.Layers}},
	}
}

func newFeedForward[F Float](spec Spec, cell Cell[F]) *feedForward[F] {
	n := &feedForward[F]{spec: spec, feedForwardParts: newFeedForwardParts(spec, cell)}
	n.hold(spec.Init, n.list())
	return n
}

// Spec is the net's shape.
func (n *feedForward[F]) Spec() Spec { return n.spec }

// States is empty: nothing is carried over.
func (n *feedForward[F]) States(int) []Tensor { return nil }

// Frozen is a copy of the net as it is now.
func (n *feedForward[F]) Frozen() Graph[F] {
	c := newFeedForward(n.spec, n.hidden.cell)
	c.freeze(&n.weights)
	return c
}

// NewTape is a tape for up to T·B rows.
func (n *feedForward[F]) NewTape(T, B int) Tape[F] {
	c := newCrew[F](B)
	t := &feedForwardTape[F]{net: n, hidden: newDenseTape(n.hidden, c, T)}
	t.graphTape = graphTape[F]{crew: c, maxT: T, out: newReadOutTape(n.out, c, T)}
	return t
}

// A feedForwardTape reads T·B rows, each by itself, through a feedForward.
type feedForwardTape[F Float] struct {
	graphTape[F]
	net    *feedForward[F]
	hidden *denseTape[F]
}

// Forward reads a batch. Its Reset means nothing here.
func (t *feedForwardTape[F]) Forward(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	if t.net.spec.Dropout == 0 {
		masks = nil
	}
	t.hidden.forward(kernel.Of(b.Rows(), t.net.spec.Inputs, b.Reals), masks)
	t.out.forward(t.hidden.out(), b.Rows(), masks)
}

// Backward goes back through the last Forward.
func (t *feedForwardTape[F]) Backward(b *Batch[F], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.net.weights) {
		next := &cutter[F]{t.grad}
		t.hidden.prepareBackward(next)
		t.out.prepareBackward(next)
	}
	loss, scored = t.out.backward(b, F(scale), t.hidden.dOut)
	t.hidden.backward()
	t.runGradients()
	return loss, scored
}

// Activations views the sums and outputs of the hidden layers in the last Forward, T·B×H each.
func (t *feedForwardTape[F]) Activations() []Activation[F] { return t.hidden.activations() }

// Rebind makes the tape read another net of the same Spec.
func (t *feedForwardTape[F]) Rebind(g Graph[F]) {
	t.net = g.(*feedForward[F])
	t.hidden.part, t.out.part = t.net.hidden, t.net.out
}
