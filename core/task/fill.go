package task

import (
	"math"
	"math/rand/v2"

	"unroll/core/fill"
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
)

// Fill is masked fill: a token of a text from those on both sides of it, by cross-entropy. Its score is the perplexity of a
// token both of whose sides are known, which is not the perplexity of a text: nobody could have read on from there.
var Fill = &Task{
	Name: "fill", About: "a token of a text from those on both sides of it",
	Loss:  Metric{ID: "loss", Unit: "nats/token", Of: func(loss float64) float64 { return loss }},
	Score: Metric{ID: "perplexity-both", Short: "ppl", Of: lm.Perplexity},
	Vocab: true,
	Graph: Net,
}

// A Filling is a text as data for masked fill.
type Filling struct {
	Corpus *text.Corpus
	Counts *fill.Counts // of the training part
	Law    fill.Law     // nil: not known

	Train, Valid *text.Sequences // as fill.Sequences makes them
	levels       []Level
	floor        float64
}

// NewFilling prepares a text, whose Score is "". law is nil if it is not known.
func NewFilling(c *text.Corpus, law fill.Law) *Filling {
	eol, V := c.Vocab.EndOfLine(), c.Vocab.Len()
	d := &Filling{Corpus: c, Law: law, floor: math.NaN(), Train: fill.Sequences(c.Train, c.Lines, eol), Valid: fill.Sequences(c.Valid, c.Lines, eol)}
	d.Counts = fill.Count(d.Train, V)
	d.levels = []Level{{ID: "untrained", Loss: math.Log(float64(V)), N: V}, {ID: "unigram", Loss: text.Entropy(d.Train.Counts(V))}}
	if d.Valid.Scored() > 0 {
		past, both := d.Counts.Losses(d.Valid)
		d.levels = append(d.levels, Level{ID: "bigram", Loss: past}, Level{ID: "neighbours", Loss: both})
		if law != nil {
			_, d.floor = fill.LawNats(law, d.Valid)
		}
	}
	return d
}

// Task is Fill.
func (*Filling) Task() *Task { return Fill }

// Fit sets V and makes the network one that reads both ways, but never the token itself.
func (d *Filling) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Bidirectional, s.Fill = d.Corpus.Vocab.Len(), true, true
	return s
}

// Batches goes through the training text in windows of T tokens, each a sequence of its own: the first and the last tokens
// of a window are scored too, with less around them than a validation gives them. With lines, whole lines are packed into
// the windows. Errors: *text.TooShort, *text.TooLong.
func (d *Filling) Batches(_ nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	if d.Corpus.Lines {
		return newPacked(d.Train, batch, T, seed)
	}
	r, err := text.NewReader(d.Corpus, batch, T, seed)
	if err != nil {
		return nil, err
	}
	return &fillWindows{windows{Reader: r, tokens: len(d.Corpus.Train)}}, nil
}

// fillWindows are windows of a text whose tokens are their own targets.
type fillWindows struct{ windows }

// Next is always fresh: a window knows nothing of those before and behind it.
func (r *fillWindows) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	r.windows.Next(T, b)
	for i, id := range b.Tokens {
		if b.Targets[i] = id; id >= 0 {
			scored++
		}
	}
	b.Reset = nil
	return scored, true
}

// HeldOut is the number of held-out tokens.
func (d *Filling) HeldOut() int { return d.Valid.Scored() }

// Validate reads the held-out text, each token with at least fill.Context tokens on both sides where there are as many.
func (d *Filling) Validate(g nn.Graph[float32], step int) Validation {
	return fillValidation{fill.NewEvaluator(g, d.Valid, step)}
}

type fillValidation struct{ *fill.Evaluator }

func (v fillValidation) Outcome() (history.Valid, history.Windows) {
	return v.Result, history.Windows{}
}

// Levels are the losses of an untrained model, of single tokens, of a bigram, which knows the token before alone, and of counts
// of what stood between two neighbours.
func (d *Filling) Levels() []Level { return d.levels }

// Floor is the loss of the exact law on the held-out text, which nobody is below but by chance; NaN if it is not known.
func (d *Filling) Floor() float64 { return d.floor }

// Vocab is the text's vocabulary.
func (d *Filling) Vocab() *text.Vocab { return d.Corpus.Vocab }

// Model is a *fill.Model.
func (d *Filling) Model(g nn.Graph[float32], step int) Model {
	return fill.NewModel(g, d.Corpus.Vocab, d.Corpus.Lines, step)
}
