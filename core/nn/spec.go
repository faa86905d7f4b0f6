package nn

import (
	"fmt"
	"strings"
)

// A Spec is the shape of a net and how it is initialized: all that its equations need besides
// weights.
type Spec struct {
	Cell    string  `json:"cell"`              // a name in Cells
	Vocab   int     `json:"vocab"`             // V; 0 for real vectors
	Embed   int     `json:"embed"`             // width of the learned embedding; 0: one-hot
	Hidden  int     `json:"hidden"`            // H
	Layers  int     `json:"layers"`            // L
	Dropout float64 `json:"dropout,omitempty"` // share of the non-recurrent connections dropped in training
	Init    string  `json:"init"`              // "pytorch", "uniform:R" or "normal:S"

	Inputs  int    `json:"inputs,omitempty"`  // D of real input vectors; 0: it reads tokens
	Outputs int    `json:"outputs,omitempty"` // K; 0: V
	Head    string `json:"head,omitempty"`    // a name in Heads; "": the first
}

// maxParams keeps a typing error from asking for more memory than machines have.
const maxParams = 1 << 30

// Check returns an error if s is not valid.
func (s Spec) Check() error {
	cell, err := FindCell(s.Cell)
	if err != nil {
		return err
	}
	if _, err := FindHead(s.Head); err != nil {
		return err
	}
	if err := s.checkInput(); err != nil {
		return err
	}
	switch {
	case s.Hidden < 1 || s.Hidden > 1<<14:
		return errHidden.Of(s.Hidden, 1<<14)
	case s.Layers < 1 || s.Layers > 64:
		return errLayers.Of(s.Layers, 64)
	case s.Outputs < 0 || s.OutputWidth() < 1:
		return errOutputs.Of(s.Outputs)
	case !(s.Dropout >= 0 && s.Dropout < 1):
		return errDropout.Of(s.Dropout)
	}
	if _, err := parseInit(s.Init); err != nil {
		return err
	}
	G, H := float64(len(cell.Gates)), float64(s.Hidden)
	n := G*H*float64(s.InputWidth()+s.Hidden)*float64(s.Layers) + float64(s.Vocab)*float64(s.Embed) + float64(s.OutputWidth())*H
	if n > maxParams {
		return errParams.Of(n/1e9, maxParams/1e9)
	}
	return nil
}

// checkInput is the part of Check about the input: tokens or real vectors.
func (s Spec) checkInput() error {
	switch {
	case s.Inputs < 0 || s.Inputs > 1<<14:
		return errInputs.Of(s.Inputs, 1<<14)
	case s.Inputs > 0 && (s.Vocab != 0 || s.Embed != 0):
		return errRealInputs.Of(s.Inputs, s.Vocab, s.Embed)
	case s.Inputs == 0 && s.Vocab < 1:
		return errVocab.Of(s.Vocab)
	case s.Embed < 0 || s.Embed > 1<<14:
		return errEmbed.Of(s.Embed, 1<<14)
	}
	return nil
}

// InputWidth is D of the first layer: the length of real vectors, the embedding's width, or V for
// one-hot.
func (s Spec) InputWidth() int {
	switch {
	case s.Inputs > 0:
		return s.Inputs
	case s.Embed > 0:
		return s.Embed
	}
	return s.Vocab
}

// OutputWidth is K, the number of the head's outputs for every step.
func (s Spec) OutputWidth() int {
	if s.Outputs > 0 {
		return s.Outputs
	}
	return s.Vocab
}

// Tensors lists a net's parameters in their order in memory; nil if there is no such cell.
func (s Spec) Tensors() []Tensor {
	if _, err := FindCell(s.Cell); err != nil {
		return nil
	}
	return tensorsOf(newNetParts(s, cellOf[float64](s.Cell)).list())
}

// Size is the number of parameters.
func (s Spec) Size() int { return sizeOf(s.Tensors()) }

// String is the short form that titles show: "LSTM 1×128".
func (s Spec) String() string {
	return fmt.Sprintf("%s %d×%d", strings.ToUpper(s.Cell), s.Layers, s.Hidden)
}
