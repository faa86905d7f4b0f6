package nn

import "fmt"

// A Batch holds what a graph reads at a time and its targets: T steps of B sequences, row t·B+b
// being step t of sequence b. It must not change until Backward is done.
type Batch[F Float] struct {
	T, B int
	// The input: token ids (T·B×Spec.Features; negative: no input), or real vectors (T·B×D).
	Tokens []int32
	Reals  []F
	// The targets, in the form that the head expects: ids (T·B; negative: not scored) or real vectors
	// (T·B×K). A target that is not a finite number makes a loss that is none either.
	Targets     []int32
	RealTargets []F
	// Scored marks the rows whose loss counts (T·B; nil: all); a negative target never counts. Rows that are
	// not scored are in no sum, whatever they hold.
	Scored []bool
	// Reset marks the rows before which a sequence's state is set to 0 (T·B; nil: none): where a new
	// sequence begins, or the padding after one.
	Reset []bool
	// Source is what an encoder reads, in graphs that have one: the same number of sequences, with
	// lengths of their own.
	Source *Batch[F]
}

// Rows is T·B.
func (b *Batch[F]) Rows() int { return b.T * b.B }

// Counts says whether row i is scored.
func (b *Batch[F]) Counts(i int) bool {
	return (b.Scored == nil || b.Scored[i]) && (b.Targets == nil || b.Targets[i] >= 0)
}

// stray says whether row i reaches no loss although it may hold something: it is not scored, and a sequence of its own.
func (b *Batch[F]) stray(i int) bool {
	return b.Reset != nil && b.Reset[i] && (i+b.B >= b.Rows() || b.Reset[i+b.B]) && !b.Counts(i)
}

// fits panics if the batch does not suit a tape for maxT steps of B sequences.
func (b *Batch[F]) fits(maxT, B int) {
	if b.B != B || b.T < 1 || b.T > maxT {
		panic(fmt.Sprintf("nn: a batch of %d steps of %d sequences on a tape for %d of %d", b.T, b.B, maxT, B))
	}
}
