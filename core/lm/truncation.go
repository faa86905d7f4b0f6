package lm

import (
	"cmp"
	"math"
)

// A Truncation reshapes a distribution before sampling from it. In this order: p^(1/τ), which is softmax
// of the logits divided by the temperature τ (0: the likeliest takes all); the TopK most likely (0: all);
// of those the fewest whose probabilities sum to TopP (1: all). What is left is divided by its sum.
type Truncation struct {
	Temperature float64
	TopK        int
	TopP        float64
}

// Whole changes nothing.
var Whole = Truncation{Temperature: 1, TopP: 1}

// Order lists the ids of p, the most likely first; among equals the lower id comes first.
func Order(p []float64) []int32 { return Top(p, len(p)) }

// Top is the first n of Order, without sorting the rest.
func Top(p []float64, n int) []int32 {
	return leading(len(p), n, func(a, b int32) int { return rank(p, a, b) })
}

func rank(p []float64, a, b int32) int {
	return cmp.Or(cmp.Compare(p[b], p[a]), cmp.Compare(a, b))
}

// Of is p reshaped, with 0 for the tokens removed. order is Order(p). kept is how many are left:
// the first kept of order.
func (c Truncation) Of(p []float64, order []int32) (q []float64, kept int) {
	q = make([]float64, len(p))
	if len(p) == 0 {
		return q, 0
	}
	c.warm(q, p, order)
	kept = len(order)
	if c.TopK > 0 {
		kept = min(kept, c.TopK)
	}
	if c.TopP < 1 {
		kept = min(kept, Likeliest(q, order[:kept], c.TopP*sumOf(q, order[:kept])))
	}
	sum := sumOf(q, order[:kept])
	for _, id := range order[:kept] {
		q[id] /= sum
	}
	for _, id := range order[kept:] {
		q[id] = 0
	}
	return q, kept
}

// warm sets q to p^(1/τ), not yet divided by its sum. Unless τ is 1, the likeliest gets 1, so that nothing overflows.
func (c Truncation) warm(q, p []float64, order []int32) {
	best := order[0]
	switch {
	case c.Temperature == 1:
		copy(q, p)
	case c.Temperature <= 0:
		q[best] = 1
	default:
		top := log(p[best])
		for i, v := range p {
			q[i] = math.Exp((log(v) - top) / c.Temperature)
		}
	}
}

func sumOf(p []float64, ids []int32) float64 {
	sum := 0.0
	for _, id := range ids {
		sum += p[id]
	}
	return sum
}

// Likeliest is how many of the first ids in order are needed for their p to sum to share; at least
// 1, and all if rounding leaves the sum short of it.
func Likeliest(p []float64, order []int32, share float64) int {
	sum := 0.0
	for i, id := range order {
		if sum += p[id]; sum >= share {
			return i + 1
		}
	}
	return len(order)
}
