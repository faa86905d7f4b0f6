package cli

import (
	"context"
	"fmt"
	"math"

	"unroll/core/forecast"
	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/draw/chart"
)

// horizons are the steps ahead at which errors are told.
var horizons = []int{1, 4, 16, 64}

// mostOrigins is how many rows the errors far ahead are of.
const mostOrigins = 10_000

// A seriesEvaluation is how well a session forecasts a series.
type seriesEvaluation struct {
	judged
	meta  sessions.Meta
	model *forecast.Model
	valid history.Valid
	score task.Metric // of a loss
	far   []float64   // RMSE at horizons; NaN: not worked out
}

// evalSeries evaluates a session of a series on what it held out, or on a table.
func (c *call) evalSeries(f evalFlags, args []string) error {
	x, m, err := c.forecastingOn(args, f)
	switch {
	case err != nil:
		return err
	case x.Answers != nil:
		return c.evalAnswers(f, x, args[1:])
	}
	if from, to := m.Data.Held(); from == to {
		return &hinted{errSeriesHeld.Of(x.Meta.Name), hintEvalTable.Of(x.Meta.Name)}
	}
	ctx := context.Background()
	e := seriesEvaluation{meta: x.Meta, model: m, score: x.Numbers.Task().Score}
	if e.judged, err = judge(ctx, m); err != nil {
		return err
	}
	if e.far, err = farAhead(ctx, m, e.RMSE()); err != nil {
		return err
	}
	p := work.New(f.threads, false)
	defer p.Close()
	v := forecast.NewValidation(m.Net, m.Data, m.At())
	for v.Next(p) {
	}
	e.valid, _ = v.Outcome()
	if f.json {
		return c.printJSON(c.seriesEvaluationJSON(e))
	}
	_, err = fmt.Fprint(c.stdout, c.seriesEvaluationTable(e))
	return err
}

// forecastingOn opens a session and the series to evaluate it on: args[1], or its own.
func (c *call) forecastingOn(args []string, f evalFlags) (sessions.Forecasting, *forecast.Model, error) {
	x, err := c.forecasting(args[0], f.weights, f.data.last(), len(args) > 1)
	if err != nil || len(args) == 1 || x.Answers != nil {
		return x, x.Model, err
	}
	n, err := c.opener(x.Meta.Recipe).OpenSeries(args[1], x.Meta.Recipe.Series)
	if err != nil {
		return x, nil, wrongData(err)
	}
	d, err := x.Numbers.Over(n.Series)
	if err != nil {
		return x, nil, n.SeriesFault(err)
	}
	return x, forecast.NewModel(x.Model.Net, d, x.Model.At()), nil
}

// forecasting opens a session of a series; data says where its data are now, "" for where they were; own says that they are
// needed only for the scale of other numbers.
func (c *call) forecasting(name string, which sessions.Weights, data string, own bool) (sessions.Forecasting, error) {
	store, o := sessions.Default(c.folder), c.ownOpener(sessions.Meta{}.Recipe)
	var args []string
	if data != "" {
		args = []string{data}
	}
	if own {
		return store.Rescaling(name, which, o, args...)
	}
	return store.Forecasting(name, which, o, args...)
}

// farAhead is the root mean squared error at each of horizons; near is that of one step.
func farAhead(ctx context.Context, m *forecast.Model, near float64) ([]float64, error) {
	list := []float64{near}
	from, to := m.Data.Held()
	var all []float64
	var err error
	if m.Data.Feeds() {
		all, err = m.Horizons(ctx, from, min(to, from+mostOrigins), horizons[len(horizons)-1])
	}
	for _, k := range horizons[1:] {
		v := math.NaN()
		if k <= len(all) && k <= to-from {
			v = all[k-1]
		}
		list = append(list, v)
	}
	return list, err
}

