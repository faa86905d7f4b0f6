package nn

import "unroll/core/kernel"

// A stackTape reads B sequences through a stack. It holds the numbers of every step, the carried state,
// and the gradients at the outputs, at the input and, if asked for, at the initial state of the reading.
type stackTape[F Float] struct {
	*crew[F]
	stack   *stack[F]
	T, maxT int // steps of the last forward; the most it can hold
	feed    feed[F]
	reset   []bool
	masks   *Masks // of the last forward; nil: it applied no dropout
	layers  []layerTape[F]

	g      []layerParams[F] // the gradient
	dOut   kernel.Matrix[F] // T·B×H: the caller sets the gradient at the outputs; the layers below reuse it
	dIn    kernel.Matrix[F] // T·B×D: the gradient at the input; not wanted if it has no numbers
	inMask []F              // dropout's mask on the input, if any
	dExtra []F              // B×kH: the gradient at the states besides h
	dLast  [][]F            // gradient at the state after the last step, like state(); nil: only through dOut
	dFirst [][]F            // gradient at the state before the first step, like state(); nil: not wanted

	*slotted[F]                                    // for feeds with slots
	layer                                      int // that the current job is about
	project, walk, walkBackward, inputBackward job
}

// layerTape holds one layer's numbers; every matrix has T·B rows.
type layerTape[F Float] struct {
	in         kernel.Matrix[F] // what the layer reads (not for a one-hot first layer)
	dropIn     kernel.Matrix[F] // the buffer for it if dropout changes it
	mask       []F              // dropout's mask on it
	x, hx      kernel.Matrix[F] // sums, then gates, then their gradients
	prevH, out kernel.Matrix[F]
	prevC, c   kernel.Matrix[F] // T·B×kH
	save, mid  kernel.Matrix[F]
	dP         kernel.Matrix[F] // what each row adds to the gradients of the cell's vectors
	h0, c0     []F              // B×H, B×kH: the carried state
	h1, c1     []F              // the state that the last forward began with; undo restores it
}

// newStackTape is a tape for up to T steps, with a state of 0.
func newStackTape[F Float](s *stack[F], c *crew[F], T int) *stackTape[F] {
	t := &stackTape[F]{crew: c, stack: s, T: T, maxT: T}
	rows := T * c.B
	t.layers = make([]layerTape[F], s.L)
	for l := range t.layers {
		t.layers[l] = newLayerTape(s, rows, c.B)
		if l > 0 && s.drop.p > 0 {
			t.layers[l].dropIn = kernel.NewMatrix[F](rows, s.H)
			t.layers[l].mask = maskFor[F](s.drop.p, rows*s.H)
		}
	}
	t.project, t.walk, t.walkBackward, t.inputBackward = t.projectRows, t.walkSequences, t.walkSequencesBackward, t.inputRowsBackward
	return t
}

func newLayerTape[F Float](s *stack[F], rows, B int) layerTape[F] {
	H, GH := s.H, s.gh()
	l := layerTape[F]{
		x: kernel.NewMatrix[F](rows, GH), prevH: kernel.NewMatrix[F](rows, H),
		out: kernel.NewMatrix[F](rows, H), h0: make([]F, B*H), h1: make([]F, B*H),
	}
	if s.cell.Split {
		l.hx = kernel.NewMatrix[F](rows, GH)
	}
	if kH := len(s.cell.States) * H; kH > 0 {
		l.prevC, l.c = kernel.NewMatrix[F](rows, kH), kernel.NewMatrix[F](rows, kH)
		l.c0, l.c1 = make([]F, B*kH), make([]F, B*kH)
	}
	if s.cell.Saves {
		l.save = kernel.NewMatrix[F](rows, H)
	}
	if s.cell.Second > 0 {
		l.mid = kernel.NewMatrix[F](rows, H)
	}
	return l
}

// clearState sets the carried state to 0.
func (t *stackTape[F]) clearState() {
	for l := range t.layers {
		clear(t.layers[l].h0)
		clear(t.layers[l].c0)
	}
}

// state views the carried state: for each layer the hidden state and, for cells that have them, the
// others.
func (t *stackTape[F]) state() [][]F {
	var s [][]F
	for l := range t.layers {
		s = append(s, t.layers[l].h0)
		if t.layers[l].c0 != nil {
			s = append(s, t.layers[l].c0)
		}
	}
	return s
}

// out is the last layer's outputs: T·B×H.
func (t *stackTape[F]) out() kernel.Matrix[F] { return t.layers[len(t.layers)-1].out }

// forward reads T steps of the feed, resetting the state to 0 before each row that reset marks (nil: none).
func (t *stackTape[F]) forward(in feed[F], T int, reset []bool, masks *Masks) {
	t.begin(in, T, reset, masks)
	for l := range t.layers {
		if t.enter(l) {
			t.overRows(0, t.inputRows(l), t.project)
		}
		t.overSequences(t.walk)
	}
}

// begin is the part of forward before the first layer.
func (t *stackTape[F]) begin(in feed[F], T int, reset []bool, masks *Masks) {
	t.T, t.feed, t.reset, t.masks = T, in, reset, masks
}

// enter makes layer l the current one; projected: its input is to be projected before the walk.
func (t *stackTape[F]) enter(l int) (projected bool) {
	t.layer = l
	t.layers[l].swap()
	if t.stack.tokensInto(l) {
		return false
	}
	t.lead(l)
	return true
}

// lead sets the input of layer l: the outputs of the layer below, or what dropout leaves of them.
func (t *stackTape[F]) lead(l int) {
	switch {
	case l == 0:
		t.layers[l].in = t.feed.x
	case t.masks == nil:
		t.layers[l].in = t.layers[l-1].out
	default:
		t.layers[l].in = t.layers[l].dropIn
	}
}

