package cli

import (
	"fmt"

	"unroll/core/preset"
	"unroll/ui/draw/chart"
)

// splitOfPairs says what is read of the pairs that a preset was published on.
func (c *call) splitOfPairs(p preset.Preset) string {
	w, t := c.words.CLI.Presets.Pairs, p.Text
	if t.Valid > 0 {
		return fmt.Sprintf(w.Split, count(t.Source), count(t.Vocab), count(t.Train), count(t.Valid))
	}
	return fmt.Sprintf(w.SplitWhole, count(t.Source), count(t.Vocab), count(t.Train))
}

// withUnit is the text v of a figure with its unit and, if that is not nats/token, the figure in nats/token. Only a loss has one.
func (c *call) withUnit(fig preset.Figure, v string) string {
	w := c.words.CLI.Presets.Pairs
	switch {
	case fig.Metric != preset.Nats:
		return v
	case fig.Per == 0:
		return fmt.Sprintf(w.In, v, w.NatsPerToken)
	}
	return fmt.Sprintf(w.InBoth, v, fig.Unit, fig.Loss(nil), w.NatsPerToken)
}

// ours is a run's mean loss in a figure's unit; ours is that number.
func (c *call) ours(fig preset.Figure, loss, ours float64) string {
	w := c.words.CLI.Presets.Pairs
	if fig.Metric != preset.Nats || fig.Per == 0 {
		return chart.Short(ours)
	}
	return fmt.Sprintf(w.Ours, chart.Short(ours), loss, w.NatsPerToken)
}