func (c *call) seriesEvaluationTable(e seriesEvaluation) string {
	w, d := c.words.CLI.Series.Eval, e.model.Data
	t := table{ink: c.ink, labels: true, right: []bool{false, true}}
	t.add(w.Rows, count(e.Score.N), c.ofRows(e.judged))
	t.add(w.RMSE, figure(e.RMSE()), c.scaleOf(d))
	t.add(w.MAE, figure(e.MAE))
	t.add(w.Left, figure(e.Left), w.OfVariance)
	t.add(w.Skill, decimals(e.Score.Skill), w.AgainstLast)
	if e.model.Gaussian() {
		t.add(w.Nats, decimals(c.inUnit(e.valid.Loss())), fmt.Sprintf(w.PerStep, c.unit().Name))
		t.add(w.Sigma, figure(e.score.Of(e.valid.Loss())), w.SameEntropy)
		t.add(w.Covered, fmt.Sprintf("%.1f %%", 100*e.covered), fmt.Sprintf(w.Meant, 100*forecast.Cover))
	}
	if e.law.N > 0 {
		t.add(w.Exact, figure(math.Sqrt(e.law.Base)), w.Noise)
		t.add(w.Z, fmt.Sprintf("%.1f", e.law.Z()), w.Paired)
	}
	far := table{ink: c.ink, right: []bool{true, true}, head: []string{w.Ahead, w.RMSE}}
	for i, k := range horizons {
		v := c.words.CLI.Units.NotKnown
		if !math.IsNaN(e.far[i]) {
			v = figure(e.far[i])
		}
		far.add(count(k), v)
	}
	s := t.String() + "\n" + far.String()
	if !d.Feeds() {
		s += w.OneOnly + "\n"
	}
	if said := c.verdict(e.Verdict); said != "" {
		s += "\n" + said + "\n"
	}
	return s
}

// ofRows says that not all rows were judged; "" if they were.
func (c *call) ofRows(j judged) string {
	if j.Score.N == j.of {
		return ""
	}
	return fmt.Sprintf(c.words.CLI.Series.Eval.FirstOf, count(j.of))
}

// scaleOf says on which scale errors are, where that is not the data's own.
func (c *call) scaleOf(d *forecast.Data) string {
	if d.Log {
		return c.words.CLI.Series.Logs
	}
	return ""
}

// figure is an error or a share in four digits.
func figure(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return chart.Short(v)
	case v == 0 || math.Abs(v) >= 1e-3 && math.Abs(v) < 1e5:
		return decimals(v)
	}
	return fmt.Sprintf("%.3e", v)
}

type horizonJSON struct {
	Steps int    `json:"steps"`
	RMSE  number `json:"rmse"` // null: not worked out
}

func (c *call) seriesEvaluationJSON(e seriesEvaluation) any {
	far := []horizonJSON{}
	for i, k := range horizons {
		far = append(far, horizonJSON{k, number(e.far[i])})
	}
	nats, exact, z := math.NaN(), math.NaN(), math.NaN()
	if e.model.Gaussian() {
		nats = e.valid.Loss()
	}
	if e.law.N > 0 {
		exact, z = math.Sqrt(e.law.Base), e.law.Z()
	}
	return struct {
		Session  string        `json:"session"`
		Step     int           `json:"step"`
		Rows     int           `json:"rows"`
		Loss     number        `json:"loss"` // as a validation's
		RMSE     number        `json:"rmse"`
		MAE      number        `json:"mae"`
		Left     number        `json:"left"`
		Skill    number        `json:"skill"`
		Nats     number        `json:"nats"`    // null: the head is not Gaussian
		Covered  number        `json:"covered"` // the same
		Exact    number        `json:"exact_rmse"`
		Z        number        `json:"z"`
		Standing string        `json:"standing"`
		Verdict  string        `json:"verdict"`
		Horizons []horizonJSON `json:"horizons"`
	}{e.meta.Name, e.model.At(), e.Score.N, number(e.valid.Loss()), number(e.RMSE()), number(e.MAE), number(e.Left), number(e.Score.Skill),
		number(nats), number(e.covered), number(exact), number(z), standings[e.Standing], c.verdict(e.Verdict), far}
}
