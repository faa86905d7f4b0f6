package task

import (
	"math"
	"math/rand/v2"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/tagging"
	"unroll/core/text"
)

// Tagging is a label for every word of a sentence, by cross-entropy. Its score is the perplexity of a tag: K if nothing is
// known, 1 if all is certain.
var Tagging = &Task{
	Name: "tagging", About: "a label for every word",
	Loss:     Metric{ID: "loss", Unit: "nats/word", Of: func(loss float64) float64 { return loss }},
	Score:    Metric{ID: "tag-perplexity", Short: "ppl", Of: lm.Perplexity},
	Accuracy: &Metric{ID: "accuracy", Short: "acc", Unit: "%", Higher: true, Of: func(share float64) float64 { return 100 * share }},
	Graph:    Net,
}

// Tagged is tagged sentences as data.
type Tagged struct {
	*tagging.Corpus
	levels []Level
	floor  Level
}

// NewTagged prepares c for a network that reads the whole sentence, or only what came before each word.
func NewTagged(c *tagging.Corpus, whole bool) *Tagged {
	d := &Tagged{Corpus: c, floor: Level{Loss: math.NaN(), Right: math.NaN()}}
	held := c.Valid
	if len(held) == 0 {
		held = c.Train
	}
	d.levels = []Level{{ID: "untrained", Loss: math.Log(float64(len(c.Tags))), N: len(c.Tags), Right: math.NaN()}}
	for _, x := range tagging.Taggers(c.Counts) {
		s := tagging.Judge(c.Counts, x.Tagger, held)
		d.levels = append(d.levels, Level{ID: x.ID, Loss: s.Loss(), Right: s.Accuracy()})
	}
	if c.Law != nil {
		past, all := c.Law.Floors(held)
		own, other := Level{ID: "past", Loss: past.Loss, Right: past.Accuracy}, Level{ID: "whole", Loss: all.Loss, Right: all.Accuracy}
		if whole {
			own, other = other, own
		}
		d.floor, d.levels = own, append(d.levels, other)
	}
	return d
}

// Task is Tagging.
func (*Tagged) Task() *Task { return Tagging }

// Fit sets V, the number of ids of a word, and K. Several ids need an embedding.
func (d *Tagged) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Outputs, s.Inputs, s.Features = len(d.Features), len(d.Tags), 0, 0
	if n := d.Width(); n > 1 {
		s.Features = n
	}
	return s
}

// Batches goes through the training part, whole sentences packed into windows. Errors: *text.TooShort, *text.TooLong.
func (d *Tagged) Batches(_ nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	return newFirstFit(d.TrainRows, batch, T, seed)
}

// HeldOut is the number of words that are held out, those with a tag that the training part lacks included.
func (d *Tagged) HeldOut() int { return d.ValidRows.Rows() }

// Validate reads the held-out sentences.
func (d *Tagged) Validate(g nn.Graph[float32], step int) Validation {
	return taggedValidation{tagging.NewEvaluator(g, d.ValidRows, step)}
}

type taggedValidation struct{ *tagging.Evaluator }

func (v taggedValidation) Outcome() (history.Valid, history.Windows) {
	r := v.Result
	r.Right = v.Right
	return r, history.Windows{}
}

// Known is the share of the held-out words whose tag the training part has: only these are scored, and the others are wrong. NaN if
// nothing is held out.
func (d *Tagged) Known() float64 {
	return float64(d.ValidRows.Scored()) / float64(d.HeldOut())
}

// Accuracy is the share of all held-out words that were right in a validation; NaN if that is not known. The Accuracy of v itself is
// of the scored ones.
func (d *Tagged) Accuracy(v history.Valid) float64 {
	if v.Right < 0 {
		return math.NaN()
	}
	return float64(v.Right) / float64(d.HeldOut())
}

// Vocab is nil: words and tags are numbered by the training part.
func (*Tagged) Vocab() *text.Vocab { return nil }

// Model is a *tagging.Model.
func (d *Tagged) Model(g nn.Graph[float32], step int) Model {
	return tagging.NewModel(g, d.Corpus, step)
}

// Levels are the losses of an untrained model and of the simple taggers, and where the law is known, the least possible loss of
// those who read the other way: the whole sentence ("whole"), or only the past ("past").
func (d *Tagged) Levels() []Level { return d.levels }

// Floor is the loss of the exact law on the held-out sentences, which nobody is below but by chance; NaN if it is not known.
func (d *Tagged) Floor() float64 { return d.floor.Loss }

// Best is the exact law for those who read as the network does: the level "past" or "whole", with the loss of Floor and the expected
// share of right words. Without a known law its ID is "" and both are NaN.
func (d *Tagged) Best() Level { return d.floor }
