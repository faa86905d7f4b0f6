package baseline

import (
	"math"
	"slices"

	"unroll/core/history"
)

// A curve is a series of losses in nats/token, looked at from any place: its items are updates, or buckets of older ones.
type curve struct{ s history.Series }

// from is the first item that lies at step or later, all of it.
func (c curve) from(step int) int {
	low, high := 0, c.s.N
	for low < high {
		mid := (low + high) / 2
		x, _ := c.s.At(mid)
		if mid < c.s.Old {
			first, _, _ := c.s.Span(mid)
			x = float64(first)
		}
		if x >= float64(step) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// before are the losses of the updates up to step; where those are in buckets, of fewest of them.
func (c curve) before(step int) []float64 {
	end := c.from(step + 1)
	if end > 0 && end <= c.s.Old {
		if _, last, _ := c.s.Span(end - 1); last > step { // the bucket has later ones too
			end--
		}
	}
	return c.losses(max(0, min(c.from(step-before+1), end-fewest)), end)
}

// last are the losses of the last n items, of all if there are fewer.
func (c curve) last(n int) []float64 { return c.losses(max(0, c.s.N-n), c.s.N) }

// losses are those of the items from a to b−1, a NaN as the loss that it stands for: an infinite one.
func (c curve) losses(a, b int) []float64 {
	list := make([]float64, 0, max(0, b-a))
	for i := a; i < b; i++ {
		_, y := c.s.At(i)
		if math.IsNaN(y) {
			y = math.Inf(1)
		}
		list = append(list, y)
	}
	return list
}

// level is the median; NaN of none.
func level(list []float64) float64 {
	if len(list) == 0 {
		return math.NaN()
	}
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	if n := len(sorted); n%2 == 0 && !math.IsInf(sorted[n/2], 0) {
		return sorted[n/2-1]/2 + sorted[n/2]/2
	}
	return sorted[len(sorted)/2]
}

// spread is the median absolute deviation, as the standard deviation that it is of normal noise.
func spread(list []float64) float64 {
	mid := level(list)
	off := make([]float64, len(list))
	for i, y := range list {
		off[i] = math.Abs(y - mid)
		if math.IsNaN(off[i]) { // both infinite
			off[i] = 0
		}
	}
	return scaled * level(off)
}

// scaled makes a median absolute deviation of normal noise its standard deviation.
const scaled = 1.4826

// jitter is the noise of a curve that may rise or fall: from its second differences, whose standard deviation is √6 that of
// one value.
func jitter(list []float64) float64 {
	var second []float64
	for i := 2; i < len(list); i++ {
		second = append(second, math.Abs(list[i]-2*list[i-1]+list[i-2]))
	}
	if len(second) == 0 {
		return 0
	}
	return scaled * level(second) / math.Sqrt(6)
}

// mean is Σ/n; NaN of none.
func mean(list []float64) float64 {
	sum := 0.0
	for _, y := range list {
		sum += y
	}
	return sum / float64(len(list))
}
