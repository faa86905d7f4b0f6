package train

import (
	"context"

	"unroll/core/ngram"
	"unroll/core/text"
)

// MaterialOf is what a run on c would learn from.
func MaterialOf(c *text.Corpus) Material {
	return Material{Vocab: c.Vocab, Train: c.Train, Valid: c.Valid, Lines: c.Lines}
}

// Grams are the k-grams of a run's own training text, of every order up to Most: what its network is
// held against. They never change.
type Grams struct {
	material Material
	counts   *ngram.Counts
	family   ngram.Family
}

// CountGrams counts m's training text once for all orders up to most and fits a smoothing, by its name
// in Smoothings. A few seconds for a million words. Errors: ctx's, a smoothing that is not known.
func CountGrams(ctx context.Context, m Material, smoothing string, most int) (*Grams, error) {
	kind, err := ngram.Find(smoothing)
	if err != nil {
		return nil, err
	}
	t := ngram.Text{Stream: m.Train, V: m.Vocab.Len(), Lines: m.Lines, EndOfLine: m.Vocab.EndOfLine()}
	counts, err := ngram.Count(ctx, t, most)
	if err != nil {
		return nil, err
	}
	return &Grams{material: m, counts: counts, family: kind.Fit(counts)}, nil
}

// Most is the highest order.
func (g *Grams) Most() int { return g.counts.Most() }

// Order is the n-gram of an order from 0 (every token as likely) to Most.
func (g *Grams) Order(n int) Gram { return Gram{g.family.Model(n)} }

// A Gram is a k-gram as a Language.
type Gram struct{ *ngram.Model }

// Begin is a reading that has read nothing.
func (g Gram) Begin() Reading { return g.Model.Begin() }

// Smoothings lists what CountGrams knows, the default first.
func Smoothings() []Choice {
	var list []Choice
	for _, k := range ngram.Kinds {
		list = append(list, Choice{k.Name, k.About})
	}
	return list
}

// Within is the end of m's training text and the beginning of its held-out text, of so many tokens
// at most, with Lines in whole lines (at least one).
func (m Material) Within(train, valid int) Material {
	if len(m.Train) > train {
		from := len(m.Train) - train
		for m.Lines && from > 0 && m.Train[from] != m.Vocab.EndOfLine() {
			from--
		}
		m.Train = m.Train[from:]
	}
	if len(m.Valid) > valid {
		to := valid
		for m.Lines && to < len(m.Valid) && m.Valid[to-1] != m.Vocab.EndOfLine() {
			to++
		}
		m.Valid = m.Valid[:to]
	}
	return m
}
