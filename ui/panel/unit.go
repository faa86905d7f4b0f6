package panel

import (
	"fmt"
	"math"
	"strings"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// Loss is a loss of the run in the unit that is shown: in nats or bits where the task's is in nats, as it is where not.
func (d *Data) Loss(l look.Look, loss float64) float64 {
	if !d.Task().Loss.InNats() {
		return loss
	}
	return l.Loss(loss)
}

// LossText is a loss of the run in the unit that is shown, in three decimals.
func (d *Data) LossText(l look.Look, loss float64) string { return Figure(d.Loss(l, loss)) }

// LossUnit names the unit that the run's losses are shown in.
func (d *Data) LossUnit(l look.Look) string {
	m := d.Task().Loss
	switch per := strings.TrimPrefix(m.Unit, "nats"); {
	case !m.InNats():
		return m.Unit
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

// Loss is so many nats in the unit that is shown, in three decimals.
func Loss(nats float64, l look.Look) string { return Figure(l.Loss(nats)) }

// Surprisal is so many nats, 0 or more, in the unit that is shown, in so many decimals; ∞ is what it is.
func Surprisal(nats float64, decimals int, l look.Look) string {
	if math.IsInf(nats, 1) {
		return "∞"
	}
	return fmt.Sprintf("%.*f", decimals, math.Abs(l.Loss(nats)))
}

// Figure is a number in three decimals, or shorter where it is absurd.
func Figure(v float64) string {
	if math.Abs(v) < 1000 {
		return fmt.Sprintf("%.3f", v)
	}
	return chart.Short(v)
}
