package lm

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var distributions = rapid.Custom(func(t *rapid.T) []float64 {
	p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 40).Draw(t, "p")
	sum := 0.0
	for i := range p {
		p[i] *= p[i] * p[i]
		sum += p[i]
	}
	for i := range p {
		if p[i] /= sum; sum == 0 {
			p[i] = 1 / float64(len(p))
		}
	}
	return p
})

// The law: whatever is removed, a distribution over the most likely tokens remains, in the same order.
func TestCutsLeaveADistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := distributions.Draw(t, "distribution")
		c := Truncation{rapid.Float64Range(0, 4).Draw(t, "temperature"), rapid.IntRange(0, 50).Draw(t, "k"), rapid.Float64Range(0, 1).Draw(t, "top-p")}
		order := Order(p)
		q, kept := c.Of(p, order)
		sum := 0.0
		for i, id := range order {
			sum += q[id]
			if i > 0 && q[id] > q[order[i-1]] {
				t.Fatalf("%v: the order has changed: %v of %v", c, q, p)
			}
			if i >= kept && q[id] != 0 {
				t.Fatalf("%v: a removed token has %v", c, q[id])
			}
		}
		if !(math.Abs(sum-1) < 1e-12) || kept < 1 || (c.TopK > 0 && kept > c.TopK) {
			t.Fatalf("%v: %d kept, with a sum of %v", c, kept, sum)
		}
	})
}

// The law: temperature on p is temperature on logits; 1 changes nothing, 0 is the likeliest alone.
func TestTemperatureOfACut(t *testing.T) {
	logits := []float32{2, -1, 0.5, 2, 3.25}
	p := softmax(logits, 1)
	for _, temperature := range []float64{0.1, 0.5, 1, 2, 30} {
		q, _ := Truncation{Temperature: temperature, TopP: 1}.Of(p, Order(p))
		for i, want := range softmax(logits, temperature) {
			if math.Abs(q[i]-want) > 1e-12 {
				t.Errorf("temperature %v: p(%d) = %v instead of %v", temperature, i, q[i], want)
			}
		}
	}
	if q, _ := (Truncation{TopP: 1}).Of(p, Order(p)); !slices.Equal(q, []float64{0, 0, 0, 0, 1}) {
		t.Errorf("temperature 0: %v", q)
	}
}

// The law: top-p keeps the fewest tokens that have that share, worked out by hand.
func TestTopPIsTheSmallestSet(t *testing.T) {
	p := []float64{0.1, 0.4, 0.25, 0.15, 0.1}
	for _, c := range []struct {
		cut  Truncation
		kept int
	}{
		{Truncation{1, 0, 0.4}, 1}, {Truncation{1, 0, 0.41}, 2}, {Truncation{1, 0, 0.8}, 3}, {Truncation{1, 0, 0.85}, 4}, {Truncation{1, 0, 0}, 1}, {Truncation{1, 0, 1}, 5},
		{Truncation{1, 2, 1}, 2}, {Truncation{1, 2, 0.5}, 1}, // 0.4 of 0.65 is more than half
	} {
		if _, kept := c.cut.Of(p, Order(p)); kept != c.kept {
			t.Errorf("%+v keeps %d instead of %d", c.cut, kept, c.kept)
		}
	}
}

// The law: Top is the beginning of Order, with ties ordered by id.
func TestTopIsTheBeginningOfOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOf(rapid.SampledFrom([]float64{0, 0.1, 0.2, 0.3})).Draw(t, "p")
		n := rapid.IntRange(0, 12).Draw(t, "n")
		if got, want := Top(p, n), Order(p)[:min(n, len(p))]; !slices.Equal(got, want) {
			t.Fatalf("%v instead of %v", got, want)
		}
	})
}
