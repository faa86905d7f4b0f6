package nn

import (
	"fmt"
	"math/rand/v2"

	"unroll/core/kernel"
)

// A Net is a stack of recurrent layers between an input and a read-out. It holds weights and
// nothing that changes while it reads: many Tapes may read one Net at the same time, as long as
// nobody writes its weights.
type Net[F Float] struct {
	Spec Spec
	W    []F // all parameters, in the order of Spec.Tensors
	kind Kind[F]
	p    params[F]
	// The weights as right-hand sides of products, laid out by Prepare.
	wx, wh, whBack, wxBack []kernel.Panel[F]
	wq, wqBack             kernel.Panel[F]
	bias                   [][]F // of each layer: what its sums begin with
	packings               []packing[F]
	packEach               func(piece, thread int)
}

// params views one flat vector as the matrices of the equations; weights and gradients alike.
type params[F Float] struct {
	Emb    kernel.Matrix[F] // V×E
	Layers []layerParams[F]
	Wq     kernel.Matrix[F] // H×V
	Bq     []F              // V
}

type layerParams[F Float] struct {
	Wx, Wh kernel.Matrix[F] // D×GH, H×GH
	Bx, Bh []F              // GH
}

// New is a net with weights of 0; Init or Import sets them.
func New[F Float](spec Spec) (*Net[F], error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	return newNet(spec, kindOf[F](spec.Cell)), nil
}

func newNet[F Float](spec Spec, kind Kind[F]) *Net[F] {
	n := &Net[F]{Spec: spec, kind: kind, W: make([]F, spec.Size())}
	n.p = n.view(n.W)
	L := spec.Layers
	n.wx, n.wh = make([]kernel.Panel[F], L), make([]kernel.Panel[F], L)
	n.wxBack, n.whBack = make([]kernel.Panel[F], L), make([]kernel.Panel[F], L)
	for range L {
		n.bias = append(n.bias, make([]F, kind.Gates*spec.Hidden))
	}
	n.packEach = n.pack
	return n
}

func (n *Net[F]) view(flat []F) params[F] {
	next := func(rows, cols int) kernel.Matrix[F] {
		m := kernel.Of(rows, cols, flat)
		flat = flat[rows*cols:]
		return m
	}
	var p params[F]
	s := n.Spec
	if s.Embed > 0 {
		p.Emb = next(s.Vocab, s.Embed)
	}
	D, GH := s.Input(), n.kind.Gates*s.Hidden
	for range s.Layers {
		p.Layers = append(p.Layers, layerParams[F]{
			Wx: next(D, GH), Wh: next(s.Hidden, GH), Bx: next(1, GH).Data, Bh: next(1, GH).Data,
		})
		D = s.Hidden
	}
	p.Wq = next(s.Hidden, s.Vocab)
	p.Bq = next(1, s.Vocab).Data
	return p
}

// Init draws first weights, tensor by tensor in their order, and prepares them.
func (n *Net[F]) Init(rng *rand.Rand) {
	draw, err := parseInit(n.Spec.Init)
	if err != nil {
		panic(err) // Spec.Check comes first
	}
	flat := n.W
	for _, t := range n.Spec.Tensors() {
		next := draw(t, rng)
		for i := range t.Len() {
			flat[i] = F(next())
		}
		flat = flat[t.Len():]
	}
	n.Prepare()
}

// Prepare has to follow every change of W: it lays the weights out for the products, once for
// all time steps.
func (n *Net[F]) Prepare() { n.PrepareBy(alone{}) }

// PrepareBy is Prepare, the work shared out.
func (n *Net[F]) PrepareBy(w Workers) {
	if n.packings == nil {
		n.packings = n.layPanels(true)
	}
	w.Run(len(n.packings), n.packEach)
	n.addBiases()
}

// Frozen is a copy of the net as it is now, for others to read while this one learns on. It cannot
// be gone back through.
func (n *Net[F]) Frozen() *Net[F] {
	c := newNet(n.Spec, n.kind)
	copy(c.W, n.W)
	c.packings = c.layPanels(false)
	alone{}.Run(len(c.packings), c.packEach)
	c.packings = nil
	c.addBiases()
	return c
}

