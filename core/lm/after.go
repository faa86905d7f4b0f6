package lm

import (
	"math"
	"slices"
)

// A Prompt is a text that is to be gone on with.
type Prompt struct {
	IDs       []int32
	EndOfLine int32 // text.Unknown where the vocabulary has none
	Lines     bool  // every line is a sequence of its own: the history is reset before it
}

// An After is a language behind a prompt that it has read, each token once: what follows, and how the text
// goes on, is asked of that state. It never changes; any number of goroutines may ask it at the same time.
type After struct {
	Terms []Term    // one a token of the prompt, by Chain; nil by Read
	Next  []float64 // V: the distribution of the token that follows; not to be written to

	language Language
	from     Prompt
	reading  Reading // behind the prompt; it is forked, never read on with
	begun    bool    // something has been read: Next is known, and the next token has a cost
}

// Read has l read the prompt.
func Read(l Language, from Prompt) *After { return begin(l, from).read(from.IDs, false) }

// Chain has l read the prompt as Read does, and keeps a term a token. A token that the vocabulary lacks
// adds nothing.
func Chain(l Language, from Prompt) *After { return begin(l, from).read(from.IDs, true) }

// begin is l before the first token of the prompt.
func begin(l Language, from Prompt) *After {
	a := &After{Next: make([]float64, l.Len()), language: l, from: from, reading: l.Begin()}
	if a.begun = from.start(a.reading); a.begun {
		a.reading.Next(a.Next)
	}
	return a
}

// read goes on over ids. It is called once, before anybody else has a.
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

// on is the language behind a longer prompt: only what a has not read is read. nil: the prompt goes on
// otherwise than a's, or its terms are wanted and a has none, or the state cannot be forked.
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

// fork is a reading behind the prompt that may be read on with; Read comes before its first Next.
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

// A Forker is a Reading that can be gone on with in two ways. Others have their history read again. Several
// goroutines may fork a reading that nobody reads on with.
type Forker interface {
	// Fork is a reading with the same history; Read comes before its first Next.
	Fork() Reading
}

// start reads what stands before a prompt: the start of a line where lines are sequences of their own, and
// where there is nothing else to read. It says whether it read anything.
func (p Prompt) start(r Reading) bool {
	if !p.Lines && len(p.IDs) > 0 {
		return false
	}
	r.Read(p.EndOfLine, p.Lines)
	return true
}

func (p Prompt) read(r Reading, id int32) { r.Read(id, p.Lines && id == p.EndOfLine) }

// A Term of the chain rule
//
//	log P(x₁ … x_t) = Σ log P(x_i | x₁ … x_{i−1})
//
// is what a token of a text cost, and what the text cost up to there.
type Term struct {
	Scored
	Given      bool    // the first of a text that no line begins: it is read, and no model says how likely
	Sum        float64 // −log P so far, nats
	Tokens     int     // how many have been scored so far
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
