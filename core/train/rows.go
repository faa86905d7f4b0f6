package train

import (
	"iter"
	"math"

	"unroll/core/history"
)

// Rows finds what is no longer whole in a history: a session on disk does, and a Spool.
type Rows interface {
	// Rows are those of a step and later, by ascending step, until an error.
	Rows(from int) iter.Seq2[history.Row, error]
}

// A Spool keeps the rows of a run that nobody records, from step 0 on, so that it can be recorded later. Its
// functions are called from the trainer's goroutine. Where it fails the run keeps its rows in memory.
type Spool interface {
	Rows
	// Append adds rows that come right behind those before; where it fails none of them counts.
	Append(rows iter.Seq[history.Row]) error
	Close() error
}

// Rows are those of a step and later, by ascending step, whole or not: step 0 has one where it was validated.
// The error is c.Older's, or says that rows are missing; it comes last.
func (c *Checkpoint) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		if whole := c.History.WholeFrom(); from < whole {
			if !c.older(from, whole, yield) {
				return
			}
			from = whole
		}
		for r := range c.History.Rows(from) {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// older yields the rows of from … before−1; false: there is no going on.
func (c *Checkpoint) older(from, before int, yield func(history.Row, error) bool) bool {
	next := max(from, 1)
	if c.Older != nil {
		for r, err := range c.Older.Rows(from) {
			if err != nil {
				yield(r, err)
				return false
			}
			step := r.Point.Step
			if step >= before {
				break
			}
			if step > 0 && step != next {
				break
			}
			if !yield(r, nil) {
				return false
			}
			next = step + 1
		}
	}
	if next < before {
		yield(history.Row{}, errRows.Of(next, before-1))
		return false
	}
	return true
}

// spoolEvery is how many updates go to the spool at a time.
const spoolEvery = 4096

// A keeper sees to it that no update goes into a bucket before it has been written down. (Who cuts the history back to
// before kept sets that back too: the rows of another branch are no rows of this one.)
type keeper struct {
	spool  Spool
	failed bool // the spool: rows stay in memory
	kept   int  // updates up to this one can be had from the learner's older rows
	read   int  // and a reader has those up to this one; math.MaxInt: there is none
}

// hold lets updates into buckets as far as everybody has them.
func (t *Trainer) hold() { t.hist.Hold(min(t.keep.kept, t.keep.read)) }

// Hold keeps every update after step whole, for a reader that must not miss one: it asks again when it has come
// farther. False: as for Send.
func (t *Trainer) Hold(step int) bool {
	return t.ask(func(t *Trainer) error {
		t.keep.read = step
		t.hold()
		return nil
	})
}

// begins says how much of what the learner has is written down already. The last step's row is not: it can
// still be validated.
func (t *Trainer) begins(from *Checkpoint) {
	t.keep.read = math.MaxInt
	switch {
	case from == nil:
	case from.Older != nil:
		t.keep.kept = max(0, from.Step-1)
	default:
		t.keep.kept = max(0, from.History.WholeFrom()-1)
	}
	t.hold()
}

// recorded: r has everything now.
func (t *Trainer) recorded(r Recorder) {
	rows, ok := r.(Rows)
	if !ok {
		return // who cannot give rows back leaves them to the spool, or to memory
	}
	t.older, t.keep.kept = rows, max(0, t.step-1)
	t.saved.Rows, t.saved.Revision = rows, t.hist.View().Revision()
	t.closeSpool()
	t.hold()
}

// spill writes what is about to leave memory to the spool. Of a run that goes on from a checkpoint, and of one that
// has been recorded, there is none.
func (t *Trainer) spill() {
	k := &t.keep
	if t.step < max(history.Recent, k.kept+spoolEvery) || k.failed || t.opts.Spool == nil || t.opts.From != nil {
		return
	}
	if k.spool == nil {
		if t.older != nil {
			return
		}
		var err error
		if k.spool, err = t.opts.Spool(); err != nil {
			k.failed = true
			return
		}
		t.older = k.spool
	}
	// The row of the last step is not complete before the next is begun.
	first, last := k.kept+1, t.step-1
	if k.kept == 0 {
		first = 0
	}
	if k.failed = k.spool.Append(rowsOf(t.hist.View(), first, last)) != nil; !k.failed {
		k.kept = last
		t.hold()
	}
}

func rowsOf(v history.View, first, last int) iter.Seq[history.Row] {
	return func(yield func(history.Row) bool) {
		for r := range v.Rows(first) {
			if r.Point.Step > last || !yield(r) {
				return
			}
		}
	}
}

func (t *Trainer) closeSpool() {
	if t.keep.spool != nil {
		_ = t.keep.spool.Close()
		t.keep.spool, t.keep.failed = nil, true
	}
}
