package nn

import "math"

// varianceFloor is the least variance that the Gaussian head predicts, the constant of Lakshminarayanan et al. 2017:
// a standard deviation of 0.001 in the unit of the targets, which should therefore be standardised.
const varianceFloor = 1e-6

// gaussianLoss is the negative log-likelihood of K targets x, each under a normal distribution of its own. Of the
// row's 2K outputs the first K are the means μ, the others numbers a that give the variances:
//
//	σ² = log(1 + e^a) + ε
//	loss: Σ ½ log 2πσ² + (x − μ)²/2σ²
//	d loss / d μ = (μ − x)/σ²
//	d loss / d a = ½ (1 − (x − μ)²/σ²)/σ² · 1/(1 + e^−a)
//
// Why not the logarithm of the variance as output: where σ² = e^a, a target far outside gives a gradient that moves a
// so far up that e^a overflows, and a series without noise moves a down without end, until 1/σ² overflows.
// log(1 + e^a) grows like a, and like e^a only below 0, where it is the variance's logarithm; ε is added, so that the
// gradient fades towards the floor and, unlike that of a variance cut off there, comes back with the error.
func gaussianLoss[F Float](o []F, b *Batch[F], i int) float64 {
	K := len(o) / 2
	loss := 0.0
	for j, x := range b.RealTargets[i*K : (i+1)*K] {
		variance, slope := varianceOf(float64(o[K+j]))
		r := float64(o[j]) - float64(x)
		squares := r * r / variance
		loss += 0.5 * (math.Log(2*math.Pi*variance) + squares)
		o[j] = F(r / variance)
		o[K+j] = F(0.5 * (1 - squares) / variance * slope)
	}
	return loss
}

// varianceOf is σ² = log(1 + e^a) + ε and dσ²/da = 1/(1 + e^−a), without overflow for any a.
func varianceOf(a float64) (variance, slope float64) {
	e := math.Exp(-math.Abs(a))
	slope = 1 / (1 + e)
	if a < 0 {
		slope *= e
	}
	return math.Max(a, 0) + math.Log1p(e) + varianceFloor, slope
}

// GaussianOf is the distribution that the Gaussian head's outputs o (2K) predict for target k: its mean and its
// standard deviation.
func GaussianOf[F Float](o []F, k int) (mean, deviation float64) {
	variance, _ := varianceOf(float64(o[len(o)/2+k]))
	return float64(o[k]), math.Sqrt(variance)
}
