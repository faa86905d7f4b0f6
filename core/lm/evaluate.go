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
	return heldout.New(net, heldout.Rows{N: max(0, len(stream.IDs)-1), Lead: evalLead, Add: add}, step)
}

// Perplexity is exp(Σ NLL / Σ tokens): the number of equally likely next tokens that would be as hard
// to guess. Untrained about V, best 1, worst ∞. nats is the mean over tokens, never over batches.
func Perplexity(nats float64) float64 { return math.Exp(nats) }
