package ngram

import "math"

// fitAddK adds a constant to every count (G. J. Lidstone 1920; 1 is Laplace's law of succession):
//
//	P(w|h) = (c(h,w) + δ)/(c(h) + δV)
//
// so all tokens are equally likely after a context of order−1 tokens that did not occur. Each
// order's δ is the one of 1, ½, ¼, … 2⁻²⁰ that maximizes the likelihood of the last tenth of the
// text with the counts of the other nine tenths; 1 if the text is too short for that.
func fitAddK(c *Counts) mixer {
	V := float64(c.text.V)
	added := make([]float64, c.most+1)
	for n := range added {
		added[n] = 1
	}
	if h := holdOut(c); h != nil {
		fitAdded(h, added)
	}
	return func(order, depth int, node int32) weights {
		if depth < order-1 {
			return weights{rest: 1}
		}
		δ, total := added[order], float64(c.levels[depth].total[node])
		return weights{scale: 1 / (total + δ*V), rest: δ * V / (total + δ*V)}
	}
}

// fitAdded sets added[n] for each order n.
func fitAdded(h *heldOut, added []float64) {
	const least = 20
	V := float64(h.counts.text.V)
	nats := make([][least + 1]float64, len(added)) // by order and δ = 2⁻ʲ; contexts that did not occur cost the same for each δ
	h.each(func(path []int32, next int32) {
		for k, node := range path {
			l := &h.counts.levels[k]
			a, total := float64(l.count(node, next, occurrence)), float64(l.total[node])
			for j := range nats[k+1] {
				δ := math.Ldexp(1, -j)
				nats[k+1][j] -= math.Log((a + δ) / (total + δ*V))
			}
		}
	})
	for n := 1; n < len(nats); n++ {
		best := 0
		for j := range nats[n] {
			if nats[n][j] < nats[n][best] {
				best = j
			}
		}
		added[n] = math.Ldexp(1, -best)
	}
}
