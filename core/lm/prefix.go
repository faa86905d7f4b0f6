package lm

import (
	"math"
	"slices"

	"unroll/core/text"
)

// A Token of a prefix, as typed.
type Token struct {
	Text  string
	ID    int32
	Known bool
}

// A Candidate for the next token.
type Candidate struct {
	ID    int32
	Text  string
	P     float64
	Logit float64
}

// Nats is the candidate's information content, −log p.
func (c Candidate) Nats() float64 { return -log(c.P) }

// A Prediction is a distribution over the token after a prefix.
type Prediction struct {
	Step    int // of the model
	Prefix  []Token
	Top     []Candidate // most likely first
	Entropy float64     // of the whole distribution, nats
	V       int
}

// A Prefix is a text that a model has read from a fresh state: an After that also makes predictions. Tokens
// that are not in the vocabulary are read as no input.
type Prefix struct {
	*After
	Text   string
	Model  *Model
	Tokens []Token
	Logits []float32 // V, of the token that follows; must not be modified
}

// Prompt is a prefix encoded with the model's vocabulary.
func (m *Model) Prompt(prefix string) Prompt {
	_, ids := m.Vocab.Prefix(prefix)
	return m.prompt(ids)
}

func (m *Model) prompt(ids []int32) Prompt {
	return Prompt{m.stream(ids)}
}

// Read makes the model read a text, with chain as Chain does. known is a prefix read before, or nil: if it is
// the same model's and the text begins with it, only the rest is read, with bit-identical results.
func (m *Model) Read(prefix string, chain bool, known *Prefix) *Prefix {
	tokens, ids := m.Vocab.Prefix(prefix)
	p := &Prefix{Text: prefix, Model: m}
	for i, t := range tokens {
		p.Tokens = append(p.Tokens, Token{Text: t, ID: ids[i], Known: ids[i] != text.Unknown})
	}
	if known != nil && known.Model == m {
		p.After = known.on(m.prompt(ids), chain)
	}
	if p.After == nil {
		p.After = begin(m, m.prompt(ids)).read(ids, chain)
	}
	p.Logits = p.reading.(netReading).w.logits
	return p
}

// Chained reports whether the terms of the chain rule were kept.
func (p *Prefix) Chained() bool { return len(p.Terms) == len(p.Tokens) }

// Predict reads prefix from a fresh state and returns the top candidates for the next token, with
// logits divided by temperature (0: the likeliest takes all).
func (m *Model) Predict(prefix string, temperature float64, top int) Prediction {
	return m.Read(prefix, false, nil).Predict(temperature, top)
}

// Predict is the top candidates for the next token, with logits divided by temperature (0: the likeliest
// takes all).
func (p *Prefix) Predict(temperature float64, top int) Prediction {
	pr := Prediction{Step: p.Model.Step, Prefix: p.Tokens, V: len(p.Next)}
	dist := p.Next
	if temperature != 1 {
		dist = distribution(p.Logits, temperature)
	}
	for _, v := range dist {
		if v != 0 { // also for NaN: the entropy of an invalid distribution is NaN
			pr.Entropy -= v * math.Log(v)
		}
	}
	for _, id := range leading(len(dist), top, p.likelier(dist)) {
		pr.Top = append(pr.Top, Candidate{ID: id, Text: p.Model.Vocab.Token(id), P: dist[id], Logit: float64(p.Logits[id])})
	}
	return pr
}

// Order lists all ids as Predict does at temperature 1: the most likely first.
func (p *Prefix) Order() []int32 { return leading(len(p.Next), len(p.Next), p.likelier(p.Next)) }

// likelier orders ids by dist, the distribution at some temperature; among equals (a p may have become 0) the
// larger logit comes first, then the lower id.
func (p *Prefix) likelier(dist []float64) func(a, b int32) int {
	return func(a, b int32) int {
		switch o := p.Logits; {
		case dist[a] > dist[b] || (dist[a] == dist[b] && o[a] > o[b]):
			return -1
		case dist[a] < dist[b] || (dist[a] == dist[b] && o[a] < o[b]):
			return 1
		}
		return int(a) - int(b)
	}
}

// leading is the first n of the ids 0 … v−1 in the order of cmp, which must be strict. If n is small, the rest
// is not sorted.
func leading(v, n int, cmp func(a, b int32) int) []int32 {
	n = min(max(n, 0), v)
	if n == v {
		all := make([]int32, v)
		for i := range all {
			all[i] = int32(i)
		}
		slices.SortFunc(all, cmp)
		return all
	}
	top := make([]int32, 0, n+1)
	for id := range int32(v) {
		if len(top) == n && (n == 0 || cmp(top[n-1], id) < 0) {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, id, cmp)
		top = slices.Insert(top, at, id)
		top = top[:min(n, len(top))]
	}
	return top
}
