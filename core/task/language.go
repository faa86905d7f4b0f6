package task

import (
	"math"
	"math/rand/v2"

	"unroll/core/heldout"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
)

// Language is language modelling: the next token of a text, by cross-entropy; its score is perplexity.
var Language = &Task{
	Name: "language", About: "the next token of a text",
	Loss:  Metric{ID: "loss", Unit: "nats/token", Of: func(loss float64) float64 { return loss }},
	Score: Metric{ID: "perplexity", Short: "ppl", Of: lm.Perplexity},
	Vocab: true,
	Graph: Net,
}

// A Text is a corpus as data for language modelling.
type Text struct{ Corpus *text.Corpus }

// Task is Language.
func (Text) Task() *Task { return Language }

// Fit sets V.
func (d Text) Fit(s nn.Spec) nn.Spec {
	s.Vocab = d.Corpus.Vocab.Len()
	return s
}

// Batches goes through the training text. Errors: *text.TooShort, *text.TooLong.
func (d Text) Batches(_ nn.Spec, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	if d.Corpus.Scores() {
		return newPacked(d.Corpus.TrainLines, batch, T, seed)
	}
	if d.Corpus.Windows.Kind != text.Carried {
		return newDealt(d.Corpus, batch, T, seed)
	}
	r, err := text.NewReader(d.Corpus, batch, T, seed)
	if err != nil {
		return nil, err
	}
	return &windows{Reader: r, tokens: len(d.Corpus.Train)}, nil
}

// HeldOut is the held-out text's length in tokens, 0 if it has nothing to predict.
func (d Text) HeldOut() int {
	if d.Corpus.Scores() {
		return d.Corpus.ValidLines.Rows()
	}
	if len(d.Corpus.Valid) < 2 {
		return 0
	}
	n := len(d.Corpus.Valid)
	if w := d.Corpus.Windows; w.Kind == text.Every {
		n = w.T * heldout.CountWindows(n-1, w.T, 1)
	}
	return n
}

// Validate reads the held-out text.
func (d Text) Validate(g nn.Graph[float32], step int) Validation {
	c := d.Corpus
	if c.Scores() {
		return lineValidation{lm.NewLineEvaluator(g, c.ValidLines, step)}
	}
	return lm.NewValidation(g, c, step)
}

// Levels are an untrained model's loss, with all V tokens equally likely, and the entropy of single tokens.
func (d Text) Levels() []Level {
	V := d.Corpus.Vocab.Len()
	return []Level{{ID: "untrained", Loss: math.Log(float64(V)), N: V}, {ID: "unigram", Loss: d.Corpus.Unigram()}}
}

// Vocab is the text's vocabulary.
func (d Text) Vocab() *text.Vocab { return d.Corpus.Vocab }

// Model is an *lm.Model.
func (d Text) Model(g nn.Graph[float32], step int) Model {
	return lm.NewModel(g, d.Corpus.Vocab, d.Corpus.Lines, step)
}

// windows is a text.Reader whose windows are batches.
type windows struct {
	*text.Reader
	tokens int
	w      text.Window
}

func (r *windows) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	w := &r.w
	r.Reader.Next(T, w)
	*b = nn.Batch[float32]{T: w.T, B: w.B, Tokens: w.Inputs, Targets: w.Targets, Reset: w.Reset}
	return w.Scored, w.Fresh
}

func (r *windows) Holds(p text.Position) bool {
	return p.Epoch >= 0 && p.Offset >= 0 && p.Rows >= 1 && p.Offset <= (r.tokens-1)/p.Rows
}
