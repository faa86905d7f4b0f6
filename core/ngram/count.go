package ngram

import (
	"context"
	"math"
	"slices"

	"unroll/core/fault"
	"unroll/core/text"
)

var (
	errSize   = fault.New("ngram.size", "cannot count k-grams of %d tokens (at most %d) over a vocabulary of %d (at least 1)")
	errSymbol = fault.New("ngram.symbol", "token %d of the text has id %d, but the vocabulary has only %d tokens")
)

// Count counts t for all orders up to most. Equal n-grams of the highest order are first counted as one (distinct.go); then contexts
// get one token longer in each round, by counting sorts. So a large text costs no more memory than its different n-grams. Errors:
// ctx's; a text that cannot be counted.
func Count(ctx context.Context, t text.Stream, most int) (*Counts, error) {
	if t.V < 1 || len(t.IDs) >= math.MaxInt32 {
		return nil, errSize.Of(len(t.IDs), math.MaxInt32-1, t.V)
	}
	for i, id := range t.IDs {
		if int(id) >= t.V {
			return nil, errSymbol.Of(i, id, t.V)
		}
	}
	c := &Counts{text: t, most: max(most, 0)}
	s, err := newSorter(ctx, &c.text, c.most-1)
	if err != nil {
		return nil, err
	}
	for k := 0; k < c.most && len(s.places) > 0; k++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if k > 0 {
			s.lengthen(k, &c.levels[k-1])
		}
		if s.contexts == 0 {
			break // no line is that long
		}
		c.levels = append(c.levels, s.level())
		if k > 0 {
			s.countLefts(k-1, &c.levels[k-1])
		}
		s.entry, s.above = s.above, s.entry
	}
	if n := len(c.levels); n > 0 {
		c.levels[n-1].kids = nil
		c.levels[n-1].lefts = nil
	}
	if len(c.levels) > 0 && len(c.levels) < c.most { // contexts ended before the orders: the last level is also a lower one
		s.countLefts(len(c.levels)-1, &c.levels[len(c.levels)-1])
	}
	return c, nil
}

// A sorter knows the context before every place in the text, a place being a token that is to be predicted; of places with the same
// token after the same longest context there is one, with their number. Places are numbered from 0.
type sorter struct {
	text     *text.Stream
	at       []int32 // by place: its index in the text
	times    []int32 // by place: how often
	depth    []int32 // by place: tokens of history, limited to those that are used
	places   []int32 // sorted by token
	context  []int32 // by place: the context of the current round; -1: its history is shorter
	contexts int
	entry    []int32 // by place: its entry in the level being made
	above    []int32 // by place: its entry in the previous level
	sorted   []int32 // places in the order of a round
	spare    []int32
	tally    []int32
	oldest   []int32 // of the current round's contexts
}

func newSorter(ctx context.Context, t *text.Stream, longest int) (*sorter, error) {
	d, err := distinct(ctx, t, longest)
	if err != nil {
		return nil, err
	}
	n := len(d.at)
	s := &sorter{text: t, at: d.at, times: d.times, depth: d.depth, context: make([]int32, n), entry: make([]int32, n), above: make([]int32, n),
		sorted: make([]int32, 0, n), spare: make([]int32, n), oldest: []int32{-1}, contexts: 1}
	for i := range s.spare {
		s.spare[i] = int32(i)
	}
	s.places = s.sort(nil, s.spare, t.V, func(i int32) int32 { return s.token(i, 0) })
	return s, nil
}

// token is what is so many tokens before a place; 0: what is predicted there.
func (s *sorter) token(place, back int32) int32 { return s.text.IDs[s.at[place]-back] }

// sort sets dst to the places of src whose key (less than buckets) is not negative, sorted stably by key.
func (s *sorter) sort(dst, src []int32, buckets int, key func(i int32) int32) []int32 {
	s.tally = slices.Grow(s.tally[:0], buckets+1)[:buckets+1]
	clear(s.tally)
	n := 0
	for _, i := range src {
		if k := key(i); k >= 0 {
			s.tally[k+1]++
			n++
		}
	}
	for k := range buckets {
		s.tally[k+1] += s.tally[k]
	}
	dst = slices.Grow(dst[:0], n)[:n]
	for _, i := range src {
		if k := key(i); k >= 0 {
			dst[s.tally[k]] = i
			s.tally[k]++
		}
	}
	return dst
}

// lengthen makes contexts of k tokens from those of k−1, and sets the kids of the latter's level.
func (s *sorter) lengthen(k int, before *level) {
	back := int32(k)
	s.spare = s.sort(s.spare, s.places, s.text.V, func(i int32) int32 {
		if s.depth[i] < back {
			return -1
		}
		return s.token(i, back)
	})
	s.sorted = s.sort(s.sorted, s.spare, s.contexts, func(i int32) int32 { return s.context[i] })
	before.kids = make([]int32, s.contexts+1)
	for _, i := range s.places {
		if s.depth[i] < back {
			s.context[i] = -1
		}
	}
	s.oldest = nil
	parent, token := int32(-1), int32(-1)
	for _, i := range s.sorted {
		if p, t := s.context[i], s.token(i, back); p != parent || t != token {
			parent, token = p, t
			s.oldest = append(s.oldest, t)
			before.kids[p+1]++
		}
		s.context[i] = int32(len(s.oldest) - 1)
	}
	for p := range s.contexts {
		before.kids[p+1] += before.kids[p]
	}
	s.contexts = len(s.oldest)
}

// level makes the level of the current contexts and sets entry for each of their places.
func (s *sorter) level() level {
	s.sorted = s.sort(s.sorted, s.places, s.contexts, func(i int32) int32 { return s.context[i] })
	entries := 0
	s.runs(func(int32, bool) { entries++ }, func(int32) {})
	l := level{oldest: s.oldest, total: make([]int32, s.contexts), first: make([]int32, s.contexts+1),
		next: make([]int32, 0, entries), times: make([]int32, 0, entries)}
	s.runs(func(i int32, another bool) {
		if another {
			l.first[s.context[i]] = int32(len(l.next))
		}
		l.next = append(l.next, s.token(i, 0))
		l.times = append(l.times, 0)
	}, func(i int32) {
		l.total[s.context[i]] += s.times[i]
		e := len(l.next) - 1
		l.times[e] += s.times[i]
		s.entry[i] = int32(e)
	})
	l.first[s.contexts] = int32(len(l.next))
	return l
}

// runs goes through sorted: begin is called at the first place of each entry, each at every place.
func (s *sorter) runs(begin func(i int32, another bool), each func(i int32)) {
	context, token := int32(-1), int32(-1)
	for _, i := range s.sorted {
		if c, t := s.context[i], s.token(i, 0); c != context || t != token {
			begin(i, c != context)
			context, token = c, t
		}
		each(i)
	}
}

// countLefts counts continuations for the level of contexts of k tokens, which is the previous one
// (or, if no context is longer, the last). above holds the places' entries in it.
func (s *sorter) countLefts(k int, l *level) {
	l.lefts = make([]int32, len(l.next))
	if s.contexts > 0 {
		s.runs(func(i int32, _ bool) { l.lefts[s.above[i]]++ }, func(int32) {})
	}
	var ends []int32 // entries after the beginning of the stream, or after an unknown token
	for _, i := range s.places {
		switch {
		case int(s.depth[i]) != k:
		case k > 0 && s.text.Starts(s.token(i, int32(k))):
			l.lefts[s.above[i]] += s.times[i]
		default:
			ends = append(ends, s.above[i])
		}
	}
	slices.Sort(ends)
	for _, e := range slices.Compact(ends) {
		l.lefts[e]++
	}
}
