package nn

import (
	"fmt"

	"unroll/core/kernel"
)

// A stack is L recurrent layers with the same cell, each reading the hidden states of the one
// below:
//
//	sums_t = X_t W_x + b_x + H_{t−1} W_h + b_h,   then the cell
//
// It has neither input nor head of its own: graphs are made of one stack or several.
type stack[F Float] struct {
	cell         Cell[F]
	name, suffix string // in its tensors' names: NAME.weight_ih_l0SUFFIX
	first        int    // number of its first layer in those names
	D, H, L      int
	beside       int     // how many of the D numbers of a row stand beside its token; see distinct.go
	oneHot       bool    // the first layer reads tokens and looks up rows of its W_x
	drop         dropout // between layers: layer l has place drop.place + l
	layers       []layerParams[F]
	products     []layerPanels[F]
	bias         [][]F // the initial value of each layer's sums
}

// layerParams views one flat vector as the matrices of the equations; weights and gradients alike.
type layerParams[F Float] struct {
	Wx, Wh kernel.Matrix[F] // D×GH, H×GH
	Bx, Bh []F              // GH; Bh is nil for cells with one bias
	P      []F              // the cell's vectors, one after another
}

// layerPanels are the weights of a layer as right-hand sides of products. Those of Second gates are in wh2.
// Rows of W_x for what stands beside a token are in wc.
type layerPanels[F Float] struct{ wx, wc, wh, wh2, wxBack, wcBack, whBack, wh2Back kernel.Panel[F] }

func (s *stack[F]) gh() int { return len(s.cell.Gates) * s.H }

// secondBias reports whether its layers have b_h.
func (s *stack[F]) secondBias() bool { return !s.cell.NoProduct && !s.cell.OneBias }

// firstCols is how many columns of the sums are products with H_{t−1}.
func (s *stack[F]) firstCols() int { return s.gh() - s.cell.Second*s.H }

// tokensInto reports whether layer l reads tokens directly.
func (s *stack[F]) tokensInto(l int) bool { return l == 0 && s.oneHot }

func (s *stack[F]) tensors() []Tensor {
	var list []Tensor
	D, H, GH := s.D, s.H, s.gh()
	for l := range s.L {
		add := func(name string, t Tensor) {
			t.Name, t.fan = fmt.Sprintf("%s.%s_l%d%s", s.name, name, s.first+l, s.suffix), H
			list = append(list, t)
		}
		add("weight_ih", Tensor{Shape: []int{GH, D}, transposed: true})
		if !s.cell.NoProduct {
			add("weight_hh", Tensor{Shape: []int{GH, H}, transposed: true})
		}
		add("bias_ih", Tensor{Shape: []int{GH}})
		if s.secondBias() {
			add("bias_hh", Tensor{Shape: []int{GH}})
		}
		for _, name := range s.cell.Vectors {
			add(name, Tensor{Shape: []int{H}})
		}
		D = H
	}
	return list
}

// view makes the next numbers the stack's matrices.
func (s *stack[F]) view(next *cutter[F]) []layerParams[F] {
	var list []layerParams[F]
	D, GH := s.D, s.gh()
	for range s.L {
		var p layerParams[F]
		p.Wx = next.next(D, GH)
		if !s.cell.NoProduct {
			p.Wh = next.next(s.H, GH)
		}
		p.Bx = next.next(1, GH).Data
		if s.secondBias() {
			p.Bh = next.next(1, GH).Data
		}
		p.P = next.next(1, len(s.cell.Vectors)*s.H).Data
		list = append(list, p)
		D = s.H
	}
	return list
}

func (s *stack[F]) bind(next *cutter[F]) {
	s.layers = s.view(next)
	s.products = make([]layerPanels[F], s.L)
	s.bias = nil
	for range s.L {
		s.bias = append(s.bias, make([]F, s.gh()))
	}
}

func (s *stack[F]) panels(add addPanel[F]) {
	first := s.firstCols()
	for l := range s.layers {
		w, p := &s.layers[l], &s.products[l]
		wx := w.Wx
		if l == 0 && s.beside > 0 {
			var wc kernel.Matrix[F]
			wx, wc = w.Wx.RowsOf(0, s.D-s.beside), w.Wx.RowsOf(s.D-s.beside, s.beside)
			add(&p.wc, wc, false)
			add(&p.wcBack, wc, true)
		}
		if !s.tokensInto(l) {
			add(&p.wx, wx, false)
			add(&p.wxBack, wx, true)
		}
		if s.cell.NoProduct {
			continue
		}
		add(&p.wh, w.Wh.ColsOf(0, first), false)
		add(&p.whBack, w.Wh.ColsOf(0, first), true)
		if s.cell.Second > 0 {
			add(&p.wh2, w.Wh.ColsOf(first, s.gh()-first), false)
			add(&p.wh2Back, w.Wh.ColsOf(first, s.gh()-first), true)
		}
	}
}

// prepared adds a layer's two biases together, except for Split cells, whose second belongs to the hidden
// part.
func (s *stack[F]) prepared() {
	for l, sum := range s.bias {
		copy(sum, s.layers[l].Bx)
		if !s.cell.Split && s.secondBias() {
			kernel.Add(sum, s.layers[l].Bh)
		}
	}
}

// states names the state that a tape carries: for each layer h and, for cells that have them, the
// others.
func (s *stack[F]) states(prefix string, B int) []Tensor {
	var list []Tensor
	for l := range s.L {
		list = append(list, Tensor{Name: fmt.Sprintf("%s.h_l%d%s", prefix, s.first+l, s.suffix), Shape: []int{B, s.H}})
		if k := len(s.cell.States); k > 0 {
			list = append(list, Tensor{Name: fmt.Sprintf("%s.c_l%d%s", prefix, s.first+l, s.suffix), Shape: []int{B, k * s.H}})
		}
	}
	return list
}
