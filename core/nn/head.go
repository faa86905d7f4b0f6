package nn

import (
	"strings"

	"unroll/core/kernel"
)

// A Head turns a row of outputs into a loss: one output for each of V ids, or PerTarget for each of K target numbers,
// the first K of them the predictions. The outputs themselves are computed in the same way for all heads:
//
//	O_t = H_t W_hq + b_q
//
// To add a head, write its function in a file of its own and a line in heads.
type Head[F Float] struct {
	HeadInfo
	// Loss returns the loss of row i of the batch given the outputs o, and replaces o by the gradient d loss /
	// d o. It is called for scored rows only.
	Loss func(o []F, b *Batch[F], i int) float64
}

// HeadInfo describes a head without its equations.
type HeadInfo struct {
	Name      string // as in Spec.Head
	About     string // one line for a menu
	Unit      string // of the loss of a row
	Real      bool   // it wants real targets (Batch.RealTargets), not ids
	PerTarget int    // outputs for each target number; 1 for ids, which have one output for each id
}

// heads is the table of heads; a Spec that names none gets the first.
func heads[F Float]() []Head[F] {
	return []Head[F]{
		{HeadInfo{Name: "softmax", About: "one of K, by cross-entropy", Unit: "nats", PerTarget: 1}, softmaxLoss[F]},
		{HeadInfo{Name: "squared", About: "K real numbers, by squared loss", Unit: "½ squared error", Real: true, PerTarget: 1}, squaredLoss[F]},
		{HeadInfo{Name: "gaussian", About: "mean and variance of K real numbers, by their likelihood", Unit: "nats", Real: true, PerTarget: 2}, gaussianLoss[F]},
	}
}

// Heads lists the available heads.
func Heads() []HeadInfo {
	var list []HeadInfo
	for _, h := range heads[float64]() {
		list = append(list, h.HeadInfo)
	}
	return list
}

// FindHead looks a head's name up in the table; "" is the first. The error lists the names.
func FindHead(name string) (HeadInfo, error) {
	var names []string
	for _, h := range Heads() {
		if h.Name == name || name == "" {
			return h, nil
		}
		names = append(names, h.Name)
	}
	return HeadInfo{}, errHead.Of(name, strings.Join(names, ", "))
}

func headOf[F Float](name string) Head[F] {
	for _, h := range heads[F]() {
		if h.Name == name || name == "" {
			return h
		}
	}
	panic("nn: no head " + name) // Spec.Check has passed
}

// A readOut is the part of a graph that computes a head's outputs.
type readOut[F Float] struct {
	head       Head[F]
	name       string
	H, K       int     // input width, output width
	drop       dropout // on its input
	p          readOutParams[F]
	wq, wqBack kernel.Panel[F]
}

// readOutParams views one flat vector as the matrices of the equation; weights and gradients alike.
type readOutParams[F Float] struct {
	Wq kernel.Matrix[F] // H×K
	Bq []F              // K
}

func (r *readOut[F]) tensors() []Tensor {
	return []Tensor{
		{Name: r.name + ".weight", Shape: []int{r.K, r.H}, transposed: true, fan: r.H},
		{Name: r.name + ".bias", Shape: []int{r.K}, fan: r.H},
	}
}

func (r *readOut[F]) view(next *cutter[F]) readOutParams[F] {
	wq := next.next(r.H, r.K)
	return readOutParams[F]{Wq: wq, Bq: next.next(1, r.K).Data}
}

func (r *readOut[F]) bind(next *cutter[F]) { r.p = r.view(next) }

func (r *readOut[F]) panels(add addPanel[F]) {
	add(&r.wq, r.p.Wq, false)
	add(&r.wqBack, r.p.Wq, true)
}

func (*readOut[F]) prepared() {}
