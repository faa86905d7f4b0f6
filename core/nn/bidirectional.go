package nn

import "unroll/core/kernel"

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
	c, rows := newCrew[F](B), T*B
	t := &biTape[F]{net: n, in: newInputTape(n.in, c, T), reset: make([]bool, rows)}
	for i, g := range n.groups {
		u := &biGroupTape[F]{right: newStackTape(g.right, c, T), left: newStackTape(g.left, c, T), both: kernel.NewMatrix[F](rows, 2*g.right.H)}
		if g.right.oneHot {
			u.tokens = make([]int32, rows)
		} else {
			u.mirrored = kernel.NewMatrix[F](rows, g.right.D)
		}
		if i > 0 && g.drop.p > 0 {
			u.dropped, u.mask = kernel.NewMatrix[F](rows, g.right.D), maskFor[F](g.drop.p, rows*g.right.D)
		}
		t.groups = append(t.groups, u)
	}
	if n.mix != nil {
		t.mix = newDenseTape(n.mix, c, T)
	}
	t.graphTape = graphTape[F]{crew: c, maxT: T, out: newReadOutTape(n.out, c, T)}
	t.lead, t.join, t.split, t.sum = t.leadRows, t.joinRows, t.splitRows, t.sumRows
	t.useBothWays()
	return t
}

// A biTape reads B sequences through a biNet.
type biTape[F Float] struct {
	graphTape[F]
	net    *biNet[F]
	in     *inputTape[F]
	groups []*biGroupTape[F]
	mix    *denseTape[F] // nil without Fill
	T      int           // steps of the last Forward
	starts []bool        // its resets
	reset  []bool        // the same in reversed time
	feed   feed[F]       // what the first group reads
	clean  []F           // real vectors with padding of 0
	masks  *Masks

	group                  int // that the current job is about
	lead, join, split, sum job
	bothWays[F]
}

// biGroupTape holds a group's numbers; every matrix has T·B rows.
type biGroupTape[F Float] struct {
	right, left *stackTape[F]
	tokens      []int32          // the input in reversed time: tokens,
	mirrored    kernel.Matrix[F] // or rows of D numbers
	dropped     kernel.Matrix[F] // what dropout leaves of the group below
	mask        []F
	both, dBoth kernel.Matrix[F] // T·B×2H: what the group hands up, and its gradient
}

// mirror is the row of the same sequence in reversed time.
func (t *biTape[F]) mirror(i int) int { return (t.T-1-i/t.B)*t.B + i%t.B }

// Forward reads a batch of whole sequences.
func (t *biTape[F]) Forward(b *Batch[F], masks *Masks) {
	b.fits(t.maxT, t.B)
	if t.net.spec.Dropout == 0 {
		masks = nil
	}
	t.T, t.starts, t.masks = b.T, b.Reset, masks
	t.feed = t.in.read(b, masks)
	t.blank(b)
	var backward []bool
	if b.Reset != nil {
		backward = t.reset[:b.Rows()]
		for i := range backward { // the step before a reset ends a sequence
			j := t.mirror(i) + t.B
			backward[i] = j < b.Rows() && b.Reset[j]
		}
	}
	for i, g := range t.groups {
		t.group = i
		t.overRows(0, b.Rows(), t.lead)
		g.right.clearState()
		g.left.clearState()
		g.right.begin(t.input(i), t.T, b.Reset, masks)
		g.left.begin(feed[F]{g.tokens, g.mirrored}, t.T, backward, masks)
		t.forwardBoth(g)
		t.overRows(0, b.Rows(), t.join)
	}
	both := t.groups[len(t.groups)-1].both
	if t.mix != nil {
		t.mix.forward(both.RowsOf(0, b.Rows()), nil)
		both = t.mix.out()
	}
	t.out.forward(both, b.Rows(), masks)
}

// blank reads padding as 0 where it is real vectors, which may hold anything: 0 · NaN would reach the weights' gradients.
func (t *biTape[F]) blank(b *Batch[F]) {
	D := t.net.spec.Inputs
	for i := 0; D > 0 && i < b.Rows(); i++ {
		if !b.stray(i) {
			continue
		}
		if &t.feed.x.Data[0] == &b.Reals[0] {
			t.clean = append(t.clean[:0], b.Reals[:b.Rows()*D]...)
			t.feed.x.Data = t.clean
		}
		clear(t.feed.x.Row(i))
	}
}

// input is what group i reads.
func (t *biTape[F]) input(i int) feed[F] {
	switch {
	case i == 0:
		return t.feed
	case t.masks != nil:
		return feed[F]{x: t.groups[i].dropped}
	}
	return feed[F]{x: t.groups[i-1].both}
}

// leadRows sets some rows of the current group's input in reversed time.
func (t *biTape[F]) leadRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	if t.group > 0 && t.masks != nil {
		dropRows(t.net.groups[t.group].drop, t.masks, &t.lanes[thread].pcg, g.dropped, t.groups[t.group-1].both, g.mask, lo, n)
	}
	in := t.input(t.group)
	for i := lo; i < lo+n; i++ {
		if in.tokens != nil {
			g.tokens[t.mirror(i)] = in.tokens[i]
		} else {
			copy(g.mirrored.Row(t.mirror(i)), in.x.Row(i))
		}
	}
}

