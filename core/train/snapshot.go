package train

import (
	"time"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/task"
)

// Phase is what a trainer is doing.
type Phase int

// The phases of a run.
const (
	Paused   Phase = iota
	Running        // making updates
	Finished       // at the end that the recipe sets
	Diverged       // a loss or gradient was not finite; the weights are those before it
)

// A Snapshot is the state of a run between two updates. Nothing in it is ever written again.
type Snapshot struct {
	Recipe       Recipe
	Step         int // updates made
	Epoch        float64
	Phase        Phase
	Validating   bool
	Settings     Settings
	LR           float64 // η of the next update, schedule included
	Rows         int     // B in effect: less than Settings.Batch where the text is too short for it
	Speed        float64 // training tokens/s of late
	History      history.View
	Task         *task.Task
	Model        task.Model      // the weights after Model.At() updates, at most a little fewer than Step
	Windows      history.Windows // the losses of the last updates by place in the window, as training read them
	ValidWindows history.Windows // and those of the last validation
	// Refused is why the last command did nothing; nil if it did something.
	Refused error
	Saved   Saved
	// Reading is how much of its history has been read, 0 … 1, while a session is opened to go on; 0 otherwise.
	Reading float64
}

// Language is the model of a language model's run; nil of another's, and before there is one.
func (s Snapshot) Language() *lm.Model {
	m, _ := s.Model.(*lm.Model)
	return m
}

// Saved says how the keeping of a run stands.
type Saved struct {
	To   string    // where; "" if nothing is recorded
	Step int       // of the last save
	When time.Time // of the last save
	Err  error     // of the last attempt, if it failed
	// Rows finds what is no longer whole in the history, up to Step of the branch of Revision, on any goroutine; nil:
	// nothing does.
	Rows     Rows
	Revision int
}

// A Recorder keeps a run. Its functions are called from the trainer's goroutine, between updates,
// and must not modify what they are given.
type Recorder interface {
	Name() string
	Save(c *Checkpoint) error // all or nothing
	Close() error
}
