package nn

// A biNet is a net whose layers read a sequence in both directions (Schuster and Paliwal 1997). Layer l+1 reads what both
// directions of layer l have made of a step:
//
//	H_t = [H→_t, H←_t]
//
// With Spec.Fill it predicts the token of a step from those around it: the two directions are stacks of their own, which do not
// see the step itself and meet in a hidden layer of 2H units under the head:
//
//	M_t = tanh([H→_{t−1}, H←_{t+1}] W_m + b_m)
//	O_t = M_t W_hq + b_q
//
// Without M the logits would be a sum of what the past says and what the future says, each by itself, and no such sum can say
// that a token goes with a neighbour on the left only if a certain one is on the right.
//
// It reads whole sequences: no state is carried from one reading to the next. A reset marks where a sequence begins, or the
// padding behind one; nothing crosses it in either direction.
type biNet[F Float] struct {
	weights[F]
	biParts[F]
	spec Spec
}

// biParts are the parts of a biNet. Each group is two stacks over the same input: of one layer, or with Fill of all.
type biParts[F Float] struct {
	in     *input[F]
	groups []biGroup[F]
	mix    *dense[F] // where both directions meet; nil without Fill
	out    *readOut[F]
}

type biGroup[F Float] struct {
	right, left *stack[F]
	drop        dropout // on the group's input; the first has none of its own
}

func (p biParts[F]) list() []part[F] {
	list := []part[F]{p.in}
	for _, g := range p.groups {
		list = append(list, g.right, g.left)
	}
	if p.mix != nil {
		list = append(list, p.mix)
	}
	return append(list, p.out)
}

// newBiParts makes the parts, without allocating their numbers. Places of dropout are those of a Net; with Fill the layers
// that read backward have others, since they read other numbers.
func newBiParts[F Float](s Spec, cell Cell[F]) biParts[F] {
	const backward = 128
	plain := newNetParts(s, cell)
	p := biParts[F]{in: plain.in, out: plain.out}
	p.out.H = 2 * s.Hidden
	group := func(first, layers, D int) {
		right := *plain.stack
		right.first, right.L, right.D, right.oneHot = first, layers, D, first == 0 && plain.stack.oneHot
		left := right
		left.suffix, left.drop.place = "_reverse", backward
		p.groups = append(p.groups, biGroup[F]{&right, &left, dropout{s.Dropout, first}})
	}
	if s.Fill {
		group(0, s.Layers, plain.stack.D)
		p.mix = &dense[F]{cell: cellOf[F]("rnn"), name: "mix", D: 2 * s.Hidden, H: 2 * s.Hidden, L: 1, deep: true}
		return p
	}
	D := plain.stack.D
	for l := range s.Layers {
		group(l, 1, D)
		D = 2 * s.Hidden
	}
	return p
}

func newBiNet[F Float](spec Spec, cell Cell[F]) *biNet[F] {
	n := &biNet[F]{spec: spec, biParts: newBiParts(spec, cell)}
	n.hold(spec.Init, n.list())
	return n
}

// Spec is the net's shape.
func (n *biNet[F]) Spec() Spec { return n.spec }

// States is empty: no state is carried.
func (n *biNet[F]) States(int) []Tensor { return nil }

// Frozen is a copy of the net as it is now.
func (n *biNet[F]) Frozen() Graph[F] {
	c := newBiNet(n.spec, n.groups[0].right.cell)
	c.freeze(&n.weights)
	return c
}

// NewTape is a tape for up to T steps of B sequences.
func (n *biNet[F]) NewTape(T, B int) Tape[F] {
	c := newCrew[F](B)
	t := &biTape[F]{net: n, in: newInputTape(n.in, c, T), both: newBothTape(n.groups, c, T, n.spec.Fill), reset: make([]bool, T*B)}
	if n.mix != nil {
		t.mix = newDenseTape(n.mix, c, T)
	}
	t.graphTape = graphTape[F]{crew: c, maxT: T, out: newReadOutTape(n.out, c, T)}
	return t
}

// A biTape reads B sequences through a biNet.
type biTape[F Float] struct {
	graphTape[F]
	net   *biNet[F]
	in    *inputTape[F]
	both  *bothTape[F]
	mix   *denseTape[F] // nil without Fill
	reset []bool        // resets in reversed time
	clean []F           // real vectors with padding of 0
}

// Forward reads a batch of whole sequences.
func (t *biTape[F]) Forward(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	if t.net.spec.Dropout == 0 {
		masks = nil
	}
	feed := t.blank(b, t.in.read(b, masks))
	for i := range b.Rows() {
		t.both.mirror[i] = (b.T-1-i/b.B)*b.B + i%b.B
	}
	var backward []bool
	if b.Reset != nil {
		backward = t.reset[:b.Rows()]
		for i := range backward { // the step before a reset ends a sequence
			j := t.both.mirror[i] + t.B
			backward[i] = j < b.Rows() && b.Reset[j]
		}
	}
	t.both.forward(feed, b.T, b.Reset, backward, masks)
	out := t.both.out()
	if t.mix != nil {
		t.mix.forward(out.RowsOf(0, b.Rows()), nil)
		out = t.mix.out()
	}
	t.out.forward(out, b.Rows(), masks)
}

// blank reads padding as 0 where it is real vectors, which may hold anything: 0 · NaN would reach the weights' gradients.
func (t *biTape[F]) blank(b *Batch[F], in feed[F]) feed[F] {
	D := t.net.spec.Inputs
	for i := 0; D > 0 && i < b.Rows(); i++ {
		if !b.stray(i) {
			continue
		}
		if &in.x.Data[0] == &b.Reals[0] {
			t.clean = append(t.clean[:0], b.Reals[:b.Rows()*D]...)
			in.x.Data = t.clean
		}
		clear(in.x.Row(i))
	}
	return in
}

// Backward goes back through the last Forward.
func (t *biTape[F]) Backward(b *Batch[F], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.net.weights) {
		t.prepareBackward()
	}
	if t.mix == nil {
		loss, scored = t.out.backward(b, F(scale), t.both.dOut())
	} else {
		loss, scored = t.out.backward(b, F(scale), t.mix.dOut)
		t.mix.backward()
	}
	t.both.backward()
	t.runGradients()
	return loss, scored
}

// prepareBackward gives the parts their places in the gradient, which is laid out like the weights.
func (t *biTape[F]) prepareBackward() {
	embedding := sizeOf(t.net.in.tensors())
	next := &cutter[F]{t.grad[embedding:]}
	t.both.prepareBackward(next, t.net.in.E > 0)
	if t.mix != nil {
		t.mix.prepareBackward(next)
		t.mix.dIn = t.both.dOut()
	}
	t.out.prepareBackward(next)
	t.in.prepareBackward(&cutter[F]{t.grad[:embedding]})
	t.both.dIn, t.both.inMask = t.in.dX, t.in.mask
}

// Rebind makes the tape read another net of the same Spec.
func (t *biTape[F]) Rebind(g Graph[F]) {
	t.net = g.(*biNet[F])
	t.in.in, t.out.part = t.net.in, t.net.out
	if t.mix != nil {
		t.mix.part = t.net.mix
	}
	t.both.rebind(t.net.groups)
}

// Reset does nothing: no state is carried.
func (t *biTape[F]) Reset() {}

// Activations views gates and states of the last Forward, group after group, each first to the right.
func (t *biTape[F]) Activations() []Activation[F] {
	list := t.both.activations(nil)
	if t.mix != nil {
		list = append(list, t.mix.activations()...)
	}
	return list
}
