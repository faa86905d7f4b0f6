package lm

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/text/texttest"
)

// The law: an invalid distribution has no entropy: for a diverged net it is NaN, never 0.
func TestNoDistributionHasNoEntropy(t *testing.T) {
	nan := math.NaN()
	for _, h := range []float64{Entropy([]float64{nan, nan}), CrossEntropy([]float64{nan, 0.5}, []float64{0.5, 0.5}), Divergence([]float64{nan}, []float64{1})} {
		if !math.IsNaN(h) {
			t.Errorf("%v", h)
		}
	}
	m := modelWith(t, texttest.Prose(20), chars, "rnn", "normal:0.1")
	p := m.Read("a", false, nil)
	for i := range p.Next {
		p.Next[i] = nan
	}
	if pr := p.Predict(1, 3); !math.IsNaN(pr.Entropy) {
		t.Errorf("of a prediction: %v", pr.Entropy)
	}
}

// The law: cross-entropy is entropy plus divergence; divergence is 0 for equal distributions and never negative.
func TestCrossEntropyIsEntropyPlusDivergence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, p := distributions.Draw(t, "q"), distributions.Draw(t, "p")
		n := min(len(q), len(p))
		q, p = normal(q[:n]), normal(p[:n])
		h, x, d := Entropy(q), CrossEntropy(q, p), Divergence(q, p)
		if math.IsInf(x, 1) != math.IsInf(d, 1) || (!math.IsInf(x, 1) && math.Abs(h+d-x) > 1e-9*(1+x)) || d < 0 || Divergence(q, q) > 1e-12 {
			t.Fatalf("H %v, cross %v, KL %v", h, x, d)
		}
	})
	if u := Entropy([]float64{0.25, 0.25, 0.25, 0.25}); math.Abs(u-math.Log(4)) > 1e-15 {
		t.Errorf("for four equals: %v", u)
	}
	if x := CrossEntropy([]float64{0.5, 0.5}, []float64{1, 0}); !math.IsInf(x, 1) {
		t.Errorf("for a token that is ruled out: %v", x)
	}
}

func normal(p []float64) []float64 {
	sum, q := 0.0, make([]float64, len(p))
	for _, v := range p {
		sum += v
	}
	for i, v := range p {
		if q[i] = v / sum; sum == 0 {
			q[i] = 1 / float64(len(p))
		}
	}
	return q
}
