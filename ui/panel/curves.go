package panel

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// drawCurves draws the loss on training windows and on held-out text, and what they are compared with.
func drawCurves(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	border := l.Border
	if focus {
		border = l.BorderFocus
	}
	foot, st := VerdictLine(d, l, grid.FrameRoom(v.W()))
	title, right := heading(d, l, grid.FrameRoom(v.W()))
	in := v.Frame(grid.Frame{Title: title, Right: right, Foot: foot,
		Border: border, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st})
	return Curve(in, d, l)
}

// heading is what the frame says on the left and on the right: the values at a crosshair take precedence over the
// full title.
func heading(d *Data, l look.Look, room int) (title, right string) {
	name := l.Words.Metric(d.Task().Loss.ID)
	unit := d.LossUnit(l)
	per, _, _ := strings.Cut(unit, "/")
	for _, title = range []string{d.LossTitle(l), fmt.Sprintf("%s (%s)", name, unit), fmt.Sprintf("%s (%s)", name, per)} {
		left := room - grid.Width(title) - between
		if right = reading(d, l, left); d.Cursor == nil || grid.Width(right) <= left {
			break
		}
	}
	return title, right
}

// between is the least gap between the frame's two texts.
const between = 4

// reading is the current perplexity, or what is known of the update at the crosshair, as fully as it fits.
func reading(d *Data, l look.Look, room int) string {
	h, w := d.Snap.History, l.Words
	if h.Len() == 0 {
		return ""
	}
	score := d.Task().Score
	if d.Cursor == nil {
		forms := []string{fmt.Sprintf("%s %s %s", w.Train, d.scoreName(l), d.Score(h.Last().Loss)), fmt.Sprintf("%s %s %s", w.Train, ShortOf(score, w), d.Score(h.Last().Loss))}
		if right, _, ok := d.validRight(l); ok {
			of := fmt.Sprintf(w.Accuracy.Right, w.Valid, right)
			forms = []string{forms[0] + "  " + of, forms[1] + "  " + of, of}
		}
		return widest(forms, room)
	}
	p, exact := d.At(*d.Cursor)
	step, loss, lr := stepLabel(float64(p.Step)), mean(exact, l)+d.LossText(l, p.Loss), chart.Short(p.LR)
	forms := []string{
		fmt.Sprintf("%s %s  %s %s %s %s  %s %s", w.Step, step, w.Train, loss, ShortOf(score, w), d.Score(p.Loss), w.Mark["lr"], lr),
		fmt.Sprintf("%s %s  %s %s  %s %s", w.Step, step, w.Train, loss, w.Mark["lr"], lr),
	}
	brief, briefest := fmt.Sprintf("%s  %s %s", step, w.Train, loss), fmt.Sprintf("%s: %s", step, loss)
	if v, exact, ok := nearestValid(h, *d.Cursor); ok {
		valid := mean(exact, l) + d.LossText(l, v.Loss())
		at := fmt.Sprintf("  %s@%s %s", w.Valid, stepLabel(float64(v.Step)), valid)
		forms = []string{forms[0] + at, fmt.Sprintf("%s %s  %s %s", w.Step, step, w.Train, loss) + at}
		brief += "  " + w.Valid + " " + valid
		briefest += "  " + string(l.Rune('○', 'o')) + " " + valid
	}
	return widest(append(forms, brief, briefest), room)
}

// widest is the first of forms, the fullest first, that fits, or else the last.
func widest(forms []string, room int) string {
	for _, f := range forms {
		if grid.Width(f) <= room {
			return f
		}
	}
	return forms[len(forms)-1]
}

// mean marks a number that is not of one update but a mean of several.
func mean(exact bool, l look.Look) string {
	if exact {
		return ""
	}
	return l.Pick("≈", "~")
}

