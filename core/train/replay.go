package train

import (
	"math"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/work"
)

// A Repeat makes a run again, update by update, from its recipe, its data and the settings changed by hand. It must be closed.
type Repeat struct {
	l      *learner
	events []history.Event // that are still to come
}

// NewRepeat prepares to repeat a run that began with the weights of start; nil: its recipe has no InitFrom.
func NewRepeat(start *Start, r recipe.Recipe, d task.Data, events []history.Event, threads int) (*Repeat, error) {
	l, err := newLearner(r, d)
	if err != nil {
		return nil, err
	}
	if err := l.beginFrom(start); err != nil {
		return nil, err
	}
	l.use(work.New(threads, false))
	return &Repeat{l, events}, nil
}

// Forget lets updates that were made long ago be merged in the history, so that memory does not grow with the run.
func (p *Repeat) Forget() { p.l.hist.Hold(math.MaxInt) }

// Next makes the changes of settings that are due, and an update. It is followed by its validation if the schedule needs that.
// Errors: ErrDiverged, a change that cannot be made.
func (p *Repeat) Next() (history.Point, error) {
	if err := p.change(); err != nil {
		return history.Point{}, err
	}
	l := p.l
	if err := l.update(); err != nil {
		return history.Point{}, err
	}
	if l.unjudged() && l.data.HeldOut() > 0 {
		e := l.data.Validate(l.net, l.step)
		for e.Next(l.pool) {
		}
		v, _ := e.Outcome()
		l.judge(v)
	}
	return l.hist.Last(), nil
}

// change makes the changes of settings that come before the next update.
func (p *Repeat) change() error {
	for len(p.events) > 0 && p.events[0].Step <= p.l.step {
		k, err := recipe.FindKnob(p.events[0].Knob)
		if err != nil {
			return err
		}
		if _, err := p.l.change(k, p.events[0].To); err != nil {
			return errAtStep.Of(p.l.step, err)
		}
		p.events = p.events[1:]
	}
	return nil
}

// Checkpoint is the run between two updates, with the changes of settings made there.
func (p *Repeat) Checkpoint() (*Checkpoint, error) {
	if err := p.change(); err != nil {
		return nil, err
	}
	return p.l.checkpoint(), nil
}

// Close ends its threads.
func (p *Repeat) Close() { p.l.pool.Close() }

// Replay repeats a run from its recipe and the settings changed by hand, up to a step, and returns
// the result: the same as the live run's, bit for bit. The recipe has no InitFrom.
func Replay(r recipe.Recipe, d task.Data, events []history.Event, steps, threads int) (*Checkpoint, error) {
	return ReplayFrom(nil, r, d, events, steps, threads)
}

// ReplayFrom is Replay for a run that began with the weights of start.
func ReplayFrom(start *Start, r recipe.Recipe, d task.Data, events []history.Event, steps, threads int) (*Checkpoint, error) {
	p, err := NewRepeat(start, r, d, events, threads)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	for p.l.step < steps {
		if _, err := p.Next(); err != nil {
			return p.l.checkpoint(), err
		}
	}
	return p.Checkpoint()
}
