package ngram

// fitKN is interpolated modified Kneser–Ney (S. F. Chen and J. Goodman, An Empirical Study of
// Smoothing Techniques for Language Modeling, TR-10-98, Harvard 1998, §4.1.6 and Appendix):
//
//	P(w|h)  = (a(h,w) − D(a(h,w)))/a(h) + γ(h)·P(w|h without its first token)
//	γ(h)    = (D1·N1(h) + D2·N2(h) + D3·N3₊(h))/a(h)
//
// For the longest context of the model's order a is c, the number of occurrences; for shorter ones it is
// how many different tokens occurred before hw (see continuation). N_r(h) is how many tokens have a(h,w)
// = r. What the empty context leaves is divided equally: 1/V for each token.
func fitKN(c *Counts) mixer {
	top, lower := make([]knLevel, len(c.levels)), make([]knLevel, len(c.levels))
	for k := range c.levels {
		l := &c.levels[k]
		top[k] = newKNLevel(l, occurrence)
		if l.lefts != nil { // nil if no longer contexts were counted: then it is never a lower level
			lower[k] = newKNLevel(l, continuation)
		}
	}
	return func(order, depth int, node int32) weights {
		at := &lower[depth]
		if depth == order-1 {
			at = &top[depth]
		}
		return weights{kind: at.kind, scale: at.scale[node], rest: at.rest[node], discount: &at.discount}
	}
}

// A knLevel is what Kneser–Ney computes from a level with one kind of count.
type knLevel struct {
	kind        kind
	discount    [4]float64
	scale, rest []float64 // by context: 1/a(h) and γ(h)
}

func newKNLevel(l *level, kind kind) knLevel {
	n := len(l.total)
	k := knLevel{kind: kind, discount: discounts(l.counts(kind)), scale: make([]float64, n), rest: make([]float64, n)}
	for node := range n {
		sum, left := int64(0), 0.0
		for _, a := range l.counts(kind)[l.first[node]:l.first[node+1]] {
			sum += int64(a)
			left += k.discount[min(a, 3)]
		}
		k.scale[node] = 1 / float64(sum)
		k.rest[node] = left / float64(sum)
	}
	return k
}

// discounts are D1, D2 and D3 at 1, 2 and 3. With n_r the number of n-grams that have a count of r,
//
//	Y = n1/(n1 + 2·n2)   D1 = 1 − 2Y·n2/n1   D2 = 2 − 3Y·n3/n2   D3 = 3 − 4Y·n4/n3
//
// If one of n1 … n4 is 0, or a discount would be negative or exceed its count, the formula does not
// apply (there are few distinct tokens, all frequent): the discounts are then ½, 1 and 1½.
func discounts(counts []int32) [4]float64 {
	var n [5]float64
	for _, a := range counts {
		if a < 5 {
			n[a]++
		}
	}
	d := [4]float64{}
	y := n[1] / (n[1] + 2*n[2])
	for r := 1; r <= 3; r++ {
		d[r] = float64(r) - float64(r+1)*y*n[r+1]/n[r]
		if !(n[r] > 0 && n[r+1] > 0 && d[r] >= 0 && d[r] <= float64(r)) {
			return [4]float64{0, 0.5, 1, 1.5}
		}
	}
	return d
}
