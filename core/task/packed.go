package task

import (
	"math/rand/v2"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
)

// packed is whole sequences, packed into windows, as batches.
type packed struct {
	*text.Packer
	w text.Window
}

func newPacked(of *text.Sequences, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	p, err := text.NewPacker(of, batch, T, seed)
	if err != nil {
		return nil, err
	}
	return &packed{Packer: p}, nil
}

// newFirstFit is newPacked with less padding: see Packer.FirstFit.
func newFirstFit(of *text.Sequences, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	p, err := text.NewPacker(of, batch, T, seed)
	if err != nil {
		return nil, err
	}
	p.FirstFit = true
	return &packed{Packer: p}, nil
}

func (p *packed) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	w := &p.w
	p.Packer.Next(T, w)
	*b = nn.Batch[float32]{T: w.T, B: w.B, Tokens: w.Inputs, Targets: w.Targets, Reset: w.Reset}
	return w.Scored, w.Fresh
}

type lineValidation struct{ *lm.LineEvaluator }

// Outcome has no losses by place: every sequence begins with a state of 0, wherever it lies.
func (v lineValidation) Outcome() (history.Valid, history.Windows) {
	return v.Result, history.Windows{}
}
