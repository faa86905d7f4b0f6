// Package ladder is what a network that translates is held against again and again while it learns: the simple models of
// core/translation on some of the held-out pairs, and where the law of a source is known, the law; and the verdict.
package ladder

import (
	"context"
	"math"
	"slices"

	"unroll/core/translation"
)

// Law is the name of the rung that knows with which probability a source has each of its translations: a floor.
const Law = "law"

// mostJudged is the most pairs that a network is judged by: it reads and translates them every time.
const mostJudged = 1000

// A Ladder is the simple models on some pairs of a corpus, ready for networks to be compared with. It is never modified: any
// goroutine may read it.
type Ladder struct {
	Rungs  []translation.Rung // on the judged pairs: those of translation.NewLadder in their order, then Law where it is known
	Grams  int                // the order of the k-gram
	Judged int                // pairs that each rung and the network are judged by
	Of     int                // pairs that there are to judge by
	Train  bool               // these are training pairs, as none are held out
	Exact  translation.Exact  // the law on all held-out pairs; NaN where it is not known

	c     *translation.Corpus
	pairs []translation.Pair
	rows  []translation.Row // of pairs
}

// New has the simple models learn from the training pairs of c, and judges them by held-out pairs, all or some, evenly. s is the
// source that the pairs are from; its zero value: they are a person's own. It takes seconds for 100,000 pairs. The error is ctx's.
func New(ctx context.Context, c *translation.Corpus, s translation.Source) (*Ladder, error) {
	all, err := translation.NewLadder(ctx, c)
	if err != nil {
		return nil, err
	}
	l := &Ladder{c: c, Grams: all.Grams.Order, Of: all.Of, Train: all.Train, Exact: translation.Exact{Nats: math.NaN(), Loss: math.NaN(), Match: math.NaN()}}
	places := spread(len(all.Pairs), mostJudged)
	l.Judged = len(places)
	for _, i := range places {
		l.pairs = append(l.pairs, all.Pairs[i])
	}
	l.rows = c.Rows(l.pairs)
	for _, r := range all.Rungs {
		l.Rungs = append(l.Rungs, l.some(r, places))
	}
	if s.Name != "" {
		l.Exact = s.Exact(c, c.Valid)
	}
	if s.Ambiguous() && !math.IsNaN(l.Exact.Nats) {
		l.addLaw(s.Law())
	}
	return l, nil
}

// spread are most of n places, evenly, or all.
func spread(n, most int) []int {
	list := make([]int, min(n, most))
	for i := range list {
		list[i] = i * n / len(list)
	}
	return list
}

// some is a rung on the pairs at places.
func (l *Ladder) some(r translation.Rung, places []int) translation.Rung {
	x := translation.Rung{ID: r.ID, NLL: math.NaN()}
	for _, row := range l.rows {
		x.Tokens += len(row.Targets)
	}
	if r.Nats != nil {
		x.NLL = 0
		for _, i := range places {
			x.Nats = append(x.Nats, r.Nats[i])
			x.NLL += r.Nats[i]
		}
	}
	if r.Score.Sentences > 0 {
		for _, p := range l.pairs {
			x.Score = x.Score.Plus(translation.Compare(l.c.Target.Spell(p.Target), l.c.Copy(p)))
		}
	}
	return x
}

// addLaw adds the law, which always gives the likeliest translation.
func (l *Ladder) addLaw(law translation.Law) {
	r := translation.Rung{ID: Law, Tokens: l.Rungs[0].Tokens}
	for _, p := range l.pairs {
		source, target := l.c.Source.Join(l.c.Source.Spell(p.Source)), l.c.Target.Join(l.c.Target.Spell(p.Target))
		ways := law.Ways(source)
		i := slices.IndexFunc(ways, func(w translation.Way) bool { return w.Target == target })
		if i < 0 {
			return
		}
		r.Nats = append(r.Nats, -math.Log(ways[i].P))
		r.NLL += r.Nats[len(r.Nats)-1]
		r.Score = r.Score.Plus(translation.Compare(l.c.Target.Spell(p.Target), l.c.TargetTokens(ways[0].Target)))
	}
	l.Rungs = append(l.Rungs, r)
}

