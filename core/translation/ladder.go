package translation

import (
	"context"
	"math"
)

// The names of the rungs, those of the levels on the loss chart.
const (
	Untrained     = "untrained"      // all ids of the target's vocabulary equally likely
	TargetUnigram = "target_unigram" // how common a token is in targets
	TargetGrams   = "target_kgram"   // what follows the tokens before it in targets: Ladder.Grams.Order says of how many
	IBMModel1     = "ibm1"           // each token translates one of the source, in any order
	Copying       = "copying"        // the source itself, by spelling: a translation without a loss
)

// A Rung is how well a simple model does on the pairs of a Ladder.
type Rung struct {
	ID     string
	NLL    float64   // Σ −log p of the scored tokens, nats; NaN if the model has no probabilities
	Tokens int       // scored: those of the targets, and <eos> of each that was not cut
	Nats   []float64 // by pair, Σ over its scored tokens, to pair it with a network; nil if the model has no probabilities
	Score  Score     // of its translations; Sentences is 0 if it makes none
}

// Loss is nats per scored token; NaN if the model has no probabilities.
func (r Rung) Loss() float64 { return r.NLL / float64(r.Tokens) }

// A Ladder is what a network that translates is held against. It is never modified: any goroutine may read it.
type Ladder struct {
	Rungs []Rung
	Pairs []Pair // that each rung is judged by: those held out, or the training pairs if none are
	Of    int    // pairs that there were to judge by: more than Pairs if these are the first of many, or some were too long
	Train bool   // judged by training pairs, which all rungs have seen
	Grams *Grams // of TargetGrams
	IBM1  *IBM1
}

// mostScored is about the most tokens that rungs are judged by, so that it takes seconds.
const mostScored = 1 << 20

// NewLadder has the simple models learn from the training pairs of c, and judges them. It takes seconds for 100,000 pairs. The error is
// ctx's.
func NewLadder(ctx context.Context, c *Corpus) (*Ladder, error) {
	l := &Ladder{}
	l.choose(c)
	unigram, err := NewGrams(ctx, c, 1)
	if err != nil {
		return nil, err
	}
	if l.Grams, err = NewGrams(ctx, c, 0); err != nil {
		return nil, err
	}
	if l.IBM1, err = NewIBM1(ctx, c); err != nil {
		return nil, err
	}
	even := math.Log(float64(c.Target.Vocab()))
	for _, x := range []struct {
		id     string
		losses func(source, scored []int32) []float64
	}{
		{Untrained, func(_, scored []int32) []float64 {
			list := make([]float64, len(scored))
			for j := range list {
				list[j] = even
			}
			return list
		}},
		{TargetUnigram, func(_, scored []int32) []float64 { return unigram.Losses(scored) }},
		{TargetGrams, func(_, scored []int32) []float64 { return l.Grams.Losses(scored) }},
		{IBMModel1, l.IBM1.Losses},
	} {
		if err := l.add(ctx, c, x.id, x.losses); err != nil {
			return nil, err
		}
	}
	l.copying(c)
	return l, nil
}

// choose sets the pairs to judge by.
func (l *Ladder) choose(c *Corpus) {
	list := c.Valid
	if l.Train = len(list) == 0; l.Train {
		list = c.Train
	}
	l.Of = len(list)
	scored := 0
	for _, p := range list {
		if scored >= mostScored {
			break
		}
		if (len(p.Source)+1)*len(p.Target) <= mostOfAPair {
			l.Pairs = append(l.Pairs, p)
			scored += c.steps(p.Target)
		}
	}
}

// add judges a model of losses.
func (l *Ladder) add(ctx context.Context, c *Corpus, id string, losses func(source, scored []int32) []float64) error {
	r := Rung{ID: id, Nats: make([]float64, len(l.Pairs))}
	for i, p := range l.Pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, v := range losses(c.SourceIDs(p), c.Scored(p)) {
			r.Nats[i] += v
			r.Tokens++
		}
		r.NLL += r.Nats[i]
	}
	l.Rungs = append(l.Rungs, r)
	return nil
}

// copying judges sources as translations, by spelling.
func (l *Ladder) copying(c *Corpus) {
	r := Rung{ID: Copying, NLL: math.NaN(), Tokens: l.Rungs[0].Tokens}
	for _, p := range l.Pairs {
		r.Score = r.Score.Plus(Compare(c.Target.Spell(p.Target), c.Copy(p)))
	}
	l.Rungs = append(l.Rungs, r)
}

// Copy is the source of a pair as tokens of the target.
func (c *Corpus) Copy(p Pair) []string {
	tokens := c.Source.Spell(p.Source)
	if c.Source.Chars == c.Target.Chars {
		return tokens
	}
	return c.Target.split(c.Source.Join(tokens))
}

// Find is the rung of a name; nil if there is none.
func (l *Ladder) Find(id string) *Rung {
	for i := range l.Rungs {
		if l.Rungs[i].ID == id {
			return &l.Rungs[i]
		}
	}
	return nil
}
