package forecast

import (
	"math/rand/v2"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Reader goes through the training part of a series for a recurrent network: B parallel sequences of equal length, in
// windows of T examples that continue each other. Each epoch begins at another offset of a few rows, with the state reset.
type Reader struct {
	d      *Data
	seed   func(epoch int) *rand.Rand
	pos    text.Position
	rows   int
	length int // examples of each sequence
}

// NewReader reads d's training part as at most batch sequences, fewer if there is not a window of T examples for each.
// seed returns the random stream of an epoch. Error: too few rows.
func NewReader(d *Data, batch, T int, seed func(epoch int) *rand.Rand) (*Reader, error) {
	r := &Reader{d: d, seed: seed}
	if !r.Fits(T) {
		return nil, errShort.Of(d.train+d.Lags, T+d.Lags, d.Lags, T)
	}
	r.Resize(batch, T)
	return r, nil
}

// Next sets b to the next T examples of each sequence. It allocates only when b grows.
func (r *Reader) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	T = min(T, r.length)
	if r.pos.Offset+T > r.length {
		if !r.pos.Fresh { // otherwise T has grown since begin: nothing was read
			r.pos.Epoch++
		}
		r.begin(T)
	}
	fresh = r.pos.Fresh
	*b = nn.Batch[float32]{T: T, B: r.rows, Reals: b.Reals[:0], RealTargets: b.RealTargets[:0], Reset: b.Reset[:0]}
	for t := range T {
		for s := range r.rows {
			e := s*r.length + r.pos.Offset + t
			b.Reals = r.d.addInput(b.Reals, e)
			b.RealTargets = append(b.RealTargets, r.d.answer(e))
			b.Reset = append(b.Reset, fresh && t == 0)
		}
	}
	r.pos.Offset += T
	r.pos.Fresh = false
	return T * r.rows, fresh
}

// Rows is B.
func (r *Reader) Rows() int { return r.rows }

// Epochs is the number of epochs done, with the fraction of the current one.
func (r *Reader) Epochs() float64 {
	return float64(r.pos.Epoch) + float64(r.pos.Offset)/float64(r.length)
}

// Passed is Epochs, but an epoch is done when no whole window is left in it.
func (r *Reader) Passed(T int) float64 {
	if !r.pos.Fresh && r.pos.Offset+min(T, r.length) > r.length {
		return float64(r.pos.Epoch + 1)
	}
	return r.Epochs()
}

// Position is where the next window begins.
func (r *Reader) Position() text.Position {
	p := r.pos
	p.Rows = r.rows
	return p
}

// Seek goes to a position.
func (r *Reader) Seek(p text.Position, T int) {
	if p.Rows > 0 {
		r.rows, r.length = p.Rows, r.d.train/p.Rows
	}
	r.pos.Epoch = p.Epoch
	r.begin(T)
	r.pos = p
}

// Holds says whether there is such a position.
func (r *Reader) Holds(p text.Position) bool {
	return p.Epoch >= 0 && p.Offset >= 0 && p.Rows >= 1 && p.Rows <= r.d.train && p.Offset <= r.d.train/p.Rows
}

// Resize changes to other sequences: the epoch starts again.
func (r *Reader) Resize(batch, T int) {
	r.rows = max(1, min(batch, r.d.train/T))
	r.length = r.d.train / r.rows
	r.begin(T)
}

// Fits says whether there is a window of T examples.
func (r *Reader) Fits(T int) bool { return r.d.train >= T }

func (r *Reader) begin(T int) {
	r.pos.Offset = r.seed(r.pos.Epoch).IntN(r.length%T + 1)
	r.pos.Fresh = true
}

// A Shuffled goes through the training part for a feed-forward network: every epoch has each example once, in an order of
// its own. The last batch of an epoch is filled up with rows that are not scored.
type Shuffled struct {
	d    *Data
	deck *deck
}

// NewShuffled reads d's training part in batches of batch·T examples. seed returns the random stream of an epoch.
func NewShuffled(d *Data, batch, _ int, seed func(epoch int) *rand.Rand) *Shuffled {
	return &Shuffled{d: d, deck: newDeck(d.train, batch, seed)}
}

// Next sets b to the next examples. It allocates only when b grows.
func (r *Shuffled) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	k := r.deck
	fresh = k.turn()
	*b = nn.Batch[float32]{T: T, B: k.rows, Reals: b.Reals[:0], RealTargets: b.RealTargets[:0], Scored: b.Scored[:0]}
	for range T * k.rows {
		e, counts := int32(0), k.pos.Offset < k.n
		if counts {
			e = k.order[k.pos.Offset]
			k.pos.Offset++
			scored++
		}
		b.Reals = r.d.addInput(b.Reals, int(e))
		b.RealTargets = append(b.RealTargets, r.d.answer(int(e)))
		b.Scored = append(b.Scored, counts)
	}
	return scored, fresh
}

// Rows is B.
func (r *Shuffled) Rows() int { return r.deck.rows }

// Epochs is the number of epochs done, with the fraction of the current one.
func (r *Shuffled) Epochs() float64 { return r.deck.epochs() }

// Passed is Epochs: no example is left out.
func (r *Shuffled) Passed(int) float64 { return r.Epochs() }

// Position is where the next batch begins: Offset counts the examples used in this epoch.
func (r *Shuffled) Position() text.Position { return r.deck.position() }

// Seek goes to a position.
func (r *Shuffled) Seek(p text.Position, _ int) { r.deck.seek(p) }

// Holds says whether there is such a position.
func (r *Shuffled) Holds(p text.Position) bool { return r.deck.holds(p) }

// Resize changes the batch: the epoch starts again.
func (r *Shuffled) Resize(batch, _ int) { r.deck.resize(batch) }

// Fits is true: a batch is filled up.
func (r *Shuffled) Fits(int) bool { return true }
