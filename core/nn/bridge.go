package nn

import (
	"fmt"

	"unroll/core/kernel"
)

// A bridge makes the decoder's first states of the last states of an encoder that reads both ways, for each layer and each state by
// itself:
//
//	H_0 = [H→_S, H←_1] W + b
type bridge[F Float] struct {
	names       []string // of the states, in the order of the decoder's
	widths      []int    // of each
	w           []kernel.Matrix[F]
	b           [][]F
	ahead, back []kernel.Panel[F]
}

func newBridge[F Float](s Spec, cell Cell[F]) *bridge[F] {
	r := &bridge[F]{}
	add := func(name string, l, width int) {
		r.names, r.widths = append(r.names, fmt.Sprintf("bridge.%s_l%d", name, l)), append(r.widths, width)
	}
	for l := range s.Layers {
		add("h", l, s.Hidden)
		if k := len(cell.States); k > 0 {
			add("c", l, k*s.Hidden)
		}
	}
	return r
}

func (r *bridge[F]) tensors() (list []Tensor) {
	for i, name := range r.names {
		n := r.widths[i]
		list = append(list, Tensor{Name: name + ".weight", Shape: []int{n, 2 * n}, transposed: true, fan: 2 * n}, Tensor{Name: name + ".bias", Shape: []int{n}, fan: 2 * n})
	}
	return list
}

func (r *bridge[F]) view(next *cutter[F]) (w []kernel.Matrix[F], b [][]F) {
	for _, n := range r.widths {
		w = append(w, next.next(2*n, n))
		b = append(b, next.next(1, n).Data)
	}
	return w, b
}

func (r *bridge[F]) bind(next *cutter[F]) {
	r.w, r.b = r.view(next)
	r.ahead, r.back = make([]kernel.Panel[F], len(r.w)), make([]kernel.Panel[F], len(r.w))
}

func (r *bridge[F]) panels(add addPanel[F]) {
	for i, w := range r.w {
		add(&r.ahead[i], w, false)
		add(&r.back[i], w, true)
	}
}

func (*bridge[F]) prepared() {}

// A bridgeTape holds what a bridge has read.
type bridgeTape[F Float] struct {
	*crew[F]
	part    *bridge[F]
	in, dIn []kernel.Matrix[F] // B×2w for each state
	gW      []kernel.Matrix[F]
	gB      [][]F
}

func newBridgeTape[F Float](r *bridge[F], c *crew[F]) *bridgeTape[F] {
	t := &bridgeTape[F]{crew: c, part: r}
	for _, n := range r.widths {
		t.in = append(t.in, kernel.NewMatrix[F](c.B, 2*n))
	}
	return t
}

// forward sets state i of the decoder (B×w) from the last ones of both directions.
func (t *bridgeTape[F]) forward(i int, right, left, to []F) {
	n := t.part.widths[i]
	for b := range t.B {
		copy(t.in[i].Row(b)[:n], right[b*n:])
		copy(t.in[i].Row(b)[n:], left[b*n:(b+1)*n])
	}
	kernel.MulPanelRow(kernel.Of(t.B, n, to), t.in[i], &t.part.ahead[i], t.part.b[i])
}

// prepareBackward lists the pieces of the gradients, from those at the decoder's first states.
func (t *bridgeTape[F]) prepareBackward(next *cutter[F], dState [][]F) {
	t.gW, t.gB = t.part.view(next)
	t.room(t.B, 0, 0)
	t.dIn = nil
	for i, n := range t.part.widths {
		t.dIn = append(t.dIn, kernel.NewMatrix[F](t.B, 2*n))
		d := kernel.Of(t.B, n, dState[i])
		for j := 0; j < n; j += itemCols {
			cols := min(itemCols, n-j)
			t.gradients = append(t.gradients, func(thread int) { t.gradientOf(t.gW[i], t.in[i], d, t.gB[i], t.B, j, cols, thread) })
		}
	}
}

// backward sets the gradients at the last states of both directions from that at state i of the decoder.
func (t *bridgeTape[F]) backward(i int, d, right, left []F) {
	n := t.part.widths[i]
	kernel.MulPanel(t.dIn[i], kernel.Of(t.B, n, d), &t.part.back[i], false)
	for b := range t.B {
		copy(right[b*n:(b+1)*n], t.dIn[i].Row(b)[:n])
		copy(left[b*n:(b+1)*n], t.dIn[i].Row(b)[n:])
	}
}
