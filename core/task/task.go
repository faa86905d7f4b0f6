// Package task has the table of what can be learned: how data become batches, which graph reads them, what
// its loss is and in what unit, the figure that people read beside the loss, and what the curves are held against.
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

// A Task is a line in the table.
type Task struct {
	Name  string // as in a recipe; "" there is the first
	About string // one line for a menu
	// Loss is what is minimised and drawn: the mean over scored rows of what the head says.
	Loss Metric
	// Score is what people read beside it, a function of the mean loss.
	Score Metric
	// Graph is the network of a spec.
	Graph func(s nn.Spec) (nn.Graph[float32], error)
}

// A Metric is a figure made of a mean loss. Means are Σ loss / Σ scored rows, never means of means.
type Metric struct {
	ID    string // its name in the catalogue of words
	Short string // two or three letters, for where there is little room
	Unit  string // "" if it has none
	// Of is the figure of a mean loss.
	Of func(loss float64) float64
	// Higher says whether more is better.
	Higher bool
}

// InNats says whether the figure is information in nats, alone or by something ("nats/token"): then it may be shown in
// bits as well. A squared error may not.
func (m Metric) InNats() bool {
	unit, _, _ := strings.Cut(m.Unit, "/")
	return unit == "nats"
}

// A Level is a loss that a curve can be held against before anything is learned.
type Level struct {
	ID   string // its name in the catalogue of words
	Loss float64
	N    int // what it is said with: V of an untrained model; 0: nothing
}

// Data is what a run learns from and is judged by. It does not change: any goroutine may read it.
type Data interface {
	Task() *Task
	// Fit is s with the widths that the data set: of inputs, of outputs.
	Fit(s nn.Spec) nn.Spec
	// Batches goes through the training part in batches of at most batch sequences of T steps; seed gives the random
	// numbers of an epoch. Error: too little data.
	Batches(batch, T int, seed func(epoch int) *rand.Rand) (Batches, error)
	// HeldOut is about how many rows a validation scores; 0: nothing is held out.
	HeldOut() int
	// Validate prepares to read the held-out part with g.
	Validate(g nn.Graph[float32], step int) Validation
	// Levels are what the loss is held against; the first is that of an untrained model.
	Levels() []Level
	// Vocab is the vocabulary that a checkpoint has to have; nil where the task has none.
	Vocab() *text.Vocab
	// Model is g for others to ask, g being as it was after step updates and never written again.
	Model(g nn.Graph[float32], step int) Model
}

// A Model is a network that does not learn. What can be asked of it depends on the task: that of a language is an
// *lm.Model.
type Model interface {
	At() int // updates that it had made
}

// Batches is a place in the training part. Batches follow on each other, so that the state after one is the state
// before the next.
type Batches interface {
	// Next sets b to the next batch of T steps, and says how many rows of it are scored and whether it is
	// the first of a pass, before which no state comes over.
	Next(T int, b *nn.Batch[float32]) (scored int, fresh bool)
	Rows() int                   // sequences side by side
	Epochs() float64             // passes made, parts of one included
	Passed(T int) float64        // the same, a pass being made when no whole batch of T steps is left in it
	Position() text.Position     // where it is
	Seek(p text.Position, T int) // to there
	Holds(p text.Position) bool  // whether there is such a place
	Resize(batch, T int)         // to other sequences, from the beginning of the pass
	Fits(T int) bool             // whether T steps are to be had
}

// A Validation reads the held-out part once, chunk by chunk, so that whoever runs it can look up in between. What
// comes of it depends on weights and data alone.
type Validation interface {
	// Next reads a chunk, the work shared out; false: all has been read, and Outcome stands.
	Next(w nn.Workers) bool
	Outcome() (history.Valid, history.Windows)
}

// Tasks is the table; the first is what a recipe means that names none.
var Tasks = []*Task{Language}

var errUnknown = fault.New("task.unknown", "no task %q: choose from %s")

// Find looks a task up by name; "" is the first. The error lists the names.
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

// Net is the graph of a stack between an input and a head: what most tasks train.
func Net(s nn.Spec) (nn.Graph[float32], error) { return nn.New[float32](s) }
