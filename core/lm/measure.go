package lm

import "math"

// Entropy is H(p) = −Σ p log p in nats; NaN if p contains NaN.
func Entropy(p []float64) float64 { return CrossEntropy(p, p) }

// CrossEntropy is −Σ q log p in nats: the mean cost of a token sampled from q and predicted by p; ∞
// if p rules out a token that q does not.
func CrossEntropy(q, p []float64) float64 {
	h := 0.0
	for i, v := range q {
		if v != 0 {
			h -= v * log(p[i])
		}
	}
	return h
}

// Divergence is KL(q‖p) = Σ q log(q/p) in nats, the part of the cross-entropy that is due to p.
func Divergence(q, p []float64) float64 {
	d := 0.0
	for i, v := range q {
		if v != 0 {
			d += v * (log(v) - log(p[i])) // v/p may overflow
		}
	}
	return math.Max(d, 0) // rounding may make it slightly negative
}
