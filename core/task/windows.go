package task

import (
	"math/rand/v2"

	"unroll/core/nn"
	"unroll/core/text"
)

// A Windowed is Data whose windows may be read from a state of 0: see text.Windows.
type Windowed interface {
	Data
	// Windowed is the same data, read so in training and in validation.
	Windowed(w text.Windows) Data
}

// WithWindows is d, read in windows of w. ok: its task can be, or w is Carried.
func WithWindows(d Data, w text.Windows) (of Data, ok bool) {
	if w.Kind == text.Carried {
		return d, true
	}
	if x, ok := d.(Windowed); ok {
		return x.Windowed(w), true
	}
	return d, false
}

// Windowed is the same text, read so.
func (d Text) Windowed(w text.Windows) Data {
	c := *d.Corpus
	c.Windows = w
	return Text{Corpus: &c}
}

// dealt is windows of a text, dealt in a random order, as batches.
type dealt struct {
	*text.Deck
	ids []int32
}

func newDealt(c *text.Corpus, batch, T int, seed func(epoch int) *rand.Rand) (Batches, error) {
	if n := len(c.Train) - 1; n < T {
		return nil, &text.TooShort{Tokens: len(c.Train), Need: T + 1}
	}
	return &dealt{text.NewDeck(c.Windows.Kind, len(c.Train)-1, batch, T, seed), c.Train}, nil
}

// Next sets b to the next windows; rows without one have no input and are not scored. It allocates only when b grows.
func (r *dealt) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	starts, B := r.Deck.Next(T), r.Rows()
	*b = nn.Batch[float32]{T: T, B: B, Tokens: b.Tokens[:0], Targets: b.Targets[:0], Reset: b.Reset[:0]}
	for t := range T {
		for row := range B {
			in, out := text.Unknown, text.Unknown
			if row < len(starts) {
				at := int(starts[row]) + t
				in, out = r.ids[at], r.ids[at+1]
			}
			if out != text.Unknown {
				scored++
			}
			b.Tokens, b.Targets, b.Reset = append(b.Tokens, in), append(b.Targets, out), append(b.Reset, t == 0)
		}
	}
	return scored, true
}
