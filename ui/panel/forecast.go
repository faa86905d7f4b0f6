package panel

import (
	"fmt"
	"math"

	"unroll/core/forecast"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// Forecasts are what the network says of the last rows of a series.
type Forecasts struct {
	Known  bool
	Step   int              // of the network
	From   int              // the first row of Points
	Points []forecast.Point // one step ahead
	Origin int              // the last row that the free run knows
	Run    []forecast.Point // of the rows behind Origin
}

// Rows is a series up to the row end, with x the number of its row, from 1.
func Rows(d *task.Numbers, end int) chart.Series {
	return chart.Series{N: end, At: func(i int) (x, y float64) { return float64(i + 1), d.Value(i) }}
}

// Points are forecasts of the rows from … on.
func Points(points []forecast.Point, from int) chart.Series {
	return chart.Series{N: len(points), At: func(i int) (x, y float64) { return float64(from + i + 1), points[i].Value }}
}

// Band is the band of forecasts, as a filled range that reaches straight from row to row, on a chart of w columns.
func Band(points []forecast.Point, from, w int, st grid.Style) chart.Series {
	rows := len(points) - 1
	if rows < 1 {
		return chart.Series{}
	}
	fine := 4*w/rows + 2 // places for each row: two for each column of dots, though the band may be only a part of the chart
	return chart.Series{N: 2 * fine * rows, Band: st, Style: st, ShowBand: true, Bare: true, Level: true, At: func(i int) (x, y float64) {
		at, part := i/2/fine, float64(i/2%fine)/float64(fine)
		a, b := points[at], points[at+1]
		y = a.Low + part*(b.Low-a.Low)
		if i%2 == 1 {
			y = a.High + part*(b.High-a.High)
		}
		return float64(from+at+1) + part, y
	}}
}

// Span is the least and the greatest of the values that a chart of rows from … to−1 has to show: of the series, and of forecasts as far as
// they are not absurd.
func Span(d *task.Numbers, from, to int, forecasts ...[]forecast.Point) (lo, hi float64) {
	_, end := d.Bounds()
	lo, hi = Rows(d, end).Range(float64(from+1), float64(to))
	if math.IsNaN(lo) {
		lo, hi = d.Scale().From(-1, d.Value(end-1)), d.Scale().From(1, d.Value(end-1))
	}
	room := math.Max((hi-lo)/2, d.Scale().SD)
	least, most := lo-room, hi+room
	for _, list := range forecasts {
		for _, p := range list {
			for _, v := range [3]float64{p.Value, p.Low, p.High} {
				if v-v == 0 {
					lo, hi = math.Min(lo, math.Max(v, least)), math.Max(hi, math.Min(v, most))
				}
			}
		}
	}
	return lo, hi
}

// ValueText is a value of a series, or an error, in up to four significant digits.
func ValueText(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case v < 0:
		return "−" + Value(-v)
	}
	return Value(v)
}

// RowsShown is how many rows the panel shows on w columns: the last of the series, and behind it Behind rows.
func RowsShown(w int) (rows, behind int) {
	rows = min(max(24, 2*w), 160)
	return rows, rows / 4
}

// drawForecast draws the last rows of a series with what the network says of each, and a free run that begins before
// the end and goes on behind it.
func drawForecast(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	if d.Answered != nil {
		return drawAnswers(v, d, l, focus)
	}
	w, f := l.Words.Forecast, d.Forecasts
	right := ""
	if f.Known && len(f.Run) > 0 {
		right = fmt.Sprintf(w.FreeFrom, chart.Thousands(int64(f.Origin+1)))
	}
	in := frame(v, l, focus, w.Title, right)
	if d.Numbers == nil || in.Empty() {
		return chart.Info{}
	}
	return ForecastPlot(d.Numbers, f, l, in.W()).Draw(in, l.Theme, l.Glyphs)
}

// ForecastPlot is the picture in that panel, for w columns.
func ForecastPlot(d *task.Numbers, f Forecasts, l look.Look, w int) chart.Plot {
	words := l.Words.Forecast
	_, end := d.Bounds()
	rows, behind := RowsShown(w)
	if !d.Feeds() {
		behind = 0
	}
	from, to := max(0, end-(rows-behind)), end+behind
	lo, hi := Span(d, from, to, f.Points, f.Run)
	run := Joined(d, f.Origin, f.Run)
	real, one, free := Rows(d, end), Points(f.Points, f.From), Points(run, f.Origin)
	real.Style, real.Label, real.Brief = l.Text, SeriesName(d, l), words.SeriesBrief
	one.Style, one.Label, one.Brief = l.Valid, words.OneStep, words.OneStepBrief
	free.Style, free.Label, free.Brief = l.Train, words.Free, words.FreeBrief
	p := chart.Plot{X: chart.Axis{Min: float64(from + 1), Max: float64(to)}, Y: chart.Fit(false, lo, hi).Nice(), XFormat: stepLabel, XLabel: words.Row,
		Series: []chart.Series{real, one, free, Band(f.Points, f.From, w, l.NormBand), Band(run, f.Origin, w, l.TrainBand)}}
	p.Marks = append(p.Marks, SplitMark(d, l))
	return p
}

// SeriesName is the name of the column that is forecast, if there are several and it has one.
func SeriesName(d *task.Numbers, l look.Look) string {
	if name := grid.Safe(d.Series.Labels[d.Series.Target].Name); name != "" && len(d.Series.Labels) > 1 {
		return name
	}
	return l.Words.Forecast.Series
}

// Joined is a free run with the value that it begins behind, so that its line begins there; nil if there is none.
func Joined(d *task.Numbers, origin int, run []forecast.Point) []forecast.Point {
	if len(run) == 0 || origin < 0 {
		return nil
	}
	v := d.Value(origin)
	return append([]forecast.Point{{Value: v, Low: v, High: v}}, run...)
}

// SplitMark is where the held-out part begins; a mark without a place if nothing is held out.
func SplitMark(d *task.Numbers, l look.Look) chart.Mark {
	if d.HeldOut() == 0 {
		return chart.Mark{X: math.NaN()}
	}
	return chart.Mark{X: float64(d.Split()) + 0.5, Label: l.Words.Forecast.HeldOut, Style: l.Dim, Line: true}
}
