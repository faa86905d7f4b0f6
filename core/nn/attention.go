package nn

import "unroll/core/kernel"

// Attention over what the encoder has made of the source, h_1 … h_S. The query of step t is the decoder's top state before it,
// q = H_{t−1}:
//
//	additive  a_i = vᵀ tanh(W_q q + W_k h_i)   (Bahdanau et al. 2015)
//	dot       a_i = qᵀ k_i / √H                (Luong et al. 2015; the scale is that of Vaswani et al. 2017)
//	α = softmax(a) over the source positions that exist,   C_t = Σ α_i h_i
//
// For dot k_i is h_i itself, or W_k h_i where their widths differ, which they do if the encoder is bidirectional.
type attention[F Float] struct {
	additive   bool
	H, W       int // width of the query, and of h_i
	p          attentionParams[F]
	wq, wqBack kernel.Panel[F]
	wk, wkBack kernel.Panel[F]
}

// attentionParams views one flat vector as the matrices of the equation; weights and gradients alike.
type attentionParams[F Float] struct {
	Wq, Wk kernel.Matrix[F] // H×H, W×H
	V      []F              // H
}

// Attentions are the values of Spec.Attention besides "", which is none.
var Attentions = []string{"additive", "dot"}

func newAttention[F Float](s Spec) *attention[F] {
	return &attention[F]{additive: s.Attention == "additive", H: s.Hidden, W: s.sourceWidth()}
}

// projected says whether keys are products with W_k.
func (a *attention[F]) projected() bool { return a.additive || a.W != a.H }

func (a *attention[F]) tensors() (list []Tensor) {
	if a.projected() {
		list = append(list, Tensor{Name: "attention.W_k.weight", Shape: []int{a.H, a.W}, transposed: true, fan: a.W})
	}
	if a.additive {
		list = append(list, Tensor{Name: "attention.W_q.weight", Shape: []int{a.H, a.H}, transposed: true, fan: a.H},
			Tensor{Name: "attention.w_v.weight", Shape: []int{1, a.H}, transposed: true, fan: a.H})
	}
	return list
}

func (a *attention[F]) view(next *cutter[F]) (p attentionParams[F]) {
	if a.projected() {
		p.Wk = next.next(a.W, a.H)
	}
	if a.additive {
		p.Wq = next.next(a.H, a.H)
		p.V = next.next(1, a.H).Data
	}
	return p
}

func (a *attention[F]) bind(next *cutter[F]) { a.p = a.view(next) }

func (a *attention[F]) panels(add addPanel[F]) {
	if a.projected() {
		add(&a.wk, a.p.Wk, false)
		add(&a.wkBack, a.p.Wk, true)
	}
	if a.additive {
		add(&a.wq, a.p.Wq, false)
		add(&a.wqBack, a.p.Wq, true)
	}
}

func (*attention[F]) prepared() {}
