package nn

import (
	"math/rand/v2"

	"unroll/core/kernel"
)

// A Tape is where B sequences are read through a Net: the numbers of every step, which the way
// back needs, the state that is carried from one reading to the next, and the gradient. One
// goroutine uses a Tape at a time; several Tapes can share a Net.
type Tape[F Float] struct {
	Grad []F // Σ over the tokens of the last Back, laid out like Net.W

	net      *Net[F]
	g        params[F]
	T, B     int // of the last Forward
	maxT     int
	tokens   []int32
	reset    []bool
	dropped  bool             // the last Forward applied dropout
	in       kernel.Matrix[F] // T·B×E, the embedded tokens
	inMask   []F
	layers   []layerTape[F]
	top      kernel.Matrix[F] // T·B×H, what the read-out reads
	dropTop  kernel.Matrix[F]
	topMask  []F
	logits   []F // one block of rows
	dTop, dX kernel.Matrix[F]
	dNext    []F // B×H: the gradient that step t+1 sends back to step t
	dCell    []F
	panel    kernel.Panel[F] // gradients as right-hand sides
	now      Step[F]         // the step at hand; here because a cell, called through its table, takes its address
}

// layerTape holds one layer's numbers; every matrix has T·B rows.
type layerTape[F Float] struct {
	in         kernel.Matrix[F] // what the layer reads (not of a one-hot first layer)
	dropIn     kernel.Matrix[F] // room for it where dropout changes it
	mask       []F              // dropout on it
	x, hx      kernel.Matrix[F] // sums, then gates, then their gradients
	prevH, out kernel.Matrix[F]
	prevC, c   kernel.Matrix[F]
	save       kernel.Matrix[F]
	h0, c0     []F // B×H: the carried state
	h1, c1     []F // the one before the last Forward, for Undo
}

// blockFloats bounds the logits that are held at a time: with a large vocabulary the read-out is
// walked in blocks of rows.
const blockFloats = 1 << 19

// NewTape is a tape for up to T steps of B sequences, with a state of 0.
func NewTape[F Float](n *Net[F], T, B int) *Tape[F] {
	s, t := n.Spec, &Tape[F]{net: n, T: T, B: B, maxT: T}
	rows, H, GH := T*B, s.Hidden, n.kind.Gates*s.Hidden
	if s.Embed > 0 {
		t.in = kernel.NewMatrix[F](rows, s.Embed)
		t.inMask = maskFor[F](s, rows*s.Embed)
	}
	t.layers = make([]layerTape[F], s.Layers)
	for l := range t.layers {
		t.layers[l] = newLayerTape(n, rows, B, GH)
		if l > 0 && s.Dropout > 0 {
			t.layers[l].dropIn = kernel.NewMatrix[F](rows, H)
			t.layers[l].mask = maskFor[F](s, rows*H)
		}
	}
	if s.Dropout > 0 {
		t.dropTop = kernel.NewMatrix[F](rows, H)
		t.topMask = maskFor[F](s, rows*H)
	}
	t.logits = make([]F, t.blockRows()*s.Vocab)
	return t
}

func newLayerTape[F Float](n *Net[F], rows, B, GH int) layerTape[F] {
	H := n.Spec.Hidden
	l := layerTape[F]{
		x: kernel.NewMatrix[F](rows, GH), prevH: kernel.NewMatrix[F](rows, H),
		out: kernel.NewMatrix[F](rows, H), h0: make([]F, B*H), h1: make([]F, B*H),
	}
	if n.kind.Split {
		l.hx = kernel.NewMatrix[F](rows, GH)
	}
	if n.kind.Cell {
		l.prevC, l.c = kernel.NewMatrix[F](rows, H), kernel.NewMatrix[F](rows, H)
		l.c0, l.c1 = make([]F, B*H), make([]F, B*H)
	}
	if n.kind.Saves {
		l.save = kernel.NewMatrix[F](rows, H)
	}
	return l
}

func maskFor[F Float](s Spec, n int) []F {
	if s.Dropout == 0 {
		return nil
	}
	return make([]F, n)
}

func (t *Tape[F]) blockRows() int {
	return max(1, min(t.maxT*t.B, blockFloats/t.net.Spec.Vocab))
}

// Rebind makes the tape read another net of the same Spec, its state kept.
func (t *Tape[F]) Rebind(n *Net[F]) { t.net = n }

// Reset forgets the carried state.
func (t *Tape[F]) Reset() {
	for l := range t.layers {
		clear(t.layers[l].h0)
		clear(t.layers[l].c0)
	}
}

// State views the carried state: for each layer the hidden state (B×H) and, of cells that have
// one, the cell state. Writing to it sets it. The views hold until the next Forward or Undo.
func (t *Tape[F]) State() [][]F {
	var s [][]F
	for l := range t.layers {
		s = append(s, t.layers[l].h0)
		if t.layers[l].c0 != nil {
			s = append(s, t.layers[l].c0)
		}
	}
	return s
}