// around are the rows of both directions that stand under row i: its own, or those around it. −1: there is none.
func (t *biTape[F]) around(i int) (right, left int) {
	if !t.net.spec.Fill {
		return i, t.mirror(i)
	}
	right, left = i-t.B, i+t.B
	if right < 0 || (t.starts != nil && t.starts[i]) {
		right = -1
	}
	if left >= t.T*t.B || (t.starts != nil && t.starts[left]) {
		return right, -1
	}
	return right, t.mirror(left)
}

// joinRows puts both directions side by side.
func (t *biTape[F]) joinRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	H := g.right.stack.H
	for i := lo; i < lo+n; i++ {
		right, left := t.around(i)
		take(g.both.Row(i)[:H], g.right.out(), right)
		take(g.both.Row(i)[H:], g.left.out(), left)
	}
}

// take is a row of m, or 0 if there is none.
func take[F Float](to []F, m kernel.Matrix[F], row int) {
	if row < 0 {
		clear(to)
		return
	}
	copy(to, m.Row(row))
}

// Backward goes back through the last Forward.
func (t *biTape[F]) Backward(b *Batch[F], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.net.weights) {
		t.prepareBackward()
	}
	if t.mix == nil {
		loss, scored = t.out.backward(b, F(scale), t.groups[len(t.groups)-1].dBoth)
	} else {
		loss, scored = t.out.backward(b, F(scale), t.mix.dOut)
		t.mix.backward()
	}
	for i := len(t.groups) - 1; i >= 0; i-- {
		g := t.groups[i]
		t.group = i
		t.overRows(0, b.Rows(), t.split)
		t.backwardBoth(g)
		if g.right.dIn.Data != nil {
			t.overRows(0, b.Rows(), t.sum)
		}
	}
	t.runGradients()
	return loss, scored
}

// splitRows hands the gradient of both directions down to each.
func (t *biTape[F]) splitRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	H := g.right.stack.H
	for i := lo; i < lo+n; i++ {
		if !t.net.spec.Fill {
			copy(g.right.dOut.Row(i), g.dBoth.Row(i)[:H])
			copy(g.left.dOut.Row(t.mirror(i)), g.dBoth.Row(i)[H:])
			continue
		}
		t.handDown(g, i, H)
	}
}

// handDown is splitRows for Fill, by the rows that receive: row i of the right direction stands under the row behind it, that of
// the left under the row before it.
func (t *biTape[F]) handDown(g *biGroupTape[F], i, H int) {
	behind, before := i+t.B, i-t.B
	to := g.right.dOut.Row(i)
	if clear(to); behind < t.T*t.B && (t.starts == nil || !t.starts[behind]) {
		copy(to, g.dBoth.Row(behind)[:H])
	}
	to = g.left.dOut.Row(t.mirror(i))
	if clear(to); before >= 0 && (t.starts == nil || !t.starts[i]) {
		copy(to, g.dBoth.Row(before)[H:])
	}
}

// sumRows adds what both directions say about the current group's input.
func (t *biTape[F]) sumRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	to, mask := t.in.dX, t.in.mask
	if t.group > 0 {
		to, mask = t.groups[t.group-1].dBoth, g.mask
	}
	for i := lo; i < lo+n; i++ {
		row := to.Row(i)
		copy(row, g.right.dIn.Row(i))
		kernel.Add(row, g.left.dIn.Row(t.mirror(i)))
		if t.masks != nil && mask != nil {
			undrop(row, mask[i*len(row):])
		}
	}
}

// prepareBackward gives the parts their places in the gradient, which is laid out like the weights.
func (t *biTape[F]) prepareBackward() {
	embedding, rows := sizeOf(t.net.in.tensors()), t.maxT*t.B
	next := &cutter[F]{t.grad[embedding:]}
	for i, g := range t.groups {
		g.right.prepareBackward(next)
		g.left.prepareBackward(next)
		g.dBoth = kernel.NewMatrix[F](rows, g.both.Cols)
		if i > 0 || t.net.in.E > 0 {
			D := g.right.stack.D
			g.right.dIn, g.left.dIn = kernel.NewMatrix[F](rows, D), kernel.NewMatrix[F](rows, D)
		}
	}
	if t.mix != nil {
		t.mix.prepareBackward(next)
		t.mix.dIn = t.groups[len(t.groups)-1].dBoth
	}
	t.out.prepareBackward(next)
	t.in.prepareBackward(&cutter[F]{t.grad[:embedding]})
}

// Rebind makes the tape read another net of the same Spec.
func (t *biTape[F]) Rebind(g Graph[F]) {
	t.net = g.(*biNet[F])
	t.in.in, t.out.part = t.net.in, t.net.out
	if t.mix != nil {
		t.mix.part = t.net.mix
	}
	for i, u := range t.groups {
		u.right.stack, u.left.stack = t.net.groups[i].right, t.net.groups[i].left
	}
}

// Reset does nothing: no state is carried.
func (t *biTape[F]) Reset() {}

// Activations views gates and states of the last Forward, group after group, each first to the right.
func (t *biTape[F]) Activations() []Activation[F] {
	var list []Activation[F]
	for _, g := range t.groups {
		list = g.right.activations(list)
		list = g.left.activations(list)
	}
	if t.mix != nil {
		list = append(list, t.mix.activations()...)
	}
	return list
}
