package ngram

import "math"

// A Reading goes through a text token by token. One goroutine uses it.
type Reading struct {
	m       *Model
	history []int32 // the last tokens, at most order−1, the newest last
	path    []int32 // contexts that end here and occurred: path[k] is the number of one of k tokens
}

// Read reads one token. With reset the history is forgotten first: id then precedes the first token of a line.
func (r *Reading) Read(id int32, reset bool) {
	if reset || id < 0 {
		r.history = r.history[:0]
	}
	if keep := r.m.order - 1; id >= 0 && keep > 0 {
		if len(r.history) == keep {
			copy(r.history, r.history[1:])
			r.history = r.history[:keep-1]
		}
		r.history = append(r.history, id)
	}
	r.walk()
}

// walk looks up the contexts, from the shortest on: if one did not occur, no longer one did.
func (r *Reading) walk() {
	r.path = r.path[:0]
	if r.m.order == 0 || len(r.m.c.levels) == 0 {
		return
	}
	node := int32(0)
	r.path = append(r.path, node)
	for k := range r.history {
		var ok bool
		if node, ok = r.m.c.longer(k, node, r.history[len(r.history)-1-k]); !ok {
			return
		}
		r.path = append(r.path, node)
	}
}

// P is the probability that the token id comes next. It equals the value from Next, at less cost.
func (r *Reading) P(id int32) float64 {
	V := r.m.c.text.V
	if id < 0 || int(id) >= V {
		return 0
	}
	p := 1 / float64(V)
	for k, node := range r.path {
		w := r.m.mix(r.m.order, k, node)
		p *= w.rest
		if w.scale != 0 {
			p += w.own(r.m.c.levels[k].count(node, id, w.kind))
		}
	}
	return p
}

// Nats is −log P(id).
func (r *Reading) Nats(id int32) float64 { return math.Max(0, -math.Log(r.P(id))) }

// Next sets p (V numbers that sum to 1) to the distribution of the next token.
func (r *Reading) Next(p []float64) {
	for i := range p {
		p[i] = 1 / float64(len(p))
	}
	for k, node := range r.path {
		w := r.m.mix(r.m.order, k, node)
		if w.rest != 1 {
			for i := range p {
				p[i] *= w.rest
			}
		}
		if w.scale == 0 {
			continue
		}
		l := &r.m.c.levels[k]
		counts := l.counts(w.kind)
		for e := l.first[node]; e < l.first[node+1]; e++ {
			p[l.next[e]] += w.own(counts[e])
		}
	}
}
