package cli

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/forecast"
	"unroll/sessions"
)

// A prediction is a forecast of rows of a series, or of what comes after numbers of a person's own.
type prediction struct {
	meta   sessions.Meta
	whole  bool // of sequences with one answer each: a row of it is one
	step   int
	from   int // the row of the first forecast, counted from 1
	points []forecast.Point
	actual []float64 // the rows' values; NaN: they are not known
}

// predictSeries forecasts the rows after the end of the session's series, or from a row of it on, or after given numbers.
func (c *call) predictSeries(cmd *cobra.Command, f predictFlags, name string) error {
	switch {
	case f.horizon < 1 || f.horizon > forecast.MostAhead:
		return misuse(errBetween, "horizon", f.horizon, 1, count(forecast.MostAhead))
	case f.json && f.csv:
		return misuse(errEither, "--json", "--csv")
	case cmd.Flags().Changed("from") && cmd.Flags().Changed("past"):
		return misuse(errEither, "--from", "--past")
	}
	x, err := c.forecasting(name, f.weights, f.data.last(), cmd.Flags().Changed("past"))
	if err != nil {
		return err
	}
	if err := needRows(cmd, x, "from", "past"); err != nil {
		return err
	}
	p, err := c.ahead(cmd, f, x)
	switch {
	case err != nil:
		return err
	case f.json:
		return c.printJSON(seriesPredictionJSON(p))
	case f.csv:
		_, err = c.stdout.Write(seriesPredictionCSV(p))
		return err
	}
	_, err = fmt.Fprint(c.stdout, c.seriesPredictionTable(p))
	return err
}

// needRows refuses flags that mean nothing for sequences with one answer each.
func needRows(cmd *cobra.Command, x sessions.Forecasting, flags ...string) error {
	for _, name := range flags {
		if x.Answers != nil && cmd.Flags().Changed(name) {
			return &usage{errAnswersFlag.Of(name, x.Meta.Name), hintLeaveOut.Of(name)}
		}
	}
	return nil
}

// ahead makes the forecast.
func (c *call) ahead(cmd *cobra.Command, f predictFlags, x sessions.Forecasting) (prediction, error) {
	if x.Answers != nil {
		return answersAhead(f, x)
	}
	ctx, m := context.Background(), x.Model
	p := prediction{meta: x.Meta, step: m.At()}
	rows := m.Data.Series.Rows()
	if cmd.Flags().Changed("past") {
		past, err := c.pastOf(x, f.past)
		if err != nil {
			return p, err
		}
		p.from = len(past) + 1
		p.points, err = m.Run(ctx, past, f.horizon)
		return p, wrong(err)
	}
	p.from = rows + 1
	if cmd.Flags().Changed("from") {
		if least := m.Least() + 1; f.from < least || f.from > rows+1 {
			return p, misuse(errBetween, "from", f.from, least, rows+1)
		}
		p.from = f.from
	}
	past := seriesUpTo(m, p.from-1)
	for row := p.from - 1; row < p.from-1+f.horizon; row++ {
		v := math.NaN()
		if row < rows {
			v = float64(m.Data.Series.Values[row*len(m.Data.Series.Labels)+m.Data.Series.Target])
		}
		p.actual = append(p.actual, v)
	}
	var err error
	if m.Data.Feeds() {
		p.points, err = m.Run(ctx, past, f.horizon)
		return p, wrong(err)
	}
	p.points, err = next(ctx, m, p.from-1, f.horizon)
	return p, wrong(err)
}

// next is the forecast of one row by a network that reads other columns than the one it predicts; row counts from 0. The row
// after the last one it forecasts without a band.
func next(ctx context.Context, m *forecast.Model, row, horizon int) ([]forecast.Point, error) {
	if _, end := m.Data.Bounds(); horizon == 1 && row < end {
		return m.OneStep(ctx, row, row+1)
	}
	paths, err := m.Ahead(ctx, row-1, row, horizon)
	if err != nil {
		return nil, err
	}
	return []forecast.Point{{Value: paths[0][0], Low: math.NaN(), High: math.NaN()}}, nil
}

func (c *call) seriesPredictionTable(p prediction) string {
	w := c.words.CLI.Series.Predict
	t := table{ink: c.ink, right: []bool{true, true, true, true, true}, head: []string{w.Row, w.Forecast}}
	if p.whole {
		t.head[0] = w.Sequence
	}
	banded, compared := !math.IsNaN(p.points[0].Low), len(p.actual) > 0 && !math.IsNaN(p.actual[0])
	if banded {
		t.head = append(t.head, w.Low, w.High)
	}
	if compared {
		t.head = append(t.head, w.Actual)
	}
	for i, point := range p.points {
		row := []string{count(p.from + i), value(point.Value)}
		if banded {
			row = append(row, value(point.Low), value(point.High))
		}
		if compared && math.IsNaN(p.actual[i]) {
			row = append(row, c.words.CLI.Units.NotKnown)
		} else if compared {
			row = append(row, value(p.actual[i]))
		}
		t.add(row...)
	}
	if banded {
		return t.String() + fmt.Sprintf(w.Band, 100*forecast.Cover) + "\n"
	}
	return t.String()
}

// value is a number of a series: as exact as a network's numbers are; a sign if there is none.
func value(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// exactly is a number of a series in the shortest form that a float32 reads back as the same.
func exactly(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 32)
}

type forecastJSON struct {
	Row    int    `json:"row"`
	Value  number `json:"value"`
	Low    number `json:"low"`  // null: the network predicts no distribution
	High   number `json:"high"` // the same
	Actual number `json:"actual"`
}

func seriesPredictionJSON(p prediction) any {
	list := []forecastJSON{}
	for i, point := range p.points {
		f := forecastJSON{p.from + i, number(point.Value), number(point.Low), number(point.High), number(math.NaN())}
		if i < len(p.actual) {
			f.Actual = number(p.actual[i])
		}
		list = append(list, f)
	}
	return struct {
		Session  string         `json:"session"`
		Step     int            `json:"step"`
		Cover    number         `json:"cover"` // share of values that should lie from low to high
		Forecast []forecastJSON `json:"forecast"`
	}{p.meta.Name, p.step, forecast.Cover, list}
}

func seriesPredictionCSV(p prediction) []byte {
	var b strings.Builder
	b.WriteString("row,forecast,low,high,actual\n")
	for i, point := range p.points {
		actual := math.NaN()
		if i < len(p.actual) {
			actual = p.actual[i]
		}
		b.WriteString(strings.Join([]string{strconv.Itoa(p.from + i), exactly(point.Value), exactly(point.Low), exactly(point.High), exactly(actual)}, ",") + "\n")
	}
	return []byte(b.String())
}
