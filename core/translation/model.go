package translation

import (
	"context"

	"unroll/core/nn"
)

// A Model is a network that translates and does not learn. Any goroutine may ask it.
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

// A Reading is a pair as the network reads it with the reference as the decoder's input: what it thinks of every target token.
type Reading struct {
	Row
	Nats      []float64   // −log P of each target token
	Best      []int32     // the likeliest token at each place
	BestP     []float64   // its probability
	Attention [][]float32 // of each target token, weights on the tokens of the source; nil: it has no attention
}

// Loss is Σ −log P of the target, in nats.
func (r Reading) Loss() (sum float64) {
	for _, v := range r.Nats {
		sum += v
	}
	return sum
}

// Read reads pairs. Error: ctx's.
func (m *Model) Read(ctx context.Context, rows []Row) ([]Reading, error) {
	list := make([]Reading, len(rows))
	for i, r := range rows {
		n := len(r.Targets)
		list[i] = Reading{Row: r, Nats: make([]float64, n), Best: make([]int32, n), BestP: make([]float64, n)}
	}
	e := NewEvaluator(m.Net, rows, m.step)
	e.Seen = func(pair, at int, logits, attention []float32) {
		r := &list[pair]
		sum := logSum(logits)
		r.Nats[at] = sum - float64(logits[r.Targets[at]])
		if r.Best[at] = likeliest(logits, true); r.Best[at] >= 0 {
			r.BestP[at] = probability(logits[r.Best[at]], sum)
		}
		if attention != nil {
			r.Attention = append(r.Attention, append([]float32(nil), attention...))
		}
	}
	for more := len(rows) > 0; more; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		more = e.Next(nn.Alone{})
	}
	return list, nil
}
