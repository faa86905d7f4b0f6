package series

import (
	"math"
	"math/rand/v2"
)

// A Law is the truth behind a series of one column that was made by seed.
type Law interface {
	// Floor is the mean squared error of the best forecast of the value k ≥ 1 steps ahead, in data units: nobody who
	// has not seen that value gets below it.
	Floor(k int) float64
	// Best is that forecast, of row len(past)+k−1. past is the series from its first row on. It is NaN where the law
	// needs more of the past than there is, or was not worked out so far ahead.
	Best(past []float64, k int) float64
}

// An AR is the law x_t = φ₁ x_{t−1} + … + φ_p x_{t−p} + σ ε_t with standard normal ε. φ = (1) is a random walk. A
// stationary one has the mean 0.
type AR struct {
	Phi   []float64 // φ₁ … φ_p
	Sigma float64   // σ
}

// Floor is σ² (1 + ψ₁² + … + ψ²_{k−1}), with ψ the law's answer to one shock.
func (l AR) Floor(k int) float64 {
	psi := make([]float64, k)
	sum := 0.0
	for j := range psi {
		if j == 0 {
			psi[j] = 1
		}
		for i, phi := range l.Phi[:min(j, len(l.Phi))] {
			psi[j] += phi * psi[j-1-i]
		}
		sum += psi[j] * psi[j]
	}
	return l.Sigma * l.Sigma * sum
}

// Best puts forecasts in the place of values that are not known yet: of a Gaussian law this is the expectation. It is
// NaN behind fewer than p values.
func (l AR) Best(past []float64, k int) float64 {
	p := len(l.Phi)
	if len(past) < p || k < 1 {
		return math.NaN()
	}
	var room [96]float64
	x := append(room[:0], past[len(past)-p:]...)
	for range k {
		x = append(x, l.mean(x[len(x)-p:]))
	}
	return x[len(x)-1]
}

// mean is Σ φ_i x_{t−i} for the last p values. The conversions keep products and sums apart, on every processor.
func (l AR) mean(last []float64) float64 {
	sum := 0.0
	for i, phi := range l.Phi {
		sum += float64(phi * last[len(last)-1-i])
	}
	return sum
}

// draw makes n values, behind so many that are thrown away: what a stationary law needs to forget that it began at 0.
func (l AR) draw(rng *rand.Rand, n, thrown int) []float32 {
	p := len(l.Phi)
	x := make([]float64, p+thrown+n)
	for t := p; t < len(x); t++ {
		x[t] = l.mean(x[t-p:t]) + float64(l.Sigma*rng.NormFloat64())
	}
	return rounded(x[p+thrown:])
}

// A signal is a law whose values are a known function of the row, with normal noise of its own in each.
type signal struct {
	at    func(t int) float64 // NaN: not worked out
	sigma float64             // of the noise
}

// lawAhead is how many values behind a series a law knows that is not a formula of the row.
const lawAhead = 256

// recorded is the law of a series that nothing is left to chance in: its values, and lawAhead more.
func recorded(x []float64) signal {
	return signal{at: func(t int) float64 {
		if t >= len(x) {
			return math.NaN()
		}
		return x[t]
	}}
}

func (l signal) Floor(int) float64 { return l.sigma * l.sigma }

func (l signal) Best(past []float64, k int) float64 { return l.at(len(past) + k - 1) }

func (l signal) draw(rng *rand.Rand, n int) []float32 {
	x := make([]float64, n)
	for t := range x {
		x[t] = l.at(t)
		if l.sigma > 0 {
			x[t] += float64(l.sigma * rng.NormFloat64())
		}
	}
	return rounded(x)
}

func rounded(x []float64) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v)
	}
	return y
}
