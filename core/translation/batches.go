package translation

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"unroll/core/nn"
	"unroll/core/text"
)

// Batches goes through training pairs in batches, in an order of its own in every epoch.
//
// Where there are many batches, pairs that are about as long come together, which leaves less padding: of every poolOf batches the
// pairs are sorted by length, and the batches then read in random order.
type Batches struct {
	rows    []Row
	padded  bool
	length  int // steps of a padded batch
	longest int
	seed    func(epoch int) *rand.Rand
	pos     text.Position // Offset: pairs read in this epoch
	batch   int
	order   []int32 // of this epoch
	lay     layOut
	taken   []Row
	V       int
	sampler sampler
}

// poolOf is how many batches are sorted together.
const poolOf = 16

// NewBatches goes through c's training part with batches of at most batch pairs, fewer if there are not as many. seed returns the
// random stream of an epoch. Error: a pair needs more than T steps.
func NewBatches(c *Corpus, batch, T int, seed func(epoch int) *rand.Rand) (*Batches, error) {
	b := &Batches{rows: c.Rows(c.Train), padded: c.NoMask, length: c.Length, seed: seed, V: c.Target.Vocab()}
	S, most := steps(b.rows)
	if b.longest = max(S, most); b.padded {
		b.longest = max(b.longest, b.length)
	}
	if err := b.Misfit(T); err != nil {
		return nil, err
	}
	b.order = make([]int32, len(b.rows))
	b.batch = min(batch, len(b.rows))
	b.begin()
	return b, nil
}

// Misfit is an error if there is a pair that does not fit into T steps.
func (b *Batches) Misfit(T int) error {
	if b.Fits(T) {
		return nil
	}
	return errSteps.Of(T, b.longest, b.longest)
}

// Fits reports whether every pair fits into T steps.
func (b *Batches) Fits(T int) bool { return b.longest <= T }

// Rows is B.
func (b *Batches) Rows() int { return b.batch }

// Position is where the next batch begins.
func (b *Batches) Position() text.Position {
	at := b.pos
	at.Rows = b.batch
	return at
}

// Holds reports whether there is such a position.
func (b *Batches) Holds(at text.Position) bool {
	return at.Epoch >= 0 && at.Offset >= 0 && at.Offset <= len(b.order) && at.Rows >= 1 && at.Rows <= len(b.order)
}

// Seek goes to a position that Position returned, in Batches of the same pairs.
func (b *Batches) Seek(at text.Position, _ int) {
	b.batch, b.pos.Epoch = at.Rows, at.Epoch
	b.begin()
	b.pos = at
}

// Resize changes the number of pairs in a batch and begins the epoch again, since its order depends on it.
func (b *Batches) Resize(batch, _ int) {
	if batch = max(1, min(batch, len(b.order))); batch != b.batch {
		b.batch = batch
		b.begin()
	}
}

// Epochs is the number of epochs done, including the fraction of the current one.
func (b *Batches) Epochs() float64 {
	return float64(b.pos.Epoch) + float64(b.pos.Offset)/float64(len(b.order))
}

// Passed is Epochs: no pair is left out.
func (b *Batches) Passed(int) float64 { return b.Epochs() }

// begin determines the order of the epoch.
func (b *Batches) begin() {
	for i := range b.order {
		b.order[i] = int32(i)
	}
	rng := b.seed(b.pos.Epoch)
	rng.Shuffle(len(b.order), func(i, j int) { b.order[i], b.order[j] = b.order[j], b.order[i] })
	b.pos.Offset, b.pos.Fresh = 0, true
	size := poolOf * b.batch
	if b.batch == 1 {
		return
	}
	swap := make([]int32, b.batch)
	for ; len(b.order)-b.pos.Offset >= size; b.pos.Offset += size {
		pool := b.order[b.pos.Offset:][:size]
		slices.SortStableFunc(pool, func(i, j int32) int { return byLength(b.rows[i], b.rows[j]) })
		rng.Shuffle(poolOf, func(i, j int) {
			x, y := pool[i*b.batch:][:b.batch], pool[j*b.batch:][:b.batch]
			copy(swap, x)
			copy(x, y)
			copy(y, swap)
		})
	}
	b.pos.Offset = 0
}

// byLength compares rows by the length of their targets, and those as long by that of their sources.
func byLength(x, y Row) int {
	return cmp.Or(cmp.Compare(len(x.Targets), len(y.Targets)), cmp.Compare(len(x.Source), len(y.Source)))
}

// Next sets to to the next batch, of as many steps as its longest pair needs. The last of an epoch may have fewer pairs: then some of
// its columns are empty. It is always fresh: no state is carried into it.
func (b *Batches) Next(_ int, to *nn.Batch[float32]) (scored int, fresh bool) {
	if b.pos.Offset >= len(b.order) {
		b.pos.Epoch++
		b.begin()
	}
	b.taken = b.taken[:0]
	for _, i := range b.order[b.pos.Offset:min(b.pos.Offset+b.batch, len(b.order))] {
		b.taken = append(b.taken, b.rows[i])
	}
	b.pos.Offset += len(b.taken)
	b.pos.Fresh = false
	S, T := steps(b.taken)
	if b.padded {
		T = max(T, b.length)
	}
	scored = b.lay.lay(b.taken, b.batch, S, T, b.padded)
	*to = b.lay.b
	return scored, true
}

// Sample lets the decoder read its own predictions, each with probability share, in place of the tokens of the last batch (Bengio et
// al. 2015: scheduled sampling; 1 − share is the probability of teacher forcing). A prediction is the likeliest token, as when
// translating, made without dropout; no gradient goes through the choice. It leaves tape with another Forward.
func (b *Batches) Sample(tape nn.Tape[float32], last *nn.Batch[float32], share float64, rng *rand.Rand) {
	b.sampler.sample(tape, last, b.V, share, b.padded, rng)
}
