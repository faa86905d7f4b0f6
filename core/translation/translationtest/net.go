// Package translationtest has a network for tests of pictures: what it says is the same on every processor, which no trained
// network's translations are.
package translationtest

import (
	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/translation"
)

// A Net knows the translation of every source of a corpus, and of some has one token wrong. Of nn.Graph it has what a
// translation.Model asks for.
type Net struct {
	nn.Graph[float32]
	V, Source int
	known     map[string][]int32 // targets by their sources
}

// Model is a model of c by such a network, as after step updates.
func Model(c *translation.Corpus, step int) *translation.Model {
	n := &Net{V: c.Target.Vocab(), Source: c.Source.Vocab(), known: map[string][]int32{}}
	for _, part := range [][]translation.Pair{c.Train, c.Valid} {
		for _, r := range c.Rows(part) {
			n.known[key(r.Source)] = r.Targets
		}
	}
	return translation.NewModel(n, c, step)
}

func key(ids []int32) string {
	list := make([]rune, len(ids))
	copy(list, ids)
	return string(list)
}

// Spec is that of a network of one unit.
func (n *Net) Spec() nn.Spec {
	return nn.Spec{Cell: "gru", Vocab: n.V, Source: n.Source, Hidden: 1, Layers: 1, Attention: "additive"}
}

// NewTape is a tape that only reads.
func (n *Net) NewTape(_, B int) nn.Tape[float32] {
	return &tape{net: n, at: make([]float32, B), sources: make([][]int32, B)}
}

type tape struct {
	nn.Tape[float32]
	net     *Net
	at      []float32 // the step of each column: the state
	sources [][]int32
	S       int
	logits  []float32
	weights kernel.Matrix[float32]
}

// sure is how much likelier than the others the token is that the network means, in logits.
const sure = 8

// Forward works out logits and weights of a batch.
func (t *tape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	if s := b.Source; s != nil {
		t.S = s.T
		for k := range b.B {
			t.at[k], t.sources[k] = 0, nil
			for i := range s.T {
				if id := s.Tokens[i*b.B+k]; id >= 0 {
					t.sources[k] = append(t.sources[k], id)
				}
			}
		}
	}
	n := b.T * b.B
	t.logits, t.weights = make([]float32, n*t.net.V), kernel.NewMatrix[float32](n, t.S)
	for i := range n {
		k := i % b.B
		source, at := t.sources[k], int(t.at[k])
		if len(source) == 0 {
			continue
		}
		t.logits[i*t.net.V+int(t.net.next(source, at))] += sure
		t.weights.Row(i)[t.S-len(source)+min(at, len(source)-1)] = 1
		t.at[k]++
	}
}

// next is the token of a translation at a place: of every third source, by its length, the one in the middle is another.
func (n *Net) next(source []int32, at int) int32 {
	target := n.known[key(source)]
	if at >= len(target) {
		return translation.Eos
	}
	id := target[at]
	if len(source)%3 == 0 && at == len(target)/2 && id >= translation.Marks {
		id = translation.Marks + (id-translation.Marks+1)%int32(n.V-int(translation.Marks))
	}
	return id
}

// State is the step of each column.
func (t *tape) State() [][]float32 { return [][]float32{t.at} }

// Score does not score.
func (t *tape) Score(*nn.Batch[float32], []float64) (loss float64, scored int) { return 0, 0 }

// Right counts none either.
func (t *tape) Right() int { return 0 }

// Output are the logits of a row and those behind it, as many as fit.
func (t *tape) Output(i int, dst []float32) { copy(dst, t.logits[i*t.net.V:]) }

// Activations are the weights of attention.
func (t *tape) Activations() []nn.Activation[float32] {
	return []nn.Activation[float32]{{Part: "attention", Name: "weights", Values: t.weights}}
}
