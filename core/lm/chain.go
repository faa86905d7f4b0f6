package lm

import "math"

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

// A Prompt is a text that is to be gone on with.
type Prompt struct {
	IDs       []int32
	EndOfLine int32 // text.Unknown where the vocabulary has none
	Lines     bool  // every line is a sequence of its own: the history is reset before it
}

// Prompt is a prefix as the model's vocabulary has it.
func (m *Model) Prompt(prefix string) Prompt {
	_, ids := m.Vocab.Prefix(prefix)
	return Prompt{IDs: ids, EndOfLine: m.Vocab.EndOfLine(), Lines: m.Lines}
}

// Chain has l read the prompt and returns a term a token, and the distribution over what follows. A
// token that the vocabulary lacks adds nothing.
func Chain(l Language, from Prompt) (terms []Term, next []float64) {
	next = make([]float64, l.Len())
	r := l.Begin()
	begun := from.start(r)
	sum, n := 0.0, 0
	for _, id := range from.IDs {
		t := Term{Scored: Scored{ID: id, Nats: math.NaN()}, Given: !begun}
		if begun {
			r.Next(next)
			t.Scored = scored(next, id)
		}
		if begun && id >= 0 {
			sum += t.Nats
			n++
		}
		t.Sum, t.Tokens, t.Perplexity = sum, n, math.Exp(sum/float64(n))
		terms = append(terms, t)
		from.read(r, id)
		begun = true
	}
	r.Next(next)
	return terms, next
}

// start reads what stands before a prompt, as Writer.Read does: the start of a line where lines are
// sequences of their own, and where there is nothing else to read. It says whether it read anything.
func (p Prompt) start(r Reading) bool {
	if !p.Lines && len(p.IDs) > 0 {
		return false
	}
	r.Read(p.EndOfLine, p.Lines)
	return true
}

func (p Prompt) read(r Reading, id int32) { r.Read(id, p.Lines && id == p.EndOfLine) }

// begin is a reading of l behind the prompt.
func (p Prompt) begin(l Language) Reading {
	r := l.Begin()
	p.start(r)
	for _, id := range p.IDs {
		p.read(r, id)
	}
	return r
}
