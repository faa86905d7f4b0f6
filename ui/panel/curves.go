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
	in := v.Frame(grid.Frame{Title: d.LossTitle(l), Right: reading(d, l), Foot: foot,
		Border: border, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st})
	return Curve(in, d, l)
}

// reading is the perplexity now, or everything that is known of the update at the crosshair.
func reading(d *Data, l look.Look) string {
	h, w := d.Snap.History, l.Words
	if h.Len() == 0 {
		return ""
	}
	if d.Cursor == nil {
		return fmt.Sprintf("%s %s", w.Metric(d.Task().Score.ID), d.Score(h.Last().Loss))
	}
	p, exact := d.At(*d.Cursor)
	s := fmt.Sprintf("%s %s  %s %s%s %s %s  lr %s", w.Step, stepLabel(float64(p.Step)), w.Train, mean(exact, l), Nats(p.Loss), d.Task().Score.Short, d.Score(p.Loss), chart.Short(p.LR))
	if v, exact, ok := nearestValid(h, *d.Cursor); ok {
		s += fmt.Sprintf("  %s@%s %s%s", w.Valid, stepLabel(float64(v.Step)), mean(exact, l), Nats(v.Loss()))
	}
	return s
}

// mean marks what is no number of one update, but a mean of several.
func mean(exact bool, l look.Look) string {
	if exact {
		return ""
	}
	return l.Pick("≈", "~")
}

// nearestValid is the validation nearest to x, of two equally near the earlier.
func nearestValid(h history.View, x float64) (v history.Valid, exact, ok bool) {
	v, exact = h.NearestValid(int(math.Floor(x)))
	if w, whole := h.NearestValid(int(math.Ceil(x))); math.Abs(float64(w.Step)-x) < math.Abs(float64(v.Step)-x) {
		v, exact = w, whole
	}
	return v, exact, h.ValidLen() > 0
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
	if h.Len() == 0 {
		v.TextCenter(v.H()/2, l.Words.Waiting, l.Dim)
		return chart.Info{}
	}
	train, valid := series(h.Losses()), series(h.Valids())
	train.Style, train.Band, train.ShowBand = l.Train, l.TrainBand, true
	valid.Style = l.Valid
	if h.ValidLen() <= fewValids { // a line between them would tell what nobody measured
		valid.Dots, valid.Glyph = true, '•'
	}
	train.Label = fmt.Sprintf("%s %.2f", l.Words.Train, h.Last().Loss)
	if v, ok := h.LastValid(); ok {
		valid.Label = fmt.Sprintf("%s %.2f", l.Words.Valid, v.Loss())
	}
	p := chart.Plot{
		X: steps(d), Y: lossAxis(d), Series: []chart.Series{train, valid}, Refs: lossRefs(d, l),
		Marks: marks(d, l), RightAxis: d.Score, XFormat: stepLabel, XLabel: l.Words.Step, Crosshair: d.Cursor,
	}
	return p.Draw(v, l.Theme, l.Glyphs)
}

// fewValids is how many validations are drawn as points of their own.
const fewValids = 12

// series is a quantity of a history as charts draw it.
func series(s history.Series) chart.Series {
	return chart.Series{N: s.N, At: s.At, Old: s.Old, Past: (*chart.Range)(&s.Past), Span: func(i int) (first, last float64, values *chart.Range) {
		a, b, r := s.Span(i)
		return float64(a), float64(b), (*chart.Range)(r)
	}}
}

// lossAxis holds the curves and, above them, the untrained model's line; the entropy floor where it
// is known.
func lossAxis(d *Data) chart.Axis {
	x := steps(d)
	lo, hi := series(d.Snap.History.Losses()).Range(x.Min, x.Max)
	vlo, vhi := series(d.Snap.History.Valids()).Range(x.Min, x.Max)
	untrained, best := d.untrained().Loss, math.NaN()
	if r, ok := baseline.BestRung(d.Ladder.Rungs); ok {
		best = r.ValidNats
	}
	top := math.Max(1.4*untrained, recentTop(d.Snap.History))
	return chart.Fit(false, lo, math.Min(hi, top), vlo, math.Min(vhi, top), untrained, best, d.Floor, published(d), d.yours())
}

// recentTop is the greatest loss of late: a spike that is over does not flatten the rest for ever,
// it is drawn at the edge.
func recentTop(h history.View) float64 {
	const late = 30
	if r := h.Latest(late).Loss; r.N > 0 {
		return r.Max
	}
	return math.NaN()
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
	passes := h.Passes()
	if len(passes) > mostPasses { // too many to see
		passes = nil
	}
	for _, step := range passes {
		list = append(list, chart.Mark{X: float64(step), Glyph: '┊', Style: l.Dim, Place: chart.OnRule})
	}
	for _, s := range h.Saves() {
		list = append(list, chart.Mark{X: float64(s), Glyph: '◆', Style: l.Dim, Place: chart.OnRule})
	}
	for _, e := range h.Events() {
		short, shown := l.Words.Mark[e.Knob]
		if !shown {
			continue
		}
		list = append(list, chart.Mark{X: float64(e.Step), Glyph: '▾', Label: short + Change(e, l), Style: l.Mark, Line: true})
	}
	return list
}

// mostPasses is how many passes over the text are marked.
const mostPasses = 200

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