// nearestValid is the validation nearest to x; of two equally near, the earlier.
func nearestValid(h history.View, x float64) (v history.Valid, exact, ok bool) {
	v, exact = h.NearestValid(int(math.Floor(x)))
	if w, whole := h.NearestValid(int(math.Ceil(x))); math.Abs(float64(w.Step)-x) < math.Abs(float64(v.Step)-x) {
		v, exact = w, whole
	}
	return v, exact, h.ValidLen() > 0
}

// Curve is the chart alone, without a frame.
func Curve(v grid.View, d *Data, l look.Look) chart.Info {
	h := d.Snap.History
	if h.Len() == 0 {
		v.TextCenter(v.H()/2, l.Words.Waiting, l.Dim)
		return chart.Info{}
	}
	train, valid := lossSeries(d, l)
	all := []chart.Series{train, valid}
	if b, some := d.ghost(); some {
		left := d.losses(l, b.History.Losses())
		left.Style, left.Label = l.Dim, l.Words.Undo.Ghost
		all = []chart.Series{left, train, valid}
	}
	began, every := epochs(d, v.W())
	p := chart.Plot{
		X: steps(d), Y: lossAxis(d, l), Series: all, Refs: lossRefs(d, l),
		Marks: marks(d, l, began), Second: func(y float64) string { return d.Score(d.lossOf(l, y)) }, XFormat: stepLabel, XLabel: l.Words.Step, XNote: epochNote(l, began, every), Crosshair: d.Cursor,
	}
	return p.Draw(v, l.Theme, l.Glyphs)
}

// ghost is the branch that the run left last.
func (d *Data) ghost() (b train.Branch, some bool) {
	if n := len(d.Snap.Branches); n > 0 {
		return d.Snap.Branches[n-1], true
	}
	return b, false
}

// lossSeries are the losses on training windows, a curve over its min–max band, and those on held-out text:
// points, because nothing was measured between two validations. Their names include the last values, or those at
// the crosshair.
func lossSeries(d *Data, l look.Look) (train, valid chart.Series) {
	h, w := d.Snap.History, l.Words
	train, valid = d.losses(l, h.Losses()), d.losses(l, h.Valids())
	train.Style, train.Band, train.ShowBand = l.Train, l.TrainBand, true
	valid.Style, valid.Dots, valid.Glyph, valid.Apart, valid.Link = l.Valid, true, '○', validApart, chart.Held
	p, exact := h.Last(), true
	v, ok := h.LastValid()
	vexact := true
	if d.Cursor != nil {
		p, exact = d.At(*d.Cursor)
		v, vexact, ok = nearestValid(h, *d.Cursor)
	}
	train.Label = fmt.Sprintf("%s %s%s", w.Train, mean(exact, l), d.short(l, p.Loss))
	if ok {
		valid.Label = fmt.Sprintf("%s %s%s", w.Valid, mean(vexact, l), d.short(l, v.Loss()))
	}
	return train, valid
}

// validApart is how many columns apart the points of validations are if there are many, so that the training
// curve shows between them.
const validApart = 3

// short is a loss with two decimals, or shorter if it is absurd; of a series with three digits.
func (d *Data) short(l look.Look, loss float64) string {
	v := d.Loss(l, loss)
	switch {
	case d.OfSeries():
		return threeDigits(v)
	case math.Abs(v) < 1000 && d.Task().Loss.InNats():
		return fmt.Sprintf("%.2f", v)
	}
	return chart.Short(v)
}

// series is a quantity of a history as charts draw it.
func series(s history.Series) chart.Series {
	return chart.Series{N: s.N, At: s.At, Old: s.Old, Past: (*chart.Range)(&s.Past), Span: func(i int) (first, last float64, values *chart.Range) {
		a, b, r := s.Span(i)
		return float64(a), float64(b), (*chart.Range)(r)
	}}
}

