package forecast

import (
	"math/rand/v2"

	"unroll/core/nn"
	"unroll/core/series"
	"unroll/core/text"
)

// A Sequences is sequences with one answer each, at the end, as networks read them: row by row, from a state of 0. Only the
// last row is scored. The first of them are trained on, the others held out.
type Sequences struct {
	series.Sequences
	Source series.Answered
	train  int
}

// PrepareSequences splits s, with a share of valid held out. Errors: options that mean nothing for sequences, a split that
// does not fit.
func (o Options) PrepareSequences(s series.Sequences, source series.Answered, valid float64) (*Sequences, error) {
	if o.Log || o.Difference || o.Lags > 1 || o.Column != "" || o.Columns != "" || o.Target != "" || o.Gaps != "" {
		return nil, errAnswered.Of(source.Name)
	}
	train, held, err := series.Options{Valid: valid, TrainRows: o.TrainRows, ValidRows: o.ValidRows}.Count(s.N)
	if err != nil {
		return nil, err
	}
	if train < 1 {
		return nil, errNoSequence.Of(s.N)
	}
	s.N = train + held
	return &Sequences{Sequences: s, Source: source, train: train}, nil
}

// SequencesFor is how many sequences there have to be; 0: as many as the source says.
func (o Options) SequencesFor(s series.Answered) int {
	if o.TrainRows == 0 {
		return 0
	}
	if o.ValidRows != 0 {
		return o.TrainRows + o.ValidRows
	}
	return o.TrainRows + int(s.Valid*float64(s.N))
}

// TrainExamples is how many sequences are trained on.
func (d *Sequences) TrainExamples() int { return d.train }

// ValidExamples is how many are held out.
func (d *Sequences) ValidExamples() int { return d.N - d.train }

// add appends row t of sequence i to b; not counts: a row that fills up a batch.
func (d *Sequences) add(b *nn.Batch[float32], i, t int, counts bool) {
	b.Reals = append(b.Reals, d.Sequence(i)[t*d.D:(t+1)*d.D]...)
	b.RealTargets = append(b.RealTargets, d.Targets[i])
	b.Reset = append(b.Reset, t == 0)
	b.Scored = append(b.Scored, counts && t == d.T-1)
}

// emptied is b without rows, for T steps of B sequences.
func emptied(b *nn.Batch[float32], T, B int) {
	*b = nn.Batch[float32]{T: T, B: B, Reals: b.Reals[:0], RealTargets: b.RealTargets[:0], Reset: b.Reset[:0], Scored: b.Scored[:0]}
}

// A SequenceReader goes through the sequences that are trained on: a batch is whole sequences, and every epoch has each once, in
// an order of its own. The last batch of an epoch is filled up with sequences that are not scored.
type SequenceReader struct {
	d    *Sequences
	deck *deck
}

// NewSequenceReader reads d's training part in batches of batch sequences. seed returns the random stream of an epoch. Error: T
// is not the length of the sequences.
func NewSequenceReader(d *Sequences, batch, T int, seed func(epoch int) *rand.Rand) (*SequenceReader, error) {
	r := &SequenceReader{d: d, deck: newDeck(d.train, batch, seed)}
	if !r.Fits(T) {
		return nil, errWhole.Of(T, d.T, d.T)
	}
	return r, nil
}

// Next sets b to the next sequences. It allocates only when b grows.
func (r *SequenceReader) Next(_ int, b *nn.Batch[float32]) (scored int, fresh bool) {
	k := r.deck
	fresh = k.turn()
	emptied(b, r.d.T, k.rows)
	from := k.pos.Offset
	scored = min(k.rows, k.n-from)
	for t := range r.d.T {
		for s := range k.rows {
			i, counts := 0, s < scored
			if counts {
				i = int(k.order[from+s])
			}
			r.d.add(b, i, t, counts)
		}
	}
	k.pos.Offset += scored
	return scored, fresh
}

// Rows is B.
func (r *SequenceReader) Rows() int { return r.deck.rows }

// Epochs is the number of epochs done, with the fraction of the current one.
func (r *SequenceReader) Epochs() float64 { return r.deck.epochs() }

// Passed is Epochs: no sequence is left out.
func (r *SequenceReader) Passed(int) float64 { return r.Epochs() }

// Position is where the next batch begins: Offset counts the sequences used in this epoch.
func (r *SequenceReader) Position() text.Position { return r.deck.position() }

// Seek goes to a position.
func (r *SequenceReader) Seek(p text.Position, _ int) { r.deck.seek(p) }

// Holds says whether there is such a position.
func (r *SequenceReader) Holds(p text.Position) bool { return r.deck.holds(p) }

// Resize changes the batch: the epoch starts again.
func (r *SequenceReader) Resize(batch, _ int) { r.deck.resize(batch) }

// Fits says whether T is the length of the sequences.
func (r *SequenceReader) Fits(T int) bool { return T == r.d.T }
