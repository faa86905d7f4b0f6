package ladder

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"unroll/core/series"
)

// A Forecaster says what comes k ≥ 1 steps ahead of row t = len(past), from the rows before it: a forecast of row t+k−1,
// in data units. It is NaN where the past is too short. It must not keep or change past. A series.Law is one.
type Forecaster interface {
	Best(past []float64, k int) float64
}

// Persistence repeats the last value.
type Persistence struct{}

// Best is the last value.
func (Persistence) Best(past []float64, k int) float64 { return Seasonal{1}.Best(past, k) }

// A Seasonal repeats the last period.
type Seasonal struct{ Period int } // rows

// Best is the last known value that lies whole periods before row t+k−1.
func (s Seasonal) Best(past []float64, k int) float64 {
	back := (k + s.Period - 1) / s.Period * s.Period
	at := len(past) + k - 1 - back
	if k < 1 || at < 0 {
		return math.NaN()
	}
	return past[at]
}

// Best is the line's forecast: straight for k = Ahead, and from its own forecasts for a larger k if Ahead is 1; else NaN.
func (l Line) Best(past []float64, k int) float64 {
	far := l.Order()
	if k < 1 || len(past) < far || (k != l.Ahead && l.Ahead != 1) {
		return math.NaN()
	}
	if k == l.Ahead {
		return l.one(past)
	}
	var room [128]float64
	x := append(room[:0], past[len(past)-far:]...)
	for range k {
		x = append(x, l.one(x))
	}
	return x[len(x)-1]
}

func (l Line) one(past []float64) float64 {
	sum := l.Intercept
	for i, lag := range l.Lags {
		sum += l.Weights[i] * past[len(past)-lag]
	}
	return sum
}

// Run is a free run behind past: n forecasts, each of one step and each taken for a value by the next.
func Run(f Forecaster, past []float64, n int) []float64 {
	x := append(make([]float64, 0, len(past)+n), past...)
	for range n {
		x = append(x, f.Best(x, 1))
	}
	return x[len(past):]
}

// Errors are what f misses by, k steps ahead of each row from t = from on: x_{t+k−1} − x̂, as many as the rows of x allow.
func Errors(f Forecaster, x []float64, from, k int) []float64 {
	list := make([]float64, max(0, len(x)-k+1-from))
	for i := range list {
		t := from + i
		list[i] = x[t+k-1] - f.Best(x[:t], k)
	}
	return list
}

// Autocorrelation is that of x with itself so many rows later, for lags 0 … most. It is nil where x never changes.
func Autocorrelation(x []float64, most int) []float64 {
	if f := series.Describe(x); !(f.SD > 0) {
		return nil
	}
	z := standard(x).z
	r := make([]float64, min(most, len(x)-1)+1)
	for lag := range r {
		r[lag] = floats.Dot(z[lag:], z[:len(z)-lag]) / float64(len(x))
	}
	return r
}

// Period finds the period of x: the highest peak of its autocorrelation behind the first lag at which that falls below 0,
// up to a third of x and 1000 rows. It is 0 where there is no peak that chance would not make.
func Period(x []float64) int {
	const most, rows = 1000, 20_000
	if len(x) > rows {
		x = x[len(x)-rows:]
	}
	r := Autocorrelation(x, min(most, len(x)/3))
	lag := 0
	for lag < len(r) && r[lag] > 0 {
		lag++
	}
	best := 0
	least := math.Max(0.1, 3/math.Sqrt(float64(len(x))))
	for ; lag+1 < len(r); lag++ {
		if r[lag] > least && r[lag] > r[lag-1] && r[lag] >= r[lag+1] && (best == 0 || r[lag] > r[best]) {
			best = lag
		}
	}
	return best
}
