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

// A job is a kind of work with the pieces that it has at the moment. Jobs are made once, so that nothing is
// allocated when they are done.
type job func(piece, thread int)

// A lane is what a thread needs for itself.
type lane[F Float] struct {
	now    Step[F]         // the step at hand; here because a cell, called through its table, takes its address
	panel  kernel.Panel[F] // gradients as right-hand sides
	rows   []F             // B×H, for what must not be lost or is not wanted
	mid    []F             // B×H, the gradient of Step.Mid
	looked []F             // V×itemCols; of a one-hot input
	pcg    rand.PCG
}

// A crew does the work of one tape, whatever parts it has: the threads, and the jobs' pieces.
type crew[F Float] struct {
	B           int // sequences
	workers     Workers
	lanes       []lane[F] // one a thread
	from, count int       // rows that the job at hand is about
	// The gradients of the weights, which come last: independent pieces of all parts.
	gradients    []func(thread int)
	gradientEach job
}

func newCrew[F Float](B int) *crew[F] {
	c := &crew[F]{B: B}
	c.gradientEach = func(piece, thread int) { c.gradients[piece](thread) }
	c.use(alone{})
	return c
}

// use has w do the work from now on. What the backward pass needs has to be made anew.
func (c *crew[F]) use(w Workers) {
	c.workers = w
	c.lanes = make([]lane[F], w.Threads())
	c.gradients = nil
}

// room makes sure that every thread has what it can need for any piece: chance deals them.
func (c *crew[F]) room(rows, scratch, looked int) {
	for i := range c.lanes {
		at := &c.lanes[i]
		if len(at.rows) < scratch {
			at.rows, at.mid = make([]F, scratch), make([]F, scratch)
		}
		if len(at.looked) < looked {
			at.looked = make([]F, looked)
		}
		at.panel.Size(min(kernel.StepsAtOnce, rows), itemCols)
	}
}

// runGradients does the pieces that the parts have put on the list.
func (c *crew[F]) runGradients() { c.workers.Run(len(c.gradients), c.gradientEach) }

// overSequences does a job of which every thread has some of the sequences.
func (c *crew[F]) overSequences(j job) { c.workers.Run(min(len(c.lanes), c.B), j) }

// sequences are those of a piece: n from lo on.
func (c *crew[F]) sequences(piece int) (lo, n int) { return share(c.B, piece, min(len(c.lanes), c.B)) }

// overRows does a job of which every thread has some of count rows, starting with row from.
func (c *crew[F]) overRows(from, count int, j job) {
	c.from, c.count = from, count
	c.workers.Run(c.rowPieces(), j)
}

// rowsAtLeast is how many rows are worth a piece of their own.
const rowsAtLeast = 16

func (c *crew[F]) rowPieces() int {
	return max(1, min(len(c.lanes), c.count/rowsAtLeast))
}

// rowsOf are those of a piece: n from lo on.
func (c *crew[F]) rowsOf(piece int) (lo, n int) {
	lo, n = share(c.count, piece, c.rowPieces())
	return c.from + lo, n
}

// share is part i of total in parts that are as even as they can be.
func share(total, i, parts int) (lo, n int) {
	lo = i * total / parts
	return lo, (i+1)*total/parts - lo
}

// rowsIn views n rows of m from lo on; nil where m has no numbers.
func rowsIn[F Float](m kernel.Matrix[F], lo, n int) []F {
	if m.Data == nil {
		return nil
	}
	return m.Data[lo*m.Cols : (lo+n)*m.Cols]
}
