package forecast

import (
	"math/rand/v2"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Dealt goes through the training part for a recurrent network in windows of T examples, each read from a state of 0, in
// a random order (see text.Deck).
type Dealt struct {
	*text.Deck
	d *Data
}

// NewDealt reads d's training part in batches of at most batch windows. seed returns the random stream of an epoch. Error:
// too few rows.
func NewDealt(d *Data, batch, T int, seed func(epoch int) *rand.Rand) (*Dealt, error) {
	if d.train < T {
		return nil, errShort.Of(d.train+d.Lags, T+d.Lags, d.Lags, T)
	}
	return &Dealt{text.NewDeck(d.Windows.Kind, d.train, batch, T, seed), d}, nil
}

// Next sets b to the next windows; rows without one are not scored. It allocates only when b grows.
func (r *Dealt) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	starts, B := r.Deck.Next(T), r.Rows()
	*b = nn.Batch[float32]{T: T, B: B, Reals: b.Reals[:0], RealTargets: b.RealTargets[:0], Reset: b.Reset[:0], Scored: b.Scored[:0]}
	for t := range T {
		for row := range B {
			e, counts := 0, row < len(starts)
			if counts {
				e = int(starts[row]) + t
				scored++
			}
			b.Reals = r.d.addInput(b.Reals, e)
			b.RealTargets = append(b.RealTargets, r.d.answer(e))
			b.Reset, b.Scored = append(b.Reset, t == 0), append(b.Scored, counts)
		}
	}
	return scored, true
}
