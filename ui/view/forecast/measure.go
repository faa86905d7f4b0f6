package forecast

import (
	"context"
	"math"

	"unroll/core/forecast"
)

// figures are how well a network forecasts, on the scale of forecast.Data.Measured.
type figures struct {
	step     int
	from, to int       // the rows that the residuals are of
	of       []float64 // residuals, value − forecast, one step ahead
	mean, sd float64   // of them
	rmse     float64
	last     float64 // the same of repeating the last value
	covered  float64 // share of the values in the band; NaN: there is no band
	// Of the rows hfrom … hto−1, 1 … steps ahead:
	hfrom, hto           int
	horizons, lasts, law []float64 // RMSE of the network, of repeating the last value, of the law (nil: not known)
	err                  error
}

const (
	mostOf  = 20_000 // residuals
	leastOf = 128
	work64  = 4e9 // multiply-adds for the errors of all horizons
)

// skill is the share of persistence's squared error that the network saves.
func (f *figures) skill() float64 { return 1 - f.rmse*f.rmse/(f.last*f.last) }

// figuresOf judges m by the held-out rows, or by the last of those it is trained on if nothing is held out.
func figuresOf(ctx context.Context, m *forecast.Model) *figures {
	f, d := &figures{step: m.At()}, m.Data
	first, _ := d.Bounds()
	from, end := d.Held()
	f.to = min(end, from+mostOf)
	if f.from = max(from, first); from >= end {
		f.from, f.to = max(first, end-mostOf), end
	}
	points, err := m.OneStep(ctx, f.from, f.to)
	if err != nil {
		f.err = err
		return f
	}
	f.residuals(d, points)
	f.covered = d.Covered(points, f.from)
	if !d.Feeds() {
		f.horizons, f.lasts = []float64{f.rmse}, []float64{f.last}
		return f
	}
	rows := int(work64 / float64(longest*max(m.Net.Spec().Size(), 1)))
	f.hfrom, f.hto = f.from, min(f.to, f.from+max(rows, leastOf))
	k := min(longest, f.hto-first)
	if f.horizons, f.err = m.Horizons(ctx, f.hfrom, f.hto, k); f.err != nil {
		return f
	}
	for len(f.horizons) > 1 && math.IsNaN(f.horizons[len(f.horizons)-1]) && !math.IsNaN(f.horizons[0]) {
		f.horizons = f.horizons[:len(f.horizons)-1] // no row is so far ahead
	}
	f.compare(d, k)
	return f
}

// residuals works out those of points, the forecasts of the rows from f.from on.
func (f *figures) residuals(d *forecast.Data, points []forecast.Point) {
	sum, squares, last, n := 0.0, 0.0, 0.0, float64(len(points))
	for i, p := range points {
		y := d.Measured(d.Value(f.from + i))
		e := y - d.Measured(p.Value)
		f.of = append(f.of, e)
		before := y - d.Measured(d.Value(f.from+i-1))
		sum, squares, last = sum+e, squares+e*e, last+before*before
	}
	f.mean, f.rmse, f.last = sum/n, math.Sqrt(squares/n), math.Sqrt(last/n)
	f.sd = math.Sqrt(math.Max(0, squares/n-f.mean*f.mean))
}

// compare works out the errors of repeating the last value and of the law, of the same rows as the horizons.
func (f *figures) compare(d *forecast.Data, k int) {
	first, _ := d.Bounds()
	least := max(f.hfrom-k, first-1) // of the rows that forecasts are made from
	for j := range f.horizons {
		sum, n := 0.0, 0
		for row := f.hfrom; row < f.hto; row++ {
			if at := row - j - 1; at >= least {
				e := d.Measured(d.Value(row)) - d.Measured(d.Value(at))
				sum, n = sum+e*e, n+1
			}
		}
		f.lasts = append(f.lasts, math.Sqrt(sum/float64(n)))
		if law := d.Series.Law; law != nil && !d.Log {
			f.law = append(f.law, math.Sqrt(law.Floor(j+1)))
		}
	}
}

// bars are how many of the residuals lie in each of n stretches between lo and hi; what is outside is in the outermost.
func bars(of []float64, lo, hi float64, n int) []float64 {
	counts := make([]float64, n)
	for _, e := range of {
		at := math.Floor((e - lo) / (hi - lo) * float64(n))
		if !math.IsNaN(at) {
			counts[int(math.Max(0, math.Min(at, float64(n-1))))]++
		}
	}
	return counts
}
