package forecast

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// drawErrors draws the page of errors: by horizon, their distribution, and in words.
func (v *View) drawErrors(g grid.View) {
	l, w, f := v.look, v.look.Words.Forecast.Errors, v.got.figures
	v.place.w = 0
	if f == nil || f.err != nil {
		in := g.Frame(grid.Frame{Title: w.Horizon, Border: l.BorderFocus, TitleStyle: l.Title})
		text := w.Reading
		switch {
		case f != nil:
			text = l.Words.Error(f.err)
		case v.model == nil:
			text = l.Words.Forecast.NoModel
		}
		in.TextCenter(in.H()/2, grid.Truncate(text, in.W(), l.Pick("…", "~")), l.Dim)
		return
	}
	const beside, under = 100, 17
	left, right := g, grid.View{}
	switch {
	case !v.data.Feeds():
		v.drawResiduals(g, f)
		return
	case g.W() >= beside && g.H() >= 10:
		n := g.W() * 55 / 100
		left, right = g.Sub(0, 0, n, g.H()), g.Sub(n, 0, g.W()-n, g.H())
	case g.H() >= under:
		n := g.H() * 52 / 100
		left, right = g.Sub(0, 0, g.W(), n), g.Sub(0, n, g.W(), g.H()-n)
	}
	v.drawHorizons(g, left, f, right.Empty())
	if !right.Empty() {
		v.drawResiduals(right, f)
	}
}

// named is a title, with a note if logarithms are forecast.
func (v *View) named(title string) string {
	if v.data.Log {
		return fmt.Sprintf(v.look.Words.Forecast.Errors.InLogs, title)
	}
	return title
}

// drawHorizons draws the errors by the number of steps ahead. If it is alone, its foot is the figures that else are under the residuals.
func (v *View) drawHorizons(whole, g grid.View, f *figures, alone bool) {
	l, w := v.look, v.look.Words.Forecast.Errors
	foot := v.of(f)
	if alone {
		foot = strings.Join(v.inWords(f), " · ")
	}
	k := min(v.step, len(f.horizons))
	in := g.Frame(grid.Frame{Title: v.named(w.Horizon), Right: v.name(k), Foot: foot, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Text, FootStyle: l.Dim})
	if in.Empty() {
		return
	}
	p, values := v.horizonPlot(f, k)
	if in.H() >= readingFrom {
		rest := in.H() - 1
		v.drawReadings(in.Sub(1, rest, in.W()-2, 1), values)
		in = in.Sub(0, 0, in.W(), rest)
	}
	gx, gy := whole.Origin()
	x, y := in.Origin()
	v.place = place{p.Draw(in, l.Theme, l.Glyphs), x - gx, y - gy, in.W()}
}

// horizonPlot is the picture of the errors by horizon, with the crosshair at k steps, and the errors there.
func (v *View) horizonPlot(f *figures, k int) (chart.Plot, []reading) {
	l, w := v.look, v.look.Words.Forecast.Errors
	cross := float64(k)
	p := chart.Plot{X: chart.Axis{Min: 1, Max: math.Max(2, float64(len(f.horizons)))}, XFormat: wholeRow, XLabel: w.Axis, Crosshair: &cross, AtEnds: true}
	var read []reading
	curve := func(values []float64, name, brief string, st grid.Style) {
		p.Series = append(p.Series, chart.Series{N: len(values), Style: st, Label: name, Brief: brief, At: func(i int) (x, y float64) { return float64(i + 1), values[i] }})
		if len(values) >= k {
			x := " " + panel.ValueText(values[k-1])
			read = append(read, reading{name + x, brief + x, st})
		}
	}
	curve(f.horizons, w.Network, w.Network, l.Valid)
	curve(f.lasts, w.Last, w.LastBrief, l.Reference)
	if len(f.law) > 0 && f.law[0] > 0 {
		curve(f.law, w.Law, w.LawBrief, l.Floor)
	}
	most := 2 * slices.Max(f.lasts) // a network that explodes leaves the chart
	values := []float64{0}
	for _, list := range [][]float64{f.horizons, f.lasts, f.law} {
		for _, x := range list {
			if x <= most {
				values = append(values, x)
			}
		}
	}
	p.Y = chart.Fit(false, values...).Nice()
	return p, read
}

// of is what the page is about.
func (v *View) of(f *figures) string {
	w := v.look.Words.Forecast.Errors
	said := w.OfHeldOut
	if v.data.HeldOut() == 0 {
		said = w.OfTraining
	}
	text := fmt.Sprintf(said, number(f.hfrom+1), number(f.hto))
	return text + " · " + v.look.Words.Step + " " + number(f.step)
}

// inWords are the figures of one step ahead.
func (v *View) inWords(f *figures) []string {
	w := v.look.Words.Forecast.Errors
	list := []string{fmt.Sprintf(w.RMSE, panel.ValueText(f.rmse), panel.ValueText(f.last))}
	if !math.IsNaN(f.skill()) {
		list = append(list, fmt.Sprintf(w.Skill, panel.Skill(f.skill())))
	}
	list = append(list, fmt.Sprintf(w.Moments, panel.ValueText(f.mean), panel.ValueText(f.sd)))
	if !math.IsNaN(f.covered) {
		list = append(list, fmt.Sprintf(w.Covers, 100*f.covered, number(len(f.of)), panel.Cover))
	}
	return list
}

// drawResiduals draws the distribution of the residuals, with the normal curve of the same σ, and the figures in words.
func (v *View) drawResiduals(g grid.View, f *figures) {
	l, w := v.look, v.look.Words.Forecast.Errors
	frame := grid.Frame{Title: v.named(w.Residuals), Right: i18n.Format(w.Rows, number(len(f.of))), Border: l.Border, TitleStyle: l.Title, RightStyle: l.Dim}
	if !v.data.Feeds() { // there is no other picture
		frame.Foot, frame.FootStyle, frame.Border = l.Words.Forecast.OneOnly, l.Dim, l.BorderFocus
	}
	in := g.Frame(frame)
	text := folded(v.inWords(f), in.W()-2)
	if rest := in.H() - len(text); rest >= 4 {
		at := in.Sub(0, 0, in.W(), rest)
		v.residualPlot(f, at).Draw(at, l.Theme, l.Glyphs)
		in = in.Sub(0, rest, in.W(), len(text))
	}
	v.lines(in, text)
}

// lines writes texts in rows of their own.
func (v *View) lines(g grid.View, text []string) {
	for y, s := range folded(text, g.W()-2) {
		g.Text(1, y, grid.Truncate(s, g.W()-2, v.look.Pick("…", "~")), v.look.Text)
	}
}

// folded puts as many of the texts in a row as fit.
func folded(texts []string, w int) (rows []string) {
	for _, s := range texts {
		if n := len(rows); n > 0 && grid.Width(rows[n-1])+3+grid.Width(s) <= w {
			rows[n-1] += " · " + s
			continue
		}
		rows = append(rows, s)
	}
	return rows
}
