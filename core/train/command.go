package train

// A Command asks the trainer for something. Commands take effect between updates, in the order in
// which they were sent.
type Command struct {
	do func(t *Trainer) (refused string)
}

// Turn moves a knob by steps (dir > 0 up, < 0 down). It is relative: two of them are two turns,
// though the sender has not seen the first take effect.
func Turn(knob string, steps int) Command {
	return Command{func(t *Trainer) string {
		k, err := FindKnob(knob)
		if err != nil {
			return err.Error()
		}
		v, dir, n := k.Get(&t.set), 1, steps
		if n < 0 {
			dir, n = -1, -n
		}
		for range n {
			v = min(max(k.Turn(v, dir), k.Min), k.Max)
			if k.Whole {
				v = float64(int(v))
			}
		}
		return t.turn(k, v)
	}}
}

// Set gives a knob a value.
func Set(knob string, v float64) Command {
	return Command{func(t *Trainer) string {
		k, err := FindKnob(knob)
		if err != nil {
			return err.Error()
		}
		return t.turn(k, v)
	}}
}

// Default sets a knob to what the recipe began with.
func Default(knob string) Command {
	return Command{func(t *Trainer) string {
		k, err := FindKnob(knob)
		if err != nil {
			return err.Error()
		}
		first := t.recipe.Settings
		return t.turn(k, k.Get(&first))
	}}
}

// Pause stops updates after the one being made.
func Pause() Command {
	return Command{func(t *Trainer) string {
		if t.phase == Running {
			t.phase = Paused
		}
		return ""
	}}
}

// Resume lets updates go on, after divergence too. The same window is then read again with the same
// weights, so a lower learning rate alone does not help: a shorter unroll may, or a batch set anew,
// which resets the carried state.
func Resume() Command {
	return Command{func(t *Trainer) string {
		if t.phase == Finished {
			return "the run has come to its end"
		}
		t.phase = Running
		return ""
	}}
}

// Toggle pauses what runs and resumes what does not.
func Toggle() Command {
	return Command{func(t *Trainer) string {
		if t.phase == Running {
			return Pause().do(t)
		}
		return Resume().do(t)
	}}
}

// StepOnce makes one update and pauses.
func StepOnce() Command {
	return Command{func(t *Trainer) string {
		if t.phase == Finished {
			return "the run has come to its end"
		}
		t.phase = Paused
		t.once++
		return ""
	}}
}

// Save records the run now.
func Save() Command {
	return Command{func(t *Trainer) string {
		if t.recorder == nil {
			return "nothing is recorded"
		}
		t.save()
		return ""
	}}
}

// Record keeps the run with r from now on: at once, every so often, and at the end.
func Record(r Recorder) Command {
	return Command{func(t *Trainer) string {
		t.record(r)
		return ""
	}}
}

// Stop ends Run, as cancelling its context does.
func Stop() Command {
	return Command{func(t *Trainer) string {
		t.stopped = true
		return ""
	}}
}
