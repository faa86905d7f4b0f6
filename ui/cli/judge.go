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

// mostJudged is how many held-out rows forecasts are judged by, and how many of the training part the simple ones are fitted
// to: more do not change what is said.
const mostJudged = 100_000

// A judged is how good forecasts one step ahead are, on the scale of forecast.Data.Measured.
type judged struct {
	ladder.Score
	ladder.Verdict
	of      int         // held-out rows; N of them were judged
	covered float64     // share of values within the band; NaN: there is no band
	law     ladder.Pair // against the exact law; N 0: it is not known
}

// judge judges a network on the rows that its data hold out. Errors: ctx's.
func judge(ctx context.Context, m *forecast.Model) (judged, error) {
	from, to := m.Data.Held()
	j := judged{of: to - from, covered: math.NaN()}
	to = min(to, from+mostJudged)
	points, err := m.OneStep(ctx, from, to)
	if err != nil {
		return j, err
	}
	j.covered = m.Data.Covered(points, from)
	p := m.Data.Problem()
	p.X = p.X[:to]
	missed := make([]float64, len(points))
	for i, point := range points {
		missed[i] = p.X[from+i] - m.Data.Measured(point.Value)
	}
	last := ladder.Errors(ladder.Persistence{}, p.X, from, 1)
	sd := series.Describe(p.X[from:]).SD
	j.Score = ladder.Judged(missed, sd*sd, ladder.Judged(last, math.NaN(), math.NaN()).MSE)
	e := ladder.Evidence{Score: j.Score, OverLast: ladder.Compare(missed, last, 1)}
	exact, skipped := exactErrors(p, from)
	if exact != nil {
		e.OverExact = ladder.Compare(missed[skipped:], exact, 1)
		j.law = e.OverExact
	}
	err = ladder.Ladder(ctx, recently(p), func(r ladder.Rung) { e.Rungs = append(e.Rungs, r) })
	if ctx.Err() != nil {
		return j, err
	}
	if err != nil { // nothing to fit lines to
		e.Rungs = []ladder.Rung{{Kind: ladder.Last, Score: ladder.Judged(last, sd*sd, math.NaN())}}
		if exact != nil {
			e.Rungs = append(e.Rungs, ladder.Rung{Kind: ladder.Exact, Floor: p.Law.Floor(1), Score: ladder.Judged(exact, sd*sd, math.NaN())})
		}
	}
	j.Verdict = ladder.Judge(e)
	return j, nil
}

// exactErrors are those of the exact law, but for the first rows, which it knows too little before; nil: it is not known.
func exactErrors(p ladder.Problem, from int) (list []float64, skipped int) {
	if p.Law == nil {
		return nil, 0
	}
	list = ladder.Errors(p.Law, p.X, from, 1)
	for skipped < len(list) && math.IsNaN(list[skipped]) {
		skipped++
	}
	return list[skipped:], skipped
}

// recently is p with no more than mostJudged rows to learn from.
func recently(p ladder.Problem) ladder.Problem {
	over := p.Train - mostJudged
	if over <= 0 {
		return p
	}
	if p.Law != nil {
		p.Law = later{p.Law, p.X, over}
	}
	p.X, p.Train = p.X[over:], mostJudged
	var inputs [][]float64
	for _, column := range p.Inputs {
		inputs = append(inputs, column[over:])
	}
	p.Inputs = inputs
	return p
}

// later is a law for one who sees the series from a row on.
type later struct {
	series.Law
	all  []float64
	from int
}

// Best is the law's, from all rows.
func (l later) Best(past []float64, k int) float64 { return l.Law.Best(l.all[:l.from+len(past)], k) }

// verdict is a sentence on how good forecasts are; "": nothing can be said.
func (c *call) verdict(v ladder.Verdict) string {
	w := c.words.CLI.Series.Verdict
	said := ""
	switch v.Standing {
	case ladder.NoBetterThanLast:
		if v.Walk {
			return w.NoBetterWalk
		}
		return w.NoBetter
	case ladder.BelowNoise:
		return fmt.Sprintf(w.TooGood, percent(-v.AboveNoise))
	case ladder.AtNoise:
		if v.AboveNoise > 5e-4 { // less is shown as 0
			return fmt.Sprintf(w.AboveIt, percent(v.AboveNoise))
		}
		return w.AtNoise
	case ladder.BelowLines:
		said = fmt.Sprintf(w.Below, c.rung(v.Best), percent(-v.Better))
	case ladder.AsGoodAsLine:
		said = fmt.Sprintf(w.AsGood, c.rung(v.Line))
	case ladder.BetterThanLines:
		said = fmt.Sprintf(w.Better, percent(v.Better), c.rung(v.Best))
	default:
		return ""
	}
	if v.AboveNoise > 5e-4 {
		said += ", " + fmt.Sprintf(w.Above, percent(v.AboveNoise))
	}
	return said
}

// rung is what a rung forecasts by, in a sentence.
func (c *call) rung(r ladder.Rung) string {
	w := c.words.CLI.Series.Verdict
	switch r.Kind {
	case ladder.Mean:
		return w.Mean
	case ladder.Last:
		return w.Last
	case ladder.PeriodAgo:
		return fmt.Sprintf(w.Period, r.Order)
	case ladder.LineOfInputs:
		return fmt.Sprintf(w.Joint, r.Order)
	}
	return fmt.Sprintf(w.Line, r.Order)
}

// percent is a share in per cent, to a tenth below 10.
func percent(share float64) string {
	if v := 100 * share; math.Abs(v) < 9.95 {
		return fmt.Sprintf("%.1f", v)
	}
	return chart.Short(math.Round(100 * share))
}

// standings are the names of ladder.Standing for programs.
var standings = map[ladder.Standing]string{
	ladder.NoBetterThanLast: "no_better_than_last", ladder.BelowLines: "below_lines", ladder.AsGoodAsLine: "as_good_as_line",
	ladder.BetterThanLines: "better_than_lines", ladder.AtNoise: "at_noise", ladder.BelowNoise: "below_noise",
}
