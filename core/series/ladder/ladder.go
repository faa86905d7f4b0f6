package ladder

import (
	"context"
	"math"

	"unroll/core/series"
)

// A Problem is what is to be predicted, and by what it is judged.
type Problem struct {
	X      []float64 // the target, row by row, in data units
	Train  int       // rows to learn from; the others are judged by
	Ahead  int       // k, steps ahead; 0: 1
	Most   int       // the highest order; 0: MostOrder
	Period int       // of the seasonal rung, rows; 0: found by autocorrelation, −1: none
	// Variance is what the share of variance left is of; 0: that of the rows behind Train.
	Variance float64
	Law      series.Law // nil: not known
}

// NewProblem is that of d's target: trained on and judged by the rows that a network is.
func NewProblem(d *series.Data) Problem {
	s := d.Series
	end := d.Split() + len(d.Valid)/len(d.Scales)
	return Problem{X: s.Column(s.Target)[:end], Train: d.Split(), Law: s.Law}
}

// A Kind is what a rung forecasts by.
type Kind int

// The kinds of rungs, in the order of the ladder.
const (
	Mean       Kind = iota // the mean of the training part, AR(0)
	Last                   // persistence
	PeriodAgo              // seasonal
	LineOfPast             // AR(Order), Order ≥ 1
	Exact                  // the law that made the series
)

// A Rung is one of them with how well it does.
type Rung struct {
	Kind       Kind
	Order      int     // τ of an AR(τ); of PeriodAgo the period
	TrainMSE   float64 // one step ahead, over the training part; NaN: not worked out
	Floor      float64 // of Exact: the law's own mean squared error so far ahead, without what chance did to these rows; else NaN
	Forecaster Forecaster
	Score
}

// Ladder works out the rungs and calls each as soon as one stands: mean, persistence, seasonal where there is a period,
// AR(1) … AR(Most), the exact law where it is known. Errors: ctx's, a horizon or period longer than the data, too few rows.
func Ladder(ctx context.Context, p Problem, each func(Rung)) error {
	if err := p.fill(); err != nil {
		return err
	}
	persistence := p.rung(Rung{Kind: Last, TrainMSE: mse(Errors(Persistence{}, p.X[:p.Train], 1, 1)), Forecaster: Persistence{}}, math.NaN())
	lines, err := FitAR(ctx, p.X[:p.Train], p.Most)
	if err != nil {
		return err
	}
	stand := func(r Rung) { each(p.rung(r, persistence.MSE)) }
	stand(Rung{Kind: Mean, TrainMSE: lines[0].TrainMSE, Forecaster: lines[0]})
	stand(persistence)
	if p.Period > 0 {
		s := Seasonal{p.Period}
		stand(Rung{Kind: PeriodAgo, Order: p.Period, TrainMSE: mse(Errors(s, p.X[:p.Train], p.Period, 1)), Forecaster: s})
	}
	for _, l := range lines[1:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		stand(Rung{Kind: LineOfPast, Order: l.Order(), TrainMSE: l.TrainMSE, Forecaster: l})
	}
	if p.Law != nil {
		r := p.rung(Rung{Kind: Exact, TrainMSE: math.NaN(), Forecaster: p.Law}, persistence.MSE)
		r.Floor = p.Law.Floor(p.Ahead)
		each(r)
	}
	return nil
}

// fill puts numbers in the place of zeros and looks at all of them.
func (p *Problem) fill() error {
	const least = 8
	n := len(p.X)
	if p.Train < least || p.Train >= n {
		return errTrain.Of(p.Train, n, least)
	}
	if p.Ahead == 0 {
		p.Ahead = 1
	}
	if p.Ahead < 1 || p.Ahead > n-p.Train {
		return errHorizon.Of(p.Ahead, n-p.Train)
	}
	if p.Most == 0 {
		p.Most = MostOrder
	}
	switch {
	case p.Period == 0:
		p.Period = Period(p.X[:p.Train])
	case p.Period == 1 || p.Period > p.Train:
		return errPeriod.Of(p.Period, p.Train)
	}
	if p.Variance == 0 {
		sd := series.Describe(p.X[p.Train:]).SD
		p.Variance = sd * sd
	}
	return nil
}

// rung scores r on the rows behind the training part.
func (p *Problem) rung(r Rung, persistence float64) Rung {
	r.Score = Judged(Errors(r.Forecaster, p.X, p.Train, p.Ahead), p.Variance, persistence)
	if r.Kind == Last {
		r.Skill = 0
	}
	r.Floor = math.NaN()
	return r
}

func mse(errors []float64) float64 { return Judged(errors, math.NaN(), math.NaN()).MSE }
