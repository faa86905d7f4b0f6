package nn

import (
	"math/rand/v2"

	"unroll/core/kernel"
)

// Dropout (Srivastava et al. 2014) on the non-recurrent connections, as Zaremba et al. 2014 place it in
// language models: on the embedded input, between layers and before the head, each number is dropped
// with probability p and the others are divided by 1 − p. One-hot and real inputs are left alone.

// Masks determines which numbers one reading drops: the same seed and step drop the same ones.
type Masks struct{ Seed, Step uint64 }

// A dropout is one place in a graph where numbers are dropped. No two places of a graph share a number, so
// that each has a random stream of its own.
type dropout struct {
	p     float64
	place int
}

// dropRows sets n rows of dst, starting at lo, to src ⊙ mask with a fresh mask; dst and src may be the same.
// Every row has a random stream of its own, so it does not matter which thread handles it.
func dropRows[F Float](d dropout, m *Masks, rng *rand.PCG, dst, src kernel.Matrix[F], mask []F, lo, n int) {
	keep, dropped := F(1/(1-d.p)), uint64(d.p*(1<<32))
	for i := lo; i < lo+n; i++ {
		rng.Seed(m.Seed^uint64(d.place)<<56, m.Step<<24|uint64(i))
		from, to, row := src.Row(i), dst.Row(i), mask[i*src.Cols:(i+1)*src.Cols]
		for j, v := range from {
			row[j] = keep
			if rng.Uint64()>>32 < dropped {
				row[j] = 0
			}
			to[j] = v * row[j]
		}
	}
}

// undrop is the backward pass: d ⊙= mask.
func undrop[F Float](d []F, mask []F) {
	for i := range d {
		d[i] *= mask[i]
	}
}

// maskFor allocates a mask of n numbers; nil if nothing is ever dropped.
func maskFor[F Float](p float64, n int) []F {
	if p == 0 {
		return nil
	}
	return make([]F, n)
}
