package nn

import (
	"math/rand/v2"

	"unroll/core/kernel"
)

// Workers share out a job: a few threads that take its numbered pieces together.
//
// A reading is made of jobs with a barrier behind each. In the walks through time each thread takes
// some of the B sequences and never waits for another; everything else is dealt by rows or by columns of
// what is computed. A number is computed by one thread from start to end, in an order that the sizes
// alone fix: it is the same however many threads there are.
type Workers interface {
	Threads() int
	// Run calls do for each piece 0 … n−1 once, and returns when all have returned. thread, below Threads,
	// is a number that no other call has at the same time.
	Run(n int, do func(piece, thread int))
}

// alone is the caller's own thread.
type alone struct{}

func (alone) Threads() int { return 1 }

func (alone) Run(n int, do func(piece, thread int)) {
	for i := range n {
		do(i, 0)
	}
}

// A lane is what a thread needs for itself.
type lane[F Float] struct {
	now    Step[F]         // the step at hand; here because a cell, called through its table, takes its address
	panel  kernel.Panel[F] // gradients as right-hand sides
	rows   []F             // B×H, for what must not be lost or is not wanted
	looked []F             // V×itemCols; of a one-hot input
	pcg    rand.PCG
}

// A job is a kind of work with the pieces that it has at the moment.
type job func(piece, thread int)

// jobs are the tape's own, made once so that nothing is allocated when they are done.
type jobs struct{ embed, project, walk, dropTop, readOut, readOutGradient, undrop, walkBack, inputBack, gradient job }

func (t *Tape[F]) makeJobs() {
	t.jobs = jobs{embed: t.embed, project: t.project, walk: t.walk, dropTop: t.dropOutTop, readOut: t.readOut, readOutGradient: t.readOutGradient, undrop: t.undropTop,
		walkBack: t.walkBack, inputBack: t.inputBack, gradient: t.gradient}
}

// UseWorkers has w do the tape's work from now on.
func (t *Tape[F]) UseWorkers(w Workers) {
	t.workers = w
	t.lanes = make([]lane[F], w.Threads())
	t.Grad = nil // what the way back needs is made anew
}

// overSequences does a job of which every thread has some of the sequences.
func (t *Tape[F]) overSequences(j job) { t.workers.Run(min(len(t.lanes), t.B), j) }

// sequences are those of a piece: n from lo on.
func (t *Tape[F]) sequences(piece int) (lo, n int) { return share(t.B, piece, min(len(t.lanes), t.B)) }

// overRows does a job of which every thread has some of count rows, starting with row from.
func (t *Tape[F]) overRows(from, count int, j job) {
	t.from, t.count = from, count
	t.workers.Run(t.rowPieces(), j)
}

// rowsAtLeast is how many rows are worth a piece of their own.
const rowsAtLeast = 16

func (t *Tape[F]) rowPieces() int {
	return max(1, min(len(t.lanes), t.count/rowsAtLeast))
}

// rowsOf are those of a piece: n from lo on.
func (t *Tape[F]) rowsOf(piece int) (lo, n int) {
	lo, n = share(t.count, piece, t.rowPieces())
	return t.from + lo, n
}

// share is part i of total in parts that are as even as they can be.
func share(total, i, parts int) (lo, n int) {
	lo = i * total / parts
	return lo, (i+1)*total/parts - lo
}
