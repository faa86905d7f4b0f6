package task

import (
	"math"
	"math/rand/v2"

	"unroll/core/forecast"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/text"
)

// Sequences are sequences with one answer each as data of task Series: a batch is whole sequences, and only the answer at the
// end of each is scored.
type Sequences struct {
	*forecast.Sequences
	task *Task
}

// NewSequences is d for a network with such a head ("": the squared one).
func NewSequences(d *forecast.Sequences, head string) *Sequences {
	return &Sequences{d, seriesTask(head, 1, "")}
}

// Task is Series with the head's loss.
func (d *Sequences) Task() *Task { return d.task }

// Fit sets the widths, and the head if it is none for numbers.
func (d *Sequences) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Embed, s.Inputs, s.Outputs = 0, 0, d.D, 1
	if head, err := nn.FindHead(s.Head); err == nil && !head.Real {
		s.Head = "squared"
	}
	return s
}

// Batches goes through the sequences that are trained on. Error: T is not their length.
func (d *Sequences) Batches(_ nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	return forecast.NewSequenceReader(d.Sequences, batch, T, seed)
}

// HeldOut is the number of rows that a validation reads.
func (d *Sequences) HeldOut() int { return d.ValidExamples() * d.T }

// Validate reads the held-out sequences.
func (d *Sequences) Validate(g nn.Graph[float32], step int) Validation {
	return answerValidation{forecast.NewAnswerEvaluator(g, d.Sequences, step)}
}

type answerValidation struct{ *forecast.AnswerEvaluator }

func (v answerValidation) Outcome() (history.Valid, history.Windows) {
	return v.Result, history.Windows{}
}

// Levels is the loss of the best answer that is the same for all sequences: who is there has learned nothing.
func (d *Sequences) Levels() []Level {
	mse := d.Source.Fails
	if d.task.Loss.InNats() {
		return []Level{{ID: "mean", Loss: 0.5 * math.Log(2*math.Pi*math.E*mse)}}
	}
	return []Level{{ID: "mean", Loss: mse / 2}}
}

// Vocab is nil: there are no tokens.
func (d *Sequences) Vocab() *text.Vocab { return nil }

// Model is a *forecast.Answerer.
func (d *Sequences) Model(g nn.Graph[float32], step int) Model {
	return forecast.NewAnswerer(g, d.Sequences, step)
}