// Find is the rung of a name; nil if there is none.
func (l *Ladder) Find(id string) *translation.Rung {
	for i := range l.Rungs {
		if l.Rungs[i].ID == id {
			return &l.Rungs[i]
		}
	}
	return nil
}

// A Stand is how a network stands on a ladder.
type Stand struct {
	At      int               // updates that it was trained for
	Tokens  int               // scored; 0: it has not been judged
	NLL     float64           // Σ −log p of them with the reference as the decoder's input, nats
	Score   translation.Score // of its greedy translations
	Verdict Verdict
}

// Loss is nats per scored token.
func (s Stand) Loss() float64 { return s.NLL / float64(s.Tokens) }

// Stand judges m on the pairs that the rungs are judged by, paired with each rung that has probabilities. Errors: ctx's.
func (l *Ladder) Stand(ctx context.Context, m *translation.Model) (Stand, error) {
	s := Stand{At: m.At(), Tokens: l.Rungs[0].Tokens}
	read, err := m.Read(ctx, l.rows)
	if err != nil {
		return Stand{}, err
	}
	nats := make([]float64, len(read))
	for i, r := range read {
		nats[i] = r.Loss()
		s.NLL += nats[i]
	}
	if s.Score, err = l.translate(ctx, m); err != nil {
		return Stand{}, err
	}
	e := Evidence{NLL: s.NLL, Tokens: s.Tokens, Score: s.Score}
	for _, r := range l.Rungs {
		if r.Nats != nil {
			e.Rungs = append(e.Rungs, Held{r.ID, l.compare(nats, r.Nats)})
		}
	}
	s.Verdict = Judge(e)
	return s, nil
}

// atOnce is how many sources are translated before the limit of their length is set anew.
const atOnce = 64

// translate has m translate the sources.
func (l *Ladder) translate(ctx context.Context, m *translation.Model) (s translation.Score, err error) {
	for from := 0; from < len(l.pairs); from += atOnce {
		to := min(from+atOnce, len(l.pairs))
		most, sources := 0, make([][]int32, 0, atOnce)
		for _, r := range l.rows[from:to] {
			most, sources = max(most, len(r.Source), len(r.Targets)), append(sources, r.Source)
		}
		made, err := m.Greedy(ctx, sources, Most(l.c, most))
		if err != nil {
			return s, err
		}
		for i, h := range made {
			s = s.Plus(translation.Compare(l.c.Target.Spell(l.pairs[from+i].Target), l.c.Words(h)))
		}
	}
	return s, nil
}

// Most is the most tokens of a translation, n being the length of its source or reference: as many as the longest sentence of c has,
// unless that is far longer. A network that has not learned when to end would go on until then.
func Most(c *translation.Corpus, n int) int { return min(max(c.Longest(), n), 2*n+far) }

const far = 100

// compare holds the costs of a network against those of a rung for the same pairs. SE is that of a ratio of sums over pairs
// (Cochran 1977, §6.3): the tokens of a sentence need not be independent.
func (l *Ladder) compare(a, b []float64) Pair {
	p, n := Pair{SE: math.Inf(1)}, 0.0
	for i := range a {
		p.Diff += a[i] - b[i]
		p.Base += b[i]
		n += float64(len(l.rows[i].Targets))
	}
	p.Diff, p.Base = p.Diff/n, p.Base/n
	S := float64(len(a))
	if S < 2 {
		return p
	}
	sum := 0.0
	for i := range a {
		e := a[i] - b[i] - p.Diff*float64(len(l.rows[i].Targets))
		sum += e * e
	}
	p.SE = math.Sqrt(sum*S/(S-1)) / n
	return p
}
