package translation

import (
	"context"
	"math"

	"unroll/core/fault"
	"unroll/core/nn"
)

// A Hypothesis is a translation, or the beginning of one, that a network has made.
type Hypothesis struct {
	IDs       []int32     // with <eos> behind it if it has ended
	Nats      []float64   // −log P of each
	Attention [][]float32 // of each, weights on the tokens of the source; nil: it has no attention
}

// LogP is log P(y | x), in nats.
func (h Hypothesis) LogP() (sum float64) {
	for _, v := range h.Nats {
		sum -= v
	}
	return sum
}

// Score is log P / L^α, L being the number of tokens, <eos> included (Dive into Deep Learning, beam search; Wu et al. 2016).
func (h Hypothesis) Score(alpha float64) float64 {
	return h.LogP() / math.Pow(math.Max(1, float64(len(h.IDs))), alpha)
}

// Ended says whether <eos> is behind it.
func (h Hypothesis) Ended() bool { return len(h.IDs) > 0 && h.IDs[len(h.IDs)-1] == Eos }

// Words are its tokens, without <eos>.
func (c *Corpus) Words(h Hypothesis) (list []string) {
	for _, id := range h.IDs {
		if id != Eos {
			list = append(list, c.Target.Word(id))
		}
	}
	return list
}

// Up to greedyAtOnce sources are translated side by side, fewer if they have more than greedySteps tokens together.
const (
	greedyAtOnce = 32
	greedySteps  = 8192
)

var errSourceLong = fault.New("translation.source_long", "the sentence has %d tokens with its <eos>: it must have 1 to %d")

// MostTokens is the most tokens of a source that is to be translated, <eos> included: the weights of attention take memory for the
// square of them.
func (m *Model) MostTokens() int { return max(m.Corpus.Limit(), DefaultLength) }

// fits is an error if a source is too long, or empty.
func (m *Model) fits(sources ...[]int32) error {
	for _, s := range sources {
		if len(s) == 0 || len(s) > m.MostTokens() {
			return errSourceLong.Of(len(s), m.MostTokens())
		}
	}
	return nil
}

// Greedy translates sources (SourceRow) by taking the likeliest token every time, until <eos> or most tokens. Errors: a source has
// more than MostTokens or none; ctx's.
func (m *Model) Greedy(ctx context.Context, sources [][]int32, most int) ([]Hypothesis, error) {
	if err := m.fits(sources...); err != nil {
		return nil, err
	}
	longest := 1
	for _, s := range sources {
		longest = max(longest, len(s))
	}
	atOnce := max(1, min(greedyAtOnce, greedySteps/longest))
	list := make([]Hypothesis, 0, len(sources))
	for len(list) < len(sources) {
		some := sources[len(list):min(len(list)+atOnce, len(sources))]
		made, err := m.greedy(ctx, some, most)
		if err != nil {
			return nil, err
		}
		list = append(list, made...)
	}
	return list, nil
}

func (m *Model) greedy(ctx context.Context, sources [][]int32, most int) ([]Hypothesis, error) {
	d := newDecoder(m.Net, sources)
	list, open := make([]Hypothesis, len(sources)), len(sources)
	for range most {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if open == 0 {
			break
		}
		d.step()
		for k := range list {
			h := &list[k]
			if h.Ended() {
				d.tokens[k] = -1
				continue
			}
			logits := d.logits[k*d.V : (k+1)*d.V]
			id := likeliest(logits, false)
			if id < 0 { // a network of no numbers says nothing
				id = Eos
			}
			h.IDs, h.Nats = append(h.IDs, id), append(h.Nats, logSum(logits)-float64(logits[id]))
			if w := d.attention(k); w != nil {
				h.Attention = append(h.Attention, w)
			}
			if d.tokens[k] = id; id == Eos {
				open--
			}
		}
	}
	return list, nil
}

// A decoder makes translations of some sources side by side, token by token.
type decoder struct {
	tape    nn.Tape[float32]
	sources [][]int32
	lay     layOut
	begun   bool
	V       int
	tokens  []int32   // that the next step reads, one of each
	logits  []float32 // of the last step, V of each
	weights nn.Activation[float32]
}

func newDecoder(net nn.Graph[float32], sources [][]int32) *decoder {
	d := &decoder{sources: sources, V: net.Spec().OutputWidth()}
	rows := make([]Row, len(sources))
	for k, s := range sources {
		rows[k] = Row{Source: s, Tokens: []int32{Bos}, Targets: []int32{Bos}}
		d.tokens = append(d.tokens, Bos)
	}
	S, _ := steps(rows)
	d.lay.lay(rows, len(rows), S, 1, false)
	d.tape = net.NewTape(S, len(rows))
	d.logits = make([]float32, len(rows)*d.V)
	return d
}

// step reads the next tokens.
func (d *decoder) step() {
	b := nn.Batch[float32]{T: 1, B: len(d.sources), Tokens: d.tokens}
	if !d.begun {
		b.Source, d.begun = &d.lay.source, true
	}
	d.tape.Forward(&b, nil)
	d.tape.Output(0, d.logits)
	d.weights = attentionOf(d.tape)
}

// attention is a copy of the weights of the last step of translation k; nil: there are none.
func (d *decoder) attention(k int) []float32 {
	if d.weights.Name == "" {
		return nil
	}
	w := d.weights.Values.Row(k)
	return append([]float32(nil), w[len(w)-len(d.sources[k]):]...)
}

// logSum is log Σ exp(o).
func logSum(logits []float32) float64 {
	most, sum := math.Inf(-1), 0.0
	for _, v := range logits {
		most = math.Max(most, float64(v))
	}
	for _, v := range logits {
		sum += math.Exp(float64(v) - most)
	}
	return math.Log(sum) + most
}

func probability(logit float32, logSum float64) float64 { return math.Exp(float64(logit) - logSum) }
