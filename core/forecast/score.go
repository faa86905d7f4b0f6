package forecast

import (
	"context"
	"math"

	"unroll/core/series"
	"unroll/core/series/ladder"
)

// Errors are what the network misses each of the rows from … to−1 by, one step ahead, on the scale of Data.Measured:
// value − forecast. Errors: those of OneStep.
func (m *Model) Errors(ctx context.Context, from, to int) ([]float64, error) {
	points, err := m.OneStep(ctx, from, to)
	if err != nil {
		return nil, err
	}
	list := make([]float64, len(points))
	for i, p := range points {
		list[i] = m.Data.Measured(m.Data.value(from+i)) - m.Data.Measured(p.Value)
	}
	return list, nil
}

// ErrorsAhead are what the network misses by k steps ahead of each of the rows t = from … to−1: those of row t+k−1, as
// ladder.Errors has them. Errors: those of Errors, with k > 1 those of Ahead.
func (m *Model) ErrorsAhead(ctx context.Context, from, to, k int) ([]float64, error) {
	if k == 1 {
		return m.Errors(ctx, from, to)
	}
	if _, end := m.Data.Bounds(); to+k-1 > end {
		return nil, errRows.Of(from+k-1, to+k-2, from, end-1)
	}
	paths, err := m.Ahead(ctx, from-1, to-1, k)
	if err != nil {
		return nil, err
	}
	list := make([]float64, len(paths))
	for i, p := range paths {
		list[i] = m.Data.Measured(m.Data.value(from+i+k-1)) - m.Data.Measured(p[k-1])
	}
	return list, nil
}

// Horizons is the root mean squared error of forecasts 1 … k steps ahead of the rows from … to−1, on the scale of
// Data.Measured; NaN where no row is so far ahead. Errors: those of Ahead.
func (m *Model) Horizons(ctx context.Context, from, to, k int) ([]float64, error) {
	first, _ := m.Data.Bounds()
	paths, err := m.Ahead(ctx, max(from-k, first-1), to-1, k)
	if err != nil {
		return nil, err
	}
	origin := max(from-k, first-1)
	list := make([]float64, k)
	for j := range list {
		sum, n := 0.0, 0
		for i, p := range paths {
			row := origin + i + 1 + j
			if row < from || row >= to {
				continue
			}
			e := m.Data.Measured(m.Data.value(row)) - m.Data.Measured(p[j])
			sum, n = sum+e*e, n+1
		}
		list[j] = math.Sqrt(sum / float64(n))
	}
	return list, nil
}

// Held is the rows that are held out: from the split to the last.
func (d *Data) Held() (from, to int) {
	_, end := d.Bounds()
	return d.Split(), end
}

// Covered is the share of the rows from … behind whose values lie in the bands of points; NaN if there are none.
func (d *Data) Covered(points []Point, from int) float64 {
	in, n := 0, 0
	for i, p := range points {
		if math.IsNaN(p.Low) {
			continue
		}
		n++
		if v := d.value(from + i); v >= p.Low && v <= p.High {
			in++
		}
	}
	return float64(in) / float64(n)
}

// MSE is the mean squared error in data units (of logarithms with Log) that a mean loss of the squared head stands for: the
// loss is ½ of the squared error of standardised values.
func (d *Data) MSE(loss float64) float64 {
	sd := d.Scale().SD
	return 2 * loss * sd * sd
}

// Loss is the inverse of MSE.
func (d *Data) Loss(mse float64) float64 {
	sd := d.Scale().SD
	return mse / (2 * sd * sd)
}

// Nats is the mean negative log-likelihood of standardised values under a normal distribution of standard deviation sd, in
// data units, around forecasts with such a mean squared error.
func (d *Data) Nats(mse, sd float64) float64 {
	z := sd / d.Scale().SD
	return 0.5*math.Log(2*math.Pi*z*z) + mse/(2*sd*sd)
}

// Problem is what a ladder of simple forecasts has to do: what the network has.
func (d *Data) Problem() ladder.Problem { return ladder.NewProblem(d.Data) }

// Describe is the facts of the target's training part, in data units.
func (d *Data) Describe() series.Facts {
	return series.Describe(d.Series.Column(d.Series.Target)[:d.Split()])
}
