package panel

import (
	"math"

	"unroll/core/baseline"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// VerdictLine is the sentence on the state of the run, in the fullest form that fits into room columns, and its
// style; "" if there is nothing to say.
func VerdictLine(d *Data, l look.Look, room int) (string, grid.Style) {
	forms, st := sentence(d, l)
	return Fitting(forms, room, l), st
}

// sentence is what is wrong with the run, or else how good it is, in all its forms, the fullest first.
func sentence(d *Data, l look.Look) ([]string, grid.Style) {
	if d.Snap.Recipe.ReadsAnswers() {
		return l.Words.Fill.Answers, l.Bad.With(grid.Bold)
	}
	if forms, st := ails(d, l); len(forms) > 0 {
		return forms, st
	}
	if d.Snap.Ruined { // what it is as good as was measured before
		return l.Words.Ruin.Verdict, l.Bad.With(grid.Bold)
	}
	switch {
	case d.Rungs.State != NotCounted:
		return standing(d, l)
	case d.Tags.Of != nil:
		return taggerStanding(d, l)
	case d.Pairs.Of != nil:
		return pairStanding(d, l)
	}
	return verdict(d, l)
}

// Fitting is the fullest form that fits into room columns; if none does, the shortest, truncated.
func Fitting(forms []string, room int, l look.Look) string {
	for _, s := range forms {
		if grid.Width(s) <= room {
			return s
		}
	}
	if len(forms) == 0 {
		return ""
	}
	return grid.Truncate(forms[len(forms)-1], room, l.Pick("…", "~"))
}

// ClippingLine is the sentence on what clipping does, in the fullest form that fits into room columns, and its
// style; "" before the first update.
func ClippingLine(d *Data, l look.Look, room int) (string, grid.Style) {
	w, c := l.Words.Ladder.Clips, baseline.ClippingOf(d.Snap.History, float64(d.Snap.Settings.Clip))
	clipped, count := chart.Thousands(int64(c.Clipped)), chart.Thousands(int64(c.Count))
	if d.Snap.Settings.Clip == 0 && c.Count > 0 {
		return Fitting(w.Frozen, room, l), l.Warn
	}
	switch c.Is {
	case baseline.ClipOff:
		return Fitting([]string{l.Words.ClipOff}, room, l), l.Dim
	case baseline.ClipsNever:
		forms := say(w.Never, count)
		if c.Count < fewUpdates { // their number would suggest too much
			forms = forms[1:]
		}
		return Fitting(forms, room, l), l.Dim
	case baseline.ClipsRarely:
		return Fitting(say(w.Rarely, clipped, count), room, l), l.Dim
	case baseline.ClipsOften:
		return Fitting(say(w.Often, clipped, count), room, l), l.Text
	case baseline.ClipsNearlyAll:
		if r := d.Snap.Recipe; r.Rescales() {
			if c.Clipped == c.Count {
				return Fitting(say(w.Entirely, clipped, count, r.Optimizer), room, l), l.Text
			}
			return Fitting(say(w.Cancelled, clipped, count, r.Optimizer), room, l), l.Text
		}
		return Fitting(say(w.Limits, clipped, count), room, l), l.Text
	}
	return "", l.Dim
}

// fewUpdates is the number below which "of the last n" is not said.
const fewUpdates = 20

// verdict is the sentence in all its forms, the fullest first.
func verdict(d *Data, l look.Look) ([]string, grid.Style) {
	w, v, plain := l.Words.Ladder.Verdict, d.Verdict, l.Text.With(grid.Bold)
	known, unit := !math.IsNaN(v.AboveFloor), l.UnitName()
	switch {
	case d.Snap.Model == nil:
		return nil, plain
	case v.Forgets == baseline.ForgetsWindows:
		return say(w.Windows, l.Loss(v.Cost), unit), l.Warn.With(grid.Bold)
	case v.Forgets == baseline.ForgetsAlways:
		return say(w.NoBetterForgets, worth(math.Round(v.Grams), l)), l.Warn.With(grid.Bold)
	}
	switch v.Standing {
	case baseline.AboutUniform:
		return w.AboutUniform, plain
	case baseline.WorseThanUniform:
		return say(w.WorseThanUniform, d.amount(v.Nats, l), d.amount(d.uniform(), l)), plain
	case baseline.NoBetterThanUnigram:
		return say(w.NoBetter, GramName(1, l)), plain
	case baseline.AtTheFloor:
		return w.AtFloor, l.Good.With(grid.Bold)
	case baseline.BelowTheFloor:
		return w.BelowFloor, l.Bad.With(grid.Bold)
	case baseline.WorthGrams:
		if known {
			return say(w.WorthFloor, worth(v.Grams, l), l.Loss(v.AboveFloor), unit), plain
		}
		return say(w.Worth, worth(v.Grams, l), l.Loss(v.AboveBest), unit, GramName(v.Best, l)), plain
	case baseline.BelowEveryRung:
		if known {
			return say(w.BelowAllFloor, l.Loss(v.AboveFloor), unit), l.Good.With(grid.Bold)
		}
		return say(w.BelowAll, l.Loss(-v.AboveBest), unit, GramName(v.Best, l)), l.Good.With(grid.Bold)
	}
	switch {
	case d.Facts.Valid < 2:
		return []string{l.Words.Ladder.NothingHeldOut}, l.Dim
	case known:
		return say(w.AboveFloor, l.Loss(v.AboveFloor), unit), plain
	case d.Ladder.State == Counting:
		return []string{l.Words.Ladder.Counting}, l.Dim
	}
	return nil, plain
}

// say fills in every form.
func say(forms []string, with ...any) []string { return i18n.Forms(forms, with...) }
