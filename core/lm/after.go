package lm

import (
	"math"
	"slices"

	"unroll/core/text"
)

// A Prompt is a text to be continued.
type Prompt struct{ text.Stream }

// An After is a language after reading a prompt, each token once: what follows, and how the text continues,
// is computed from that state. It never changes; any number of goroutines may use it at the same time.
type After struct {
	Terms []Term    // one for each token of the prompt, from Chain; nil from Read
	Next  []float64 // V: the distribution of the next token; must not be modified

	language Language
	from     Prompt
	reading  Reading // after the prompt; it is forked, never advanced
	begun    bool    // something has been read: Next is known, and the next token has a cost
}

// Read makes l read the prompt.
func Read(l Language, from Prompt) *After { return begin(l, from).read(from.IDs, false) }

// Chain makes l read the prompt as Read does, and keeps a term for each token. A token that is not in
// the vocabulary adds nothing.
func Chain(l Language, from Prompt) *After { return begin(l, from).read(from.IDs, true) }

// begin is the state of l before the first token of the prompt.
func begin(l Language, from Prompt) *After {
	a := &After{Next: make([]float64, l.Len()), language: l, from: from, reading: l.Begin()}
	if a.begun = from.start(a.reading); a.begun {
		a.reading.Next(a.Next)
	}
	return a
}

// read reads ids. It is called once, before anything else can see a.
func (a *After) read(ids []int32, chain bool) *After {
	for i, id := range ids {
		if chain {
			a.Terms = append(a.Terms, a.term(id))
		}
		a.from.read(a.reading, id)
		a.begun = true
		if chain || i == len(ids)-1 {
			a.reading.Next(a.Next)
		}
	}
	return a
}

// on is the language after a longer prompt: only what a has not read is read. nil: the prompt does not
// continue a's, or its terms are wanted and a has none, or the state cannot be forked.
func (a *After) on(from Prompt, chain bool) *After {
	n := len(a.from.IDs)
	f, forks := a.reading.(Forker)
	switch {
	case !forks, !a.from.Lines && n == 0, chain && len(a.Terms) < n:
		return nil
	case len(from.IDs) < n || !slices.Equal(from.IDs[:n], a.from.IDs):
		return nil
	case len(from.IDs) == n:
		return a
	}
	b := &After{Next: slices.Clone(a.Next), language: a.language, from: from, reading: f.Fork(), begun: true}
	if chain {
		b.Terms = slices.Clip(a.Terms)
	}
	return b.read(from.IDs[n:], chain)
}

// fork is a reading after the prompt that may be advanced; Read must be called before its first Next.
func (a *After) fork() Reading {
	if f, ok := a.reading.(Forker); ok {
		return f.Fork()
	}
	r := a.language.Begin()
	a.from.start(r)
	for _, id := range a.from.IDs {
		a.from.read(r, id)
	}
	return r
}

// A Forker is a Reading that can be continued in several ways. For other readings, the history is read
// again. Several goroutines may fork a reading while nothing advances it.
type Forker interface {
	// Fork returns a reading with the same history; Read must be called before its first Next.
	Fork() Reading
}

// start reads what precedes a prompt: the start of a line, if lines are separate sequences or the prompt
// is empty. It reports whether it read anything.
func (p Prompt) start(r Reading) bool {
	if !p.Lines && len(p.IDs) > 0 {
		return false
	}
	r.Read(p.EndOfLine, p.Lines)
	return true
}

func (p Prompt) read(r Reading, id int32) { r.Read(id, p.Starts(id)) }

// A Term of the chain rule
//
//	log P(x₁ … x_t) = Σ log P(x_i | x₁ … x_{i−1})
//
// is the cost of a token of a text, and of the text up to that token.
type Term struct {
	Scored
	Given      bool    // the first token of a text without a line start: it is read but has no probability
	Sum        float64 // −log P so far, nats
	Tokens     int     // tokens scored so far
	Perplexity float64 // exp(Sum/Tokens); NaN before the first
}

// term is that of id, the next token.
func (a *After) term(id int32) Term {
	t := Term{Scored: Scored{ID: id, Nats: math.NaN()}, Given: !a.begun}
	if n := len(a.Terms); n > 0 {
		t.Sum, t.Tokens = a.Terms[n-1].Sum, a.Terms[n-1].Tokens
	}
	if a.begun {
		t.Scored = scored(a.Next, id)
	}
	if a.begun && id >= 0 {
		t.Sum += t.Nats
		t.Tokens++
	}
	t.Perplexity = math.Exp(t.Sum / float64(t.Tokens))
	return t
}
