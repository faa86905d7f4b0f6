package nn

import (
	"slices"

	"unroll/core/kernel"
)

// The encoder's and the decoder's first layers read embedded tokens, of which a batch has fewer different ones than rows. X W_x is
// computed once for each different token, and every row takes its own:
//
//	P = E' W_x + b       E' has a row for each different token
//	sums_i = P_slot(i)
//	dP_u = Σ d(sums_i) over the rows i of u,   dE' = dP W_xᵀ,   dW_x = E'ᵀ dP
//
// With dropout no two rows are the same, and each has a slot of its own.

// A slotted is what a stackTape needs to read slots. What a decoder reads beside its token is the second part of its rows, for which W_x
// has rows of its own: either a vector for each step, or one for a whole sequence.
type slotted[F Float] struct {
	once, dOnce kernel.Matrix[F] // T·B×GH: P and its gradient
	beside      kernel.Matrix[F] // T·B×C: beside the tokens, at each step; no numbers: nothing
	steady      kernel.Matrix[F] // B×C: beside the tokens of a sequence, at every step; no numbers: nothing
	sum, dSum   kernel.Matrix[F] // B×GH: what steady adds to the sums, and its gradient
	dSteady     kernel.Matrix[F] // B×C

	gather, steer, steerBack job
}

// useSlots prepares a tape for feeds with slots, before its first forward.
func (t *stackTape[F]) useSlots() {
	rows, GH := t.maxT*t.B, t.stack.gh()
	t.slotted = &slotted[F]{once: kernel.NewMatrix[F](rows, GH), gather: t.gatherColumns, steer: t.steerRows, steerBack: t.steerRowsBack}
}

// prepareSlots allocates what the backward pass needs.
func (t *stackTape[F]) prepareSlots() {
	s := t.slotted
	s.dOnce = kernel.NewMatrix[F](s.once.Rows, s.once.Cols)
	if s.steady.Data != nil {
		s.dSum, s.dSteady = kernel.NewMatrix[F](t.B, s.sum.Cols), kernel.NewMatrix[F](t.B, s.steady.Cols)
	}
}

// inSlots says whether layer l takes its projected input from slots.
func (t *stackTape[F]) inSlots(l int) bool { return l == 0 && t.feed.slots != nil }

// inputRows is how many rows are projected for layer l.
func (t *stackTape[F]) inputRows(l int) int {
	if t.inSlots(l) {
		return t.feed.distinct
	}
	return t.T * t.B
}

// setSteady takes what stands beside the tokens of each sequence; steady is in place.
func (t *stackTape[F]) setSteady() { t.overRows(0, t.B, t.slotted.steer) }

func (t *stackTape[F]) steerRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	kernel.MulPanel(t.slotted.sum.RowsOf(lo, n), t.slotted.steady.RowsOf(lo, n), &t.stack.products[0].wc, false)
}

// takeSlots sets the sums of n sequences, starting at lo, at a step to what their slots and what stands beside say.
func (t *stackTape[F]) takeSlots(x kernel.Matrix[F], step, lo int) {
	s, row := t.slotted, step*t.B+lo
	for i := range x.Rows {
		if slot := t.feed.slots[row+i]; slot >= 0 {
			copy(x.Row(i), s.once.Row(int(slot)))
		} else {
			copy(x.Row(i), t.stack.bias[0])
		}
		if s.steady.Data != nil {
			kernel.Add(x.Row(i), s.sum.Row(lo+i))
		}
	}
	if s.beside.Data != nil {
		kernel.MulPanel(x, s.beside.RowsOf(row, x.Rows), &t.stack.products[0].wc, true)
	}
}

// gatherBack is the backward pass of takeSlots, once the gradients of all sums are known.
func (t *stackTape[F]) gatherBack() {
	t.workers.Run((t.stack.gh()+itemCols-1)/itemCols, t.slotted.gather)
	if t.slotted.steady.Data != nil {
		t.overRows(0, t.B, t.slotted.steerBack)
	}
}

