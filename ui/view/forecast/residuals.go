package forecast

import (
	"math"
	"slices"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

const (
	wide         = 4  // standard deviations that the picture of the residuals shows on each side
	mostBars     = 41 // in it
	barColumns   = 3  // the least width of one, where that leaves leastBars
	leastBars    = 9
	normalPoints = 160 // pieces that the normal curve is drawn of
)

// residualPlot is the picture of the residuals at a place: how many lie in each of some stretches of equal length. As a bar is whole columns, the
// stretches depend on how many columns are left beside the vertical axis, and its labels on how many residuals are in a stretch.
func (v *View) residualPlot(f *figures, at grid.View) chart.Plot {
	columns := at.W()
	for range 3 {
		p := v.residualBars(f, columns)
		n := p.Columns(at, v.look.Glyphs)
		if n == columns || n < 1 {
			return p
		}
		columns = n
	}
	return v.residualBars(f, columns)
}

// residualBars is that picture for so many columns between the axes.
func (v *View) residualBars(f *figures, columns int) chart.Plot {
	l, words := v.look, v.look.Words.Forecast.Errors
	mean, sd := f.normal()
	each := max(min(barColumns, columns/leastBars), (columns+mostBars-1)/mostBars, 1)
	n := (columns + each - 1) / each
	step := 2 * wide * sd * float64(each) / float64(columns)
	lo := mean - step*(float64(n/2)+0.5)
	hi := lo + step*float64(n)
	counts := bars(f.of, lo, hi, n)
	dots := 2 * columns // on the axis, whose ends are the middles of the outermost
	if l.Glyphs == chart.ASCII {
		dots = columns
	}
	dot := step * float64(columns) / float64(each*dots)
	top := slices.Max(counts)
	p := chart.Plot{X: chart.Axis{Min: lo + dot/2, Max: lo + dot/2 + dot*float64(dots-1)}, XLabel: words.Error, Y: chart.Axis{Min: 0, Max: math.Max(1, top*1.08)}}
	normal := func(i int) (x, y float64) {
		x = lo + (hi-lo)*float64(i)/normalPoints
		z := (x - mean) / sd
		return x, float64(len(f.of)) * step / (sd * math.Sqrt(2*math.Pi)) * math.Exp(-z*z/2)
	}
	if f.sd > 0 {
		peak := float64(len(f.of)) * step / (sd * math.Sqrt(2*math.Pi))
		p.Y.Max = math.Max(p.Y.Max, peak*1.05)
		p.Series = append(p.Series, chart.Series{N: normalPoints + 1, At: normal, Style: l.Accent, Label: words.Normal})
	}
	const fine = 4 // points for each dot: a band needs at least two
	p.Series = append(p.Series, chart.Series{N: fine * dots, Band: l.BarDim, Style: l.BarDim, ShowBand: true, Bare: true, Level: true, At: func(i int) (x, y float64) {
		place := float64(i/2*2+1) / fine // dots from the left
		y = -p.Y.Max                     // below the axis, so that bars fill their lowest cell
		if bar := int(place * dot / step); i%2 == 1 && counts[min(bar, n-1)] > 0 {
			y = counts[min(bar, n-1)]
		}
		return lo + dot*place, y
	}})
	return p
}

// normal is the mean and the standard deviation of the residuals, or what can be drawn in their place.
func (f *figures) normal() (mean, sd float64) {
	mean, sd = f.mean, f.sd
	if mean-mean != 0 {
		mean = 0
	}
	if !(sd > 0) || math.IsInf(sd, 0) {
		sd = math.Max(math.Abs(mean), 1e-9)
	}
	return mean, sd
}
