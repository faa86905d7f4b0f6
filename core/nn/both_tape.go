package nn

import "unroll/core/kernel"

// A bothTape reads B sequences through groups, each two stacks over the same input, in both directions.
type bothTape[F Float] struct {
	*crew[F]
	part   []biGroup[F]
	groups []*biGroupTape[F]
	fill   bool    // see Spec.Fill
	mirror []int   // T·B: the row of a step in reversed time, which the caller sets; it is its own inverse
	T      int     // steps of the last forward
	starts []bool  // its resets
	feed   feed[F] // what the first group reads
	masks  *Masks
	dIn    kernel.Matrix[F] // T·B×D: the gradient at the input; not wanted if it has no numbers
	inMask []F              // dropout's mask on the input, if any

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

func newBothTape[F Float](part []biGroup[F], c *crew[F], T int, fill bool) *bothTape[F] {
	rows := T * c.B
	t := &bothTape[F]{crew: c, part: part, fill: fill, mirror: make([]int, rows)}
	for i, g := range part {
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
	t.lead, t.join, t.split, t.sum = t.leadRows, t.joinRows, t.splitRows, t.sumRows
	t.useBothWays()
	return t
}

// out is what the last group hands up: T·B×2H. dOut is its gradient, for the caller to set before backward.
func (t *bothTape[F]) out() kernel.Matrix[F]  { return t.groups[len(t.groups)-1].both }
func (t *bothTape[F]) dOut() kernel.Matrix[F] { return t.groups[len(t.groups)-1].dBoth }

// forward reads T steps, with the resets of both directions, from states of 0.
func (t *bothTape[F]) forward(in feed[F], T int, reset, backward []bool, masks *Masks) {
	t.T, t.starts, t.feed, t.masks = T, reset, in, masks
	rows := T * t.B
	for i, g := range t.groups {
		t.group = i
		t.overRows(0, rows, t.lead)
		g.right.clearState()
		g.left.clearState()
		g.right.begin(t.input(i), T, reset, masks)
		g.left.begin(t.reversed(i), T, backward, masks)
		t.forwardBoth(g)
		t.overRows(0, rows, t.join)
	}
}

// input is what group i reads.
func (t *bothTape[F]) input(i int) feed[F] {
	switch {
	case i == 0:
		return t.feed
	case t.masks != nil:
		return feed[F]{x: t.groups[i].dropped}
	}
	return feed[F]{x: t.groups[i-1].both}
}

// reversed is what group i reads in reversed time.
func (t *bothTape[F]) reversed(i int) feed[F] {
	g := t.groups[i]
	if i == 0 && t.feed.slots != nil {
		return feed[F]{x: t.feed.x, slots: g.tokens[:t.T*t.B], distinct: t.feed.distinct}
	}
	return feed[F]{tokens: g.tokens, x: g.mirrored}
}

// useSlots prepares the first group for a feed with slots.
func (t *bothTape[F]) useSlots() {
	g := t.groups[0]
	g.tokens, g.mirrored = make([]int32, len(t.mirror)), kernel.Matrix[F]{}
	g.right.useSlots()
	g.left.useSlots()
}

// leadRows sets some rows of the current group's input in reversed time.
func (t *bothTape[F]) leadRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	if t.group > 0 && t.masks != nil {
		dropRows(t.part[t.group].drop, t.masks, &t.lanes[thread].pcg, g.dropped, t.groups[t.group-1].both, g.mask, lo, n)
	}
	in := t.input(t.group)
	for i := lo; i < lo+n; i++ {
		switch {
		case in.tokens != nil:
			g.tokens[t.mirror[i]] = in.tokens[i]
		case in.slots != nil:
			g.tokens[t.mirror[i]] = in.slots[i]
		default:
			copy(g.mirrored.Row(t.mirror[i]), in.x.Row(i))
		}
	}
}

// around are the rows of both directions that stand under row i: its own, or those around it. −1: there is none.
func (t *bothTape[F]) around(i int) (right, left int) {
	if !t.fill {
		return i, t.mirror[i]
	}
	right, left = i-t.B, i+t.B
	if right < 0 || (t.starts != nil && t.starts[i]) {
		right = -1
	}
	if left >= t.T*t.B || (t.starts != nil && t.starts[left]) {
		return right, -1
	}
	return right, t.mirror[left]
}

// joinRows puts both directions side by side.
func (t *bothTape[F]) joinRows(piece, _ int) {
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

// backward goes back through the last forward, from the gradient in dOut.
func (t *bothTape[F]) backward() {
	rows := t.T * t.B
	for i := len(t.groups) - 1; i >= 0; i-- {
		g := t.groups[i]
		t.group = i
		t.overRows(0, rows, t.split)
		t.backwardBoth(g)
		if g.right.dIn.Data != nil {
			t.overRows(0, g.right.inputRows(0), t.sum)
		}
	}
}

// splitRows hands the gradient of both directions down to each.
func (t *bothTape[F]) splitRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	H := g.right.stack.H
	for i := lo; i < lo+n; i++ {
		if !t.fill {
			copy(g.right.dOut.Row(i), g.dBoth.Row(i)[:H])
			copy(g.left.dOut.Row(t.mirror[i]), g.dBoth.Row(i)[H:])
			continue
		}
		t.handDown(g, i, H)
	}
}

// handDown is splitRows for Fill, by the rows that receive: row i of the right direction stands under the row behind it, that of
// the left under the row before it.
func (t *bothTape[F]) handDown(g *biGroupTape[F], i, H int) {
	behind, before := i+t.B, i-t.B
	to := g.right.dOut.Row(i)
	if clear(to); behind < t.T*t.B && (t.starts == nil || !t.starts[behind]) {
		copy(to, g.dBoth.Row(behind)[:H])
	}
	to = g.left.dOut.Row(t.mirror[i])
	if clear(to); before >= 0 && (t.starts == nil || !t.starts[i]) {
		copy(to, g.dBoth.Row(before)[H:])
	}
}

// sumRows adds what both directions say about the current group's input.
func (t *bothTape[F]) sumRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	g := t.groups[t.group]
	to, mask := t.dIn, t.inMask
	if t.group > 0 {
		to, mask = t.groups[t.group-1].dBoth, g.mask
	}
	for i := lo; i < lo+n; i++ {
		row, left := to.Row(i), t.mirror[i]
		if g.left.inSlots(0) {
			left = i // the same of both
		}
		copy(row, g.right.dIn.Row(i))
		kernel.Add(row, g.left.dIn.Row(left))
		if t.masks != nil && mask != nil {
			undrop(row, mask[i*len(row):])
		}
	}
}

// prepareBackward gives the stacks their places in the gradient; deep: the gradient goes on to the input, in dIn.
func (t *bothTape[F]) prepareBackward(next *cutter[F], deep bool) {
	for i, g := range t.groups {
		rows := len(t.mirror)
		g.right.prepareBackward(next)
		g.left.prepareBackward(next)
		g.dBoth = kernel.NewMatrix[F](rows, g.both.Cols)
		if i > 0 || deep {
			D := g.right.stack.D
			g.right.dIn, g.left.dIn = kernel.NewMatrix[F](rows, D), kernel.NewMatrix[F](rows, D)
		}
	}
}

// rebind makes the tape read other weights.
func (t *bothTape[F]) rebind(part []biGroup[F]) {
	t.part = part
	for i, u := range t.groups {
		u.right.stack, u.left.stack = part[i].right, part[i].left
	}
}

func (t *bothTape[F]) activations(list []Activation[F]) []Activation[F] {
	for _, g := range t.groups {
		list = g.right.activations(list)
		list = g.left.activations(list)
	}
	return list
}
