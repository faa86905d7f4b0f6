package translation

import (
	"math/rand/v2"

	"unroll/core/nn"
)

// A sampler is the memory of Batches.Sample.
type sampler struct {
	logits []float32
	one    nn.Batch[float32]
}

// sample replaces tokens of b that the decoder reads by what the network predicts for them after those before. padded: padding is
// predicted too.
func (s *sampler) sample(tape nn.Tape[float32], b *nn.Batch[float32], V int, share float64, padded bool, rng *rand.Rand) {
	if len(s.logits) < b.B*V {
		s.logits = make([]float32, b.B*V)
	}
	source := b.Source
	for t := 0; t+1 < b.T; t++ {
		s.one = nn.Batch[float32]{T: 1, B: b.B, Tokens: b.Tokens[t*b.B : (t+1)*b.B], Source: source}
		source = nil
		tape.Forward(&s.one, nil)
		tape.Output(0, s.logits[:b.B*V])
		for k := range b.B {
			next := &b.Tokens[(t+1)*b.B+k]
			if rng.Float64() < share && *next >= 0 {
				if best := likeliest(s.logits[k*V:(k+1)*V], padded); best >= 0 {
					*next = best
				}
			}
		}
	}
}

// likeliest is the id of the largest logit, the first of equals; −1 where there is a NaN. all: also one that no translation has,
// <pad> and <bos>.
func likeliest(logits []float32, all bool) int32 {
	best := int32(-1)
	for id, v := range logits {
		if v != v {
			return -1
		}
		if !all && (int32(id) == Pad || int32(id) == Bos) {
			continue
		}
		if best < 0 || v > logits[best] {
			best = int32(id)
		}
	}
	return best
}
