package ngram

import "math/bits"

// fitJM is Jelinek–Mercer interpolation (F. Jelinek and R. L. Mercer 1980; Chen & Goodman §2.3):
//
//	P(w|h) = λ(h)·c(h,w)/c(h) + (1 − λ(h))·P(w|h without its first token)
//
// λ depends on the length of h and on how often it occurred, in buckets of 1, 2–3, 4–7, 8–15, … times.
// Each λ maximizes the likelihood of the last tenth of the text with the counts of the other nine
// tenths, one length after another. Each bucket gets two additional tokens, one known only to each
// part, so that no λ becomes 0 or 1 and an empty bucket has ½.
func fitJM(c *Counts) mixer {
	lambdas := make([][buckets]float64, c.most)
	for k := range lambdas {
		for b := range buckets {
			lambdas[k][b] = 0.5
		}
	}
	if h := holdOut(c); h != nil {
		fitLambdas(h, lambdas)
	}
	return func(_, depth int, node int32) weights {
		total := c.levels[depth].total[node]
		λ := lambdas[depth][bucket(total)]
		return weights{scale: λ / float64(total), rest: 1 - λ}
	}
}

const buckets = 32

func bucket(total int32) int { return bits.Len32(uint32(total)) }

// A pair is the probabilities that two models give the same token.
type pair struct{ own, rest float64 }

// fitLambdas sets lambdas[k] for each length k of context.
func fitLambdas(h *heldOut, lambdas [][buckets]float64) {
	var below []float64 // for each held-out token: P from the contexts shorter than k
	for k := range h.counts.levels {
		l := &h.counts.levels[k]
		var pairs [buckets][]pair
		i := 0
		visit := func(see func(b int, p pair)) {
			i = 0
			h.each(func(path []int32, next int32) {
				if k == 0 && len(below) == i {
					below = append(below, 1/float64(h.counts.text.V))
				}
				if k < len(path) {
					node := path[k]
					see(bucket(l.total[node]), pair{float64(l.count(node, next, occurrence)) / float64(l.total[node]), below[i]})
				}
				i++
			})
		}
		visit(func(b int, p pair) { pairs[b] = append(pairs[b], p) })
		for b := range pairs {
			lambdas[k][b] = likeliest(pairs[b])
		}
		visit(func(b int, p pair) { below[i] = lambdas[k][b]*p.own + (1-lambdas[k][b])*p.rest })
	}
}

// likeliest is the λ between 0 and 1 that maximizes Σ log(λ·own + (1−λ)·rest) + log λ + log(1−λ):
// where its decreasing slope is 0.
func likeliest(pairs []pair) float64 {
	lo, hi := 0.0, 1.0
	for range 60 {
		λ := (lo + hi) / 2
		slope := 1/λ - 1/(1-λ)
		for _, p := range pairs {
			slope += (p.own - p.rest) / (λ*p.own + (1-λ)*p.rest)
		}
		if slope > 0 {
			lo = λ
		} else {
			hi = λ
		}
	}
	return (lo + hi) / 2
}
