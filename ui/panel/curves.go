package panel

import (
	"fmt"
	"math"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// drawCurves: loss on training windows and on held-out text, against what it is measured by.
func drawCurves(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	border := l.Border
	if focus {
		border = l.BorderFocus
	}
	foot, st := VerdictLine(d, l, grid.FrameRoom(v.W()))
	in := v.Frame(grid.Frame{Title: d.LossTitle(l.Words), Right: reading(d, l), Foot: foot,
		Border: border, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st})
	return Curve(in, d, l)
}

// reading is the perplexity now, or everything that is known of the update at the crosshair.
func reading(d *Data, l look.Look) string {
	h, w := d.Snap.History, l.Words
	if len(h.Points) == 0 {
		return ""
	}
	if d.Cursor == nil {
		return fmt.Sprintf("%s %s", w.Metric(d.Task().Score.ID), d.Score(h.Points[len(h.Points)-1].Loss))
	}
	p := h.Points[lossSeries(h).Nearest(*d.Cursor)]
	s := fmt.Sprintf("%s %s  %s %s %s %s  lr %s", w.Step, stepLabel(float64(p.Step)), w.Train, Nats(p.Loss), d.Task().Score.Short, d.Score(p.Loss), chart.Short(p.LR))
	if i := validSeries(h).Nearest(*d.Cursor); i >= 0 {
		s += fmt.Sprintf("  %s@%s %s", w.Valid, stepLabel(float64(h.Valids[i].Step)), Nats(h.Valids[i].Loss()))
	}
	return s
}

// Nats is a loss in three decimals, or shorter where it is absurd.
func Nats(v float64) string {
	if math.Abs(v) < 1000 {
		return fmt.Sprintf("%.3f", v)
	}
	return chart.Short(v)
}

// Curve is the chart alone, without a frame.
func Curve(v grid.View, d *Data, l look.Look) chart.Info {
	h := d.Snap.History
	if len(h.Points) == 0 {
		v.TextCenter(v.H()/2, l.Words.Waiting, l.Dim)
		return chart.Info{}
	}
	train, valid := lossSeries(h), validSeries(h)
	train.Style, train.Band, train.ShowBand = l.Train, l.TrainBand, true
	valid.Style = l.Valid
	if len(h.Valids) <= fewValids { // a line between them would tell what nobody measured
		valid.Dots, valid.Glyph = true, '•'
	}
	train.Label = fmt.Sprintf("%s %.2f", l.Words.Train, h.Points[len(h.Points)-1].Loss)
	if n := len(h.Valids); n > 0 {
		valid.Label = fmt.Sprintf("%s %.2f", l.Words.Valid, h.Valids[n-1].Loss())
	}
	p := chart.Plot{
		X: steps(d), Y: lossAxis(d), Series: []chart.Series{train, valid}, Refs: lossRefs(d, l),
		Marks: marks(d, l), RightAxis: d.Score, XFormat: stepLabel, XLabel: l.Words.Step, Crosshair: d.Cursor,
	}
	return p.Draw(v, l.Theme, l.Glyphs)
}

// fewValids is how many validations are drawn as points of their own.
const fewValids = 12

func lossSeries(h history.History) chart.Series {
	return chart.Series{N: len(h.Points), At: func(i int) (float64, float64) {
		return float64(h.Points[i].Step), h.Points[i].Loss
	}}
}

func validSeries(h history.History) chart.Series {
	return chart.Series{N: len(h.Valids), At: func(i int) (float64, float64) {
		return float64(h.Valids[i].Step), h.Valids[i].Loss()
	}}
}

// lossAxis holds the curves and, above them, the untrained model's line; the entropy floor where it
// is known.
func lossAxis(d *Data) chart.Axis {
	x := steps(d)
	lo, hi := lossSeries(d.Snap.History).Range(x.Min, x.Max)
	vlo, vhi := validSeries(d.Snap.History).Range(x.Min, x.Max)
	untrained, best := d.untrained().Loss, math.NaN()
	if r, ok := baseline.BestRung(d.Ladder.Rungs); ok {
		best = r.ValidNats
	}
	top := math.Max(1.4*untrained, recentTop(d.Snap.History))
	return chart.Fit(false, lo, math.Min(hi, top), vlo, math.Min(vhi, top), untrained, best, d.Floor, published(d), d.yours())
}

// recentTop is the greatest loss of late: a spike that is over does not flatten the rest for ever,
// it is drawn at the edge.
func recentTop(h history.History) float64 {
	const late = 30
	n := len(h.Points)
	_, hi := lossSeries(h).Range(float64(h.Points[max(0, n-late)].Step), float64(h.Points[n-1].Step))
	return hi
}

// lossRefs are the lines that curves are measured against. What comes later lies on top, and gives way
// if it yields.
func lossRefs(d *Data, l look.Look) []chart.Ref {
	w, untrained := l.Words, d.untrained()
	best, others := rungRefs(d, l)
	refs := []chart.Ref{{Value: untrained.Loss, Label: levelLabel(untrained, w), Style: l.Reference, Dashed: true}, best}
	if !math.IsNaN(d.Floor) {
		refs = append(refs, chart.Ref{Value: d.Floor, Label: fmt.Sprintf(w.Floor, d.Floor), Style: l.Floor, Dashed: true})
	}
	if p := d.Published; p.Label != "" {
		about := ""
		if p.Rough {
			about = "~"
		}
		refs = append(refs, chart.Ref{Value: p.Loss, Label: fmt.Sprintf(w.Published, p.Label, about, p.Loss), Style: l.Reference, Dashed: true})
	}
	if !math.IsNaN(d.yours()) {
		refs = append(refs, d.You.ref(l))
	}
	return append(refs, others...)
}

// untrained is the level of a model that has learned nothing; NaN where nothing is known.
func (d *Data) untrained() task.Level {
	if len(d.Levels) == 0 {
		return task.Level{ID: "untrained", Loss: math.NaN()}
	}
	return d.Levels[0]
}

// levelLabel says a level's loss, and what it is said with.
func levelLabel(v task.Level, w *i18n.Catalogue) string {
	switch {
	case math.IsNaN(v.Loss):
		return ""
	case v.N > 0:
		return fmt.Sprintf(w.Level(v.ID, 2), v.Loss, v.N)
	}
	return fmt.Sprintf(w.Level(v.ID, 1), v.Loss)
}

// published is the loss that a published figure stands for; NaN where there is none.
func published(d *Data) float64 {
	if d.Published.Label == "" {
		return math.NaN()
	}
	return d.Published.Loss
}

// marks are what happened on the way: settings changed by hand, passes over the text, saves.
func marks(d *Data, l look.Look) []chart.Mark {
	h := d.Snap.History
	var list []chart.Mark
	for _, e := range epochs(h.Points) {
		list = append(list, chart.Mark{X: e, Glyph: '┊', Style: l.Dim, Place: chart.OnRule})
	}
	for _, s := range h.Saves {
		list = append(list, chart.Mark{X: float64(s), Glyph: '◆', Style: l.Dim, Place: chart.OnRule})
	}
	for _, e := range h.Events {
		short, shown := l.Words.Mark[e.Knob]
		if !shown {
			continue
		}
		list = append(list, chart.Mark{X: float64(e.Step), Glyph: '▾', Label: short + Change(e, l), Style: l.Mark, Line: true})
	}
	return list
}

// epochs are the steps at which a new pass over the text began.
func epochs(points []history.Point) []float64 {
	var at []float64
	for lo := 0; lo < len(points); {
		pass := math.Floor(points[lo].Epoch)
		hi := lo + 1 // the first point of a later pass: points are in order, so search
		for step := 1; hi < len(points) && math.Floor(points[hi].Epoch) == pass; step *= 2 {
			hi = min(hi+step, len(points))
		}
		hi = firstAfter(points, lo, min(hi, len(points)), pass)
		if hi < len(points) {
			at = append(at, float64(points[hi].Step))
		}
		lo = hi
		if len(at) > 200 {
			return nil // too many to see
		}
	}
	return at
}

// firstAfter is the first point in (lo, hi] whose pass is a later one.
func firstAfter(points []history.Point, lo, hi int, pass float64) int {
	for lo+1 < hi {
		if mid := (lo + hi) / 2; math.Floor(points[mid].Epoch) == pass {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// Change is what was done to a setting: ×2, ×½, or what it became.
func Change(e history.Event, l look.Look) string {
	switch {
	case math.IsInf(e.To, 1):
		return " " + l.Words.Off
	case e.To == 2*e.From:
		return l.Pick("×2", "x2")
	case e.From == 2*e.To:
		return l.Pick("×½", "x1/2")
	}
	if k, err := train.FindKnob(e.Knob); err == nil && k.Whole {
		return "=" + chart.Thousands(int64(e.To))
	}
	return "=" + chart.Short(e.To)
}

// Number is a perplexity or the like in about three figures; what is not a number says so.
func Number(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 0):
		return "∞"
	case v < 10:
		return fmt.Sprintf("%.2f", v)
	case v < 100:
		return fmt.Sprintf("%.1f", v)
	case v < 1e4:
		return fmt.Sprintf("%.0f", v)
	}
	return chart.Short(v)
}
