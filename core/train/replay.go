package train

import (
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/work"
)

// Replay repeats a run from its recipe and the settings changed by hand, up to a step, and returns
// the result: the same as the live run's, bit for bit. The recipe has no InitFrom.
func Replay(r recipe.Recipe, d task.Data, events []history.Event, steps, threads int) (*Checkpoint, error) {
	return ReplayFrom(nil, r, d, events, steps, threads)
}

// ReplayFrom is Replay for a run that began with the weights of start.
func ReplayFrom(start *Start, r recipe.Recipe, d task.Data, events []history.Event, steps, threads int) (*Checkpoint, error) {
	l, err := newLearner(r, d)
	if err != nil {
		return nil, err
	}
	if err := l.beginFrom(start); err != nil {
		return nil, err
	}
	l.use(work.New(threads, false))
	defer l.pool.Close()
	for {
		for len(events) > 0 && events[0].Step <= l.step {
			k, err := recipe.FindKnob(events[0].Knob)
			if err != nil {
				return nil, err
			}
			if _, err := l.change(k, events[0].To); err != nil {
				return nil, errAtStep.Of(l.step, err)
			}
			events = events[1:]
		}
		if l.step >= steps {
			return l.checkpoint(), nil
		}
		if err := l.update(); err != nil {
			return l.checkpoint(), err
		}
		if l.unjudged() && d.HeldOut() > 0 {
			e := d.Validate(l.net, l.step)
			for e.Next(l.pool) {
			}
			v, _ := e.Outcome()
			l.judge(v)
		}
	}
}
