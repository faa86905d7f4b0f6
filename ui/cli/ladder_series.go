package cli

import (
	"context"
	"errors"
	"fmt"
	"math"

	"unroll/core/fault"
	"unroll/core/forecast"
	"unroll/core/series/ladder"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// ladderOfSeries evaluates simple forecasts of a series.
func (c *call) ladderOfSeries(f ladderFlags, x sessions.SeriesOrigin, e edits) error {
	switch {
	case f.horizon < 1:
		return misuse(errAtLeast, "horizon", f.horizon, 1)
	case f.most < 1 || f.most > mostLags:
		return misuse(errBetween, "most", f.most, 1, mostLags)
	case f.period < -1:
		return misuse(errAtLeast, "period", f.period, -1)
	}
	if x.Answered != nil {
		return misuse(errNoLadder, x.Name)
	}
	r := e.apply(sessions.RecipeForSeries(x.Numbers, ""))
	d, err := r.Series.Prepare(x.Series, r.Text.Valid)
	if err != nil {
		return wrongData(x.SeriesFault(err))
	}
	p := d.Problem()
	if len(p.X) == p.Train {
		return &usage{errNoRowsHeld.Of(x.Name), hintHoldOut.Of()}
	}
	p.Ahead, p.Period, p.Most = f.horizon, f.period, f.most
	var rungs []ladder.Rung
	var broken error
	err = ladder.Ladder(context.Background(), p, func(r ladder.Rung) {
		rungs = append(rungs, r)
		if f.json && broken == nil {
			broken = c.printJSON(seriesRungJSON(r, p.Ahead))
		}
	})
	switch {
	case err != nil:
		return ladderError(x, err)
	case broken != nil || f.json:
		return broken
	}
	_, err = fmt.Fprint(c.stdout, c.seriesLadderTable(x, d, p, rungs))
	return err
}

// mostLags is the highest order of a line: beyond it fitting takes long, and overfits.
const mostLags = 256

// ladderError: a horizon or a period that is longer than the series is a flag to change; a series that is too short is data.
func ladderError(x sessions.SeriesOrigin, err error) error {
	var told *fault.Error
	if errors.As(err, &told) && told.ID == "ladder.train" {
		return &unfit{errSeriesShort.Of(x.Name, err)}
	}
	return wrong(errSeriesFlags.Of(x.Name, err))
}

func (c *call) seriesLadderTable(x sessions.SeriesOrigin, d *forecast.Data, p ladder.Problem, rungs []ladder.Rung) string {
	w := c.words.CLI.Series.Ladder
	t := table{ink: c.ink, right: []bool{false, true, true, true, true, true}}
	const shares = 3 // from this figure on they have no unit
	t.head = []string{w.Rung, w.Train, w.RMSE, w.MAE, w.Left, w.Skill}
	floor := math.NaN()
	for _, r := range rungs {
		row := []string{c.words.Rungs.RungName(r)}
		for i, v := range []float64{math.Sqrt(r.TrainMSE), r.RMSE(), r.MAE, r.Left, r.Skill} {
			write := figure
			if i >= shares {
				write = decimals
			}
			if math.IsNaN(v) {
				row = append(row, c.words.CLI.Units.NotKnown)
				continue
			}
			row = append(row, write(v))
		}
		t.add(row...)
		if r.Kind == ladder.Exact {
			floor = math.Sqrt(r.Floor)
		}
	}
	held := len(p.X) - p.Train
	if len(rungs) > 0 {
		held = rungs[0].N // fewer than are held out, more than one step ahead
	}
	s := t.String() + fmt.Sprintf(w.Judged, c.rows(held), tame(x.Title), count(p.Train), c.words.CLI.Series.Steps.Of(p.Ahead, count(p.Ahead)))
	if d.Log {
		s += "; " + c.words.CLI.Series.Logs
	}
	s += "\n"
	if floor > 0 {
		s += fmt.Sprintf(w.Floor+"\n", chart.Short(floor))
	}
	return s
}

// rungKinds are the names of ladder.Kind for programs: as those of levels, where there is one.
var rungKinds = map[ladder.Kind]string{
	ladder.Mean: "mean", ladder.Last: "persistence", ladder.PeriodAgo: "seasonal", ladder.LineOfPast: "ar", ladder.LineOfInputs: "inputs", ladder.Exact: "exact",
}

func seriesRungJSON(r ladder.Rung, ahead int) any {
	return struct {
		Kind    string `json:"rung"`
		Order   int    `json:"order"` // of a line; of the seasonal rung the period
		Ahead   int    `json:"horizon"`
		Rows    int    `json:"rows"`
		Train   number `json:"train_rmse"` // null: not worked out
		RMSE    number `json:"rmse"`
		MAE     number `json:"mae"`
		Left    number `json:"left"`
		Skill   number `json:"skill"`
		Minimum number `json:"floor_rmse"` // null: not of the exact law
	}{rungKinds[r.Kind], r.Order, ahead, r.N, number(math.Sqrt(r.TrainMSE)), number(r.RMSE()), number(r.MAE), number(r.Left), number(r.Skill), number(math.Sqrt(r.Floor))}
}
