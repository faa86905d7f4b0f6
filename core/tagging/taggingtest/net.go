// Package taggingtest has a network for tests of pictures: what it says is the same on every processor, which no trained
// network's tags are.
package taggingtest

import (
	"sync/atomic"

	"unroll/core/nn"
	"unroll/core/tagging"
)

// A Net gives each word the tag that training gave it most often, more or less likely by the words beside it. Of nn.Graph it
// has what a tagging.Model asks for.
type Net struct {
	nn.Graph[float32]
	Both bool         // it reads the word behind each word too
	Rows atomic.Int64 // that it has read, with padding

	tags []int32 // of each word, by its id
	K    int
}

// Model is a model of c by such a network, which looks at no suffixes.
func Model(c *tagging.Corpus, both bool, step int) (*tagging.Model, *Net) {
	n := &Net{Both: both, K: len(c.Tags), tags: make([]int32, len(c.Features))}
	for w, counts := range c.Counts.Words {
		if id := c.IDs(nil, w)[0]; id > 0 {
			n.tags[id] = c.Tag(c.Counts.Tags[tagging.Best(counts)])
		}
	}
	return tagging.NewModel(n, c, step), n
}

// Spec is that of a network of one unit.
func (n *Net) Spec() nn.Spec {
	return nn.Spec{Cell: "rnn", Vocab: len(n.tags), Hidden: 1, Layers: 1, Outputs: n.K, Bidirectional: n.Both}
}

// NewTape is a tape that only reads.
func (n *Net) NewTape(int, int) nn.Tape[float32] { return &tape{net: n} }

type tape struct {
	nn.Tape[float32]
	net    *Net
	logits []float32
}

// What a word, the one before it and the one behind it add to a logit.
const own, before, behind = 4, 1.5, 2.5

// Forward works out the logits of a batch, and counts its rows.
func (t *tape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	n, K := b.T*b.B, t.net.K
	t.net.Rows.Add(int64(n))
	t.logits = make([]float32, n*K)
	for i := range n {
		t.add(i, b, i, 0, own)
		if !b.Reset[i] {
			t.add(i, b, i-b.B, 1, before)
		}
		if next := i + b.B; t.net.Both && next < n && !b.Reset[next] {
			t.add(i, b, next, 1, behind)
		}
	}
}

// add makes a tag of row i likelier: that of the word in another row, or the next tag.
func (t *tape) add(i int, b *nn.Batch[float32], of, next int, by float32) {
	id := max(0, b.Tokens[of*(len(b.Tokens)/(b.T*b.B))])
	t.logits[i*t.net.K+(int(t.net.tags[id])+next)%t.net.K] += by
}

// Score does not score.
func (t *tape) Score(*nn.Batch[float32], []float64) (loss float64, scored int) { return 0, 0 }

// Output are the logits of a row.
func (t *tape) Output(i int, dst []float32) { copy(dst, t.logits[i*t.net.K:]) }