func (t *stackTape[F]) gatherColumns(piece, _ int) {
	j := piece * itemCols
	s, x := t.slotted, t.layers[0].x
	n := min(itemCols, x.Cols-j)
	once := s.dOnce.RowsOf(0, t.feed.distinct).ColsOf(j, n)
	once.Zero()
	for i, slot := range t.feed.slots[:t.T*t.B] {
		if slot >= 0 {
			kernel.Add(once.Row(int(slot)), x.Row(i)[j:j+n])
		}
	}
	if s.steady.Data == nil {
		return
	}
	sum := s.dSum.ColsOf(j, n)
	sum.Zero()
	for i := range t.T * t.B {
		kernel.Add(sum.Row(i%t.B), x.Row(i)[j:j+n])
	}
}

func (t *stackTape[F]) steerRowsBack(piece, _ int) {
	lo, n := t.rowsOf(piece)
	kernel.MulPanel(t.slotted.dSteady.RowsOf(lo, n), t.slotted.dSum.RowsOf(lo, n), &t.stack.products[0].wcBack, false)
}

// besideBack is the gradient at what stands beside the tokens of some rows: n×C.
func (t *stackTape[F]) besideBack(to kernel.Matrix[F], row int) {
	kernel.MulPanel(to, t.layers[0].x.RowsOf(row, to.Rows), &t.stack.products[0].wcBack, false)
}

// slotGradient computes columns j … j+n of the gradient of W_x.
func (t *stackTape[F]) slotGradient(j, n, thread int) {
	s, D, wx := t.slotted, t.stack.D-t.stack.beside, t.g[0].Wx
	if t.gradientOf(wx.RowsOf(0, D), t.layers[0].in, s.dOnce, nil, t.feed.distinct, j, n, thread); t.feed.distinct == 0 {
		wx.RowsOf(0, D).ColsOf(j, n).Zero()
	}
	wc := wx.RowsOf(D, t.stack.D-D)
	switch {
	case s.beside.Data != nil:
		t.gradientOf(wc, s.beside, t.layers[0].x, nil, t.T*t.B, j, n, thread)
	case s.steady.Data != nil:
		t.gradientOf(wc, s.steady, s.dSum, nil, t.B, j, n, thread)
	}
}

// slots are where the rows of a batch are among its different tokens.
type slots struct {
	of    []int32 // maxT·B: the slot of each row; −1: no token
	place []int32 // V: the slot of each token
	ids   []int32 // of each slot
}

// readDistinct turns b into a feed with slots. Steps of sequence k before from[k] or from to[k] on are padding.
func (t *inputTape[F]) readDistinct(b *Batch[F], masks *Masks, from, to []int) feed[F] {
	s, rows := &t.slots, b.Rows()
	if s.of == nil {
		*s = slots{make([]int32, t.maxT*t.B), make([]int32, t.in.V), make([]int32, 0, t.maxT*t.B)}
	}
	if t.in.drop.p == 0 {
		masks = nil
	}
	t.rows, t.tokens, t.masks = rows, b.Tokens, masks
	if masks == nil {
		t.rows, t.tokens = s.find(b.Tokens[:rows], t.B, from, to)
	} else {
		for i := range s.of[:rows] {
			if s.of[i] = int32(i); b.Tokens[i] < 0 {
				s.of[i] = -1
			}
		}
	}
	t.overRows(0, t.rows, t.embed)
	return feed[F]{x: t.x, slots: s.of[:rows], distinct: t.rows}
}

// find gives every token a slot, and returns how many there are and their tokens. They are in ascending order, and those that only
// padding has come last: their gradient is 0, and what stands in padding changes no bit of a sum.
func (s *slots) find(tokens []int32, B int, from, to []int) (distinct int, ids []int32) {
	s.ids = s.ids[:0]
	for i := range s.place {
		s.place[i] = -1
	}
	for _, padding := range [...]bool{false, true} {
		known := len(s.ids)
		for i, id := range tokens {
			step, k := i/B, i%B
			if id >= 0 && s.place[id] < 0 && padding == (step < from[k] || step >= to[k]) {
				s.place[id] = 0
				s.ids = append(s.ids, id)
			}
		}
		slices.Sort(s.ids[known:])
	}
	for i, id := range s.ids {
		s.place[id] = int32(i)
	}
	for i, id := range tokens {
		if s.of[i] = -1; id >= 0 {
			s.of[i] = s.place[id]
		}
	}
	return len(s.ids), s.ids
}
