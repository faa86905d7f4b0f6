package panel

import (
	"unroll/core/forecast"
	"unroll/core/series/ladder"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// Rungs is the ladder of a series, one step ahead, and how the network stands on it.
type Rungs struct {
	State Count
	Climb *forecast.Climb // nil until it is worked out, or where it cannot be
	Stand forecast.Stand  // the network's last; N is 0 before the first
}

// Standing is the sentence on how forecasts stand on the ladder, in all its forms, the fullest first, and its style.
func Standing(v ladder.Verdict, l look.Look) ([]string, grid.Style) {
	st := l.Text
	switch v.Standing {
	case ladder.NoBetterThanLast:
		if v.Walk || v.Worse > 0 {
			st = l.Warn
		}
	case ladder.BetterThanLines, ladder.AtNoise:
		st = l.Good
	case ladder.BelowNoise:
		st = l.Bad
	}
	return l.Words.Rungs.Sentence(v, chart.Thousands(int64(v.N))), st.With(grid.Bold)
}

// standing is the sentence on a run over a series.
func standing(d *Data, l look.Look) ([]string, grid.Style) {
	w := l.Words.Rungs
	switch {
	case d.Snap.Model == nil:
		return nil, l.Dim
	case d.Rungs.Stand.N > 0:
		return Standing(d.Rungs.Stand.Verdict, l)
	case d.Facts.Valid < 1:
		return []string{w.NothingHeldOut}, l.Dim
	case d.Rungs.State == Counting:
		return []string{w.Fitting}, l.Dim
	}
	return nil, l.Dim
}
