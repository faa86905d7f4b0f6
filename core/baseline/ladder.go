package baseline

import (
	"context"
	"math"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/ngram"
	"unroll/core/text"
)

// A Rung is the result of the n-gram of one order, trained on the tokens that the network learns from
// and evaluated on those that its validations score.
type Rung struct {
	Order       int     // n: conditions on n−1 tokens; 0: all tokens equally likely
	Contexts    int     // stored histories of n−1 tokens, those that something followed; 0 for order 0
	Possible    float64 // V^(n−1), the possible histories; 0 for order 0
	TrainNats   float64 // nats/token over every training token except the first, or those that are scored; ln V for order 0
	ValidNats   float64 // nats/token over every held-out token except the first, or those that are scored; NaN: there are none
	ValidTokens int
	ValidChars  int // characters that those stand for
	ValidRare   int // those of them that stand for a word too rare for the vocabulary
}

// ValidBitsPerChar is Σ NLL / Σ characters of the held-out text, ÷ ln 2; NaN where lm.Evaluation.BitsPerChar is.
func (r Rung) ValidBitsPerChar() float64 {
	v := history.Valid{NLL: r.ValidNats * float64(r.ValidTokens), Tokens: r.ValidTokens}
	return lm.Evaluation{Valid: v, Chars: r.ValidChars, Rare: r.ValidRare}.BitsPerChar()
}

// Ladder computes the rungs for m, from order 0 to most, with so many threads, and calls each with every one, in order. at, if not
// nil, is told what is being done. The error is ctx's, or that of an unknown smoothing.
func Ladder(ctx context.Context, m *text.Corpus, smoothing string, most, threads int, at *text.Progress, each func(Rung)) error {
	at.Begin(text.CountingGrams, int64(len(m.Train)))
	g, err := CountGrams(ctx, m, smoothing, most)
	if err != nil {
		return err
	}
	at.Begin(text.ScoringGrams, int64(len(m.Train)+len(m.Valid)))
	train, tokens, err := g.all(ctx, m.Train, m.TrainLines, threads, at)
	if err != nil {
		return err
	}
	var valid []float64
	scored := 0
	if len(m.Valid) > 1 {
		if valid, scored, err = g.all(ctx, m.Valid, m.ValidLines, threads, at); err != nil {
			return err
		}
	}
	chars := lm.HeldOutChars(m)
	at.Begin(text.Idle, 0)
	for n := range most + 1 {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r := g.blank(n)
		r.TrainNats = train[n] / float64(tokens)
		if scored > 0 {
			r.ValidNats, r.ValidTokens, r.ValidChars = valid[n]/float64(scored), scored, chars
		}
		each(r)
	}
	return nil
}

// all is nats for every order.
func (g *Grams) all(ctx context.Context, stream []int32, lines *text.Sequences, threads int, at *text.Progress) ([]float64, int, error) {
	targets := stream[min(1, len(stream)):]
	if lines != nil {
		stream, targets = lines.Inputs, lines.Targets
	}
	return g.family.Orders(ctx, stream, targets, threads, func(n int) { at.Add(int64(n)) })
}

// blank is the rung of an order without its losses.
func (g *Grams) blank(n int) Rung {
	r := Rung{Order: n, Contexts: g.counts.Contexts(n), ValidNats: math.NaN()}
	if n > 0 {
		r.Possible = math.Pow(float64(g.corpus.Vocab.Len()), float64(n-1))
	}
	return r
}

// Rung computes the rung of an order from 0 to Most. The error is ctx's.
func (g *Grams) Rung(ctx context.Context, n int) (Rung, error) {
	m, model := g.corpus, g.family.Model(n)
	r := g.blank(n)
	sum, tokens, err := nats(ctx, model, m.Train, m.TrainLines)
	if err != nil {
		return r, err
	}
	r.TrainNats = sum / float64(tokens)
	e, err := g.Evaluate(ctx, n)
	if e.Tokens > 0 {
		r.ValidNats, r.ValidTokens, r.ValidChars, r.ValidRare = e.Loss(), e.Tokens, e.Chars, e.Rare
	}
	return r, err
}

// Evaluate returns how well the n-gram of an order predicts the held-out text, as
// lm.Model.EvaluateValid does for a network. The error is ctx's.
func (g *Grams) Evaluate(ctx context.Context, n int) (lm.Evaluation, error) {
	m := g.corpus
	if len(m.Valid) < 2 {
		return lm.Evaluation{}, nil
	}
	sum, tokens, err := nats(ctx, g.family.Model(n), m.Valid, m.ValidLines)
	scored := len(m.Valid) - 1
	if m.Scores() {
		scored = m.ValidLines.Scored()
	}
	e := lm.Judged(history.Valid{NLL: sum, Tokens: tokens}, m)
	e.Unknown = scored - tokens
	return e, err
}

// nats is the loss on a stream, or on what is scored in its lines if they are not nil.
func nats(ctx context.Context, model *ngram.Model, stream []int32, lines *text.Sequences) (sum float64, tokens int, err error) {
	if lines == nil {
		return model.Nats(ctx, stream)
	}
	return model.NatsOf(ctx, lines.Inputs, lines.Targets)
}

// Worth is the order of the n-gram that would have a loss of nats/token on the held-out text,
// interpolated linearly between rungs: 3.4 is four tenths of the way from the 3-gram's loss to the
// 4-gram's. Rungs that are no better than one of lower order, or cost ∞, are left out. It is −Inf for
// a loss above every rung, +Inf for one below every rung, and NaN if there is nothing to compare with.
func Worth(nats float64, rungs []Rung) float64 {
	if math.IsNaN(nats) {
		return math.NaN()
	}
	worth, before := math.NaN(), Rung{ValidNats: math.Inf(1)}
	for _, r := range rungs {
		if !(r.ValidNats < before.ValidNats) {
			continue
		}
		switch {
		case nats < r.ValidNats:
			worth = math.Inf(1) // so far
		case nats == r.ValidNats:
			return float64(r.Order)
		case math.IsInf(before.ValidNats, 1):
			return math.Inf(-1)
		default:
			part := (before.ValidNats - nats) / (before.ValidNats - r.ValidNats)
			return float64(before.Order) + part*float64(r.Order-before.Order)
		}
		before = r
	}
	return worth
}

// BestRung is the rung with the lowest loss on the held-out text, the first of several; ok is false if none has a
// loss.
func BestRung(rungs []Rung) (best Rung, ok bool) {
	best.ValidNats = math.Inf(1)
	for _, r := range rungs {
		if r.ValidNats < best.ValidNats {
			best, ok = r, true
		}
	}
	return best, ok
}
