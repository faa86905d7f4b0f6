package ladder

import (
	"context"
	"slices"

	"unroll/core/series"
)

// MostOrder is the highest order of a line through the past.
const MostOrder = 32

// A Line is a linear forecast x̂ = Intercept + Σ Weights[i] x_{t−Lags[i]} of the value Ahead steps ahead, row t+Ahead−1.
// An AR(τ) has the lags 1 … τ and Ahead 1; farther ahead it takes its own forecasts for values.
type Line struct {
	Lags      []int // ascending, from 1
	Weights   []float64
	Intercept float64
	Ahead     int
	TrainMSE  float64 // over the windows that it was fitted to
	Windows   int     // those
}

// Order is the farthest lag, τ of an AR(τ).
func (l Line) Order() int {
	if len(l.Lags) == 0 {
		return 0
	}
	return l.Lags[len(l.Lags)-1]
}

// FitAR fits lines with the lags 1 … τ and an intercept to x by least squares, for every τ from 0 (the mean) to most,
// each over all windows that it has; fewer where x is too short for so many. Errors: ctx's, fewer than two values.
func FitAR(ctx context.Context, x []float64, most int) ([]Line, error) {
	if len(x) < 2 {
		return nil, errTrain.Of(len(x), len(x), 2)
	}
	u := standard(x)
	all, err := nested{inputs: []standardised{u}, target: u, ahead: 1}.fit(ctx, min(most, (len(x)-2)/3))
	lines := make([]Line, len(all))
	for tau, s := range all {
		lags := make([]int, tau)
		for i := range lags {
			lags[i] = i + 1
		}
		lines[tau] = u.line(lags, 1, s.b, s.residual, s.windows)
	}
	return lines, err
}

// FitLags fits a line with the lags that are named and an intercept to x, straight for a number of steps ahead. Errors: too
// few values.
func FitLags(x []float64, lags []int, ahead int) (Line, error) {
	lags = slices.Compact(slices.Sorted(slices.Values(lags)))
	if ahead < 1 || len(lags) == 0 || lags[0] < 1 {
		return Line{}, errLags.Of(len(x), 0, ahead)
	}
	far := lags[len(lags)-1]
	windows := len(x) - far - ahead + 1
	if windows < len(lags)+2 {
		return Line{}, errLags.Of(len(x), far, ahead)
	}
	u := standard(x)
	p := len(lags) + 2
	s := newSquares(p)
	row := make([]float64, p)
	for t := far; t+ahead-1 < len(x); t++ {
		row[0], row[p-1] = 1, u.z[t+ahead-1]
		for i, lag := range lags {
			row[1+i] = u.z[t-lag]
		}
		s.add(row)
	}
	s.close()
	b, residual := solve(s.R)
	return u.line(lags, ahead, b, residual, windows), nil
}

// standardised is x with the mean 0 and the standard deviation 1, so that squares neither vanish nor outweigh the
// intercept.
type standardised struct {
	z        []float64
	mean, sd float64 // of x
}

func standard(x []float64) standardised {
	f := series.Describe(x)
	if !(f.SD > 0) {
		f.SD = 1
	}
	u := standardised{make([]float64, len(x)), f.Mean, f.SD}
	for t, v := range x {
		u.z[t] = (v - f.Mean) / f.SD
	}
	return u
}

// line is what b comes to in data units.
func (u standardised) line(lags []int, ahead int, b []float64, residual float64, windows int) Line {
	l := Line{Lags: lags, Weights: b[1:], Ahead: ahead, Windows: windows, TrainMSE: residual / float64(windows) * u.sd * u.sd}
	sum := 1.0
	for _, w := range l.Weights {
		sum -= w
	}
	l.Intercept = u.mean*sum + u.sd*b[0]
	return l
}
