package task

import (
	"context"
	"math"
	"math/rand/v2"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/translation"
)

// Translation is a sentence from another, by an encoder and a decoder, by cross-entropy. Its loss and score are with the reference as
// the decoder's input; <eos> is a token of the target.
var Translation = &Task{
	Name: "translation", About: "a sentence from another",
	Loss:     Metric{ID: "loss", Unit: "nats/token", Of: func(loss float64) float64 { return loss }},
	Score:    Metric{ID: "target-perplexity", Short: "ppl", Of: lm.Perplexity},
	Accuracy: &Metric{ID: "accuracy", Short: "acc", Unit: "%", Higher: true, Of: func(share float64) float64 { return 100 * share }},
	Graph:    Net,
}

// Pairs is pairs of sentences as data.
type Pairs struct {
	*translation.Corpus
	ValidRows []translation.Row
	levels    []Level
	floor     translation.Floor
}

// NewPairs prepares c.
func NewPairs(c *translation.Corpus) *Pairs {
	V := c.Target.Vocab()
	d := &Pairs{Corpus: c, ValidRows: c.Rows(c.Valid), floor: c.Floor(), levels: []Level{{ID: "untrained", Loss: math.Log(float64(V)), N: V, Right: math.NaN()}}}
	order := 0 // the best of several
	if c.TrainTokens() > tokensToTry {
		order = fixedOrder
	}
	for _, order := range []int{1, order} {
		g, err := translation.NewGrams(context.Background(), c, order)
		if err != nil {
			continue // only the context's
		}
		d.levels = append(d.levels, Level{ID: translation.TargetGrams, Loss: d.gramsLoss(g), N: g.Order, Right: math.NaN()})
	}
	d.levels[1].ID = translation.TargetUnigram
	return d
}

// Up to tokensToTry target tokens the order of the k-gram is chosen, which takes several times as long as one of fixedOrder.
const (
	tokensToTry = 1 << 19
	fixedOrder  = 3
)

// gramsLoss is the mean loss of g on held-out targets, of training ones if none are held out.
func (d *Pairs) gramsLoss(g *translation.Grams) float64 {
	list := d.Valid
	if len(list) == 0 {
		list = d.Train
	}
	sum, n := 0.0, 0
	for _, p := range list[:min(len(list), pairsToJudge)] {
		for _, v := range g.Losses(d.Scored(p)) {
			sum += v
			n++
		}
	}
	return sum / float64(n)
}

// pairsToJudge is how many pairs a level is judged by.
const pairsToJudge = 20_000

// TrainFloor is the loss that nobody is below on the training part without dropout: its sources have several targets
// (translation.Corpus.Floor).
func (d *Pairs) TrainFloor() translation.Floor { return d.floor }

// Task is Translation.
func (*Pairs) Task() *Task { return Translation }

// Fit sets both vocabularies.
func (d *Pairs) Fit(s nn.Spec) nn.Spec {
	s.Source, s.Vocab, s.Inputs, s.Outputs, s.Features = d.Source.Vocab(), d.Target.Vocab(), 0, 0, 0
	return s
}

// Batches goes through the training part. Error: a pair needs more than T steps.
func (d *Pairs) Batches(_ nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	return translation.NewBatches(d.Corpus, batch, T, seed)
}

// HeldOut is the number of held-out target tokens, with their <eos>.
func (d *Pairs) HeldOut() (n int) {
	for _, r := range d.ValidRows {
		n += len(r.Targets)
	}
	return n
}

// UpdateRows is how many target tokens an update has that learns batch pairs, on average: batches are as long as their longest pair.
func (d *Pairs) UpdateRows(batch int) float64 {
	n := len(d.Train)
	return float64(min(batch, n)) * float64(d.TrainTokens()) / float64(n)
}

// Validate reads the held-out pairs.
func (d *Pairs) Validate(g nn.Graph[float32], step int) Validation {
	return pairsValidation{translation.NewEvaluator(g, d.ValidRows, step)}
}

type pairsValidation struct{ *translation.Evaluator }

func (v pairsValidation) Outcome() (history.Valid, history.Windows) {
	return v.Result, history.Windows{}
}

// Levels are the loss of an untrained model and of those that need no network.
func (d *Pairs) Levels() []Level { return d.levels }

// Vocab is nil: words are numbered by the training part.
func (*Pairs) Vocab() *text.Vocab { return nil }

// Model is a *translation.Model.
func (d *Pairs) Model(g nn.Graph[float32], step int) Model {
	return translation.NewModel(g, d.Corpus, step)
}
