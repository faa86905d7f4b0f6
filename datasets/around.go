package datasets

import (
	"slices"

	"unroll/core/text"
)

// A TwoSided is the exact law of each token of a text given all the others, those before and those after it; the ids are
// those of a vocabulary.
type TwoSided struct {
	c      *chain
	symbol []int // by id: an index in the alphabet
	id     []int // by symbol
}

// TwoSidedFor is the law of t's tokens given those on both sides, if its symbols are the tokens of v (see LawFor); otherwise nil.
func TwoSidedFor(t Text, v *text.Vocab) *TwoSided {
	c, ok := LawFor(t, v).(*chain)
	if !ok {
		return nil
	}
	l := &TwoSided{c: c, symbol: make([]int, v.Len()), id: make([]int, len(c.alphabet))}
	for id := range l.symbol {
		if l.symbol[id] = slices.Index(c.alphabet, v.Token(int32(id))); l.symbol[id] >= 0 {
			l.id[l.symbol[id]] = id
		}
	}
	return l
}

// Around calls see for each token of a text with P(x_t | all other tokens), V numbers that the next call overwrites. The text may
// begin and end anywhere. An id below 0 stands for a token that is not known. see is not called if the text is impossible.
//
// By Bayes' rule, with s the state before t, which the tokens before determine or leave open,
//
//	P(x_t = x | all others) ∝ Σ_s P(s | x_1 … x_{t−1}) P(x | s) P(x_{t+1} … x_n | the state after s and x)
//
// In a chain of order k all factors behind x_{t+k} are the same for every x: what is left are the k+1 transitions that x_t takes
// part in.
func (l *TwoSided) Around(ids []int32, see func(t int, p []float64)) {
	S, n := len(l.c.states), len(ids)
	ahead := l.ahead(ids)
	if ahead == nil {
		return
	}
	belief, next, p := slices.Clone(l.c.pi), make([]float64, S), make([]float64, len(l.symbol))
	for t := range n {
		clear(p)
		clear(next)
		sum, after := 0.0, ahead[(t+1)*S:(t+2)*S]
		for s, b := range belief {
			if b == 0 {
				continue
			}
			for _, a := range l.c.states[s] {
				v := b * a.p * after[a.to]
				p[l.id[a.symbol]] += v
				sum += v
				if l.allows(ids[t], a.symbol) {
					next[a.to] += b * a.p
				}
			}
		}
		for i := range p {
			p[i] /= sum
		}
		see(t, p)
		normalise(next)
		belief, next = next, belief
	}
}

// ahead is P(x_t … x_n | the state before t) for t = 1 … n+1, each row up to a factor; nil if the text is impossible.
func (l *TwoSided) ahead(ids []int32) []float64 {
	S, n := len(l.c.states), len(ids)
	rows := make([]float64, (n+1)*S)
	last := rows[n*S:]
	for s := range last {
		last[s] = 1
	}
	for t := n - 1; t >= 0; t-- {
		row, after := rows[t*S:(t+1)*S], rows[(t+1)*S:(t+2)*S]
		for s, arcs := range l.c.states {
			for _, a := range arcs {
				if l.allows(ids[t], a.symbol) {
					row[s] += a.p * after[a.to]
				}
			}
		}
		if !normalise(row) {
			return nil
		}
	}
	possible := 0.0
	for s, p := range l.c.pi {
		possible += p * rows[s]
	}
	if possible == 0 {
		return nil
	}
	return rows
}

// allows reports whether a symbol may stand where id stands.
func (l *TwoSided) allows(id int32, symbol int) bool {
	return id < 0 || int(id) < len(l.symbol) && l.symbol[id] == symbol
}

// normalise makes a row sum to 1; false: it is 0.
func normalise(row []float64) bool {
	sum := 0.0
	for _, v := range row {
		sum += v
	}
	if sum == 0 {
		return false
	}
	for i := range row {
		row[i] /= sum
	}
	return true
}
