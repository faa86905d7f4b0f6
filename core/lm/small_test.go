package lm

import (
	"math/rand/v2"
	"testing"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// modelWith is a model over the vocabulary of s with weights initialized by init.
func modelWith(t testing.TB, s string, o text.Options, cell, init string) *Model {
	t.Helper()
	c, err := text.NewCorpus(s, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	net, err := nn.New[float32](nn.Spec{Cell: cell, Vocab: c.Vocab.Len(), Hidden: 7, Layers: 1, Init: init})
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(3, 4)))
	return NewModel(net, c.Vocab, o.Lines, 0)
}

// chars is how most texts here are tokenized.
var chars = text.Options{Tokens: "char"}

// softmax is what a prediction must be, in float64.
func softmax(o []float32, temperature float64) []float64 {
	p := make([]float64, len(o))
	for i, v := range o {
		p[i] = float64(v) / temperature
	}
	kernel.Softmax(p, p)
	return p
}

// trained is a model that has learned something from a text, so that its state matters: 120 steps of plain
// gradient descent over windows of 6 tokens in 5 rows.
func trained(t *testing.T, o text.Options) *Model {
	t.Helper()
	c, err := text.NewCorpus(texttest.Prose(60), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	net, err := nn.New[float32](nn.Spec{Cell: "lstm", Vocab: c.Vocab.Len(), Hidden: 12, Layers: 1, Init: "pytorch"})
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, 2)))
	r, err := text.NewReader(c, 5, 6, func(epoch int) *rand.Rand { return rand.New(rand.NewPCG(3, uint64(epoch))) })
	if err != nil {
		t.Fatal(err)
	}
	tape, w := net.NewTape(6, r.Rows()), text.Window{}
	for range 120 {
		r.Next(6, &w)
		b := nn.Batch[float32]{T: w.T, B: w.B, Tokens: w.Inputs, Targets: w.Targets, Reset: w.Reset}
		tape.Forward(&b, nil)
		tape.Backward(&b, 1/float64(max(1, w.Scored)))
		weights := net.Weights()
		for i, g := range tape.Grad() {
			weights[i] -= g
		}
		net.Prepare()
	}
	return NewModel(net, c.Vocab, o.Lines, 0)
}
