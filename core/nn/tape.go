package nn

import "unroll/core/kernel"

// A Tape is where B sequences are read through a Net: the numbers of every step, which the way
// back needs, the state that is carried from one reading to the next, and the gradient. One
// goroutine uses a Tape at a time (its Workers help); several Tapes can share a Net.
type Tape[F Float] struct {
	Grad []F // Σ over the tokens of the last Back, laid out like Net.W

	net     *Net[F]
	g       params[F]
	T, B    int // of the last Forward
	maxT    int
	tokens  []int32
	targets []int32
	reset   []bool
	masks   *Masks           // of the last Forward; nil: it applied no dropout
	in      kernel.Matrix[F] // T·B×E, the embedded tokens
	inMask  []F
	layers  []layerTape[F]
	top     kernel.Matrix[F] // T·B×H, what the read-out reads
	dropTop kernel.Matrix[F]
	topMask []F
	logits  []F       // one block of rows
	nll     []float64 // of each row
	scale   F
	dTop    kernel.Matrix[F]
	dX      kernel.Matrix[F]
	dCell   []F // B×H

	workers     Workers
	lanes       []lane[F] // one a thread
	jobs        jobs
	layer       int // that the job at hand is about
	from, count int // rows that it is about
	items       []gradItem
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
	h1, c1     []F // the one before the last Forward, which it began with; Undo gives it back
}

// With a large vocabulary the read-out is walked in blocks of rows: so many logits are held at a time,
// more on the way back, where every block goes over the whole gradient of W_q once.
const (
	scoreFloats = 1 << 19
	backFloats  = 1 << 22
)

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
	t.makeJobs()
	t.UseWorkers(alone{})
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

// blockRows is how many rows are read out at a time, and makes room for them.
func (t *Tape[F]) blockRows(floats int) int {
	n := max(1, min(t.maxT*t.B, floats/t.net.Spec.Vocab))
	if len(t.logits) < n*t.net.Spec.Vocab {
		t.logits = make([]F, n*t.net.Spec.Vocab)
	}
	return n
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
// masks says which numbers dropout cuts; nil: none is applied. tokens and reset must stay as they are
// until Back is done.
func (t *Tape[F]) Forward(tokens []int32, reset []bool, masks *Masks) {
	t.T = len(tokens) / t.B
	t.tokens, t.reset, t.masks = tokens, reset, masks
	if t.net.Spec.Dropout == 0 {
		t.masks = nil
	}
	all := t.T * t.B
	if t.net.Spec.Embed > 0 {
		t.overRows(0, all, t.jobs.embed)
	}
	for l := range t.layers {
		t.layer = l
		t.layers[l].swap()
		if !t.oneHot(l) {
			t.feed(l)
			t.overRows(0, all, t.jobs.project)
		}
		t.overSequences(t.jobs.walk)
	}
	t.top = t.layers[len(t.layers)-1].out
	if t.masks != nil {
		t.overRows(0, all, t.jobs.dropTop)
		t.top = t.dropTop
	}
}

// oneHot says whether layer l reads tokens themselves.
func (t *Tape[F]) oneHot(l int) bool { return l == 0 && t.net.Spec.Embed == 0 }

// feed says what layer l reads: the outputs of the layer below, or what dropout leaves of them.
func (t *Tape[F]) feed(l int) {
	switch {
	case l == 0:
		t.layers[l].in = t.in
	case t.masks == nil:
		t.layers[l].in = t.layers[l-1].out
	default:
		t.layers[l].in = t.layers[l].dropIn
	}
}

// project sets the sums of some rows to X W_x + b. Both biases go in, but for Split cells, whose
// second stays with the hidden part.
func (t *Tape[F]) project(piece, thread int) {
	lo, n := t.rowsOf(piece)
	lt := &t.layers[t.layer]
	if t.layer > 0 && t.masks != nil {
		t.dropRows(lt.dropIn, t.layers[t.layer-1].out, lt.mask, lo, n, t.layer, thread)
	}
	kernel.MulPanelRow(lt.x.RowsOf(lo, n), lt.in.RowsOf(lo, n), &t.net.wx[t.layer], t.net.bias[t.layer])
}

// walk runs some sequences through the layer at hand, step by step.
func (t *Tape[F]) walk(piece, thread int) {
	lo, n := t.sequences(piece)
	lt := &t.layers[t.layer]
	for step := range t.T {
		t.step(t.layer, step, lo, n, &t.lanes[thread])
	}
	H := t.net.Spec.Hidden
	last := (t.T-1)*t.B + lo
	copy(lt.h0[lo*H:], part(lt.out, last, n))
	if lt.c0 != nil {
		copy(lt.c0[lo*H:], part(lt.c, last, n))
	}
}

// step runs n sequences from lo on through one time step of layer l.
func (t *Tape[F]) step(l, step, lo, n int, at *lane[F]) {
	lt := &t.layers[l]
	row := step*t.B + lo
	prevH := lt.prevH.RowsOf(row, n)
	t.recall(prevH, lt.h1, lt.out, step, lo)
	if t.net.kind.Cell {
		t.recall(lt.prevC.RowsOf(row, n), lt.c1, lt.c, step, lo)
	}
	if t.oneHot(l) {
		t.lookUp(lt.x.RowsOf(row, n), row)
	}
	if t.net.kind.Split {
		kernel.MulPanelRow(lt.hx.RowsOf(row, n), prevH, &t.net.wh[l], t.net.p.Layers[l].Bh)
	} else {
		kernel.MulPanel(lt.x.RowsOf(row, n), prevH, &t.net.wh[l], true)
	}
	lt.at(&at.now, row, n, t.net.Spec.Hidden)
	t.net.kind.Forward(&at.now)
}

// lookUp is project for one-hot input: W_x times a one-hot column is a row of it.
func (t *Tape[F]) lookUp(x kernel.Matrix[F], row int) {
	for i := range x.Rows {
		to := x.Row(i)
		copy(to, t.net.bias[0])
		if id := t.tokens[row+i]; id >= 0 {
			kernel.Add(to, t.net.p.Layers[0].Wx.Row(int(id)))
		}
	}
}

// recall copies the state before a step: the carried one, or that of the step before; 0 where the
// state is reset. prev are the rows of the sequences from lo on.
func (t *Tape[F]) recall(prev kernel.Matrix[F], carried []F, all kernel.Matrix[F], step, lo int) {
	n, H := prev.Rows, prev.Cols
	if step > 0 {
		copy(prev.Data[:n*H], part(all, (step-1)*t.B+lo, n))
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

// embed looks the vectors of some rows' tokens up.
func (t *Tape[F]) embed(piece, thread int) {
	lo, n := t.rowsOf(piece)
	for i := lo; i < lo+n; i++ {
		if id := t.tokens[i]; id < 0 {
			clear(t.in.Row(i))
		} else {
			copy(t.in.Row(i), t.net.p.Emb.Row(int(id)))
		}
	}
	if t.masks != nil {
		t.dropRows(t.in, t.in, t.inMask, lo, n, 0, thread)
	}
}
