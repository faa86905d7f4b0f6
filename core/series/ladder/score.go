package ladder

import "math"

// A Score is how well forecasts do on the rows they are judged by, in data units.
type Score struct {
	N     int // forecasts
	MSE   float64
	MAE   float64
	Left  float64 // share of the variance that is left: MSE / a variance
	Skill float64 // 1 − MSE / MSE of persistence: 0 no better than repeating the last value, 1 perfect; NaN: not known
}

// RMSE is √MSE.
func (s Score) RMSE() float64 { return math.Sqrt(s.MSE) }

// Judged is the score of errors, of data of a variance (NaN: not known) and where persistence has a mean squared error
// (NaN: not known).
func Judged(errors []float64, variance, persistence float64) Score {
	s := Score{N: len(errors)}
	for _, e := range errors {
		s.MSE += e * e
		s.MAE += math.Abs(e)
	}
	s.MSE /= float64(s.N)
	s.MAE /= float64(s.N)
	s.Left, s.Skill = s.MSE/variance, 1-s.MSE/persistence
	if persistence == 0 {
		s.Skill = math.NaN()
	}
	return s
}

// A Pair compares two forecasters on the same rows: much of what chance does to one it does to the other.
type Pair struct {
	N    int     // rows; 0: no comparison
	Diff float64 // mean of the squared errors of the first less those of the second: positive where the second is better
	SE   float64 // standard error of Diff
	Base float64 // mean squared error of the second
}

// Compare holds the errors of one against those of another, k steps ahead of the same rows. Errors of forecasts that
// overlap are not independent: their covariances up to lag 2(k−1) are in SE (Newey and West's estimate).
func Compare(errors, base []float64, k int) Pair {
	n := min(len(errors), len(base))
	p := Pair{N: n}
	if n == 0 {
		return p
	}
	d := make([]float64, n)
	for i := range d {
		d[i] = errors[i]*errors[i] - base[i]*base[i]
		p.Diff += d[i]
		p.Base += base[i] * base[i]
	}
	p.Diff /= float64(n)
	p.Base /= float64(n)
	lags := min(2*(k-1), n-1)
	variance := 0.0
	for lag := range lags + 1 {
		sum := 0.0
		for i := lag; i < n; i++ {
			sum += (d[i] - p.Diff) * (d[i-lag] - p.Diff)
		}
		if lag > 0 {
			sum *= 2 * (1 - float64(lag)/float64(lags+1))
		}
		variance += sum
	}
	p.SE = math.Sqrt(math.Max(0, variance)) / float64(n)
	return p
}

// Z is Diff in standard errors: how far below, or above, the second the first is; 0 where both are the same.
func (p Pair) Z() float64 {
	if p.Diff == 0 {
		return 0
	}
	return p.Diff / p.SE
}
