package baseline

import (
	"context"

	"unroll/core/lm"
	"unroll/core/ngram"
	"unroll/core/text"
)

// Grams are the k-grams of a run's own training text, of every order up to Most, to compare its
// network with. They never change.
type Grams struct {
	corpus *text.Corpus
	counts *ngram.Counts
	family ngram.Family
}

// CountGrams counts m's training text once for all orders up to most and fits a smoothing, by its name
// in Smoothings. It takes a few seconds for a million words. Errors: ctx's, an unknown smoothing.
func CountGrams(ctx context.Context, m *text.Corpus, smoothing string, most int) (*Grams, error) {
	kind, err := ngram.Find(smoothing)
	if err != nil {
		return nil, err
	}
	t := m.Stream(m.Train)
	counts, err := ngram.Count(ctx, t, most)
	if err != nil {
		return nil, err
	}
	return &Grams{corpus: m, counts: counts, family: kind.Fit(counts)}, nil
}

// Most is the highest order.
func (g *Grams) Most() int { return g.counts.Most() }

// Order is the n-gram of an order from 0 (all tokens equally likely) to Most.
func (g *Grams) Order(n int) Gram { return Gram{g.family.Model(n)} }

// A Gram is a k-gram as a Language.
type Gram struct{ *ngram.Model }

// Begin returns a reading that has read nothing.
func (g Gram) Begin() lm.Reading { return g.Model.Begin() }
