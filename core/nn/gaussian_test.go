package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// gaussianRow is the loss of one target under outputs (μ, a), and their gradients.
func gaussianRow[F Float](mu, a, x F) (loss float64, dMu, da F) {
	o := []F{mu, a}
	loss = gaussianLoss(o, &Batch[F]{RealTargets: []F{x}}, 0)
	return loss, o[0], o[1]
}

// The law: e^−loss is a density, which integrates to 1 over the targets, and mean and standard deviation of that
// density are those that GaussianOf gives. The sum over a grid is exact to rounding for a function that falls this fast.
func TestTheGaussianLossIsADensity(t *testing.T) {
	for _, a := range []float64{-8, -1, 0, 2, 30} {
		mu, sigma := GaussianOf([]float64{0.7, a}, 0)
		var mass, first, second float64
		const step = 1e-2
		for z := -12.0; z <= 12; z += step {
			x := mu + z*sigma
			loss, _, _ := gaussianRow(0.7, a, x)
			p := math.Exp(-loss) * step * sigma
			mass, first, second = mass+p, first+p*x, second+p*(x-mu)*(x-mu)
		}
		if math.Abs(mass-1) > 1e-12 || math.Abs(first-mu) > 1e-12*(1+sigma) || math.Abs(math.Sqrt(second)/sigma-1) > 1e-12 {
			t.Errorf("a = %v: mass %v, mean %v instead of %v, deviation %v instead of %v", a, mass, first, mu, math.Sqrt(second), sigma)
		}
	}
}

// The law: loss and gradient of one row are those of the definition wherever the variance lies: at its floor, small, large.
// Differences are relative to the gradient itself; log(1 + e^a) is written out, so a stays where that is accurate.
func TestGaussianGradientAtEveryVariance(t *testing.T) {
	nll := func(mu, a, x float64) float64 {
		v := math.Log(1+math.Exp(a)) + 1e-6
		return math.Log(math.Sqrt(2*math.Pi*v)) + (x-mu)*(x-mu)/(2*v)
	}
	for _, a := range []float64{-14, -10, -3, -0.5, 0, 0.5, 3, 20, 300} {
		for _, r := range []float64{-3, -0.01, 0, 0.02, 5} {
			const mu = 0.3
			loss, dMu, da := gaussianRow(mu, a, mu+r)
			if want := nll(mu, a, mu+r); math.Abs(loss-want) > 1e-9*(1+math.Abs(want)) {
				t.Errorf("a = %v, r = %v: loss %v instead of %v", a, r, loss, want)
			}
			const eps = 1e-5
			byMu, _, _ := gaussianRow(mu+eps, a, mu+r)
			less, _, _ := gaussianRow(mu-eps, a, mu+r)
			closeTo(t, "μ", a, r, dMu, (byMu-less)/(2*eps), loss)
			byA, _, _ := gaussianRow(mu, a+eps, mu+r)
			less, _, _ = gaussianRow(mu, a-eps, mu+r)
			closeTo(t, "a", a, r, da, (byA-less)/(2*eps), loss)
		}
	}
}

// closeTo allows 1e-6 of the gradient, and what rounding of the losses leaves of a difference over 2e-5.
func closeTo(t *testing.T, by string, a, r, got, want, loss float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6*math.Abs(want)+1e-10*(1+math.Abs(loss)) {
		t.Errorf("a = %v, r = %v: the gradient by %s is %v, the difference %v", a, r, by, got, want)
	}
}

// Closed forms: a net of weights 0 predicts its biases. Its loss is ½ log 2πσ² + (mean of (x − μ)²)/2σ² a row, and the
// best of all constants, where the gradient is 0, are the mean and the variance of the targets, with the loss
// ½ log 2πe σ²: the entropy of a normal distribution.
func TestGaussianOfAConstantPrediction(t *testing.T) {
	const rows = 50
	rng := rand.New(rand.NewPCG(1, 2))
	b := &Batch[float64]{T: rows, B: 1, Reals: make([]float64, rows)}
	var sum, squares float64
	for range rows {
		x := 2 + 0.5*rng.NormFloat64()
		b.RealTargets = append(b.RealTargets, x)
		sum, squares = sum+x, squares+x*x
	}
	mean := sum / rows
	variance := squares/rows - mean*mean
	for _, cell := range []string{"rnn", "gru", "linear", "mlp"} {
		s := Spec{Cell: cell, Inputs: 1, Outputs: 1, Head: "gaussian", Init: "uniform:0"}
		if cell != "linear" {
			s.Hidden, s.Layers = 3, 1
		}
		g := graphOf(t, s, rng)
		bias := g.Weights()[s.Size()-2:]
		for _, at := range []struct{ mu, variance float64 }{{1, 0.3}, {mean, variance}} {
			bias[0], bias[1] = at.mu, math.Log(math.Expm1(at.variance-1e-6))
			g.Prepare()
			tape := g.NewTape(rows, 1)
			tape.Forward(b, nil)
			loss, n := tape.Backward(b, 1)
			off := variance + (mean-at.mu)*(mean-at.mu)
			if want := rows * 0.5 * (math.Log(2*math.Pi*at.variance) + off/at.variance); n != rows || math.Abs(loss-want) > 1e-10 {
				t.Errorf("%s: the loss is %v of %d rows instead of %v", cell, loss, n, want)
			}
			if mu, sigma := GaussianOf([]float64{bias[0], bias[1]}, 0); mu != at.mu || math.Abs(sigma*sigma-at.variance) > 1e-12 {
				t.Errorf("%s: mean %v and variance %v instead of %v and %v", cell, mu, sigma*sigma, at.mu, at.variance)
			}
			if at.mu != mean {
				continue
			}
			if want := rows * 0.5 * math.Log(2*math.Pi*math.E*variance); math.Abs(loss-want) > 1e-10 {
				t.Errorf("%s: the least loss is %v instead of the entropy %v", cell, loss, want)
			}
			if d := apart(tape.Grad(), make([]float64, s.Size())); !(d < 1e-10) {
				t.Errorf("%s: at the best constant the gradient is %v", cell, d)
			}
		}
	}
}

