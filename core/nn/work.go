package nn

import (
	"math/rand/v2"

	"unroll/core/kernel"
)

// Workers are a few threads that share the numbered pieces of a job.
//
// A reading consists of jobs with a barrier after each. In the walks through time each thread takes some
// of the B sequences and never waits for another; everything else is divided by rows or by columns of
// the result. Every number is computed by one thread from start to finish, in an order that depends on
// the sizes alone: it is the same for any number of threads.
type Workers interface {
	Threads() int
	// Run calls do for each piece 0 … n−1 once, and returns when all have returned. thread, below Threads,
	// is a number that no other call running at the same time has.
	Run(n int, do func(piece, thread int))
}

// Alone is Workers that do everything on the caller's own thread.
type Alone struct{}

// Threads is 1.
func (Alone) Threads() int { return 1 }

// Run calls do for one piece after another.
func (Alone) Run(n int, do func(piece, thread int)) {
	for i := range n {
		do(i, 0)
	}
}

// A job is a kind of work, divided into pieces. Jobs are made once, so that doing them allocates nothing.
type job func(piece, thread int)

// A lane is what a thread needs for itself.
type lane[F Float] struct {
	now    Step[F]         // the current step; here because its address goes to a cell called through the table
	panel  kernel.Panel[F] // gradients as right-hand sides
	rows   []F             // B×H, for what must be kept or is to be discarded
	mid    []F             // B×H, the gradient of Step.Mid
	looked []F             // V×itemCols, for a one-hot input
	pcg    rand.PCG
}

// A crew does the work of one tape, whatever parts it has: the threads, and the jobs' pieces.
type crew[F Float] struct {
	B           int // sequences
	workers     Workers
	lanes       []lane[F] // one for each thread
	from, count int       // rows that the current job is about
	// The gradients of the weights, which come last: independent pieces of all parts.
	gradients    []func(thread int)
	gradientEach job
}

func newCrew[F Float](B int) *crew[F] {
	c := &crew[F]{B: B}
	c.gradientEach = func(piece, thread int) { c.gradients[piece](thread) }
	c.use(Alone{})
	return c
}

// use makes w do the work from now on. What the backward pass needs must be allocated again.
func (c *crew[F]) use(w Workers) {
	c.workers = w
	c.lanes = make([]lane[F], w.Threads())
	c.gradients = nil
}

// room gives every thread the buffers that any piece may need, since any thread may get any piece.
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

// runGradients does the pieces that the parts have listed.
func (c *crew[F]) runGradients() { c.workers.Run(len(c.gradients), c.gradientEach) }

// overSequences does a job in which every thread takes some of the sequences.
func (c *crew[F]) overSequences(j job) { c.workers.Run(min(len(c.lanes), c.B), j) }

// sequences are those of a piece: n, starting at lo.
func (c *crew[F]) sequences(piece int) (lo, n int) { return share(c.B, piece, min(len(c.lanes), c.B)) }

// overRows does a job in which every thread takes some of count rows, starting with row from.
func (c *crew[F]) overRows(from, count int, j job) {
	c.from, c.count = from, count
	c.workers.Run(c.rowPieces(), j)
}

// rowsAtLeast is the fewest rows that make a piece of their own.
const rowsAtLeast = 16

func (c *crew[F]) rowPieces() int {
	return max(1, min(len(c.lanes), c.count/rowsAtLeast))
}

// rowsOf are those of a piece: n, starting at lo.
func (c *crew[F]) rowsOf(piece int) (lo, n int) {
	lo, n = share(c.count, piece, c.rowPieces())
	return c.from + lo, n
}

// share is part i of total, divided into parts as evenly as possible.
func share(total, i, parts int) (lo, n int) {
	lo = i * total / parts
	return lo, (i+1)*total/parts - lo
}

// rowsIn views n rows of m, starting at lo; nil if m has no numbers.
func rowsIn[F Float](m kernel.Matrix[F], lo, n int) []F {
	if m.Data == nil {
		return nil
	}
	return m.Data[lo*m.Cols : (lo+n)*m.Cols]
}
