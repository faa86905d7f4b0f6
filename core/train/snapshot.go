package train

import (
	"time"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/ruin"
	"unroll/core/task"
)

// Phase is what a trainer is doing.
type Phase int

// The phases of a run.
const (
	Paused   Phase = iota
	Running        // making updates
	Finished       // has reached the end that the recipe sets
	Diverged       // a loss or gradient was not finite; the weights are from before it
	Ruined         // stopped because the loss is far worse than an untrained model's (see ruin.Rule)
)

// A Snapshot is the state of a run between two updates. Nothing in it is ever modified.
type Snapshot struct {
	Recipe       recipe.Recipe
	Step         int // updates made
	Epoch        float64
	Phase        Phase
	Ruined       bool // by the rule, whatever the phase: a run that was told to go on may still be
	Left         int  // the step at which the run was left for the last good state, from which it went on; 0: it was not
	Back         int  // where an opened session that is ruined or has diverged goes on from: the step of its last good state; −1: none is kept
	Validating   bool
	Settings     recipe.Settings
	LR           float64 // η of the next update, schedule included
	Rows         int     // the B in effect: less than Settings.Batch if the data are too short for it
	Speed        float64 // recent training speed, scored tokens/s: of pairs those of the target, <eos> included
	History      history.View
	Task         *task.Task
	Model        task.Model      // the weights after Model.At() updates, at most a little fewer than Step
	Windows      history.Windows // losses of the last updates by place in the window, as measured in training
	ValidWindows history.Windows // the same of the last validation
	// Refused is why the last command was refused; nil if it was not.
	Refused error
	Saved   Saved
	// Rewind is how far the run is on its way back to an earlier step; nil: it is not going back. Meanwhile everything else in a
	// Snapshot is as it was before.
	Rewind *Rewind
	// Branches are those that were left and can be returned to, the last one last.
	Branches []Branch
	// Reading is how much of a session's history has been read, 0 … 1, while it is being opened to resume; 0 otherwise.
	Reading float64
}

// RecentLoss is the mean loss that the rule of a ruined run looks at: of the last 20 updates, in the task's unit.
func (s Snapshot) RecentLoss() float64 { return s.History.Latest(ruin.Window).PerToken() }

// Language is the model of a language model's run; nil for other runs, and before there is a model.
func (s Snapshot) Language() *lm.Model {
	m, _ := s.Model.(*lm.Model)
	return m
}

// Saved is how far a run has been saved.
type Saved struct {
	To   string    // where; "" if nothing is recorded
	Step int       // of the last save
	When time.Time // of the last save
	Err  error     // of the last attempt, if it failed
	// Rows finds the rows that the history no longer keeps individually, up to Step of the branch of Revision, from
	// any goroutine; nil: they cannot be found.
	Rows     Rows
	Revision int
}

// A Recorder stores a run. Its methods are called from the trainer's goroutine, between updates,
// and must not modify what they are given.
type Recorder interface {
	Name() string
	Save(c *Checkpoint) error // all or nothing
	Close() error
}

// A Rescuer is a Recorder that can make the last save elsewhere once Save has failed.
type Rescuer interface {
	// Rescue stores c under another name or in another place, which Name then returns; why is the error of Save. kept: it
	// is stored. The error is what there is to report: nil if the place is as good as the one that was asked for.
	Rescue(c *Checkpoint, why error) (kept bool, err error)
}
