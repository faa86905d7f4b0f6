package cli

import (
	"context"
	"fmt"
	"math"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/ui/draw/chart"
)

// A judged is how good forecasts one step ahead are, on the scale of forecast.Data.Measured.
type judged struct {
	ladder.Score
	ladder.Verdict
	of      int         // held-out rows; N of them were judged
	covered float64     // share of values within the band; NaN: there is no band
	law     ladder.Pair // against the exact law; N 0: it is not known
}

// mostJudged is how many held-out rows are judged where there is no ladder.
const mostJudged = 100_000

// judge judges a network on the rows that its data hold out. Errors: ctx's.
func judge(ctx context.Context, m *forecast.Model) (judged, error) {
	from, to := m.Data.Held()
	j := judged{of: to - from, covered: math.NaN()}
	climb, err := m.Data.Climb(ctx, 1, 0)
	if err == nil {
		s, err := climb.Stand(ctx, m)
		if err != nil {
			return j, err
		}
		j.Score, j.Verdict, j.law = s.Score, s.Verdict, s.Law
	} else if err := j.without(ctx, m, from, min(to, from+mostJudged)); err != nil {
		return j, err
	}
	if m.Gaussian() {
		points, err := m.OneStep(ctx, from, from+j.N)
		if err != nil {
			return j, err
		}
		j.covered = m.Data.Covered(points, from)
	}
	return j, nil
}

// without judges without a ladder, where there is nothing to fit lines to: against the last value and the exact law alone.
func (j *judged) without(ctx context.Context, m *forecast.Model, from, to int) error {
	missed, err := m.Errors(ctx, from, to)
	if err != nil {
		return err
	}
	p := m.Data.Problem()
	p.X = p.X[:to]
	last := ladder.Errors(ladder.Persistence{}, p.X, from, 1)
	sd := series.Describe(p.X[from:]).SD
	baseline := ladder.Judged(last, sd*sd, math.NaN())
	j.Score = ladder.Judged(missed, sd*sd, baseline.MSE)
	e := ladder.Evidence{Score: j.Score, OverLast: ladder.Compare(missed, last, 1), Rungs: []ladder.Rung{{Kind: ladder.Last, Score: baseline}}}
	if p.Law != nil {
		exact := ladder.Errors(p.Law, p.X, from, 1)
		skipped := 0 // rows that the law knows too little before
		for skipped < len(exact) && math.IsNaN(exact[skipped]) {
			skipped++
		}
		e.OverExact = ladder.Compare(missed[skipped:], exact[skipped:], 1)
		e.Rungs = append(e.Rungs, ladder.Rung{Kind: ladder.Exact, Floor: p.Law.Floor(1), Score: ladder.Judged(exact[skipped:], sd*sd, math.NaN())})
	}
	j.Verdict, j.law = ladder.Judge(e), e.OverExact
	return nil
}

// verdict is a sentence on how good forecasts are, as in the lab; "": nothing can be said.
func (c *call) verdict(v ladder.Verdict) string {
	w := c.words.Rungs.Verdict
	said := ""
	switch v.Standing {
	case ladder.NoBetterThanLast:
		if v.Walk {
			return w.Walk[0]
		}
		return w.NoBetter[0]
	case ladder.AtNoise:
		return w.AtNoise[0]
	case ladder.BelowNoise:
		return w.TooGood[0]
	case ladder.BelowLines:
		said = fmt.Sprintf(w.BelowLines[0], 100*v.Skill)
	case ladder.AsGoodAsLine:
		said = fmt.Sprintf(w.AsGood[0], c.rung(v.Line))
		above := -100 * v.Better
		if v.Between() {
			said = fmt.Sprintf(w.Between[0], c.rung(v.Line), above, c.bestRung(v.Best))
		} else if above >= 1 && (v.Best.Kind != v.Line.Kind || v.Best.Order != v.Line.Order) {
			said = fmt.Sprintf(w.AsGoodBelow[0], c.rung(v.Line), above, c.bestRung(v.Best))
		}
	case ladder.BetterThanLines:
		said = fmt.Sprintf(w.Better[0], 100*v.Better, c.bestRung(v.Best))
	default:
		return ""
	}
	if !math.IsNaN(v.AboveNoise) {
		said = fmt.Sprintf(w.Noise, said, 100*v.AboveNoise)
	}
	return said
}

// rung is what a rung forecasts by.
func (c *call) rung(r ladder.Rung) string {
	w := c.words.Rungs
	switch r.Kind {
	case ladder.Mean:
		return w.Mean
	case ladder.Last:
		return w.Last
	case ladder.PeriodAgo:
		return fmt.Sprintf(w.Period, r.Order)
	case ladder.LineOfPast:
		return fmt.Sprintf(w.Line, r.Order)
	case ladder.LineOfInputs:
		return fmt.Sprintf(w.Inputs, r.Order)
	}
	return w.Exact
}

// bestRung is the rung that is the best, in a sentence.
func (c *call) bestRung(r ladder.Rung) string {
	w := c.words.Rungs
	switch r.Kind {
	case ladder.LineOfPast, ladder.LineOfInputs:
		return fmt.Sprintf(w.Best, c.rung(r))
	case ladder.Last:
		return w.BestLast
	case ladder.PeriodAgo:
		return fmt.Sprintf(w.BestPeriod, r.Order)
	}
	return c.rung(r)
}

// percent is a share in per cent, to a tenth below 10.
func percent(share float64) string {
	switch v := 100 * share; {
	case v != 0 && math.Abs(v) < 0.05:
		return chart.Short(v)
	case math.Abs(v) < 9.95:
		return fmt.Sprintf("%.1f", v)
	default:
		return chart.Short(math.Round(v))
	}
}

// standings are the names of ladder.Standing for programs.
var standings = map[ladder.Standing]string{
	ladder.NoBetterThanLast: "no_better_than_last", ladder.BelowLines: "below_lines", ladder.AsGoodAsLine: "as_good_as_line",
	ladder.BetterThanLines: "better_than_lines", ladder.AtNoise: "at_noise", ladder.BelowNoise: "below_noise",
}
