package lm

import (
	"math"

	"unroll/core/heldout"
	"unroll/core/nn"
	"unroll/core/text"
)

// evalLead is how many tokens before a part are read unscored, so that its first scored tokens have context too.
const evalLead = 4 * heldout.Steps

// NewEvaluator prepares to read stream with net, whose weights are those after step updates. Every token but the stream's
// first is scored exactly once.
func NewEvaluator(net nn.Graph[float32], stream text.Stream, step int) *heldout.Evaluator {
	return heldout.New(net, rowsOf(stream), step)
}

// NewValidation prepares to read the held-out text of c as a validation does: with the state carried, or in windows if training reads
// windows from a state of 0. Its outcome is the same for the same weights and text.
func NewValidation(net nn.Graph[float32], c *text.Corpus, step int) heldout.Reading {
	if w := c.Windows; w.Kind != text.Carried {
		return heldout.NewWindows(net, rowsOf(c.Stream(c.Valid)), w.T, w.Stride(), step)
	}
	return NewEvaluator(net, c.Stream(c.Valid), step)
}

// rowsOf are the rows of a stream: each token but the last, with the one after it as its target.
func rowsOf(stream text.Stream) heldout.Rows {
	add := func(b *nn.Batch[float32], k int, inside, scored bool) {
		in, out := text.Unknown, text.Unknown
		if inside {
			in = stream.IDs[k]
		}
		if scored {
			out = stream.IDs[k+1]
		}
		b.Tokens = append(b.Tokens, in)
		b.Targets = append(b.Targets, out)
		b.Reset = append(b.Reset, k == 0 || stream.Starts(in))
	}
	return heldout.Rows{N: max(0, len(stream.IDs)-1), Lead: evalLead, Add: add}
}

// Perplexity is exp(Σ NLL / Σ tokens): the number of equally likely next tokens that would be as hard
// to guess. Untrained about V, best 1, worst ∞. nats is the mean over tokens, never over batches.
func Perplexity(nats float64) float64 { return math.Exp(nats) }
