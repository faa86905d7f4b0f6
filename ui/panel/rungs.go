package panel

import (
	"fmt"
	"math"

	"unroll/core/forecast"
	"unroll/core/series/ladder"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// Rungs is the ladder of a series, one step ahead, and how the network stands on it.
type Rungs struct {
	State Count
	Climb *forecast.Climb // nil until it is worked out, or where it cannot be
	Stand forecast.Stand  // the network's last; N is 0 before the first
}

// RungName is the name of a rung.
func RungName(r ladder.Rung, l look.Look) string {
	w := l.Words.Rungs
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

// bestName is the name of the rung that is the best, in a sentence.
func bestName(r ladder.Rung, l look.Look) string {
	w := l.Words.Rungs
	switch r.Kind {
	case ladder.LineOfPast, ladder.LineOfInputs:
		return fmt.Sprintf(w.Best, RungName(r, l))
	case ladder.Last:
		return w.BestLast
	case ladder.PeriodAgo:
		return fmt.Sprintf(w.BestPeriod, r.Order)
	}
	return RungName(r, l)
}

// Standing is the sentence on how forecasts stand on the ladder, in all its forms, the fullest first, and its style.
func Standing(v ladder.Verdict, l look.Look) ([]string, grid.Style) {
	w, plain := l.Words.Rungs.Verdict, l.Text.With(grid.Bold)
	switch v.Standing {
	case ladder.NoBetterThanLast:
		if v.Walk {
			return w.Walk, l.Warn.With(grid.Bold)
		}
		return w.NoBetter, plain
	case ladder.BelowLines:
		return noisy(say(w.BelowLines, 100*v.Skill), v, l), plain
	case ladder.AsGoodAsLine:
		name, above := RungName(v.Line, l), -100*v.Better
		if v.Between() {
			return noisy(say(w.Between, name, above, bestName(v.Best, l)), v, l), plain
		}
		if above >= 1 && v.Best.Kind != v.Line.Kind || above >= 1 && v.Best.Order != v.Line.Order {
			return noisy(say(w.AsGoodBelow, name, above, bestName(v.Best, l)), v, l), plain
		}
		return noisy(say(w.AsGood, name), v, l), plain
	case ladder.BetterThanLines:
		return noisy(say(w.Better, 100*v.Better, bestName(v.Best, l)), v, l), l.Good.With(grid.Bold)
	case ladder.AtNoise:
		return w.AtNoise, l.Good.With(grid.Bold)
	case ladder.BelowNoise:
		return w.TooGood, l.Bad.With(grid.Bold)
	}
	return nil, plain
}

// noisy are forms with how far above the noise it is, where that is known, before those without.
func noisy(forms []string, v ladder.Verdict, l look.Look) []string {
	if math.IsNaN(v.AboveNoise) {
		return forms
	}
	var list []string
	for _, f := range forms[:min(2, len(forms))] {
		list = append(list, fmt.Sprintf(l.Words.Rungs.Verdict.Noise, f, 100*v.AboveNoise))
	}
	return append(list, forms...)
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
