package translation

import (
	"context"
	"math"

	"unroll/core/ngram"
	"unroll/core/text"
)

// Grams are a k-gram of targets: it does not look at the source. It begins with <bos>, predicts <eos>, and is smoothed by interpolated
// modified Kneser–Ney (core/ngram). It never changes.
type Grams struct {
	Order   int // k: it conditions on k−1 tokens, <bos> being one
	Skipped int // training pairs that it did not count, since they are too many: more than mostCounted tokens

	model *ngram.Model
	marks bool // the model's stream has the marks of beginnings
}

const (
	mostWordGrams = 4       // highest order to choose, of words
	mostCharGrams = 6       // and of characters
	mostCounted   = 1 << 21 // tokens to count
	mostChosenOn  = 1 << 20 // tokens to choose an order on
)

// NewGrams counts the targets of the training pairs, all or some of very many, evenly. Order 0: the best from 2 to 4 (words) or 6
// (characters) on every tenth training pair, counted on the others; the held-out pairs have no say. The error is ctx's.
func NewGrams(ctx context.Context, c *Corpus, order int) (*Grams, error) {
	targets := make([][]int32, len(c.Train))
	for i, p := range c.Train {
		targets[i] = c.Scored(p)
	}
	targets = bounded(targets, mostCounted)
	if order == 0 {
		var err error
		if order, err = chooseOrder(ctx, bounded(targets, mostChosenOn), c.Target); err != nil {
			return nil, err
		}
	}
	g, err := newGrams(ctx, targets, c.Target.Vocab(), order)
	if err != nil {
		return nil, err
	}
	g.Skipped = len(c.Train) - len(targets)
	return g, nil
}

// bounded are targets of at most most tokens together.
func bounded(targets [][]int32, most int) [][]int32 {
	return those(targets, evenly(len(targets), most, func(i int) int { return len(targets[i]) }))
}

func newGrams(ctx context.Context, targets [][]int32, vocab, order int) (*Grams, error) {
	family, err := countTargets(ctx, targets, vocab, order)
	if err != nil {
		return nil, err
	}
	return &Grams{Order: order, model: family.Model(order), marks: order > 1}, nil
}

// Ids of the k-gram, which has none for <pad> and <bos>, since they are never predicted: <unk>, <eos>, words.
const (
	gramUnk = iota
	gramEos
	gramWords
)

func gramID(id int32) int32 {
	switch id {
	case Unk:
		return gramUnk
	case Eos:
		return gramEos
	}
	return id - Marks + gramWords
}

// countTargets counts for all orders up to most. <eos> is also what precedes a target, as in lines of text. Behind a target that was
// cut, an unknown token separates it from what went before: there core/ngram counts it as predicted after nothing, once at most where
// shorter contexts count continuations. For unigrams, which count occurrences, targets follow each other without beginnings.
func countTargets(ctx context.Context, targets [][]int32, vocab, most int) (ngram.Family, error) {
	s := text.Stream{V: vocab - int(Marks) + gramWords, Lines: most > 1, EndOfLine: gramEos}
	ended := false
	for _, y := range targets {
		if s.Lines && !ended {
			if len(s.IDs) > 0 {
				s.IDs = append(s.IDs, -1)
			}
			s.IDs = append(s.IDs, gramEos)
		}
		for _, id := range y {
			s.IDs = append(s.IDs, gramID(id))
		}
		ended = len(y) > 0 && y[len(y)-1] == Eos
	}
	counts, err := ngram.Count(ctx, s, most)
	if err != nil {
		return ngram.Family{}, err
	}
	return ngram.Kinds[0].Fit(counts), nil
}

// chooseOrder is the order with the least loss on every tenth target.
func chooseOrder(ctx context.Context, targets [][]int32, side Side) (int, error) {
	most := mostWordGrams
	if side.Chars {
		most = mostCharGrams
	}
	first, second := tenths(len(targets))
	learn, held := those(targets, first), those(targets, second)
	family, err := countTargets(ctx, learn, side.Vocab(), most)
	if err != nil {
		return 0, err
	}
	best, least := 2, math.Inf(1)
	for k := 2; k <= most && len(held) > 0; k++ {
		g, nats := &Grams{Order: k, model: family.Model(k), marks: true}, 0.
		for _, y := range held {
			for _, v := range g.Losses(y) {
				nats += v
			}
		}
		if nats < least {
			best, least = k, nats
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
	}
	return best, nil
}

// Losses are nats of each of the scored tokens of a target (Corpus.Scored).
func (g *Grams) Losses(scored []int32) []float64 {
	list := make([]float64, len(scored))
	r := g.model.Begin()
	if g.marks {
		r.Read(gramEos, true)
	}
	for j, y := range scored {
		list[j] = r.Nats(gramID(y))
		if g.marks {
			r.Read(gramID(y), false)
		}
	}
	return list
}
