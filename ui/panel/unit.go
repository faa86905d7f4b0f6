package panel

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// Loss is a loss of the run as it is shown: in the chosen unit if the task's loss is in nats, otherwise
// unchanged.
func (d *Data) Loss(l look.Look, loss float64) float64 {
	if !d.Task().Loss.InNats() {
		return loss
	}
	return l.Loss(loss)
}

// lossOf is the inverse of Loss.
func (d *Data) lossOf(l look.Look, v float64) float64 {
	if !d.Task().Loss.InNats() {
		return v
	}
	return l.Unit.Nats(v)
}

// shownLevel is a level with its loss in the unit that is shown.
func (d *Data) shownLevel(l look.Look, v task.Level) task.Level {
	v.Loss = d.Loss(l, v.Loss)
	return v
}

// losses are a run's losses as charts draw them, in the unit that is shown.
func (d *Data) losses(l look.Look, s history.Series) chart.Series {
	c := series(s)
	if l.Unit == look.Nats || !d.Task().Loss.InNats() {
		return c
	}
	of := func(r *chart.Range) *chart.Range {
		if r == nil {
			return nil
		}
		shown := *r
		shown.Min, shown.Max, shown.Sum = l.Loss(r.Min), l.Loss(r.Max), l.Loss(r.Sum)
		return &shown
	}
	at, span := c.At, c.Span
	c.At = func(i int) (x, y float64) { x, y = at(i); return x, l.Loss(y) }
	c.Span = func(i int) (first, last float64, values *chart.Range) {
		first, last, r := span(i)
		return first, last, of(r)
	}
	c.Past = of(c.Past)
	return c
}

// LossText is a loss of the run in the unit that is shown, with three decimals; a squared error with up to four digits.
func (d *Data) LossText(l look.Look, loss float64) string {
	if d.OfSeries() && !d.Task().Loss.InNats() {
		return ValueText(loss)
	}
	return Figure(d.Loss(l, loss))
}

// brief is LossText where there is little room.
func (d *Data) brief(l look.Look, loss float64) string {
	if d.OfSeries() && !d.Task().Loss.InNats() {
		return chart.Short(loss)
	}
	return d.LossText(l, loss)
}

// LossUnit names the unit that the run's losses are shown in.
func (d *Data) LossUnit(l look.Look) string {
	m := d.Task().Loss
	switch per := strings.TrimPrefix(m.Unit, "nats"); {
	case !m.InNats():
		return l.Words.Say("task."+d.Task().Name+".unit", m.Unit)
	case per == "/token":
		return l.Units().PerToken
	default:
		return l.UnitName() + per
	}
}

// LossTitle names the task's loss with the unit that is shown, and its score.
func (d *Data) LossTitle(l look.Look) string {
	t := d.Task()
	return fmt.Sprintf("%s (%s) · %s", l.Words.Metric(t.Loss.ID), d.LossUnit(l), l.Words.Metric(t.Score.ID))
}

// Loss is nats in the unit that is shown, with three decimals.
func Loss(nats float64, l look.Look) string { return Figure(l.Loss(nats)) }

// Surprisal is nats, 0 or more, in the unit that is shown, with the given number of decimals; ∞ stays ∞.
func Surprisal(nats float64, decimals int, l look.Look) string {
	if math.IsInf(nats, 1) {
		return "∞"
	}
	return fmt.Sprintf("%.*f", decimals, math.Abs(l.Loss(nats)))
}

// Figure is a number with three decimals, or shorter if it is absurd.
func Figure(v float64) string {
	if math.Abs(v) < 1000 {
		return fmt.Sprintf("%.3f", v)
	}
	return chart.Short(v)
}
