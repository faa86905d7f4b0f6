package train

import (
	"math"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/work"
)

// A Bench makes the updates of a run and nothing else, to measure them: no snapshots, validations or
// commands. One goroutine uses it at a time.
type Bench struct{ l *learner }

// NewBench prepares a run over d whose updates use the given number of threads. Errors are those of New.
func NewBench(r recipe.Recipe, d task.Data, threads int) (*Bench, error) {
	l, err := newLearner(r, d)
	if err != nil {
		return nil, err
	}
	l.hist.Hold(math.MaxInt) // its rows are not needed
	work.MakeRoom(threads)
	l.use(work.New(threads, false))
	return &Bench{l}, nil
}

// Update makes the next update, as Trainer does. The error is ErrDiverged.
func (b *Bench) Update() error { return b.l.update() }

// Tokens is the number of tokens that the last update scored.
func (b *Bench) Tokens() int { return b.l.scored }

// Close stops the threads.
func (b *Bench) Close() { b.l.pool.Close() }
