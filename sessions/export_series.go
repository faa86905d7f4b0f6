package sessions

import (
	"cmp"
	"context"
	"io"
	"math"
	"strconv"

	"unroll/core/forecast"
	"unroll/core/task"
	"unroll/core/train"
)

// seriesFiles are those of a model of a series. It needs the series: the scales are its training part's.
func seriesFiles(c *train.Checkpoint, d task.Data) ([]exportFile, error) {
	g, err := train.GraphOf(c)
	if err != nil {
		return nil, err
	}
	m := d.Model(g, c.Step).(*forecast.Model)
	check, err := newSeriesCheck(m)
	if err != nil {
		return nil, err
	}
	return []exportFile{
		{"model.safetensors", func(w io.Writer) error { return writeWeights(w, c, sizesOf(m)) }},
		{"check.json", asJSON(check)},
	}, nil
}

// seriesSizes is what model.py needs besides the tensors: the arguments of its Series.
type seriesSizes struct {
	Task       string    `json:"task"` // says which class it is
	Cell       string    `json:"cell"`
	Hidden     int       `json:"hidden"`
	Layers     int       `json:"layers"`
	Dropout    float64   `json:"dropout"`
	Head       string    `json:"head"`
	Lags       int       `json:"lags"`
	Columns    []string  `json:"columns"`    // C names; that of a column without one is its number in the table
	Means      []float64 `json:"means"`      // C
	Deviations []float64 `json:"deviations"` // C
	Inputs     []int     `json:"inputs"`     // the columns that are read
	Target     int       `json:"target"`     // the column that is predicted
	Log        bool      `json:"log"`
	Difference bool      `json:"difference"`
}

func sizesOf(m *forecast.Model) seriesSizes {
	s, d := m.Net.Spec(), m.Data
	z := seriesSizes{Task: task.Series.Name, Cell: s.Variant(), Hidden: s.Hidden, Layers: s.Layers, Dropout: s.Dropout, Head: s.Head,
		Lags: d.Lags, Inputs: d.Series.Inputs, Target: d.Series.Target, Log: d.Log, Difference: d.Difference}
	for i, l := range d.Series.Labels {
		z.Columns = append(z.Columns, cmp.Or(l.Name, strconv.Itoa(l.Number)))
		z.Means, z.Deviations = append(z.Means, d.Scales[i].Mean), append(z.Deviations, d.Scales[i].SD)
	}
	return z
}

// A seriesCheck is the beginning of a series and what unroll forecasts from it, in data units.
type seriesCheck struct {
	Rows      [][]float32 `json:"rows"`      // T×C, read from a state of 0
	Forecasts []float64   `json:"forecasts"` // one step ahead, of the last rows and of the one after them
	Z         float64     `json:"z,omitempty"`
	Low       []float64   `json:"low,omitempty"` // of a distribution: Z standard deviations below and above
	High      []float64   `json:"high,omitempty"`
	Run       []float64   `json:"run,omitempty"` // after the rows, each forecast being read as the next value
}

const (
	checkForecasts = 32 // at most: long enough that the state matters
	checkRun       = 4  // short: if a model amplifies differences, it does so at every step
)

func newSeriesCheck(m *forecast.Model) (seriesCheck, error) {
	d := m.Data
	from, end := d.Bounds()
	to := min(end, from+checkForecasts)
	points, err := m.OneStep(context.Background(), from, to)
	if err != nil {
		return seriesCheck{}, err
	}
	k, C := seriesCheck{}, len(d.Series.Labels)
	for r := range to - 1 {
		k.Rows = append(k.Rows, d.Series.Values[r*C:(r+1)*C])
	}
	for _, p := range points {
		k.Forecasts = append(k.Forecasts, p.Value)
		if m.Gaussian() {
			k.Z, k.Low, k.High = math.Sqrt2*math.Erfinv(forecast.Cover), append(k.Low, p.Low), append(k.High, p.High)
		}
	}
	if d.Feeds() {
		run, err := m.Run(context.Background(), d.Series.Column(d.Series.Target)[:to-1], checkRun)
		if err != nil {
			return seriesCheck{}, err
		}
		for _, p := range run {
			k.Run = append(k.Run, p.Value)
		}
	}
	return k, k.finite()
}

// finite returns an error if a forecast has overflowed, which JSON cannot say and nothing can be compared with.
func (k seriesCheck) finite() error {
	for _, list := range [][]float64{k.Forecasts, k.Low, k.High, k.Run} {
		for _, v := range list {
			if math.IsInf(v, 0) || math.IsNaN(v) {
				return errNotFinite.Of(v)
			}
		}
	}
	return nil
}