// projectRows sets the sums of some rows to X W_x + b. Both biases are included, except for Split
// cells, whose second belongs to the hidden part.
func (t *stackTape[F]) projectRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	t.projectSome(lo, n, thread)
}

func (t *stackTape[F]) projectSome(lo, n, thread int) {
	l := t.layer
	lt := &t.layers[l]
	if l > 0 && t.masks != nil {
		d := t.stack.drop
		d.place += l
		dropRows(d, t.masks, &t.lanes[thread].pcg, lt.dropIn, t.layers[l-1].out, lt.mask, lo, n)
	}
	to := lt.x
	if t.inSlots(l) {
		to = t.once
	}
	kernel.MulPanelRow(to.RowsOf(lo, n), lt.in.RowsOf(lo, n), &t.stack.products[l].wx, t.stack.bias[l])
}

// walkSequences runs some sequences through the current layer, step by step.
func (t *stackTape[F]) walkSequences(piece, thread int) {
	lo, n := t.sequences(piece)
	t.walkSome(lo, n, thread)
}

func (t *stackTape[F]) walkSome(lo, n, thread int) {
	for step := range t.T {
		t.step(t.layer, step, lo, n, &t.lanes[thread])
	}
	t.keepLast(lo, n)
}

// keepLast makes the state of n sequences after the last step of the current layer the carried one.
func (t *stackTape[F]) keepLast(lo, n int) {
	lt, last := &t.layers[t.layer], (t.T-1)*t.B+lo
	copy(lt.h0[lo*lt.out.Cols:], rowsIn(lt.out, last, n))
	if lt.c0 != nil {
		copy(lt.c0[lo*lt.c.Cols:], rowsIn(lt.c, last, n))
	}
}

// step runs n sequences, starting at lo, through one time step of layer l.
func (t *stackTape[F]) step(l, step, lo, n int, at *lane[F]) {
	lt, s, p := &t.layers[l], t.stack, &t.stack.products[l]
	row := step*t.B + lo
	prevH := lt.prevH.RowsOf(row, n)
	t.recall(prevH, lt.h1, lt.out, step, lo)
	if lt.c0 != nil {
		t.recall(lt.prevC.RowsOf(row, n), lt.c1, lt.c, step, lo)
	}
	if s.tokensInto(l) {
		t.lookUp(lt.x.RowsOf(row, n), row)
	} else if t.inSlots(l) {
		t.takeSlots(lt.x.RowsOf(row, n), step, lo)
	}
	switch {
	case s.cell.Split && s.cell.OneBias:
		kernel.MulPanel(lt.hx.RowsOf(row, n), prevH, &p.wh, false)
	case s.cell.Split:
		kernel.MulPanelRow(lt.hx.RowsOf(row, n), prevH, &p.wh, s.layers[l].Bh)
	case !s.cell.NoProduct:
		kernel.MulPanel(lt.x.RowsOf(row, n).ColsOf(0, s.firstCols()), prevH, &p.wh, true)
	}
	lt.at(&at.now, row, n, s.H)
	at.now.P = s.layers[l].P
	s.cell.Forward(&at.now)
	if s.cell.Second > 0 {
		first := s.firstCols()
		kernel.MulPanel(lt.x.RowsOf(row, n).ColsOf(first, s.gh()-first), lt.mid.RowsOf(row, n), &p.wh2, true)
		s.cell.Forward2(&at.now)
	}
}

// lookUp is the projection of a one-hot input: a one-hot row times W_x is a row of W_x.
func (t *stackTape[F]) lookUp(x kernel.Matrix[F], row int) {
	for i := range x.Rows {
		to := x.Row(i)
		copy(to, t.stack.bias[0])
		if id := t.feed.tokens[row+i]; id >= 0 {
			kernel.Add(to, t.stack.layers[0].Wx.Row(int(id)))
		}
	}
}

// recall copies the state before a step: the carried one, or that of the step before; 0 where the
// state is reset. prev holds the rows of the sequences starting at lo.
func (t *stackTape[F]) recall(prev kernel.Matrix[F], carried []F, all kernel.Matrix[F], step, lo int) {
	n, H := prev.Rows, prev.Cols
	if step > 0 {
		copy(prev.Data[:n*H], rowsIn(all, (step-1)*t.B+lo, n))
	} else {
		copy(prev.Data[:n*H], carried[lo*H:])
	}
	if t.reset == nil {
		return
	}
	for b := range n {
		if t.reset[step*t.B+lo+b] {
			clear(prev.Row(b))
		}
	}
}

// at points s at the numbers of rows lo … lo+B.
func (lt *layerTape[F]) at(s *Step[F], lo, B, H int) {
	*s = Step[F]{B: B, H: H, X: rowsIn(lt.x, lo, B), Hx: rowsIn(lt.hx, lo, B), PrevH: rowsIn(lt.prevH, lo, B),
		PrevC: rowsIn(lt.prevC, lo, B), Out: rowsIn(lt.out, lo, B), C: rowsIn(lt.c, lo, B), Save: rowsIn(lt.save, lo, B),
		Mid: rowsIn(lt.mid, lo, B), DP: rowsIn(lt.dP, lo, B)}
}

func (lt *layerTape[F]) swap() {
	lt.h0, lt.h1 = lt.h1, lt.h0
	lt.c0, lt.c1 = lt.c1, lt.c0
}

// undo restores the carried state from before the last forward, once.
func (t *stackTape[F]) undo() {
	for l := range t.layers {
		t.layers[l].swap()
	}
}
