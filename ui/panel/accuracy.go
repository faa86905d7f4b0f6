package panel

import (
	"fmt"
	"math"
	"slices"

	"unroll/core/history"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// Accuracy is the share of all held-out words that were right in a validation, as the task's figure, in %. NaN if it is not known.
func (d *Data) Accuracy(v history.Valid) float64 {
	return d.Task().Accuracy.Of(v.Accuracy() * d.known())
}

// heldRight is how many held-out words or tokens a validation can have right.
func (d *Data) heldRight() int {
	switch {
	case d.Tags.Of != nil:
		return d.Tags.Of.HeldOut()
	case d.Pairs.Of != nil:
		return d.Pairs.Of.HeldOut()
	}
	return 0
}

// accuracyWords are the words of the panel: of pairs it has another name, since what is counted is another thing.
func (d *Data) accuracyWords(l look.Look) i18n.Accuracy {
	w := l.Words.Accuracy
	if d.Pairs.Of != nil {
		w.Title, w.Brief, w.Panel = l.Words.Pairs.Accuracy, l.Words.Pairs.AccuracyBrief, l.Words.Pairs.Explain.Accuracy
		w.Explain.Now = l.Words.Pairs.Explain.AccuracyNow
	}
	return w
}

// known is the share of the held-out words that a validation scores: a tag that training lacks cannot be right.
func (d *Data) known() float64 {
	if d.Tags.Of == nil || d.Tags.Of.HeldOut() == 0 {
		return 1
	}
	return d.Tags.Of.Known()
}

// Percent is a figure in % as it is shown: 100 only if all are right.
func Percent(v float64, l look.Look) string {
	if v < 100 {
		v = math.Min(99.9, v)
	}
	return fmt.Sprintf(l.Words.Accuracy.Percent, v)
}

// validRight is what the last validation, or that nearest to the crosshair, had right. ok is false if that is not known.
func (d *Data) validRight(l look.Look) (text string, v history.Valid, ok bool) {
	if d.Task().Accuracy == nil {
		return "", v, false
	}
	exact := true
	if v, ok = d.Snap.History.LastValid(); d.Cursor != nil {
		v, exact, ok = nearestValid(d.Snap.History, *d.Cursor)
	}
	if !ok || v.Right < 0 {
		return "", v, false
	}
	return mean(exact, l) + Percent(d.Accuracy(v), l), v, true
}

// drawAccuracy draws the share of held-out words whose tag is right, over updates, and what it is compared with.
func drawAccuracy(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	title, right := accuracyHeading(d, l, grid.FrameRoom(v.W()))
	in := frame(v, l, focus, title, right)
	w := l.Words.Accuracy
	if d.Tags.Of == nil && d.Pairs.Of == nil || in.Empty() {
		return chart.Info{}
	}
	series := d.accuracies(l)
	empty := ""
	switch {
	case d.heldRight() == 0:
		empty = w.NothingHeldOut
	case d.Snap.History.ValidLen() == 0:
		empty = w.Waiting
	case series.N == 0:
		empty = w.NotCounted
	}
	if empty != "" {
		in.TextCenter(in.H()/2, grid.Truncate(empty, in.W(), l.Pick("…", "~")), l.Dim)
		return chart.Info{}
	}
	p := chart.Plot{X: steps(d), Y: accuracyAxis(d, series), Series: []chart.Series{series}, Refs: accuracyRefs(d, l),
		Marks: changes(d, l, aboutRight), XFormat: stepLabel, XLabel: l.Words.Step, Crosshair: d.Cursor}
	return p.Draw(in, l.Theme, l.Glyphs)
}

// aboutRight are the settings whose changes are marked beside the accuracy.
func aboutRight(knob string) bool { return knob == "lr" || knob == "teacher_forcing" }

// accuracyHeading is what the frame says: the panel's name, and what is right now, or at the crosshair.
func accuracyHeading(d *Data, l look.Look, room int) (title, right string) {
	w := d.accuracyWords(l)
	now, v, ok := d.validRight(l)
	if !ok {
		now = ""
	}
	full := now
	if ok && d.Cursor != nil {
		full = fmt.Sprintf(w.At, l.Words.Step, stepLabel(float64(v.Step)), now)
	}
	for _, f := range [][2]string{{w.Title, full}, {w.Brief, full}, {w.Title, now}, {w.Brief, now}} {
		if grid.Width(f[0])+between+grid.Width(f[1]) <= room {
			return f[0], f[1]
		}
	}
	return w.Brief, ""
}

// accuracies are those of the validations, as points with steps between them, without those at the beginning that are not known.
func (d *Data) accuracies(l look.Look) chart.Series {
	all := d.Snap.History.Accuracies()
	first := 0
	for first < all.N {
		if _, y := all.At(first); !math.IsNaN(y) {
			break
		}
		first++
	}
	shown := func(y float64) float64 { return d.Task().Accuracy.Of(y * d.known()) }
	s := chart.Series{N: all.N - first, Old: max(0, all.Old-first), Style: l.Valid, Dots: true, Glyph: '○', Apart: validApart, Link: chart.Held}
	s.At = func(i int) (x, y float64) { x, y = all.At(i + first); return x, shown(y) }
	of := func(r *history.Range) *chart.Range { // what is not known is left out
		return &chart.Range{N: r.N, Min: shown(r.Min), Max: shown(r.Max), Sum: shown(r.Sum)}
	}
	s.Span = func(i int) (from, to float64, values *chart.Range) {
		a, b, r := all.Span(i + first)
		return float64(a), float64(b), of(r)
	}
	if first == 0 {
		s.Past = of(&all.Past)
	}
	if text, _, ok := d.validRight(l); ok {
		s.Label = l.Words.Valid + " " + text
		s.Brief = text
	}
	return s
}

// accuracyRefs are the lines that the accuracy is compared with: what the exact law can expect, if it is known, and, yielding, the
// simple taggers, the best first.
func accuracyRefs(d *Data, l look.Look) (refs []chart.Ref) {
	w, of := l.Words.Accuracy, d.Task().Accuracy.Of
	levels := d.rightLevels()
	for _, v := range slices.Backward(levels) {
		text := Percent(of(v.Right), l)
		r := chart.Ref{Value: of(v.Right), Label: fmt.Sprintf(l.Words.Level(v.ID, 1), text), Style: l.Reference, Dashed: true, Yields: true}
		r.Brief = fmt.Sprintf(l.Words.Chart.LevelBrief, l.Words.Chart.LevelNames[v.ID], text)
		switch v.ID {
		case tagging.PastFloor:
			r.Label, r.Brief, r.Style, r.Yields = fmt.Sprintf(w.Past, text), fmt.Sprintf(w.PastBrief, text), l.Floor, false
		case tagging.WholeFloor:
			r.Label, r.Brief, r.Style, r.Yields = fmt.Sprintf(w.Whole, text), fmt.Sprintf(w.WholeBrief, text), l.Floor, false
		}
		refs = append(refs, r)
	}
	return refs
}

// rightLevels are the levels whose accuracy is known, from low to high, with both of the exact law if it is known.
func (d *Data) rightLevels() []task.Level {
	if d.Tags.Of == nil {
		return nil
	}
	list := append(slices.Clone(d.Tags.Of.Levels()), d.Tags.Of.Best())
	list = slices.DeleteFunc(list, func(v task.Level) bool { return math.IsNaN(v.Right) })
	slices.SortStableFunc(list, func(a, b task.Level) int {
		switch {
		case a.Right < b.Right:
			return -1
		case a.Right > b.Right:
			return 1
		}
		return 0
	})
	return list
}

// accuracyAxis reaches down to the second of the lines, as the commonest tag is far below what anybody wants to know, or to the
// present accuracy if that is lower; a range of all values to the lowest. It ends at 100, or above the exact law's line if that is
// known: nobody can be above that but by chance.
func accuracyAxis(d *Data, s chart.Series) chart.Axis {
	of, levels := d.Task().Accuracy.Of, d.rightLevels()
	x := steps(d)
	lo, hi := s.Range(x.Min, x.Max)
	_, now := s.At(s.N - 1)
	if n := len(levels); n > 0 {
		lowest := of(levels[min(1, n-1)].Right)
		if d.Scale.all() {
			lo = math.Min(lo, of(levels[0].Right))
		} else if lo = lowest; now < lowest {
			lo = now
		}
		hi = math.Max(hi, of(levels[n-1].Right))
	}
	if len(levels) == 0 || d.Tags.Of.Law == nil {
		hi = 100
	}
	hi = math.Min(100, finite(hi, 100))
	lo = math.Max(0, math.Min(finite(lo, 0), hi-leastAccuracies))
	step := roundStep((hi - lo) / accuracySteps)
	return chart.Axis{Min: math.Max(0, step*math.Floor(lo/step-0.25)), Max: math.Min(100, step*math.Ceil(hi/step+0.25))}
}

// leastAccuracies is the least range of the axis, in percentage points: a smaller one would make much of next to nothing.
const leastAccuracies = 5

// accuracySteps is about how many round steps an axis has.
const accuracySteps = 8

// roundStep is the least of 0.1, 0.2, 0.5, 1, 2, 5, 10 … that is not below v.
func roundStep(v float64) float64 {
	for _, step := range [...]float64{0.1, 0.2, 0.5, 1, 2, 5, 10} {
		if v <= step {
			return step
		}
	}
	return 20
}

// finite is v, or instead if it is not a number.
func finite(v, instead float64) float64 {
	if math.IsNaN(v) {
		return instead
	}
	return v
}
