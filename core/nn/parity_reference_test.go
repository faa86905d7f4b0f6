package nn_test

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"unroll/core/nn"
)

// A reference is what PyTorch computed for a cell, in float64: see testdata/parity/make.py.
type reference struct {
	Cell, Reset                  string
	Biases                       int
	Vocab, Hidden, Batch, Unroll int
	Clip                         float64
	Tokens                       []int32 // Batch tokens for each time step, in order
	referenceReals
	referenceSequences
	referencePairs
	Nets []referenceNet
}

// referenceReals are what a net reads and predicts instead of tokens: numbers for each time step and sequence.
type referenceReals struct {
	Inputs, Outputs    int
	Reals, RealTargets exact
	Scored             []bool
}

// referenceSequences are sequences of several lengths, padded, with a tag for each token, that nets read in both directions.
type referenceSequences struct {
	Tags    []int32
	Lengths [][]int // of each window's sequences
}

// referencePairs are the sources of an encoder, each with its length, beside the sequences of its decoder.
type referencePairs struct {
	Source, SourceUnroll int // vocabulary and steps
	SourceTokens         []int32
	SourceLengths        [][]int
}

// A referenceNet holds what does not depend on the optimizer: the initial weights, and the logits
// and gradients of the first window.
type referenceNet struct {
	Layers, Embed          int
	Head                   string
	Bidirectional, Context bool // of an encoder and its decoder
	Attention              string
	Weights                map[string]referenceTensor
	Logits                 exact
	Gradients              map[string]referenceTensor
	Runs                   []referenceRun
}

// A referenceRun is what an optimizer did to a net: loss and norm (before clipping) of every
// update, and the weights after the last.
type referenceRun struct {
	Optimizer     string
	LR, Momentum  float64
	Losses, Norms exact
	Weights       map[string]referenceTensor
}

type referenceTensor struct {
	Shape []int
	Data  exact
}

// exact is stored as base64 of little-endian float64: PyTorch's numbers to the last bit.
type exact []float64

func (e *exact) UnmarshalJSON(b []byte) error {
	var raw []byte // encoding/json decodes base64
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*e = make(exact, len(raw)/8)
	_, err := binary.Decode(raw, binary.LittleEndian, []float64(*e))
	return err
}

// cellNames are the recurrent cells and their variants.
func cellNames() (list []string) {
	for _, cell := range nn.Cells() {
		list = append(list, cell.Name)
	}
	for _, v := range nn.Variants() {
		list = append(list, v.Variant())
	}
	return list
}

// references are their names: of every cell with tokens, of every cell in both directions, of every cell as encoder and decoder, and of
// every cell and model without a state with numbers.
func references() (list []string) {
	for _, cell := range cellNames() {
		list = append(list, cell, "both-"+cell, "pairs-"+cell)
	}
	return append(list, realReferences()...)
}

func (r reference) spec(n referenceNet) nn.Spec {
	return nn.Spec{Cell: r.Cell, Reset: r.Reset, Biases: r.Biases, Vocab: r.Vocab, Embed: n.Embed, Hidden: r.Hidden, Layers: n.Layers, Init: "pytorch",
		Inputs: r.Inputs, Outputs: r.Outputs, Head: n.Head, Bidirectional: n.Bidirectional || (r.Lengths != nil && r.Source == 0),
		Source: r.Source, Context: n.Context, Attention: n.Attention}
}

func readReference(t *testing.T, name string) reference {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "parity", name+".json"))
	if err != nil {
		t.Fatalf("%v: a cell needs a reference (testdata/parity/make.py)", err)
	}
	var r reference
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// readWindow reads window i, and returns the mean loss of its scored rows.
func readWindow[F nn.Float](tape nn.Tape[F], r reference, i int) float64 {
	lo, rows := i*r.Unroll*r.Batch, r.Unroll*r.Batch
	b, scored := &nn.Batch[F]{T: r.Unroll, B: r.Batch}, rows
	if r.Lengths != nil {
		scored = padded(b, r, i)
		b.Source = sourceOf[F](r, i)
	} else if r.Inputs == 0 {
		b.Tokens, b.Targets = r.Tokens[lo:lo+rows], r.Tokens[lo+r.Batch:lo+r.Batch+rows]
	} else {
		b.Reals, b.RealTargets = numbers[F](r.Reals, lo, rows, r.Inputs), numbers[F](r.RealTargets, lo, rows, r.Outputs)
		b.Scored, scored = r.Scored[lo:lo+rows], 0
		for _, yes := range b.Scored {
			if yes {
				scored++
			}
		}
	}
	tape.Forward(b, nil)
	sum, n := tape.Backward(b, 1/float64(scored))
	return sum / float64(n)
}

// padded makes b window i of sequences, with no input, no tag and a reset where there is padding, and returns how many
// tags there are.
func padded[F nn.Float](b *nn.Batch[F], r reference, i int) (scored int) {
	for row := range r.Unroll * r.Batch {
		token, tag := r.Tokens[i*r.Unroll*r.Batch+row], r.Tags[i*r.Unroll*r.Batch+row]
		padding := row/r.Batch >= r.Lengths[i][row%r.Batch]
		if padding {
			token, tag = -1, -1
		} else {
			scored++
		}
		b.Tokens, b.Targets, b.Reset = append(b.Tokens, token), append(b.Targets, tag), append(b.Reset, padding)
	}
	return scored
}

// sourceOf is window i of the sources, if there are any, which end together: PyTorch's begin together.
func sourceOf[F nn.Float](r reference, i int) *nn.Batch[F] {
	if r.Source == 0 {
		return nil
	}
	b := &nn.Batch[F]{T: r.SourceUnroll, B: r.Batch}
	for row := range b.Rows() {
		step, k := row/r.Batch, row%r.Batch
		at := step - (r.SourceUnroll - r.SourceLengths[i][k]) // in its sequence
		token := int32(-1)
		if at >= 0 {
			token = r.SourceTokens[(i*r.SourceUnroll+at)*r.Batch+k]
		}
		b.Tokens, b.Reset = append(b.Tokens, token), append(b.Reset, at == 0)
	}
	return b
}

// numbers are n rows of the given width, starting with row lo.
func numbers[F nn.Float](of exact, lo, n, width int) (list []F) {
	for _, v := range of[lo*width : (lo+n)*width] {
		list = append(list, F(v))
	}
	return list
}

func logits[F nn.Float](tape nn.Tape[F], r reference, width int) []F {
	all := make([]F, r.Unroll*r.Batch*width)
	for i := range r.Unroll * r.Batch {
		if r.Lengths == nil || i/r.Batch < r.Lengths[0][i%r.Batch] { // the reference has zeros for padding
			tape.Output(i, all[i*width:(i+1)*width])
		}
	}
	return all
}

func finder[F nn.Float](tensors map[string]referenceTensor) func(string) ([]int, []F, bool) {
	return func(name string) ([]int, []F, bool) {
		ref, ok := tensors[name]
		data := make([]F, len(ref.Data))
		for i, v := range ref.Data {
			data[i] = F(v)
		}
		return ref.Shape, data, ok
	}
}
