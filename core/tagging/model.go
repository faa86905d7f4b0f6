package tagging

import (
	"context"
	"math"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Model is a network that tags and does not learn. Any goroutine may ask it.
type Model struct {
	Net    nn.Graph[float32]
	Corpus *Corpus
	step   int
}

// NewModel makes net, as it was after step updates, available for questions; net must never be modified again.
func NewModel(net nn.Graph[float32], c *Corpus, step int) *Model {
	return &Model{Net: net, Corpus: c, step: step}
}

// At is the number of updates that it was trained for.
func (m *Model) At() int { return m.step }

// Tag is how likely each tag is at each word of sentences: of each sentence T×K, in the order of Corpus.Tags. Error: ctx's.
func (m *Model) Tag(ctx context.Context, list []Sentence) ([][][]float64, error) {
	of := m.Corpus.Rows(list)
	rows := make([][]float64, len(of.Targets))
	if err := m.read(ctx, of, func(row int, logits []float32) { rows[row] = softmax(logits) }); err != nil {
		return nil, err
	}
	out := make([][][]float64, len(list))
	for i, x := range of.Spans {
		out[i] = rows[x.From:x.To]
	}
	return out, nil
}

// read shows the outputs at every word. Error: ctx's.
func (m *Model) read(ctx context.Context, of *text.Sequences, see func(row int, logits []float32)) error {
	e := NewEvaluator(m.Net, of, m.step)
	e.Seen = see
	for more := len(of.Spans) > 0; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		more = e.Next(nn.Alone{})
	}
	return nil
}

// Score is how well it tags sentences, in the terms of the simple taggers. Error: ctx's.
func (m *Model) Score(ctx context.Context, list []Sentence) (Score, error) {
	r, err := m.Report(ctx, list)
	if err != nil {
		return Score{}, err
	}
	return r.Score, nil
}

func softmax(logits []float32) []float64 {
	most := math.Inf(-1)
	for _, v := range logits {
		most = math.Max(most, float64(v))
	}
	p, sum := make([]float64, len(logits)), 0.0
	for k, v := range logits {
		p[k] = math.Exp(float64(v) - most)
		sum += p[k]
	}
	scale(p, 1/sum)
	return p
}
