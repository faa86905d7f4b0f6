package datasets

import (
	"math"

	"unroll/core/text"
)

// A Law is the true distribution of a text: the probabilities with which its symbols were sampled.
// A symbol is one character.
type Law interface {
	// Rate is the entropy rate in nats per symbol: the minimum cross-entropy of any model.
	Rate() float64
	// Alphabet lists the symbols in the order of Next, sorted like the ids of a vocabulary.
	Alphabet() []string
	// Next is the exact distribution of the symbol after a history, which may begin anywhere in a text: what
	// it does not determine is averaged over. It is nil if the relevant part of the history is impossible.
	Next(history []string) []float64
	// Generate samples n symbols: a different text with the same law for each seed. It begins anywhere
	// (in the stationary distribution) unless the source specifies otherwise.
	Generate(seed uint64, n int) string
}

// LawFor is t's law if its symbols are the tokens of v, as when t was split into characters or
// bytes; otherwise nil. If v has only t's characters, Next is in the order of v's ids.
func LawFor(t Text, v *text.Vocab) Law {
	if t.Law == nil {
		return nil
	}
	symbols := t.Law.Alphabet()
	if v.Tokenizer().All == nil && v.Len() != len(symbols) {
		return nil
	}
	for _, s := range symbols {
		if v.Token(v.ID(s)) != s {
			return nil
		}
	}
	return t.Law
}

// FloorFor is the exact minimum of the loss over t as c reads it, in nats per scored token; NaN if it is not known. The
// law of a whole text says nothing of lines, nor of some of their tokens.
func FloorFor(t Text, c *text.Corpus) float64 {
	switch {
	case c.Scores():
		if c.Score == t.Certain && !text.InWords(c.Tokens) {
			return 0
		}
	case !c.Lines:
		if law := LawFor(t, c.Vocab); law != nil {
			return law.Rate()
		}
	}
	return math.NaN()
}

// drawn is the Load of a source with a law: n symbols sampled from it, always the same.
func drawn(name, title string, law func() *chain, n int) func() (Text, error) {
	return func() (Text, error) {
		l := law()
		t := wholeText(name, "", l.Generate(1, n))
		t.Title, t.Law = title, l
		return t, nil
	}
}
