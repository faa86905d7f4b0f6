package panel

import (
	"fmt"
	"math"

	"unroll/core/baseline"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// ails is the sentence on what is wrong with the run in all its forms; none if nothing is.
func ails(d *Data, l look.Look) ([]string, grid.Style) {
	w, a := l.Words.Ladder.Ails, d.Verdict.Ails
	after, changed := stepsOf(a.After, l), changed(a.Change, l)
	was, now, uniform := d.amount(a.Best, l), d.amount(a.Now, l), d.amount(d.uniform(), l)
	switch a.Trouble {
	case baseline.Diverged:
		if a.After > 0 {
			return say(w.DivergedAfter, after, changed), l.Bad.With(grid.Bold)
		}
		return say(w.Diverged, chart.Thousands(int64(a.Step))), l.Bad.With(grid.Bold)
	case baseline.RoseAfter:
		again := d.again(a.Change, l)
		if a.Ruined {
			forms := say(w.RoseRuined, changed, chart.Thousands(int64(a.Change.Last)), now, uniform)
			return followed(forms, say(w.High, now, uniform), again, d.kept(l)), l.Bad.With(grid.Bold)
		}
		return followed(say(w.Rose, after, changed, was, now), say(w.Up, now, was), again, ""), l.Warn.With(grid.Bold)
	case baseline.Ruined:
		return followed(say(w.Ruined, now, uniform), nil, "", d.kept(l)), l.Bad.With(grid.Bold)
	case baseline.Overfits:
		return say(w.Overfits, chart.Thousands(int64(a.Step)), was, Number(d.Loss(l, a.Now))), l.Warn.With(grid.Bold)
	}
	return nil, l.Text
}

// amount is a loss in short, with its unit if that is one of information.
func (d *Data) amount(loss float64, l look.Look) string {
	if d.Task() != task.Language {
		return Number(d.Loss(l, loss))
	}
	return Number(l.Loss(loss)) + " " + l.UnitName()
}

// uniform is the loss of a model that has learned nothing; NaN if it is not known.
func (d *Data) uniform() float64 {
	if len(d.Levels) > 0 {
		return d.Levels[0].Loss
	}
	for _, r := range d.Ladder.Rungs {
		if r.Order == 0 {
			return r.ValidNats
		}
	}
	return math.NaN()
}

// again says that a setting has been changed again since c, and "" if it has not.
func (d *Data) again(c baseline.Change, l look.Look) string {
	k, err := recipe.FindKnob(c.Knob)
	if err != nil || d.Snap.Task == nil {
		return ""
	}
	w, now := l.Words.Ladder.Ails, k.Get(&d.Snap.Settings)
	said := w.Again
	switch now {
	case c.To:
		return ""
	case c.From:
		said = w.Back
	}
	return fmt.Sprintf(said, Mark(c.Knob, l), KnobValue(k, d.Snap, l))
}

// kept says that the best weights are kept, and "" if there are none.
func (d *Data) kept(l look.Look) string {
	best, ok := d.Snap.History.BestValid()
	if !ok || !train.KeepsBest(d.Snap.Recipe.Model.Size()) {
		return ""
	}
	return fmt.Sprintf(l.Words.Ladder.Ails.Kept, chart.Thousands(int64(best.Step)))
}

// followed are forms, the first of them also with what follows them. If the setting has been changed again, no form
// blames the change without saying so: instead there are calm forms.
func followed(forms, calm []string, again, kept string) []string {
	var list []string
	if kept != "" {
		list = append(list, forms[0]+again+kept)
	}
	if again == "" {
		return append(list, forms...)
	}
	for _, f := range forms[:len(forms)-1] {
		list = append(list, f+again)
	}
	return append(list, calm...)
}

// stepsOf is n as a number of steps in words.
func stepsOf(n int, l look.Look) string {
	if n == 1 {
		return l.Words.Ladder.Ails.Step
	}
	return fmt.Sprintf(l.Words.Ladder.Ails.Steps, chart.Thousands(int64(n)))
}

// changed is the change of a setting: lr ×64, T ÷2, θ off.
func changed(c baseline.Change, l look.Look) string {
	w := l.Words.Ladder.Ails
	name := Mark(c.Knob, l)
	times := w.Times
	up := c.To / c.From
	if up < 1 {
		times, up = w.Divided, c.From/c.To
	}
	switch {
	case math.IsInf(c.To, 1):
		return name + " " + l.Words.Off
	case c.From > 0 && c.To > 0 && up < 1e6 && math.Abs(up-math.Round(up)) < 1e-9*up:
		return fmt.Sprintf(times, name, chart.Thousands(int64(math.Round(up))))
	}
	return fmt.Sprintf(w.Became, name, Value(c.To))
}

// Mark is a setting's short name.
func Mark(knob string, l look.Look) string {
	if name, ok := l.Words.Mark[knob]; ok {
		return name
	}
	return knob
}
