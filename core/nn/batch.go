package nn

import "fmt"

// A Batch is what a graph reads at a time and what it should have said: T steps of B sequences, row
// t·B+b being step t of sequence b. It must stay as it is until Backward is done.
type Batch[F Float] struct {
	T, B int
	// What is read: token ids (T·B; negative: no input), or real vectors (T·B×D).
	Tokens []int32
	Reals  []F
	// What is to be said, as the head has it: ids (T·B; negative: not scored) or real vectors (T·B×K).
	Targets     []int32
	RealTargets []F
	// Scored marks the rows whose loss counts (T·B; nil: all); a negative target does not count anyway. What
	// is not scored is in no sum, whatever stands there.
	Scored []bool
	// Reset marks the rows before which a sequence's state is set to 0 (T·B; nil: none): where a new
	// sequence begins, or the padding behind one.
	Reset []bool
	// Source is what an encoder reads, in graphs that have one: as many sequences, of their own length.
	Source *Batch[F]
}

// Rows is T·B.
func (b *Batch[F]) Rows() int { return b.T * b.B }

// Counts says whether row i is scored.
func (b *Batch[F]) Counts(i int) bool {
	return (b.Scored == nil || b.Scored[i]) && (b.Targets == nil || b.Targets[i] >= 0)
}

// fits panics where the batch is not one for a tape of maxT steps of B sequences.
func (b *Batch[F]) fits(maxT, B int) {
	if b.B != B || b.T < 1 || b.T > maxT {
		panic(fmt.Sprintf("nn: a batch of %d steps of %d sequences on a tape for %d of %d", b.T, b.B, maxT, B))
	}
}
