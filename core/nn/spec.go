package nn

import (
	"fmt"
	"slices"
	"strings"
)

// A Spec is the shape of a net and how it is initialized: all that its equations need besides
// weights.
type Spec struct {
	Cell    string  `json:"cell"`                      // a name in Cells or FeedForward
	Vocab   int     `json:"vocab"`                     // V; 0 for real vectors
	Embed   int     `json:"embed"`                     // width of the learned embedding; 0: one-hot
	Hidden  int     `json:"hidden"`                    // H; 0 for linear
	Layers  int     `json:"layers"`                    // L; 0 for linear
	Dropout float64 `json:"dropout,omitempty"`         // share of the non-recurrent connections dropped in training
	Between bool    `json:"dropout_between,omitempty"` // of them, only those between layers are dropped, as PyTorch's nn.GRU(dropout=…) does
	Init    string  `json:"init"`                      // one of Inits
	Reset   string  `json:"reset,omitempty"`           // one of Resets, for a GRU; "": the first
	Biases  int     `json:"biases,omitempty"`          // of each gate: 1, or 2 as in PyTorch, where one bias learns as two; 0: 2

	Inputs  int    `json:"inputs,omitempty"`  // D of real input vectors; 0: it reads tokens
	Outputs int    `json:"outputs,omitempty"` // K target numbers; 0: V ids
	Head    string `json:"head,omitempty"`    // a name in Heads; "": the first

	Features int `json:"features,omitempty"` // token ids of each row, whose embeddings are added: a word, its suffixes; 0: 1

	Bidirectional bool `json:"bidirectional,omitempty"` // every layer reads in both directions; see biNet
	Fill          bool `json:"fill,omitempty"`          // with Bidirectional: a step is predicted from those around it, without itself

	Source    int    `json:"source,omitempty"`    // vocabulary of a source: an encoder–decoder, of which Bidirectional is the encoder; see encDec
	Context   bool   `json:"context,omitempty"`   // the decoder reads the encoder's last state at every step, not only as its first state
	Attention string `json:"attention,omitempty"` // one of Attentions: it reads what it looks at in the source instead; "": none
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
	if cell.FeedForward && s.Inputs == 0 {
		return errNoTokens.Of(s.Cell)
	}
	if err := s.checkVariant(cell); err != nil {
		return err
	}
	if err := s.checkInput(); err != nil {
		return err
	}
	if err := s.checkLayers(cell); err != nil {
		return err
	}
	if err := s.checkSource(cell); err != nil {
		return err
	}
	if s.Outputs < 0 || s.OutputWidth() < 1 {
		return errOutputs.Of(s.Outputs)
	}
	if _, err := parseInit(s.Init); err != nil {
		return err
	}
	G, H, D := float64(len(cell.Gates)), float64(s.Hidden), float64(s.InputWidth())
	n := G*H*(D+H)*float64(s.Layers) + float64(s.Vocab)*float64(s.Embed)
	if s.Bidirectional {
		n, H = 2*n, 2*H
	}
	if G == 0 {
		H = D
	}
	if s.Fill {
		n += H * H
	}
	if s.Source > 0 {
		n += n + 3*G*H*H + float64(s.Source)*float64(s.Embed)
	}
	if n += float64(s.OutputWidth()) * H; n > maxParams {
		return errParams.Of(n/1e9, maxParams/1e9)
	}
	return nil
}

// checkLayers is the part of Check about what is between the input and the head.
func (s Spec) checkLayers(cell Info) error {
	switch {
	case s.Bidirectional && cell.FeedForward:
		return errOneWay.Of(s.Cell)
	case s.Fill && !s.Bidirectional:
		return errFill.Of()
	case len(cell.Gates) == 0 && (s.Hidden != 0 || s.Layers != 0 || s.Dropout != 0):
		return errNoHidden.Of(s.Cell, s.Hidden, s.Layers, s.Dropout)
	case len(cell.Gates) == 0:
		return nil
	case s.Hidden < 1 || s.Hidden > 1<<14:
		return errHidden.Of(s.Hidden, 1<<14)
	case s.Layers < 1 || s.Layers > 64:
		return errLayers.Of(s.Layers, 64)
	case !(s.Dropout >= 0 && s.Dropout < 1):
		return errDropout.Of(s.Dropout)
	}
	return nil
}