// A packing is a part of a weight matrix to be laid out: some strips of a panel.
type packing[F Float] struct {
	panel  *kernel.Panel[F]
	matrix kernel.Matrix[F]
	turned bool // as its transpose, for the way back
	lo, hi int  // strips
}

// packFloats is about how many numbers are laid out in one piece of work.
const packFloats = 1 << 16

// layPanels makes room for the panels, and lists what is to be laid out in them.
func (n *Net[F]) layPanels(back bool) []packing[F] {
	var list []packing[F]
	add := func(p *kernel.Panel[F], m kernel.Matrix[F], turned bool) {
		rows, cols := m.Rows, m.Cols
		if turned {
			rows, cols = cols, rows
		}
		strips := p.Size(rows, cols)
		pieces := min(strips, 1+rows*cols/packFloats)
		for i := range pieces {
			lo, k := share(strips, i, pieces)
			list = append(list, packing[F]{p, m, turned, lo, lo + k})
		}
	}
	for l := range n.p.Layers {
		p := &n.p.Layers[l]
		if l > 0 || n.Spec.Embed > 0 {
			add(&n.wx[l], p.Wx, false)
			if back {
				add(&n.wxBack[l], p.Wx, true)
			}
		}
		add(&n.wh[l], p.Wh, false)
		if back {
			add(&n.whBack[l], p.Wh, true)
		}
	}
	add(&n.wq, n.p.Wq, false)
	if back {
		add(&n.wqBack, n.p.Wq, true)
	}
	return list
}

func (n *Net[F]) pack(piece, _ int) {
	k := &n.packings[piece]
	if k.turned {
		k.panel.PackStripsT(k.matrix, k.lo, k.hi)
	} else {
		k.panel.PackStrips(k.matrix, k.lo, k.hi)
	}
}

// addBiases makes one of a layer's two biases, but for Split cells, whose second stays with the
// hidden part.
func (n *Net[F]) addBiases() {
	for l, sum := range n.bias {
		copy(sum, n.p.Layers[l].Bx)
		if !n.kind.Split {
			kernel.Add(sum, n.p.Layers[l].Bh)
		}
	}
}

// Values is a tensor with its numbers, in PyTorch's shape.
type Values[F Float] struct {
	Tensor
	Data []F
}

// Export copies the weights out, in PyTorch's names and shapes.
func (n *Net[F]) Export() []Values[F] { return n.Turn(n.W) }

// Turn copies a vector that lies like the weights (weights, gradients, an optimizer's averages)
// into tensors of PyTorch's names and shapes.
func (n *Net[F]) Turn(flat []F) []Values[F] {
	var list []Values[F]
	for _, t := range n.Spec.Tensors() {
		v := Values[F]{Tensor: t, Data: make([]F, t.Len())}
		if t.turned {
			transpose(v.Data, flat, t.Shape[1], t.Shape[0])
		} else {
			copy(v.Data, flat)
		}
		list = append(list, v)
		flat = flat[t.Len():]
	}
	return list
}

// Import is the way back of Turn: it fills flat from tensors found by name. Every tensor must be
// there in its shape.
func (n *Net[F]) Import(flat []F, find func(name string) (shape []int, data []F, ok bool)) error {
	for _, t := range n.Spec.Tensors() {
		shape, data, ok := find(t.Name)
		if !ok {
			return fmt.Errorf("tensor %s is missing", t.Name)
		}
		if fmt.Sprint(shape) != fmt.Sprint(t.Shape) || len(data) != t.Len() {
			return fmt.Errorf("tensor %s has shape %v: this net needs %v", t.Name, shape, t.Shape)
		}
		if t.turned {
			transpose(flat, data, t.Shape[0], t.Shape[1])
		} else {
			copy(flat, data)
		}
		flat = flat[t.Len():]
	}
	return nil
}

// transpose sets dst (cols×rows) to the transpose of src (rows×cols).
func transpose[F Float](dst, src []F, rows, cols int) {
	for i := range rows {
		for j := range cols {
			dst[j*rows+i] = src[i*cols+j]
		}
	}
}
