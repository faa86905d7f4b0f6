package history

import (
	"fmt"
	"math"
	"slices"
)

// How many rows are kept whole, however long a run is.
const (
	Recent       = 16384 // updates
	RecentValids = 4096  // validations
	MaxSaves     = 1024
	MaxPasses    = 256
)

// A History is what happened on one branch of a run; its owner appends to it. The zero value is the history
// of a run that has not begun.
type History struct {
	state
	holds bool
	hold  int   // no update after it goes into a bucket
	taken *View // the last view, if nothing has changed since
}

// state is what a view copies.
type state struct {
	points   tier[Point, Bucket, *Point, *Bucket]
	valids   tier[Valid, validBucket, *Valid, *validBucket]
	tokens   int64
	best     Valid   // zero: none yet
	epoch    float64 // of the last update
	passes   []int   // the first MaxPasses steps at which a new epoch began
	events   []Event
	saves    []int
	revision int
	cuts     []cut // ascending in both
}

// A cut records that everything after step was removed, which made a new revision.
type cut struct{ revision, step int }

// Step is the last update's step; 0 before there is one.
func (h *History) Step() int { return h.points.last(0) }

// Len is the number of updates.
func (h *History) Len() int { return h.points.n }

// Append adds an update. Steps increase from 1, usually by 1; Append panics if they do not.
func (h *History) Append(p Point) {
	last := h.Step()
	if p.Step <= last {
		panic(fmt.Sprintf("history: update %d behind update %d", p.Step, last))
	}
	if h.points.n > 0 && math.Floor(p.Epoch) > math.Floor(h.epoch) && len(h.passes) < MaxPasses {
		h.passes = append(h.passes, p.Step)
	}
	h.points.push(p)
	h.tokens += int64(p.Tokens)
	h.epoch = p.Epoch
	h.settle()
}

// AddValid adds a validation. There is at most one for each step, from step 0 on, and their steps increase;
// AddValid panics if they do not.
func (h *History) AddValid(v Valid) {
	if last := h.valids.last(-1); v.Step <= last {
		panic(fmt.Sprintf("history: validation of step %d behind that of step %d", v.Step, last))
	}
	h.valids.push(v)
	if v.better(h.best) {
		h.best = v
	}
	h.settle()
}

// Restore is Append for a row read from disk: it skips an update that the history already has.
func (h *History) Restore(p Point) {
	if p.Step > h.Step() {
		h.Append(p)
	}
}

// RestoreValid is AddValid for a row read from disk: it skips a validation that the history already has.
func (h *History) RestoreValid(v Valid) {
	if v.Step > h.valids.last(-1) {
		h.AddValid(v)
	}
}

// AddEvent adds a change of a setting made by hand.
func (h *History) AddEvent(e Event) {
	h.events = append(h.events, e)
	h.taken = nil
}

// EventLen is the number of changes of settings made by hand.
func (h *History) EventLen() int { return len(h.events) }

// AddSave records that the run was saved at a step; a repeated step is skipped. If there are more than
// MaxSaves steps, every other one is dropped, but never the last.
func (h *History) AddSave(step int) {
	n := len(h.saves)
	if n > 0 && h.saves[n-1] == step {
		return
	}
	if n == MaxSaves {
		var rarer []int
		for i := 1; i < n; i += 2 {
			rarer = append(rarer, h.saves[i])
		}
		h.saves = rarer
	}
	h.saves = append(h.saves, step)
	h.taken = nil
}

// Hold keeps every update after step whole, until Hold is called again: for updates that are not stored
// yet. Memory is bounded only if step advances with the run. A step of math.MaxInt releases all.
func (h *History) Hold(step int) {
	h.holds, h.hold = step != math.MaxInt, step
	h.settle()
}

// settle moves into buckets what need not be whole. Validations wait for the updates that they follow,
// so that the buckets contain everything up to one step.
func (h *History) settle() {
	h.taken = nil
	until := math.MaxInt
	if h.holds {
		until = h.hold
	}
	h.points.evict(Recent, until)
	h.valids.evict(RecentValids, h.points.oldStep(-1))
}

// View is the history as it is now.
func (h *History) View() View {
	if h.taken == nil {
		s := h.state
		s.points, s.valids = h.points.share(), h.valids.share()
		s.passes, s.events = slices.Clip(s.passes), slices.Clip(s.events)
		s.saves, s.cuts = slices.Clip(s.saves), slices.Clip(s.cuts)
		h.taken = &View{&s}
	}
	return *h.taken
}

// Continue returns a separate history that continues from v.
func (v View) Continue() *History {
	h := &History{state: *v.get()}
	h.points.own()
	h.valids.own()
	return h
}
