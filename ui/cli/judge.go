package cli

import (
	"context"
	"fmt"
	"math"

	"unroll/core/forecast"
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

// judge judges a network on the rows that its data hold out: by its ladder, or where there is nothing to fit lines to, by the
// last value and the exact law alone. Errors: ctx's.
func judge(ctx context.Context, m *forecast.Model) (judged, error) {
	from, to := m.Data.Held()
	j := judged{of: to - from, covered: math.NaN()}
	climb, err := m.Data.Climb(ctx, 1, 0)
	if err != nil {
		climb = m.Data.Unfitted()
	}
	s, err := climb.Stand(ctx, m)
	if err != nil {
		return j, err
	}
	j.Score, j.Verdict, j.law = s.Score, s.Verdict, s.Law
	if m.Gaussian() {
		points, err := m.OneStep(ctx, from, from+j.Score.N)
		if err != nil {
			return j, err
		}
		j.covered = m.Data.Covered(points, from)
	}
	return j, nil
}

// verdict is a sentence on how good forecasts are, as in the lab; "": nothing can be said.
func (c *call) verdict(v ladder.Verdict) string {
	for _, said := range c.words.Rungs.Sentence(v, count(v.N)) {
		return said // the fullest
	}
	return ""
}

// percent is a share in per cent, to a tenth below 100; to two digits where that would be 0.
func percent(share float64) string {
	switch v := 100 * share; {
	case v != 0 && math.Abs(v) < 0.05:
		return chart.Short(v)
	case math.Abs(v) < 99.95:
		return fmt.Sprintf("%.1f", v)
	case math.Abs(v) < 1e5:
		return fmt.Sprintf("%.0f", v)
	default:
		return chart.Short(v)
	}
}

// standings are the names of ladder.Standing for programs.
var standings = map[ladder.Standing]string{
	ladder.NoBetterThanLast: "no_better_than_last", ladder.Unsure: "unsure", ladder.BelowLines: "below_lines", ladder.AsGoodAsLine: "as_good_as_line",
	ladder.BetterThanLines: "better_than_lines", ladder.AtNoise: "at_noise", ladder.BelowNoise: "below_noise",
}
