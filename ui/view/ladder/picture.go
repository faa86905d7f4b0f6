package ladder

import (
	"fmt"
	"math"

	"unroll/core/baseline"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// least is the fewest rows worth a picture.
const least = 6

// drawPicture draws loss over order: on the held-out text it falls until more context no longer helps, on the
// training text it keeps falling. The network and the floor are horizontal lines. It is drawn once all rungs are
// computed.
func (v *Ladder) drawPicture(at grid.View) {
	w, look, rungs := v.look.Words, v.look, v.seen.Ladder.Rungs
	if v.seen.Ladder.State != panel.Counted || len(rungs) < 2 {
		return
	}
	curve := func(label string, st grid.Style, nats func(baseline.Rung) float64) chart.Series {
		return chart.Series{N: len(rungs), Style: st, Label: label, At: func(i int) (float64, float64) { return float64(rungs[i].Order), look.Loss(nats(rungs[i])) }}
	}
	valid := curve(w.Valid, look.Valid, func(r baseline.Rung) float64 { return r.ValidNats })
	trained := curve(w.Train, look.Train, func(r baseline.Rung) float64 { return r.TrainNats })
	valid.Dots, valid.Glyph, valid.Link = true, '○', chart.Joined // as on the loss chart, so that both curves show where they coincide
	series := []chart.Series{trained}
	if rungs[0].ValidTokens > 0 {
		series = append(series, valid)
	}
	net := v.network()
	loss, floor := look.Loss(net.nats), look.Loss(v.seen.Floor)
	lo, hi := trained.Range(0, math.Inf(1))
	vlo, vhi := valid.Range(0, math.Inf(1))
	p := chart.Plot{X: chart.Axis{Min: 0, Max: float64(rungs[len(rungs)-1].Order)}, Series: series, XLabel: w.Ladder.Order, XFormat: orders,
		Y: chart.Fit(false, lo, hi, vlo, vhi, floor, loss).Nice(), Second: func(y float64) string { return panel.Number(task.Language.Score.Of(look.Unit.Nats(y))) }}
	if !math.IsNaN(net.nats) {
		p.Refs = append(p.Refs, chart.Ref{Value: loss, Label: fmt.Sprintf("%s %.2f", net.name, loss), Style: look.Accent, Dashed: true})
	}
	if !math.IsNaN(v.seen.Floor) {
		p.Refs = append(p.Refs, chart.Ref{Value: floor, Label: fmt.Sprintf(w.Floor, fmt.Sprintf("%.3f", floor)), Style: look.Floor, Dashed: true})
	}
	p.Draw(at, look.Theme, look.Glyphs)
}

// orders labels the orders, which are whole numbers.
func orders(x float64) string {
	if x != math.Trunc(x) {
		return ""
	}
	return fmt.Sprint(int(x))
}
