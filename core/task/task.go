// Package task has the table of tasks: for each, how data become batches, which graph reads them, what its loss is
// and in what unit, the score that people read besides the loss, and the levels that the curves are compared with.
//
// The trainer, checkpoints, sessions and charts are the same for all tasks: they go through a Task, which is a line in
// the table, and a Data, which is what one run learns from.
//
// To add a task: a file with its Data, and a line in Tasks.
package task

import (
	"math/rand/v2"
	"strings"

	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/text"
)

// A Task is a line in the table. Two of one name are the same task, perhaps with other units.
type Task struct {
	Name  string // as in a recipe, where "" is the first task
	About string // one line for a menu
	// Loss is what is minimized and plotted: the mean over scored rows of the head's loss.
	Loss Metric
	// Score is what people read besides it, a function of the mean loss.
	Score Metric
	// Accuracy is what people read of the share of held-out rows whose likeliest class is right, if a validation counts them
	// (history.Valid.Right); nil: it does not. Its Of is given that share, not a loss.
	Accuracy *Metric
	// Vocab: a checkpoint has the vocabulary. Otherwise a network's ids, if it reads any, are numbered by the data.
	Vocab bool
	// Graph makes the network of a spec.
	Graph func(s nn.Spec) (nn.Graph[float32], error)
	// ForHead is the task with the loss and score of a head, where they depend on it; nil: as for every head.
	ForHead func(head string) *Task
}

// For is the task with the loss and score of s's head.
func (t *Task) For(s nn.Spec) *Task {
	if t.ForHead != nil {
		if own := t.ForHead(s.Head); own != nil {
			return own
		}
	}
	return t
}

// A Metric is a figure computed from a mean loss. Means are Σ loss / Σ scored rows, never means of means.
type Metric struct {
	ID    string // its name in the catalogue of words
	Short string // two or three letters, where space is short
	Unit  string // "" if it has none
	// Of computes the figure from a mean loss.
	Of func(loss float64) float64
	// Higher reports whether higher is better.
	Higher bool
}

// InNats reports whether the figure is information in nats, alone or per something ("nats/token"); it may then be
// shown in bits as well. A squared error may not.
func (m Metric) InNats() bool {
	unit, _, _ := strings.Cut(m.Unit, "/")
	return unit == "nats"
}

// A Level is a loss, known without training, that a curve can be compared with.
type Level struct {
	ID   string // its name in the catalogue of words
	Loss float64
	N    int // a number in its description: V for an untrained model; 0: none
	// Right is the share of held-out rows that it has right, if the task counts them; NaN: not known.
	Right float64
}

// Data is what a run learns from and is evaluated on. It does not change: any goroutine may read it.
type Data interface {
	Task() *Task
	// Fit is s with the input and output widths that the data require.
	Fit(s nn.Spec) nn.Spec
	// Batches goes through the training part in batches of at most batch sequences of T steps, for a network of s; seed
	// returns the random stream of an epoch. Error: too little data.
	Batches(s nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error)
	// HeldOut is roughly how many rows a validation scores; 0: nothing is held out.
	HeldOut() int
	// Validate prepares to read the held-out part with g.
	Validate(g nn.Graph[float32], step int) Validation
	// Levels are what the loss is compared with; the first is that of an untrained model.
	Levels() []Level
	// Vocab is the vocabulary that a checkpoint must have; nil if the task has none.
	Vocab() *text.Vocab
	// Model makes g, as it was after step updates, available for questions; g must never be modified again.
	Model(g nn.Graph[float32], step int) Model
}

// A Model is a network that does not learn. What it can do depends on the task: a language's is an *lm.Model.
type Model interface {
	At() int // updates that it was trained for
}

// Batches is a position in the training part. Each batch continues where the one before ended, so that the state
// after one is the state before the next.
type Batches interface {
	// Next sets b to the next batch of T steps, and returns how many of its rows are scored and whether
	// no state is carried into it: it is the first of an epoch, or consists of whole sequences.
	Next(T int, b *nn.Batch[float32]) (scored int, fresh bool)
	Rows() int                   // number of sequences side by side
	Epochs() float64             // epochs done, including fractions
	Passed(T int) float64        // the same, but an epoch is done when no whole batch of T steps is left in it
	Position() text.Position     // the current position
	Seek(p text.Position, T int) // goes to a position
	Holds(p text.Position) bool  // whether there is such a position
	Resize(batch, T int)         // changes to other sequences, from the beginning of the epoch
	Fits(T int) bool             // whether the data have T steps
}

// A Validation reads the held-out part once, chunk by chunk, so that the caller can do other things in between.
// Its outcome depends only on the weights and the data.
type Validation interface {
	// Next reads a chunk, dividing the work among w; false: all has been read, and Outcome is final.
	Next(w nn.Workers) bool
	Outcome() (history.Valid, history.Windows)
}

// Tasks is the table; a recipe that names no task means the first.
var Tasks = []*Task{Language, Series, Tagging, Fill, Translation}

var errUnknown = fault.New("task.unknown", "no task %q: choose from %s")

// Find looks up a task by name; "" is the first. The error lists the names.
func Find(name string) (*Task, error) {
	var names []string
	for _, t := range Tasks {
		if t.Name == name || name == "" {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return nil, errUnknown.Of(name, strings.Join(names, ", "))
}

// Net makes the graph with a stack between an input and a head, which most tasks train.
func Net(s nn.Spec) (nn.Graph[float32], error) { return nn.New[float32](s) }
