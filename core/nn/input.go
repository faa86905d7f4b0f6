package nn

import "unroll/core/kernel"

// An input is how a graph reads a batch: real vectors as they are; tokens as one-hot vectors, for which
// the first layer looks up rows of its W_x; or tokens through a learned embedding, one row for each token.
type input[F Float] struct {
	D, V, E int // real vectors of D numbers, or tokens: a vocabulary of V, embedded in E numbers (0: one-hot)
	ids     int // of each row; the vectors of several are added
	name    string
	drop    dropout // on embedded tokens
	emb     kernel.Matrix[F]
}

// A feed is what the first layer reads: tokens to look up, or rows of numbers, or the place of each row among rows that are different.
type feed[F Float] struct {
	tokens   []int32
	x        kernel.Matrix[F] // T·B×D, or with slots distinct×D
	slots    []int32          // T·B; −1: nothing. See distinct.go
	distinct int
}

func (in *input[F]) oneHot() bool { return in.V > 0 && in.E == 0 }

// width is how many numbers a row has for the first layer.
func (in *input[F]) width() int {
	if in.oneHot() {
		return in.V
	}
	return max(in.D, in.E)
}

func (in *input[F]) tensors() []Tensor {
	if in.E == 0 {
		return nil
	}
	return []Tensor{{Name: in.name, Shape: []int{in.V, in.E}}}
}

func (in *input[F]) bind(next *cutter[F]) { in.emb = in.view(next) }

func (in *input[F]) view(next *cutter[F]) kernel.Matrix[F] {
	if in.E == 0 {
		return kernel.Matrix[F]{}
	}
	return next.next(in.V, in.E)
}

func (*input[F]) panels(addPanel[F]) {}

func (*input[F]) prepared() {}

// An inputTape holds what an input has read.
type inputTape[F Float] struct {
	*crew[F]
	in     *input[F]
	maxT   int
	rows   int // of the last read
	tokens []int32
	masks  *Masks
	x      kernel.Matrix[F] // T·B×E, the embedded tokens
	mask   []F
	dX     kernel.Matrix[F] // their gradient, for the layer to fill
	gEmb   kernel.Matrix[F]
	embed  job
	slots  slots
}

func newInputTape[F Float](in *input[F], c *crew[F], T int) *inputTape[F] {
	t := &inputTape[F]{crew: c, in: in, maxT: T}
	if in.E > 0 {
		t.x = kernel.NewMatrix[F](T*c.B, in.E)
		t.mask = maskFor[F](in.drop.p, T*c.B*in.E)
		t.embed = t.embedRows
	}
	return t
}

// read turns b into what the first layer reads.
func (t *inputTape[F]) read(b *Batch[F], masks *Masks) feed[F] {
	if t.in.drop.p == 0 {
		masks = nil
	}
	t.rows, t.tokens, t.masks = b.Rows(), b.Tokens, masks
	switch {
	case t.in.D > 0:
		return feed[F]{x: kernel.Of(t.rows, t.in.D, b.Reals)}
	case t.in.E == 0:
		return feed[F]{tokens: b.Tokens[:t.rows]}
	}
	t.overRows(0, t.rows, t.embed)
	return feed[F]{x: t.x}
}

// embedRows looks up the vectors of some rows' tokens.
func (t *inputTape[F]) embedRows(piece, thread int) {
	lo, n := t.rowsOf(piece)
	for i := lo; i < lo+n; i++ {
		x, first := t.x.Row(i), true
		for _, id := range t.tokens[i*t.in.ids : (i+1)*t.in.ids] {
			switch {
			case id < 0:
			case first:
				copy(x, t.in.emb.Row(int(id)))
				first = false
			default:
				kernel.Add(x, t.in.emb.Row(int(id)))
			}
		}
		if first {
			clear(x)
		}
	}
	if t.masks != nil {
		dropRows(t.in.drop, t.masks, &t.lanes[thread].pcg, t.x, t.x, t.mask, lo, n)
	}
}

// prepareBackward allocates what the backward pass needs and lists the pieces of the embedding's gradient.
func (t *inputTape[F]) prepareBackward(grad *cutter[F]) {
	t.gEmb = t.in.view(grad)
	if t.in.E == 0 {
		return
	}
	t.dX = kernel.NewMatrix[F](t.maxT*t.B, t.in.E)
	for j := 0; j < t.in.E; j += itemCols {
		n := min(itemCols, t.in.E-j)
		filled := make([]int32, 0, t.maxT*t.B*t.in.ids)
		t.gradients = append(t.gradients, func(int) { filled = t.gradient(j, n, filled) })
	}
}

// gradient gives each token's vector the sum of the gradients of its rows, in columns j … j+n. Only the tokens of the batch before, which
// are in filled, have others than 0 to be cleared. It returns those of this batch.
func (t *inputTape[F]) gradient(j, n int, filled []int32) []int32 {
	emb := t.gEmb.ColsOf(j, n)
	for _, id := range filled {
		clear(emb.Row(int(id)))
	}
	filled = filled[:0]
	for i, id := range t.tokens[:t.rows*t.in.ids] {
		if id >= 0 {
			kernel.Add(emb.Row(int(id)), t.dX.Row(i / t.in.ids)[j:j+n])
			filled = append(filled, id)
		}
	}
	return filled
}
