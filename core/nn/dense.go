package nn

import (
	"fmt"

	"unroll/core/kernel"
)

// A dense is L fully connected layers, each of which reads the outputs of the one below:
//
//	H_l = φ(H_{l−1} W_l + b_l),   H_0 = X
//
// φ is its cell's Forward. With L = 0 the outputs are the inputs.
type dense[F Float] struct {
	cell     Cell[F]
	name     string // in its tensors' names: NAME.0.weight, as in PyTorch's ModuleList of Linear layers
	D, H, L  int
	drop     dropout // between layers: layer l has place drop.place + l
	deep     bool    // the gradient goes back to the inputs too
	layers   []denseParams[F]
	products []densePanels[F]
}

// denseParams views one flat vector as the matrices of the equation; weights and gradients alike.
type denseParams[F Float] struct {
	W kernel.Matrix[F] // D×H
	B []F              // H
}

// densePanels are a layer's W as right-hand sides of products. If the dense is not deep, nothing goes back to the inputs of the
// first.
type densePanels[F Float] struct{ w, wBack kernel.Panel[F] }

// widthBelow is how many numbers layer l reads of a row.
func (d *dense[F]) widthBelow(l int) int {
	if l == 0 {
		return d.D
	}
	return d.H
}

// width is how many outputs a row has.
func (d *dense[F]) width() int { return d.widthBelow(d.L) }

func (d *dense[F]) tensors() []Tensor {
	var list []Tensor
	for l := range d.L {
		D := d.widthBelow(l)
		list = append(list, Tensor{Name: fmt.Sprintf("%s.%d.weight", d.name, l), Shape: []int{d.H, D}, transposed: true, fan: D},
			Tensor{Name: fmt.Sprintf("%s.%d.bias", d.name, l), Shape: []int{d.H}, fan: D})
	}
	return list
}

// view makes the next numbers the layers' matrices.
func (d *dense[F]) view(next *cutter[F]) []denseParams[F] {
	var list []denseParams[F]
	for l := range d.L {
		w := next.next(d.widthBelow(l), d.H)
		list = append(list, denseParams[F]{w, next.next(1, d.H).Data})
	}
	return list
}

func (d *dense[F]) bind(next *cutter[F]) {
	d.layers = d.view(next)
	d.products = make([]densePanels[F], d.L)
}

func (d *dense[F]) panels(add addPanel[F]) {
	for l := range d.layers {
		add(&d.products[l].w, d.layers[l].W, false)
		if l > 0 || d.deep {
			add(&d.products[l].wBack, d.layers[l].W, true)
		}
	}
}

func (*dense[F]) prepared() {}