// Forward reads T steps of tokens (T·B, time step by time step; negative: no input), with the
// state reset to 0 before each token that reset marks (nil: none), and carries the state on.
// drop, where dropout is to be applied, gives this reading's random numbers; nil: none is applied.
func (t *Tape[F]) Forward(tokens []int32, reset []bool, drop *rand.Rand) {
	t.T = len(tokens) / t.B
	t.tokens, t.reset = tokens, reset
	if t.net.Spec.Dropout == 0 {
		drop = nil
	}
	t.dropped = drop != nil
	t.embed(drop)
	for l := range t.layers {
		if l > 0 {
			t.feed(l, drop)
		}
		t.project(l)
		for step := range t.T {
			t.step(l, step)
		}
		t.carry(l)
	}
	last := t.layers[len(t.layers)-1].out
	if drop == nil {
		t.top = last
	} else {
		t.top = t.dropOut(t.dropTop, last, t.topMask, drop)
	}
}

// feed gives layer l the outputs of the layer below.
func (t *Tape[F]) feed(l int, drop *rand.Rand) {
	below := t.layers[l-1].out
	if drop == nil {
		t.layers[l].in = below
		return
	}
	t.layers[l].in = t.dropOut(t.layers[l].dropIn, below, t.layers[l].mask, drop)
}

// rows is the part of m that the last Forward used.
func (t *Tape[F]) rows(m kernel.Matrix[F]) kernel.Matrix[F] { return m.RowsOf(0, t.T*t.B) }

// project sets the sums of all T steps to X W_x + b: one product, or for one-hot a look-up of
// rows. Both biases go in, but for Split cells, whose second stays with the hidden part.
func (t *Tape[F]) project(l int) {
	lt, p := &t.layers[l], &t.net.p.Layers[l]
	x := t.rows(lt.x)
	oneHot := l == 0 && t.net.Spec.Embed == 0
	for i := range x.Rows {
		row := x.Row(i)
		copy(row, p.Bx)
		if !t.net.kind.Split {
			kernel.Add(row, p.Bh)
		}
		if oneHot && t.tokens[i] >= 0 {
			kernel.Add(row, p.Wx.Row(int(t.tokens[i])))
		}
	}
	if !oneHot {
		kernel.MulPanel(x, t.rows(t.input(l)), &t.net.wx[l], true)
	}
}

func (t *Tape[F]) input(l int) kernel.Matrix[F] {
	if l == 0 {
		return t.in
	}
	return t.layers[l].in
}

// step runs layer l through one time step.
func (t *Tape[F]) step(l, step int) {
	lt := &t.layers[l]
	lo, B, H := step*t.B, t.B, t.net.Spec.Hidden
	prevH := lt.prevH.RowsOf(lo, B)
	t.recall(prevH, lt.h0, lt.out, step)
	if t.net.kind.Cell {
		t.recall(lt.prevC.RowsOf(lo, B), lt.c0, lt.c, step)
	}
	if t.net.kind.Split {
		hx := lt.hx.RowsOf(lo, B)
		for b := range B {
			copy(hx.Row(b), t.net.p.Layers[l].Bh)
		}
		kernel.MulPanel(hx, prevH, &t.net.wh[l], true)
	} else {
		kernel.MulPanel(lt.x.RowsOf(lo, B), prevH, &t.net.wh[l], true)
	}
	lt.at(&t.now, lo, B, H)
	t.net.kind.Forward(&t.now)
}

// recall copies the state before a step: the carried one, or that of the step before; 0 where the
// state is reset.
func (t *Tape[F]) recall(prev kernel.Matrix[F], carried []F, all kernel.Matrix[F], step int) {
	B, H := t.B, prev.Cols
	from := carried
	if step > 0 {
		from = all.Data[(step-1)*B*H:]
	}
	copy(prev.Data[:B*H], from)
	if t.reset == nil {
		return
	}
	for b := range B {
		if t.reset[step*B+b] {
			clear(prev.Row(b))
		}
	}
}

// at points s to the numbers of rows lo … lo+B.
func (lt *layerTape[F]) at(s *Step[F], lo, B, H int) {
	*s = Step[F]{B: B, H: H, X: part(lt.x, lo, B), Hx: part(lt.hx, lo, B), PrevH: part(lt.prevH, lo, B),
		PrevC: part(lt.prevC, lo, B), Out: part(lt.out, lo, B), C: part(lt.c, lo, B), Save: part(lt.save, lo, B)}
}

func part[F Float](m kernel.Matrix[F], lo, n int) []F {
	if m.Data == nil {
		return nil
	}
	return m.Data[lo*m.Cols : (lo+n)*m.Cols]
}

// carry keeps the state after the last step for the next reading.
func (t *Tape[F]) carry(l int) {
	lt, n := &t.layers[l], t.B*t.net.Spec.Hidden
	lt.swap()
	copy(lt.h0, lt.out.Data[(t.T-1)*n:])
	if lt.c0 != nil {
		copy(lt.c0, lt.c.Data[(t.T-1)*n:])
	}
}

func (lt *layerTape[F]) swap() {
	lt.h0, lt.h1 = lt.h1, lt.h0
	lt.c0, lt.c1 = lt.c1, lt.c0
}

// Undo gives the carried state back that there was before the last Forward, once.
func (t *Tape[F]) Undo() {
	for l := range t.layers {
		t.layers[l].swap()
	}
}

// embed looks the tokens' vectors up.
func (t *Tape[F]) embed(drop *rand.Rand) {
	if t.net.Spec.Embed == 0 {
		return
	}
	for i, id := range t.tokens {
		if id < 0 {
			clear(t.in.Row(i))
		} else {
			copy(t.in.Row(i), t.net.p.Emb.Row(int(id)))
		}
	}
	if drop != nil {
		t.dropOut(t.in, t.in, t.inMask, drop)
	}
}
