package nn

import "unroll/core/kernel"

// A denseTape reads rows through the layers of a dense. Each thread takes some rows through all layers: it waits for
// no other.
type denseTape[F Float] struct {
	*crew[F]
	part   *dense[F]
	maxT   int
	rows   int              // of the last forward
	masks  *Masks           // of the last forward; nil: it applied no dropout
	input  kernel.Matrix[F] // T·B×D, the batch's own
	layers []denseLayerTape[F]
	g      []denseParams[F] // the gradient
	dIn    kernel.Matrix[F] // T·B×D of a deep one: the caller's, to be set to the gradient at the inputs
	dOut   kernel.Matrix[F] // T·B×H: the caller sets the gradient at the outputs; the layers below reuse it

	ahead, back job
}

// denseLayerTape holds one layer's numbers; every matrix has T·B rows.
type denseLayerTape[F Float] struct {
	x, out kernel.Matrix[F] // T·B×H: sums, which backward replaces by their gradients, and outputs
	dropIn kernel.Matrix[F] // what dropout leaves of the layer's input
	mask   []F
}

// newDenseTape is a tape for up to T·B rows.
func newDenseTape[F Float](d *dense[F], c *crew[F], T int) *denseTape[F] {
	t := &denseTape[F]{crew: c, part: d, maxT: T, layers: make([]denseLayerTape[F], d.L)}
	rows := T * c.B
	for l := range t.layers {
		t.layers[l].x, t.layers[l].out = kernel.NewMatrix[F](rows, d.H), kernel.NewMatrix[F](rows, d.H)
		if l > 0 && d.drop.p > 0 {
			t.layers[l].dropIn, t.layers[l].mask = kernel.NewMatrix[F](rows, d.H), maskFor[F](d.drop.p, rows*d.H)
		}
	}
	t.ahead, t.back = t.rowsAhead, t.rowsBack
	return t
}

// in is what layer l reads.
func (t *denseTape[F]) in(l int) kernel.Matrix[F] {
	switch {
	case l == 0:
		return t.input
	case t.masks != nil && l < len(t.layers):
		return t.layers[l].dropIn
	}
	return t.layers[l-1].out
}

// out is the last layer's outputs: T·B×H, or the input without layers.
func (t *denseTape[F]) out() kernel.Matrix[F] { return t.in(len(t.layers)) }

// forward reads the rows of input (T·B×D).
func (t *denseTape[F]) forward(input kernel.Matrix[F], masks *Masks) {
	t.input, t.rows, t.masks = input, input.Rows, masks
	if len(t.layers) > 0 {
		t.overRows(0, t.rows, t.ahead)
	}
}

// rowsAhead takes some rows through all layers.
func (t *denseTape[F]) rowsAhead(piece, thread int) {
	lo, n := t.rowsOf(piece)
	at, d := &t.lanes[thread], t.part
	for l := range t.layers {
		lt := &t.layers[l]
		if l > 0 && t.masks != nil {
			drop := d.drop
			drop.place += l
			dropRows(drop, t.masks, &at.pcg, lt.dropIn, t.layers[l-1].out, lt.mask, lo, n)
		}
		kernel.MulPanelRow(lt.x.RowsOf(lo, n), t.in(l).RowsOf(lo, n), &d.products[l].w, d.layers[l].B)
		at.now = Step[F]{B: n, H: d.H, X: rowsIn(lt.x, lo, n), Out: rowsIn(lt.out, lo, n)}
		d.cell.Forward(&at.now)
	}
}

// prepareBackward allocates what the backward pass needs and lists the pieces of the weights' gradients.
func (t *denseTape[F]) prepareBackward(grad *cutter[F]) {
	t.g = t.part.view(grad)
	t.room(t.maxT*t.B, 0, 0)
	if len(t.layers) == 0 {
		return
	}
	t.dOut = kernel.NewMatrix[F](t.maxT*t.B, t.part.H)
	for l := range t.layers {
		for j := 0; j < t.part.H; j += itemCols {
			n := min(itemCols, t.part.H-j)
			t.gradients = append(t.gradients, func(thread int) {
				t.gradientOf(t.g[l].W, t.in(l), t.layers[l].x, t.g[l].B, t.rows, j, n, thread)
			})
		}
	}
}

// backward goes back through the last forward, from the gradients at the outputs in dOut. It sets the gradients of
// the sums, from which those of the weights are computed.
func (t *denseTape[F]) backward() {
	if len(t.layers) > 0 {
		t.overRows(0, t.rows, t.back)
	}
}

// rowsBack takes some rows back through all layers: dH_{l−1} = d(sums of l) W_lᵀ.
func (t *denseTape[F]) rowsBack(piece, thread int) {
	lo, n := t.rowsOf(piece)
	at, d := &t.lanes[thread], t.part
	for l := len(t.layers) - 1; l >= 0; l-- {
		lt, dOut := &t.layers[l], rowsIn(t.dOut, lo, n)
		at.now = Step[F]{B: n, H: d.H, X: rowsIn(lt.x, lo, n), Out: rowsIn(lt.out, lo, n), DH: dOut}
		d.cell.Backward(&at.now)
		if l == 0 {
			if d.deep {
				kernel.MulPanel(t.dIn.RowsOf(lo, n), lt.x.RowsOf(lo, n), &d.products[0].wBack, false)
			}
			return
		}
		kernel.MulPanel(t.dOut.RowsOf(lo, n), lt.x.RowsOf(lo, n), &d.products[l].wBack, false)
		if t.masks != nil {
			undrop(dOut, lt.mask[lo*d.H:])
		}
	}
}

// activations lists the sums and outputs of the layers.
func (t *denseTape[F]) activations() (list []Activation[F]) {
	for l, lt := range t.layers {
		for _, name := range t.part.cell.Gates {
			list = append(list, Activation[F]{t.part.name, l, name, lt.x.RowsOf(0, t.rows)})
		}
		list = append(list, Activation[F]{t.part.name, l, "h", lt.out.RowsOf(0, t.rows)})
	}
	return list
}
