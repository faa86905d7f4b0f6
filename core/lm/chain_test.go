package lm

import (
	"math"
	"testing"

	"unroll/core/text"
	"unroll/core/text/texttest"
)

// The law: the chain rule's terms add up to what Score and Evaluate return for the same text, and
// the perplexity at its end is exp of their mean.
func TestChainSumsToScore(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "char", Lines: true}, {Tokens: "word"}} {
		m := modelWith(t, texttest.Prose(20), o, "lstm", "uniform:1")
		from := m.Prompt("the ray\nof light")
		chain := Chain(m, from)
		terms, next := chain.Terms, chain.Next
		stream := from.IDs
		if o.Lines {
			stream = append([]int32{from.EndOfLine}, stream...)
		}
		want := 0.0
		list := Score(m, m.stream(stream))
		if o.Tokens == "word" {
			list = list[:1] // "ray" is not a word of the text
		}
		offset := len(terms) - len(stream) + 1
		for i, s := range list {
			want += s.Nats
			if got := terms[i+offset]; got.Scored != s || math.Abs(got.Sum-want) > 1e-12 || got.Tokens != i+1 || got.Perplexity != math.Exp(got.Sum/float64(i+1)) {
				t.Errorf("%+v: term %d is %+v, scored %+v", o, i, got, s)
			}
		}
		if terms[0].Given == o.Lines || len(terms) != len(from.IDs) {
			t.Errorf("%+v: %d terms for %d tokens, the first %+v", o, len(terms), len(from.IDs), terms[0])
		}
		for id, p := range all(m.Predict("the ray\nof light", 1, 1000)) {
			if math.Abs(p-next[id]) > 1e-6 {
				t.Errorf("%+v: the next token has %v instead of %v", o, next[id], p)
			}
		}
	}
}

// The law: a token that is not in the vocabulary is read but not counted; an empty prompt has no terms.
func TestChainOfStrangers(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "gru", "uniform:1")
	terms := Chain(m, m.Prompt("a光b")).Terms
	if len(terms) != 3 || !math.IsNaN(terms[1].Nats) || terms[1].Sum != 0 || terms[2].Tokens != 1 || !math.IsNaN(terms[1].Perplexity) {
		t.Errorf("%+v", terms)
	}
	nothing := Chain(m, m.Prompt(""))
	if len(nothing.Terms) != 0 || math.Abs(Entropy(nothing.Next)-m.Predict("", 1, 1).Entropy) > 1e-5 {
		t.Errorf("nothing typed: %+v", nothing.Terms)
	}
}
