package nn

import (
	"math/rand/v2"
	"sync"

	"unroll/core/kernel"
)

// A part is a piece of a graph that has weights: an input, a stack of layers, a head.
type part[F Float] interface {
	tensors() []Tensor
	// bind makes the part's matrices views of the next numbers.
	bind(next *cutter[F])
	// panels calls add for each matrix used in products, and for its transpose if the backward pass uses
	// that.
	panels(add addPanel[F])
	// prepared is called once the weights are laid out.
	prepared()
}

// addPanel asks for a matrix, or its transpose, to be laid out as a right-hand side.
type addPanel[F Float] func(p *kernel.Panel[F], m kernel.Matrix[F], transposed bool)

// A cutter divides one flat vector into matrices, one after another.
type cutter[F Float] struct{ flat []F }

func (c *cutter[F]) next(rows, cols int) kernel.Matrix[F] {
	m := kernel.Of(rows, cols, c.flat)
	c.flat = c.flat[rows*cols:]
	return m
}

func tensorsOf[F Float](parts []part[F]) []Tensor {
	var list []Tensor
	for _, p := range parts {
		list = append(list, p.tensors()...)
	}
	return list
}

// weights are the parameters of all parts of a graph in one vector, with the methods that all graphs
// share.
type weights[F Float] struct {
	W        []F // all parameters, in the order of Tensors
	parts    []part[F]
	init     string
	packings []packing[F]
	packEach func(piece, thread int)
	// For a frozen graph: lays out what the backward pass needs, when the first of its readers runs one.
	layBackward *sync.Once
}

// hold allocates the parameters of the parts.
func (w *weights[F]) hold(init string, parts []part[F]) {
	w.init, w.parts = init, parts
	w.W = make([]F, sizeOf(tensorsOf(parts)))
	next := &cutter[F]{w.W}
	for _, p := range parts {
		p.bind(next)
	}
	w.packEach = w.pack
}

// Weights views all parameters.
func (w *weights[F]) Weights() []F { return w.W }

// Tensors lists the parameters.
func (w *weights[F]) Tensors() []Tensor { return tensorsOf(w.parts) }

// Export copies the weights out, in PyTorch's names and shapes.
func (w *weights[F]) Export() []Values[F] { return w.Values(w.W) }

// Values copies a vector laid out like the weights into PyTorch's names and shapes.
func (w *weights[F]) Values(flat []F) []Values[F] { return valuesOf(w.Tensors(), flat) }

// Import fills flat from tensors found by name.
func (w *weights[F]) Import(flat []F, find func(name string) (shape []int, data []F, ok bool)) error {
	return fill(w.Tensors(), flat, find)
}

// Init sets random initial weights, tensor by tensor in order, and prepares them.
func (w *weights[F]) Init(rng *rand.Rand) {
	draw, err := parseInit(w.init)
	if err != nil {
		panic(err) // Spec.Check has passed
	}
	flat := w.W
	for _, t := range w.Tensors() {
		next := draw(t, rng)
		for i := range t.Len() {
			flat[i] = F(next())
		}
		flat = flat[t.Len():]
	}
	w.Prepare()
}

// Prepare must be called after every change of W.
func (w *weights[F]) Prepare() { w.PrepareBy(Alone{}) }

// PrepareBy is Prepare with the work shared by threads.
func (w *weights[F]) PrepareBy(by Workers) {
	if w.packings == nil {
		w.packings = w.layPanels(true, true)
	}
	by.Run(len(w.packings), w.packEach)
	w.prepared()
}

func (w *weights[F]) prepared() {
	for _, p := range w.parts {
		p.prepared()
	}
}

// freeze copies the numbers of from, for reading: the panels of the backward pass are made when they are first
// needed.
func (w *weights[F]) freeze(from *weights[F]) {
	copy(w.W, from.W)
	for _, k := range w.layPanels(true, false) {
		k.do()
	}
	w.prepared()
	w.layBackward = new(sync.Once)
}

// readyBackward must be called before a backward pass. Readers of a frozen graph may call it at the same
// time.
func (w *weights[F]) readyBackward() {
	if w.layBackward != nil {
		w.layBackward.Do(func() {
			for _, k := range w.layPanels(false, true) {
				k.do()
			}
		})
	}
}

// A packing is a part of a weight matrix to be laid out: some strips of a panel.
type packing[F Float] struct {
	panel      *kernel.Panel[F]
	matrix     kernel.Matrix[F]
	transposed bool // for the backward pass
	lo, hi     int  // strips
}

// packFloats is roughly how many numbers one piece of work lays out.
const packFloats = 1 << 16

// layPanels allocates the panels of the forward pass, of the backward pass, or both, and lists the work of
// filling them.
func (w *weights[F]) layPanels(forward, backward bool) []packing[F] {
	var list []packing[F]
	add := func(p *kernel.Panel[F], m kernel.Matrix[F], transposed bool) {
		if transposed && !backward || !transposed && !forward {
			return
		}
		rows, cols := m.Rows, m.Cols
		if transposed {
			rows, cols = cols, rows
		}
		strips := p.Size(rows, cols)
		pieces := min(strips, 1+rows*cols/packFloats)
		for i := range pieces {
			lo, k := share(strips, i, pieces)
			list = append(list, packing[F]{p, m, transposed, lo, lo + k})
		}
	}
	for _, p := range w.parts {
		p.panels(add)
	}
	return list
}

func (w *weights[F]) pack(piece, _ int) { w.packings[piece].do() }

func (k *packing[F]) do() {
	if k.transposed {
		k.panel.PackStripsT(k.matrix, k.lo, k.hi)
	} else {
		k.panel.PackStrips(k.matrix, k.lo, k.hi)
	}
}

// Copied is a copy of vectors, in the memory of to where that is large enough.
func Copied[F kernel.Float](to, from [][]F) [][]F {
	if len(to) != len(from) {
		to = make([][]F, len(from))
	}
	for i := range from {
		to[i] = append(to[i][:0], from[i]...)
	}
	return to
}
