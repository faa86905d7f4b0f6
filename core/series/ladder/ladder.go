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
	// Inputs are the columns that are read, as long as X; nil: X is read. Where they are others than X alone, lines
	// through them stand on the ladder too.
	Inputs [][]float64
}

// NewProblem is that of d's target: trained on and judged by the rows that a network is, as logarithms if the network
// learns those. A law says nothing about logarithms.
func NewProblem(d *series.Data) Problem {
	s := d.Series
	end := d.Split() + len(d.Valid)/len(d.Scales)
	column := func(c int) []float64 {
		x := s.Column(c)[:end]
		for t := range x {
			if d.Log {
				x[t] = math.Log(x[t])
			}
		}
		return x
	}
	p := Problem{X: column(s.Target), Train: d.Split()}
	if !d.Log {
		p.Law = s.Law
	}
	if len(s.Inputs) != 1 || s.Inputs[0] != s.Target {
		for _, c := range s.Inputs {
			p.Inputs = append(p.Inputs, column(c))
		}
	}
	return p
}

// A Kind is what a rung forecasts by.
type Kind int

// The kinds of rungs, in the order of the ladder.
const (
	Mean         Kind = iota // the mean of the training part, AR(0)
	Last                     // persistence
	PeriodAgo                // seasonal
	LineOfPast               // AR(Order), Order ≥ 1
	LineOfInputs             // a line through the last Order rows of several inputs
	Exact                    // the law that made the series
)

// A Rung is one of them with how well it does.
type Rung struct {
	Kind       Kind
	Order      int     // τ, the rows that a line reads; of PeriodAgo the period
	TrainMSE   float64 // over the training part, as far ahead as the problem; NaN: not worked out
	Floor      float64 // of Exact: the law's own mean squared error so far ahead, without what chance did to these rows; else NaN
	Forecaster Forecaster
	Score
}

// Ladder works out the rungs and calls each as soon as one stands: mean, persistence, seasonal where there is a period,
// AR(1) … AR(Most), lines through several inputs, the exact law where it is known. Errors: ctx's, a horizon or period longer than the data, too few rows.
func Ladder(ctx context.Context, p Problem, each func(Rung)) error {
	if err := p.fill(); err != nil {
		return err
	}
	persistence := p.rung(Rung{Kind: Last, TrainMSE: mse(Errors(Persistence{}, p.X[:p.Train], 1, 1)), Forecaster: Persistence{}}, math.NaN())
	lines, err := FitAR(ctx, p.X[:p.Train], p.Most)
	if err != nil {
		return err
	}
	stand := func(r Rung) {
		if p.Ahead > 1 && r.Kind != LineOfInputs { // lines were fitted one step ahead
			r.TrainMSE = mse(Errors(r.Forecaster, p.X[:p.Train], max(r.Order, 1), p.Ahead))
		}
		each(p.rung(r, persistence.MSE))
	}
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
	if err := p.joint(ctx, stand); err != nil {
		return err
	}
	if p.Law != nil {
		r := p.rung(Rung{Kind: Exact, TrainMSE: math.NaN(), Forecaster: p.Law}, persistence.MSE)
		r.Floor = p.Law.Floor(p.Ahead)
		each(r)
	}
	return nil
}

// joint calls stand with the lines through several inputs, where there are any and rows enough.
func (p *Problem) joint(ctx context.Context, stand func(Rung)) error {
	if p.Inputs == nil {
		return nil
	}
	lines, err := FitJoint(ctx, p.Inputs, p.X, p.Train, p.Most, p.Ahead)
	if err != nil && ctx.Err() == nil {
		return nil // too few rows
	}
	for _, l := range lines {
		if err := ctx.Err(); err != nil {
			return err
		}
		stand(Rung{Kind: LineOfInputs, Order: l.Order, TrainMSE: l.TrainMSE, Forecaster: l})
	}
	return err
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