// lossRefs are the lines that curves are compared with. Later ones are drawn on top, and give way if they yield.
func lossRefs(d *Data, l look.Look) []chart.Ref {
	w, untrained, floor := l.Words, d.shownLevel(l, d.untrained()), d.Loss(l, d.Floor)
	best, others := rungRefs(d, l)
	refs := []chart.Ref{{Value: untrained.Loss, Label: d.levelLabel(untrained, w), Brief: d.levelBrief(untrained, w), Style: l.Reference, Dashed: true}, best}
	if own, ok := d.taggedFloor(); ok {
		refs = append(refs, d.levelRef(d.shownLevel(l, own), l))
	} else if d.Pairs.Of != nil {
		refs = append(refs, d.pairFloors(l)...)
	} else if !math.IsNaN(d.Floor) {
		refs = append(refs, chart.Ref{Value: floor, Label: fmt.Sprintf(w.Floor, d.level(floor, 3)), Brief: fmt.Sprintf(w.Chart.FloorBrief, d.level(floor, 3)), Style: l.Floor, Dashed: true})
	}
	if p := d.Published; p.Label != "" {
		about := ""
		if p.Rough {
			about = "~"
		}
		loss := d.Loss(l, p.Loss)
		refs = append(refs, chart.Ref{Value: loss, Label: fmt.Sprintf(w.Published, p.Label, about, d.level(loss, 2)), Brief: fmt.Sprintf(w.Chart.PublishedBrief, about, d.level(loss, 2)), Style: l.Reference, Dashed: true})
	}
	if !math.IsNaN(d.yours()) {
		refs = append(refs, d.You.ref(l))
	}
	return append(refs, others...)
}

// taggedFloor is the exact law's level for those who read as much of a sentence as the network does, which has a name because the
// other is on the chart too. ok is false if it is not known.
func (d *Data) taggedFloor() (own task.Level, ok bool) {
	if d.Tags.Of == nil {
		return own, false
	}
	own = d.Tags.Of.Best()
	return own, own.ID != ""
}

// untrained is the level of a model that has learned nothing; NaN if nothing is known.
func (d *Data) untrained() task.Level {
	if len(d.Levels) == 0 {
		return task.Level{ID: "untrained", Loss: math.NaN()}
	}
	return d.Levels[0]
}

// level is a loss on the chart, in the unit that is shown, with so many decimals; of a series, whose losses may be of any size, with three digits.
func (d *Data) level(v float64, decimals int) string {
	if d.OfSeries() {
		return threeDigits(v)
	}
	return fmt.Sprintf("%.*f", decimals, v)
}

// levelLabel is a level's loss, with its N if it has one.
func (d *Data) levelLabel(v task.Level, w *i18n.Catalogue) string {
	switch {
	case math.IsNaN(v.Loss):
		return ""
	case v.N > 0:
		return fmt.Sprintf(w.Level(v.ID, 2), d.level(v.Loss, 2), v.N)
	}
	return fmt.Sprintf(w.Level(v.ID, 1), d.level(v.Loss, 2))
}

// levelBrief is levelLabel without N; "" for a level without a short name.
func (d *Data) levelBrief(v task.Level, w *i18n.Catalogue) string {
	name, ok := w.Chart.LevelNames[v.ID]
	if !ok || math.IsNaN(v.Loss) {
		return ""
	}
	return fmt.Sprintf(w.Chart.LevelBrief, name, d.level(v.Loss, 2))
}

// published is the loss that corresponds to a published figure; NaN if there is none.
func published(d *Data) float64 {
	if d.Published.Label == "" {
		return math.NaN()
	}
	return d.Published.Loss
}

// threeDigits is a number of any size with up to three significant digits, or two if it is very small: 0.0419, 1.5, 2.2e-4.
func threeDigits(v float64) string {
	if a := math.Abs(v); a >= 1e-3 && a < 1000 {
		return fmt.Sprintf("%.3g", v)
	}
	return chart.Short(v)
}

// Number is a perplexity or the like with about three significant digits; NaN and infinities are named.
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
