package panel

import (
	"unroll/core/tagging/ladder"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// Taggers is the ladder of simple taggers, and how the network stands on it.
type Taggers struct {
	State  Count
	Ladder *ladder.Ladder // nil until it is worked out, or where it cannot be
	Stand  ladder.Stand   // the network's last; N is 0 before the first
}

// TaggerStanding is the sentence on how a tagger stands on the ladder, in all its forms, the fullest first, and its style.
func TaggerStanding(v ladder.Verdict, l look.Look) ([]string, grid.Style) {
	st := l.Text
	switch v.Standing {
	case ladder.NoBetter:
		if v.Worse > 0 {
			st = l.Warn
		}
	case ladder.PastRungs, ladder.PastThePast, ladder.AtFloor:
		st = l.Good
	case ladder.BelowFloor:
		st = l.Bad
	}
	amount := func(nats float64) string { return i18n.Amount(l.Loss(nats), l.UnitName()) }
	return l.Words.Taggers.Sentence(v, chart.Thousands(int64(v.N)), amount), st.With(grid.Bold)
}

// taggerStanding is the sentence on a run over tagged sentences.
func taggerStanding(d *Data, l look.Look) ([]string, grid.Style) {
	w := l.Words.Taggers
	switch {
	case d.Snap.Model == nil:
		return nil, l.Dim
	case d.Taggers.Stand.N > 0:
		return TaggerStanding(d.Taggers.Stand.Verdict, l)
	case d.Tags.Of.HeldOut() == 0:
		return []string{w.NothingHeld}, l.Dim
	case d.Taggers.State == Counting:
		return []string{w.Counting}, l.Dim
	}
	return nil, l.Dim
}
