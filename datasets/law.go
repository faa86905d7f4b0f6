package datasets

import "unroll/core/text"

// A Law is the truth behind a text: the probabilities its symbols were drawn with. A symbol is
// one character.
type Law interface {
	// Rate is the entropy rate in nats per symbol: the cross-entropy that no model gets below.
	Rate() float64
	// Alphabet lists the symbols in the order of Next, sorted like the ids of a vocabulary.
	Alphabet() []string
	// Next is the exact distribution of the symbol after a history, for a history that may begin
	// anywhere in a text: what it does not tell of the time before it is averaged over. It is nil
	// where the part of the history that decides cannot come about.
	Next(history []string) []float64
	// Generate draws n symbols: another text by the same law for each seed. It begins anywhere
	// (in the stationary distribution) unless the source says otherwise.
	Generate(seed uint64, n int) string
}

// LawFor is t's law where it speaks of the tokens of v, as it does when t was cut into characters
// or bytes; else nil. Where v holds nothing but t's characters, Next has the order of its ids.
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

// drawn is the Load of a source with a law: n symbols of it, always the same.
func drawn(name, title string, law func() *chain, n int) func() (Text, error) {
	return func() (Text, error) {
		l := law()
		t := wholeText(name, "", l.Generate(1, n))
		t.Title, t.Law = title, l
		return t, nil
	}
}
