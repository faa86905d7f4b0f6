package panel

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// drawNorm draws the gradient's norm before clipping, the threshold, and every update that was clipped.
func drawNorm(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	w, h := l.Words, d.Snap.History
	right := ""
	if d.Cursor != nil && h.Len() > 0 {
		p, exact := d.At(*d.Cursor)
		right = fmt.Sprintf(l.Pick("‖g‖ %s%s  ×%s", "|g| %s%s  x%s"), mean(exact, l), chart.Short(p.GradNorm), chart.Short(p.Factor))
	}
	border := l.Border
	if focus {
		border = l.BorderFocus
	}
	foot, st := ClippingLine(d, l, grid.FrameRoom(v.W()))
	in := v.Frame(grid.Frame{Title: w.NormTitle, Right: right, Foot: foot, Border: border, TitleStyle: l.Title, RightStyle: l.Dim, FootStyle: st})
	if h.Len() == 0 {
		in.TextCenter(in.H()/2, w.Waiting, l.Dim)
		return chart.Info{}
	}
	norm, clips := series(h.Norms()), series(d.Clips)
	norm.Style, norm.Band, norm.ShowBand = l.Norm, l.NormBand, true
	clips.Style, clips.Glyph, clips.Dots = l.Clip, '▴', true
	clips.Level = true
	p := chart.Plot{X: steps(d), Y: normAxis(d, norm), Series: append(thresholds(d, l), norm, clips), Marks: changes(d, l, aboutNorm),
		XFormat: stepLabel, XLabel: w.Step, Crosshair: d.Cursor}
	return p.Draw(in, l.Theme, l.Glyphs)
}

// thresholds is θ over time: a level line for each value it had, none while it was off.
func thresholds(d *Data, l look.Look) []chart.Series {
	var list []chart.Series
	from, theta := 0.0, float64(d.Snap.Recipe.Settings.Clip)
	level := func(to float64, label string) {
		if a, y := from, theta; !math.IsInf(y, 1) && y > 0 {
			list = append(list, chart.Series{N: 2, Style: l.Threshold, Dashed: true, Label: label, Level: true,
				At: func(i int) (float64, float64) { return a + float64(i)*(to-a), y }})
		}
	}
	for _, e := range d.Snap.History.Events() {
		if e.Knob == "clip" {
			level(float64(e.Step), "")
			from, theta = float64(e.Step), e.To
		}
	}
	level(float64(max(d.Snap.Step, 1)), l.Pick("θ ", "theta ")+chart.Short(theta))
	return list
}

// normAxis is logarithmic, as norms vary by powers of ten. θ is visible if it is within a decade or two of them.
func normAxis(d *Data, norm chart.Series) chart.Axis {
	x := steps(d)
	lo, hi := norm.Range(x.Min, x.Max)
	if !d.Scale.all() {
		some, most := quantiles(norm, x, 0.1)
		lo, hi = math.Max(lo, some/farOut), math.Min(hi, most*farOut)
	}
	theta := float64(d.Snap.Settings.Clip)
	if !(theta < 100*hi && theta > lo/100) {
		theta = math.NaN()
	}
	if !(lo > 0) {
		lo = math.NaN()
	}
	return chart.Fit(true, lo, hi, theta).Nice()
}

// farOut is how far beyond the middle 80 % of norms a robust chart reaches, as a factor.
const farOut = 4

// aboutNorm are the settings whose changes are marked beside the norm.
func aboutNorm(knob string) bool { return knob == "clip" || knob == "lr" }
