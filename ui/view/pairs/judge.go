package pairs

import (
	"cmp"
	"context"
	"math"
	"slices"

	"unroll/core/translation"
)

const (
	judgedPairs  = 400     // pairs that are judged at most, spread over all
	judgedFirst  = 64      // the first time
	judgedTokens = 1 << 13 // target tokens of them, about
)

// judged is how a network did on pairs.
type judged struct {
	step      int
	most      int          // pairs, at most
	pairs     []judgedPair // the worst first
	positions []sum        // by place in the target, from the first token on
	lengths   []sum        // by tokens of the source, the shortest first
	all       sum
}

// A judgedPair is a pair, read with the reference as input and translated greedily.
type judgedPair struct {
	at        int // place in the list that is looked at
	reference []string
	said      []string // greedy's translation
	ended     bool
	nats      float64 // per token, <eos> included
	score     translation.Score
}

// A sum is over some tokens, and perhaps over whole pairs.
type sum struct {
	at     int // position or length
	tokens int
	right  int // that were the likeliest
	nats   float64
	score  translation.Score
}

// loss is the mean loss, nats per token; NaN: there is no token.
func (s sum) loss() float64 { return s.nats / float64(s.tokens) }

// accuracy is the share of tokens that were the likeliest.
func (s sum) accuracy() float64 { return float64(s.right) / float64(s.tokens) }

// add counts a pair's token.
func (s *sum) add(nats float64, right bool) {
	s.tokens++
	s.nats += nats
	if right {
		s.right++
	}
}

// sample are pairs places in list at most, spread over it.
func sample(list []translation.Pair, pairs int) (places []int) {
	tokens := 0
	for _, p := range list {
		tokens += len(p.Target) + 1
	}
	every := max(1, (len(list)+pairs-1)/pairs, (tokens+judgedTokens-1)/judgedTokens)
	for at := 0; at < len(list); at += every {
		places = append(places, at)
	}
	return places
}

// judge judges m on pairs of list, at most that many, whose translations have most tokens at most; nil: ctx has ended.
func judge(ctx context.Context, m *translation.Model, list []translation.Pair, pairs, most int) *judged {
	places, c := sample(list, pairs), m.Corpus
	some := make([]translation.Pair, len(places))
	sources := make([][]int32, len(places))
	for i, at := range places {
		some[i] = list[at]
	}
	rows := c.Rows(some)
	for i, r := range rows {
		sources[i] = r.Source
	}
	readings, err := m.Read(ctx, rows)
	if err != nil {
		return nil
	}
	greedy, err := m.Greedy(ctx, sources, most)
	if err != nil {
		return nil
	}
	j := &judged{step: m.At(), most: pairs}
	byLength := map[int]*sum{}
	for i, r := range readings {
		x := judgedPair{at: places[i], reference: c.Target.Spell(some[i].Target), said: c.Words(greedy[i]), ended: greedy[i].Ended(), nats: r.Loss() / float64(len(r.Targets))}
		x.score = translation.Compare(x.reference, x.said)
		j.pairs = append(j.pairs, x)
		n := len(r.Source)
		if byLength[n] == nil {
			byLength[n] = &sum{at: n}
		}
		j.add(r, x, byLength[n])
	}
	for _, s := range byLength {
		j.lengths = append(j.lengths, *s)
	}
	slices.SortFunc(j.lengths, func(x, y sum) int { return cmp.Compare(x.at, y.at) })
	slices.SortStableFunc(j.pairs, worse)
	return j
}

// add counts a pair everywhere.
func (j *judged) add(r translation.Reading, x judgedPair, length *sum) {
	for t, nats := range r.Nats {
		if len(j.positions) <= t {
			j.positions = append(j.positions, sum{at: t + 1})
		}
		right := r.Best[t] == r.Targets[t]
		for _, s := range []*sum{&j.positions[t], length, &j.all} {
			s.add(nats, right)
		}
	}
	length.score, j.all.score = length.score.Plus(x.score), j.all.score.Plus(x.score)
}

// worse orders pairs: wrong translations first, then by loss; one that is not a number is the worst.
func worse(x, y judgedPair) int {
	key := func(x judgedPair) float64 {
		if math.IsNaN(x.nats) {
			return math.Inf(1)
		}
		return x.nats
	}
	return cmp.Or(cmp.Compare(x.score.Exact, y.score.Exact), cmp.Compare(key(y), key(x)))
}
