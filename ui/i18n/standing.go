package i18n

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"unroll/core/series/ladder"
)

// RungName is the name of a rung.
func (w *Rungs) RungName(r ladder.Rung) string {
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
func (w *Rungs) bestName(r ladder.Rung) string {
	switch r.Kind {
	case ladder.LineOfPast, ladder.LineOfInputs:
		return fmt.Sprintf(w.Best, w.RungName(r))
	case ladder.Last:
		return w.BestLast
	case ladder.PeriodAgo:
		return fmt.Sprintf(w.BestPeriod, r.Order)
	}
	return w.RungName(r)
}

// farWorse is the share above the last value's squared error from which its amount no longer matters.
const farWorse = 10

// Sentence says how forecasts stand on the ladder of a series, in all its forms, the fullest first; none where nothing can be
// said. n is v.N as numbers are written.
func (w *Rungs) Sentence(v ladder.Verdict, n string) []string {
	s := w.Verdict
	switch v.Standing {
	case ladder.NoBetterThanLast:
		switch {
		case v.Worse > farWorse && v.Walk:
			return s.WalkFarWorse
		case v.Worse > farWorse:
			return s.FarWorse
		case v.Worse > 0 && v.Walk:
			return Forms(s.WalkWorse, 100*v.Worse)
		case v.Worse > 0:
			return Forms(s.Worse, 100*v.Worse)
		case v.Walk:
			return s.Walk
		}
		return s.NoBetter
	case ladder.Unsure:
		return Forms(s.Unsure, n)
	case ladder.BelowLines:
		return w.andNoise(Forms(s.BelowLines, 100*v.Skill), v)
	case ladder.AsGoodAsLine:
		name, above := w.RungName(v.Line), w.aboveBest(v)
		switch {
		case v.Between:
			return w.andNoise(beside(s.Between, name, above), v)
		case v.Better <= -0.01 && (v.Best.Kind != v.Line.Kind || v.Best.Order != v.Line.Order):
			return w.andNoise(beside(s.AsGoodBelow, name, above), v)
		}
		return w.noisy(Forms(s.AsGood, name), v)
	case ladder.BetterThanLines:
		return w.andNoise(Forms(s.Better, 100*v.Better, w.bestName(v.Best)), v)
	case ladder.AtNoise:
		return s.AtNoise
	case ladder.BelowNoise:
		return s.TooGood
	}
	return nil
}

// aboveBest says how far above the best rung the squared error is, in its forms.
func (w *Rungs) aboveBest(v ladder.Verdict) []string {
	const most = 10 // times: more are not said in per cent
	best, s := w.bestName(v.Best), w.Verdict
	switch times := 1 - v.Better; {
	case math.IsInf(times, 1):
		return Forms(s.Faultless, best)
	case times >= most:
		return Forms(s.Times, strconv.FormatFloat(times, 'f', 0, 64), best)
	default:
		return Forms(s.Above, 100*(times-1), best)
	}
}

// beside fills in the forms of a sentence about a rung with the forms of another behind it.
func beside(forms []string, name string, behind []string) []string {
	list := make([]string, len(forms))
	for i, f := range forms {
		list[i] = fmt.Sprintf(f, name, behind[min(i, len(behind)-1)])
	}
	return list
}

// noisy are forms with how far above the noise it is, where that is known, before those without.
func (w *Rungs) noisy(forms []string, v ladder.Verdict) []string {
	return withNoise(forms, v, w.Verdict.Noise, w.Verdict.NoiseBrief)
}

// andNoise is noisy for forms of which the first two say how the squared error compares with another one.
func (w *Rungs) andNoise(forms []string, v ladder.Verdict) []string {
	return withNoise(forms, v, w.Verdict.AndNoise, w.Verdict.AndNoise)
}

// withNoise puts the first forms, with what is said of the noise behind them, before forms.
func withNoise(forms []string, v ladder.Verdict, behind ...string) []string {
	if math.IsNaN(v.AboveNoise) {
		return forms
	}
	var list []string
	for i, f := range forms[:min(len(behind), len(forms))] {
		list = append(list, fmt.Sprintf(behind[i], f, 100*v.AboveNoise))
	}
	return append(list, forms...)
}

// Forms fills in every form of a sentence that has something to fill in.
func Forms(forms []string, with ...any) []string {
	list := slices.Clone(forms)
	for i, f := range forms {
		if strings.Contains(f, "%") {
			list[i] = Format(f, with...)
		}
	}
	return list
}