// checkSource is the part of Check about an encoder and its decoder.
func (s Spec) checkSource(cell Info) error {
	switch {
	case s.Source < 0:
		return errSource.Of(s.Source)
	case s.Attention != "" && !slices.Contains(Attentions, s.Attention):
		return errAttention.Of(s.Attention, strings.Join(Attentions, ", "))
	case s.Source == 0 && (s.Attention != "" || s.Context):
		return errNoSource.Of()
	case s.Source == 0:
		return nil
	case cell.FeedForward || s.Fill || s.Embed == 0 || s.Inputs > 0 || s.Features > 1 || s.Outputs > 0:
		return errEncoder.Of()
	case s.Attention != "" && s.Context:
		return errContext.Of()
	}
	return nil
}

// checkInput is the part of Check about the input: tokens or real vectors.
func (s Spec) checkInput() error {
	switch {
	case s.Inputs < 0 || s.Inputs > 1<<14:
		return errInputs.Of(s.Inputs, 1<<14)
	case s.Inputs > 0 && (s.Vocab != 0 || s.Embed != 0 || s.Features != 0):
		return errRealInputs.Of(s.Inputs, s.Vocab, s.Embed)
	case s.Inputs == 0 && s.Vocab < 1:
		return errVocab.Of(s.Vocab)
	case s.Features < 0 || s.Features > 64 || (s.Features > 1 && s.Embed == 0):
		return errFeatures.Of(s.Features, 64)
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

// TargetWidth is K, the number of target numbers of every row, or of ids to choose from.
func (s Spec) TargetWidth() int {
	if s.Outputs > 0 {
		return s.Outputs
	}
	return s.Vocab
}

// OutputWidth is the number of the head's outputs for every row: K, or 2K for the Gaussian head. It is 0 if there is
// no such head.
func (s Spec) OutputWidth() int {
	head, _ := FindHead(s.Head)
	return s.TargetWidth() * head.PerTarget
}

// Tensors lists a net's parameters in their order in memory; nil if there is no such cell or head.
func (s Spec) Tensors() []Tensor {
	info, err := FindCell(s.Cell)
	if _, missing := FindHead(s.Head); err != nil || missing != nil {
		return nil
	}
	cell := cellFor[float64](s)
	switch {
	case info.FeedForward:
		return tensorsOf(newFeedForwardParts(s, cell).list())
	case s.Source > 0:
		return tensorsOf(newEncDecParts(s, cell).list())
	case s.Bidirectional:
		return tensorsOf(newBiParts(s, cell).list())
	}
	return tensorsOf(newNetParts(s, cell).list())
}

// States lists the matrices of the state that a tape of B sequences carries, as Graph.States does; nil if there is no
// such cell, or it carries none.
func (s Spec) States(B int) []Tensor {
	c, err := FindCell(s.Cell)
	switch {
	case err != nil || c.FeedForward:
		return nil
	case s.Source > 0:
		return newEncDecParts(s, cellFor[float64](s)).states(B)
	case s.Bidirectional:
		return nil
	}
	return newNetParts(s, cellFor[float64](s)).stack.states("state", B)
}

// Size is the number of parameters.
func (s Spec) Size() int { return sizeOf(s.Tensors()) }

// String is the short form that titles show: "LSTM 1×128"; "GRU 2×256→2×256" for an encoder and its decoder; for models without a state the widths from input to
// output, "LINEAR 4-1", "MLP 4-10-1".
func (s Spec) String() string {
	name := strings.ToUpper(s.Cell)
	info, _ := FindCell(s.Cell)
	switch {
	case s.Source > 0:
		return s.pairString(name)
	case s.Bidirectional:
		return fmt.Sprintf("Bi%s %d×%d", name, s.Layers, s.Hidden)
	case !info.FeedForward:
		return fmt.Sprintf("%s %d×%d", name, s.Layers, s.Hidden)
	case s.Layers == 0:
		return fmt.Sprintf("%s %d-%d", name, s.Inputs, s.OutputWidth())
	case s.Layers == 1:
		return fmt.Sprintf("%s %d-%d-%d", name, s.Inputs, s.Hidden, s.OutputWidth())
	}
	return fmt.Sprintf("%s %d-%d×%d-%d", name, s.Inputs, s.Layers, s.Hidden, s.OutputWidth())
}

// pairString is String for an encoder and its decoder.
func (s Spec) pairString(name string) string {
	if s.Bidirectional {
		name = "Bi" + name
	}
	text := fmt.Sprintf("%s %d×%d→%d×%d", name, s.Layers, s.Hidden, s.Layers, s.Hidden)
	if s.Attention != "" {
		text += " " + s.Attention
	}
	return text
}
