package nn

import "unroll/core/kernel"

// Dropout (Srivastava et al. 2014) on the connections that do not recur, as Zaremba et al. 2014
// place it in language models: on the embedded input, between layers and before the read-out,
// each number cut with probability p and the others divided by 1 − p. A one-hot input is left whole.

// Masks says which numbers one reading cuts: the same two numbers cut the same.
type Masks struct{ Seed, Reading uint64 }

// dropRows sets n rows of dst from lo on to src ⊙ mask with a fresh mask; dst and src may be the same. Every
// row has a random stream of its own, by its place in the net (0: the input, l: what layer l reads, L: the
// read-out), so that it does not matter who cuts it.
func (t *Tape[F]) dropRows(dst, src kernel.Matrix[F], mask []F, lo, n, place, thread int) {
	p, rng := t.net.Spec.Dropout, &t.lanes[thread].pcg
	keep, cut := F(1/(1-p)), uint64(p*(1<<32))
	for i := lo; i < lo+n; i++ {
		rng.Seed(t.masks.Seed^uint64(place)<<56, t.masks.Reading<<24|uint64(i))
		from, to, m := src.Row(i), dst.Row(i), mask[i*src.Cols:(i+1)*src.Cols]
		for j, v := range from {
			m[j] = keep
			if rng.Uint64()>>32 < cut {
				m[j] = 0
			}
			to[j] = v * m[j]
		}
	}
}

func (t *Tape[F]) dropOutTop(piece, thread int) {
	lo, n := t.rowsOf(piece)
	t.dropRows(t.dropTop, t.layers[len(t.layers)-1].out, t.topMask, lo, n, len(t.layers), thread)
}

func (t *Tape[F]) undropTop(piece, _ int) {
	lo, n := t.rowsOf(piece)
	undrop(part(t.dTop, lo, n), t.topMask[lo*t.dTop.Cols:])
}

// undrop is the way back: d ⊙= mask.
func undrop[F Float](d []F, mask []F) {
	for i := range d {
		d[i] *= mask[i]
	}
}
