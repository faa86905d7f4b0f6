package translate

import (
	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/translation"
)

// A copier is a network for pictures: what it says is the same on every processor, which no trained network's translations are. At step
// t it looks at token t of the source, or counted from the end, a little at its neighbours, and says the target's token that is as
// common as that one. Of nn.Graph it has what a translation.Model asks for.
type copier struct {
	nn.Graph[float32]
	V, from   int // ids of target and source
	attention string
	back      bool // from the end
	sure      float32
}

func copying(c *translation.Corpus, step int) *translation.Model {
	return translation.NewModel(&copier{V: c.Target.Vocab(), from: c.Source.Vocab(), attention: "additive", sure: 4}, c, step)
}

func (n *copier) Spec() nn.Spec {
	return nn.Spec{Cell: "gru", Vocab: n.V, Source: n.from, Hidden: 8, Layers: 1, Attention: n.attention}
}

func (n *copier) NewTape(_, B int) nn.Tape[float32] {
	return &copyTape{net: n, step: make([]float32, B)}
}

// A copyTape reads forward only. Its state is the step of each column.
type copyTape struct {
	nn.Tape[float32]
	net     *copier
	step    []float32
	sources [][]int32 // of each column
	S       int
	logits  []float32
	weights kernel.Matrix[float32]
}

func (t *copyTape) State() [][]float32 { return [][]float32{t.step} }

// Forward works out logits and weights of a batch.
func (t *copyTape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	if s := b.Source; s != nil {
		t.S, t.sources = s.T, make([][]int32, b.B)
		for k := range b.B {
			t.step[k] = 0
			for i := range s.T {
				if id := s.Tokens[i*b.B+k]; id >= 0 {
					t.sources[k] = append(t.sources[k], id)
				}
			}
		}
	}
	t.logits, t.weights = make([]float32, b.T*b.B*t.net.V), kernel.NewMatrix[float32](b.T*b.B, t.S)
	for i := range b.T * b.B {
		k := i % b.B
		if n := len(t.sources[k]); n > 0 {
			t.read(i, k, n, int(t.step[k]))
		}
		t.step[k]++
	}
}

// The greatest weight and those of its neighbours, in halves and quarters, which every processor has.
const own, beside = 0.5, 0.25

func (t *copyTape) read(i, k, n, step int) {
	at := min(step, n-1)
	if t.net.back && at < n-1 {
		at = n - 2 - at
	}
	w := t.weights.Row(i)[t.S-n:]
	w[at] += own
	w[max(at-1, 0)] += beside
	w[min(at+1, n-1)] += beside
	logits := t.logits[i*t.net.V:][:t.net.V]
	for id := range logits {
		logits[id] = float32(id%5) / 4
	}
	id := t.sources[k][at]
	logits[min(int(id), t.net.V-1)] += t.net.sure
}

func (t *copyTape) Score(*nn.Batch[float32], []float64) (loss float64, scored int) { return 0, 0 }

// Right is not counted.
func (t *copyTape) Right() int { return 0 }

func (t *copyTape) Output(i int, dst []float32) { copy(dst, t.logits[i*t.net.V:]) }

func (t *copyTape) Activations() []nn.Activation[float32] {
	if t.net.attention == "" {
		return nil
	}
	return []nn.Activation[float32]{{Part: "attention", Name: "weights", Values: t.weights}}
}
