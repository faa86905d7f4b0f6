// Package nn has the recurrent nets: cells, the layers that unroll them, the read-out and the
// loss, each equation with its way back under it.
//
// Sizes, one letter each: B sequences side by side, T unrolled steps, D input, H hidden,
// V vocabulary, L layers, G gates of a cell. Numbers of all steps lie in matrices of T·B rows:
// row t·B+b is step t of sequence b.
//
// Letters follow Dive into Deep Learning; where the textbook and PyTorch differ (order of the
// gates, two biases, GRU's reset after the product, first weights) PyTorch's way is taken, so that
// weights move over by name.
package nn

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/kernel"
)

// Float is what nets are generic over.
type Float = kernel.Float

// A Spec is the shape of a net and how it begins: all that its equations need besides weights.
type Spec struct {
	Cell    string  `json:"cell"`              // a name in Kinds
	Vocab   int     `json:"vocab"`             // V
	Embed   int     `json:"embed"`             // width of the learned embedding; 0: one-hot
	Hidden  int     `json:"hidden"`            // H
	Layers  int     `json:"layers"`            // L
	Dropout float64 `json:"dropout,omitempty"` // share of the non-recurrent connections cut in training
	Init    string  `json:"init"`              // "pytorch", "uniform:R" or "normal:S"
}

// maxParams keeps a slip of the finger from asking for more memory than machines have.
const maxParams = 1 << 30

// Check says what is wrong with s, if anything is.
func (s Spec) Check() error {
	k, err := FindKind(s.Cell)
	if err != nil {
		return err
	}
	switch {
	case s.Vocab < 1:
		return fmt.Errorf("a vocabulary of %d tokens", s.Vocab)
	case s.Hidden < 1 || s.Hidden > 1<<14:
		return fmt.Errorf("hidden is %d: it must lie between 1 and %d", s.Hidden, 1<<14)
	case s.Layers < 1 || s.Layers > 64:
		return fmt.Errorf("layers is %d: it must lie between 1 and 64", s.Layers)
	case s.Embed < 0 || s.Embed > 1<<14:
		return fmt.Errorf("embed is %d: it must lie between 0 (one-hot) and %d", s.Embed, 1<<14)
	case !(s.Dropout >= 0 && s.Dropout < 1):
		return fmt.Errorf("dropout is %g: it must be at least 0 and below 1", s.Dropout)
	}
	if _, err := parseInit(s.Init); err != nil {
		return err
	}
	if n := float64(k.Gates)*float64(s.Hidden)*float64(s.Input()+s.Hidden)*float64(s.Layers) + float64(s.Vocab)*float64(s.Hidden+s.Embed); n > maxParams {
		return fmt.Errorf("a net of %.1f billion parameters: the most is %d", n/1e9, maxParams)
	}
	return nil
}

// Input is D of the first layer: the embedding's width, or V for one-hot.
func (s Spec) Input() int {
	if s.Embed > 0 {
		return s.Embed
	}
	return s.Vocab
}

// A Tensor is one of a net's parameters: its name in PyTorch's state dict and its shape there.
type Tensor struct {
	Name   string
	Shape  []int
	turned bool // PyTorch keeps the transpose of the equation's matrix
	fan    int  // inputs of each output, which PyTorch's first range depends on
}

// Len is how many numbers the tensor has.
func (t Tensor) Len() int {
	n := 1
	for _, d := range t.Shape {
		n *= d
	}
	return n
}

// Tensors lists a net's parameters in the order in which they lie in memory.
func (s Spec) Tensors() []Tensor {
	k, err := FindKind(s.Cell)
	if err != nil {
		return nil
	}
	var list []Tensor
	if s.Embed > 0 {
		list = append(list, Tensor{Name: "embedding.weight", Shape: []int{s.Vocab, s.Embed}})
	}
	D, H, GH := s.Input(), s.Hidden, k.Gates*s.Hidden
	for l := range s.Layers {
		list = append(list,
			Tensor{Name: fmt.Sprintf("rnn.weight_ih_l%d", l), Shape: []int{GH, D}, turned: true, fan: H},
			Tensor{Name: fmt.Sprintf("rnn.weight_hh_l%d", l), Shape: []int{GH, H}, turned: true, fan: H},
			Tensor{Name: fmt.Sprintf("rnn.bias_ih_l%d", l), Shape: []int{GH}, fan: H},
			Tensor{Name: fmt.Sprintf("rnn.bias_hh_l%d", l), Shape: []int{GH}, fan: H})
		D = H
	}
	return append(list,
		Tensor{Name: "linear.weight", Shape: []int{s.Vocab, H}, turned: true, fan: H},
		Tensor{Name: "linear.bias", Shape: []int{s.Vocab}, fan: H})
}

// Size is the number of parameters.
func (s Spec) Size() int {
	n := 0
	for _, t := range s.Tensors() {
		n += t.Len()
	}
	return n
}

// String is the short form that titles show: "LSTM 1×128".
func (s Spec) String() string {
	return fmt.Sprintf("%s %d×%d", strings.ToUpper(s.Cell), s.Layers, s.Hidden)
}

func invSqrt(n int) float64 { return 1 / math.Sqrt(float64(n)) }
