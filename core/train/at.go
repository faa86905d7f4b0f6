package train

import (
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/work"
)

// A Way is how Checkpoint.At gets to a step, and what it does there.
type Way struct {
	Start   *Start          // what a recipe with InitFrom began with; nil: not known, so only the last step can be reached
	Threads int             // at least 1
	States  Marker          // of the run, to begin from the nearest; nil: the updates from the beginning on are made again
	Changes []history.Event // of settings, to make at the step: Knob and To count
	// Tell is told how many updates have been made again, of how many. An error that it returns ends At.
	Tell func(made, of int) error
}

// At is the run of c at a step, its last or an earlier one, with the changes of settings that it made there and those of w. Updates up to an
// earlier step are made again, and must have the losses that they had; validations and the best weights are those that the run had by then.
// Errors: a step that the run has not made, an update that comes out differently, a change that cannot be made, w.Tell's.
func (c *Checkpoint) At(step int, d task.Data, w Way) (*Checkpoint, error) {
	t, err := New(c.Recipe, d, Options{Threads: w.Threads, Paused: true, From: c, Start: w.Start})
	if err != nil {
		return nil, err
	}
	t.use(work.New(w.Threads, false))
	defer func() { t.pool.Close() }()
	if t.marks.Room = 0; w.States != nil {
		t.marks.StoreIn(w.States, w.States.Marks(c))
	}
	if step != c.Step {
		if err := t.goTo(step, w.Tell); err != nil {
			return nil, err
		}
	}
	for _, e := range w.Changes {
		k, err := recipe.FindKnob(e.Knob)
		if err != nil {
			return nil, err
		}
		if err := t.turn(k, e.To); err != nil {
			return nil, err
		}
	}
	return t.marked(), nil
}

// goTo goes back to an earlier step, and waits for that.
func (t *Trainer) goTo(step int, tell func(made, of int) error) error {
	if err := t.rewindWhole(step); err != nil {
		return err
	}
	for t.back != nil {
		b := t.back
		if tell != nil {
			if err := tell(t.step-b.from, b.to-b.from); err != nil {
				b.stop()
				return err
			}
		}
		if t.goBack(); t.refused != nil {
			return t.refused
		}
	}
	return nil
}
