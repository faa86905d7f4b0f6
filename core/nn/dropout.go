package nn

import (
	"math/rand/v2"

	"unroll/core/kernel"
)

// Dropout (Srivastava et al. 2014) on the connections that do not recur, as Zaremba et al. 2014
// place it in language models: on the embedded input, between layers and before the read-out,
// each number cut with probability p and the others divided by 1 − p. A one-hot input is left whole.

// dropOut sets dst = src ⊙ mask with a fresh mask; dst and src may be the same.
func (t *Tape[F]) dropOut(dst, src kernel.Matrix[F], mask []F, rng *rand.Rand) kernel.Matrix[F] {
	p := t.net.Spec.Dropout
	keep := F(1 / (1 - p))
	n := t.T * t.B * src.Cols
	for i, v := range src.Data[:n] {
		mask[i] = keep
		if rng.Float64() < p {
			mask[i] = 0
		}
		dst.Data[i] = v * mask[i]
	}
	return dst
}

// undrop is the way back: d ⊙= mask.
func undrop[F Float](d []F, mask []F) {
	for i := range d {
		d[i] *= mask[i]
	}
}
