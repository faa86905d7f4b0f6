// Package ngram makes k-gram models by counting: of order 0 (all tokens equally likely), 1 (unigram), 2
// (bigram) and so on, which a recurrent network has to beat. Order n conditions on the n−1 tokens before.
//
//	c := ngram.Count(ctx, ngram.Text{IDs: ids, V: 65}, 6)   // once, for all orders
//	f := ngram.Kinds[0].Fit(c)                                 // a smoothing
//	m := f.Model(5)                                            // a 5-gram
//
// Tokens are numbers from 0 to V−1; a negative one is an unknown token, at which a history ends.
package ngram

import (
	"context"

	"unroll/core/text"
)

// Counts are the counts of a text, for every order up to Most. They never change.
type Counts struct {
	text   text.Stream
	levels []level // levels[k]: contexts of k tokens
	most   int
}

// Most is the highest order counted.
func (c *Counts) Most() int { return c.most }

// Contexts is how many histories of order−1 tokens a model of that order stores: those followed by a
// token in the text. For order 0, which stores nothing, it is 0.
func (c *Counts) Contexts(order int) int {
	if order < 1 || order > len(c.levels) {
		return 0
	}
	return len(c.levels[order-1].total)
}

// Entries is how many different n-grams the text contains, n being the order; 0 for order 0.
func (c *Counts) Entries(order int) int {
	if order < 1 || order > len(c.levels) {
		return 0
	}
	return len(c.levels[order-1].next)
}

// A Family is a smoothing fitted to counts: a model of each order.
type Family struct {
	counts *Counts
	mix    mixer
}

// Model is the model of an order from 0 to Most; for a higher order, that of Most.
func (f Family) Model(order int) *Model {
	return &Model{c: f.counts, order: min(max(order, 0), f.counts.most), mix: f.mix}
}

// A Model gives the next token's probabilities. It never changes; any number of goroutines may begin
// readings of it.
type Model struct {
	c     *Counts
	order int
	mix   mixer
}

// Len is V.
func (m *Model) Len() int { return m.c.text.V }

// Order is n: the model looks at n−1 tokens.
func (m *Model) Order() int { return m.order }

// Begin returns a reading that has read nothing.
func (m *Model) Begin() *Reading {
	r := &Reading{m: m}
	r.walk()
	return r
}

// Nats makes m read stream and returns Σ −log P in nats over every token except the first, and the number of
// those tokens; unknown ones (negative) are left out. A token of probability 0 makes it +Inf. The error is ctx's.
func (m *Model) Nats(ctx context.Context, stream []int32) (sum float64, tokens int, err error) {
	return m.NatsOf(ctx, stream, stream[min(1, len(stream)):])
}

// NatsOf is Nats over the targets, of which each follows the token of the same index in stream; negative ones are left
// out.
func (m *Model) NatsOf(ctx context.Context, stream, targets []int32) (sum float64, tokens int, err error) {
	r := m.Begin()
	for lo := 0; lo < len(targets); lo += block {
		if ctx.Err() != nil {
			return 0, 0, ctx.Err()
		}
		part := 0.0
		for i := lo; i < min(lo+block, len(targets)); i++ {
			r.Read(stream[i], m.c.text.Starts(stream[i]))
			if next := targets[i]; next >= 0 {
				part += r.Nats(next)
				tokens++
			}
		}
		sum += part
	}
	return sum, tokens, nil
}