// The law: no output makes a loss or a gradient that is not a number, in float32 either, and the variance stays between
// its floor and what was put out; only numbers that are not finite themselves do.
func TestGaussianOfExtremeOutputs(t *testing.T) {
	finite := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, a := range []float32{-3e38, -1e4, -104, -88, -20, 0, 20, 88, 89, 1e4, 3e38} {
		for _, r := range []float32{0, 1e-30, 1e-3, 1, 1e4, 1e9} {
			loss, dMu, da := gaussianRow(0, a, r)
			if !finite(loss) || !finite(float64(dMu)) || !finite(float64(da)) {
				t.Errorf("a = %v, r = %v: loss %v, gradients %v, %v", a, r, loss, dMu, da)
			}
			if _, sigma := GaussianOf([]float32{0, a}, 0); sigma < 1e-3 || sigma*sigma > math.Max(1, float64(a)*1.0001) {
				t.Errorf("a = %v: a standard deviation of %v", a, sigma)
			}
		}
	}
	for _, bad := range []float32{inf, -inf, nan} {
		if loss, _, _ := gaussianRow(0, 0, bad); finite(loss) {
			t.Errorf("a target of %v: loss %v", bad, loss)
		}
		if loss, _, _ := gaussianRow(bad, 0, 0); finite(loss) {
			t.Errorf("a mean of %v: loss %v", bad, loss)
		}
	}
	for _, bad := range []float32{inf, nan} {
		if loss, _, _ := gaussianRow(0, bad, 0); finite(loss) {
			t.Errorf("a variance of %v: loss %v", bad, loss)
		}
	}
}

// The law: a target that is not finite shows in the loss of every real head and every cell, where the check for
// divergence finds it; where it is not scored it shows nowhere (TestWhatIsNotScoredIsInNoSum).
func TestATargetThatIsNotFiniteShowsInTheLoss(t *testing.T) {
	eachReal(t, func(t *testing.T, g Graph[float64], b *Batch[float64]) {
		if b.RealTargets == nil {
			t.Skip("targets are ids")
		}
		for _, bad := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
			spoiled := *b
			spoiled.RealTargets = slices.Clone(b.RealTargets)
			spoiled.RealTargets[slices.Index(b.Scored, true)*g.Spec().TargetWidth()] = bad
			tape := g.NewTape(b.T, b.B)
			tape.Forward(&spoiled, nil)
			if loss, _ := tape.Backward(&spoiled, 1); !math.IsNaN(loss) && !math.IsInf(loss, 0) {
				t.Errorf("a target of %v: the loss is %v", bad, loss)
			}
		}
	})
}

// The law: a variance at its floor is not stuck there. Plain gradient descent on the head's own outputs, begun where the
// floor is nearly all of the variance, comes back to that of the targets; so it does from one far too large. And
// without noise it comes down to the floor and stays finite.
func TestTheVarianceComesBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct{ start, noise float64 }{{-16, 0.1}, {30, 0.1}, {0, 0}} {
		a := c.start
		for range 200000 {
			_, _, da := gaussianRow(0, a, c.noise*rng.NormFloat64())
			a -= 0.01 * math.Max(-1, math.Min(1, da)) // clipped, as in training
		}
		_, sigma := GaussianOf([]float64{0, a}, 0)
		want := math.Hypot(c.noise, 1e-3)
		if !(math.Abs(sigma/want-1) < 0.1) {
			t.Errorf("from a = %v with noise %v: a standard deviation of %v instead of %v", c.start, c.noise, sigma, want)
		}
	}
}
