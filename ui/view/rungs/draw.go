package rungs

import (
	"math"

	"unroll/core/forecast"
	"unroll/core/series/ladder"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

// Draw draws the verdict, the table, the source of the numbers, and in the room left a picture of the lines.
func (v *View) Draw(all grid.View) {
	w, l := v.look.Words.Rungs, v.look
	in := all.Frame(grid.Frame{Title: l.Words.Ladder.Title, Right: v.ahead(), Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Accent}).Inset(1, 0, 1, 0)
	if in.Empty() {
		return
	}
	y := v.drawTop(in)
	lines := v.lines()
	c, _, _ := v.now()
	if c == nil {
		if y == 0 && (v.labs() && v.seen.Rungs.State == panel.Counting || !v.labs() && v.got.of != v.of()) {
			in.TextCenter(in.H()/2, w.Fitting, l.Dim)
		}
		return
	}
	foot := v.facts(c, in.W())
	if spare := in.H() - y - 1 - len(lines); spare < len(foot) {
		foot = foot[:max(0, min(len(foot), in.H()-y-4))] // lines matter more
	} else if y > 0 && spare > len(foot) {
		y++
	}
	v.room = table.Rows(in.H() - y - len(foot))
	if in.H() >= tall { // then the picture has some of the room
		v.room = max(0, min(v.room, (in.H()-y)*3/5))
	}
	shown := v.visible(lines)
	table.Draw(in.Sub(0, y, in.W(), min(in.H()-y, 1+len(shown))), v.columns(lines, in.W()), shown, l.Dim, func(l line) grid.Style { return l.style })
	y += 1 + len(shown)
	for i, text := range foot {
		in.Text(0, y+i, text, l.Dim)
	}
	y += len(foot)
	if rest := in.H() - y - 1; rest >= least {
		v.drawPicture(in.Sub(0, y+1, in.W(), rest), c)
	}
}

const (
	least = 6  // the fewest rows worth a picture
	tall  = 26 // rows from which there is one beside many lines
)

// ahead is how far ahead it is, and the period if a person has set it.
func (v *View) ahead() string {
	w := v.look.Words.Rungs
	said := w.OneStep
	if k := Horizons[v.choice]; k > 1 {
		said = sprintf(w.Steps, k)
	}
	if v.period > 0 {
		said += " · " + sprintf(w.PeriodIs, thousands(v.period))
	}
	return said
}

// drawTop draws what is being typed, what is wrong, or the verdict, and returns the rows that it took.
func (v *View) drawTop(in grid.View) int {
	w, l, more := v.look.Words.Rungs, v.look, v.look.Pick("…", "~")
	_, s, why := v.now()
	switch {
	case v.entry != nil:
		x := in.Text(0, 0, w.Typing, l.Accent)
		v.entry.Draw(in, x+1, 0, l.Text, true)
	case v.bad != "":
		in.Text(0, 0, grid.Truncate(grid.Safe(v.bad), in.W(), more), l.Warn)
	case why != nil:
		return panel.Paragraph(in, 0, l.Words.Error(why), l.Warn)
	case v.labs():
		text, st := panel.VerdictLine(&v.seen, *l, in.W())
		if text == "" {
			return 0
		}
		in.Text(0, 0, text, st)
	case s.N > 0:
		forms, st := panel.Standing(s.Verdict, *l)
		in.Text(0, 0, panel.Fitting(forms, in.W(), *l), st)
	default:
		return 0
	}
	return 1
}

// facts say what lines were fitted to and what forecasts are judged by, in as many rows as needed.
func (v *View) facts(c *forecast.Climb, width int) []string {
	w := v.look.Words.Rungs
	fitted := sprintf(w.Fitted, thousands(c.Fitted))
	if c.Fitted < c.Train {
		fitted = sprintf(w.FittedPart, thousands(c.Fitted), thousands(c.Train))
	}
	judged := sprintf(w.Judged, thousands(c.Judged))
	if c.Judged < c.Held {
		judged = sprintf(w.JudgedPart, thousands(c.Judged), thousands(c.Held))
	}
	if v.data.Log {
		judged += " · " + w.Logs
	}
	if both := fitted + ", " + judged; grid.Width(both) <= width {
		return []string{both}
	}
	return []string{grid.Truncate(fitted, width, v.look.Pick("…", "~")), grid.Truncate(judged, width, v.look.Pick("…", "~"))}
}

// drawPicture draws the RMSE over the order of the lines through the past: on the held-out rows it falls until more of the past
// no longer helps. The network, the last value and the exact law are horizontal lines.
func (v *View) drawPicture(at grid.View, c *forecast.Climb) {
	l, words := v.look, v.look.Words
	var orders, held, trained []float64
	refs := []chart.Ref{}
	add := func(name string, rmse float64, st grid.Style, yields bool) {
		if rmse-rmse == 0 {
			refs = append(refs, chart.Ref{Value: rmse, Label: name + " " + panel.ValueText(rmse), Style: st, Dashed: true, Yields: yields})
		}
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, r := range c.Rungs {
		switch r.Kind {
		case ladder.LineOfPast:
			orders, held = append(orders, float64(r.Order)), append(held, r.RMSE())
			trained = append(trained, math.Sqrt(r.TrainMSE))
			lo, hi = math.Min(lo, r.RMSE()), math.Max(hi, r.RMSE())
		case ladder.Last, ladder.Exact:
			st := l.Reference
			if r.Kind == ladder.Exact {
				st = l.Floor
			}
			add(l.Words.Rungs.RungName(r), r.RMSE(), st, r.Kind == ladder.Last)
			lo, hi = math.Min(lo, r.RMSE()), math.Max(hi, r.RMSE())
		}
	}
	if len(orders) < 2 {
		return
	}
	if _, s, _ := v.now(); s.N > 0 {
		add(words.Ladder.Network, s.RMSE(), l.Accent, false)
		lo, hi = math.Min(lo, s.RMSE()), math.Max(hi, math.Min(s.RMSE(), 2*hi))
	}
	curve := func(label string, st grid.Style, y []float64) chart.Series {
		return chart.Series{N: len(y), Style: st, Label: label, At: func(i int) (float64, float64) { return orders[i], y[i] }}
	}
	valid := curve(words.Valid, l.Valid, held)
	valid.Dots, valid.Glyph, valid.Link = true, '○', chart.Joined
	series := []chart.Series{valid}
	if c.Ahead == 1 { // in training there is no other
		tlo, thi := math.Inf(1), math.Inf(-1)
		for _, y := range trained {
			tlo, thi = math.Min(tlo, y), math.Max(thi, y)
		}
		lo, hi = math.Min(lo, tlo), math.Max(hi, thi)
		series = append([]chart.Series{curve(words.Train, l.Train, trained)}, series...)
	}
	p := chart.Plot{X: chart.Axis{Min: 1, Max: orders[len(orders)-1]}, Y: chart.Fit(false, lo, hi).Nice(), Series: series, Refs: refs, XLabel: words.Rungs.Order,
		XFormat: func(x float64) string {
			if x != math.Trunc(x) {
				return ""
			}
			return thousands(int(x))
		}}
	p.Draw(at, l.Theme, l.Glyphs)
}
