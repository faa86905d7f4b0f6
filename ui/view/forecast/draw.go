package forecast

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/core/forecast"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// readingFrom is the least number of rows inside the frame that has one for the values under the crosshair.
const readingFrom = 5

// drawSeries draws the series with its forecasts, and under it the values at the crosshair or the line being typed.
func (v *View) drawSeries(g grid.View) {
	l := v.look
	foot, st := v.foot(grid.FrameRoom(g.W()))
	title, right := v.title(), v.cursorText()
	if grid.Width(title)+grid.Width(right)+6 > grid.FrameRoom(g.W()) {
		title = l.Words.Forecast.Title
	}
	in := g.Frame(grid.Frame{Title: title, Right: right, Foot: foot, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Text, FootStyle: st})
	v.place.w = 0
	if in.Empty() {
		return
	}
	chartRows := in.H()
	if v.entry != nil || in.H() >= readingFrom {
		chartRows--
		v.bottom(in.Sub(1, chartRows, in.W()-2, 1))
	}
	at := in.Sub(0, 0, in.W(), chartRows)
	gx, gy := g.Origin()
	x, y := at.Origin()
	v.place = place{v.plot(at.W()).Draw(at, l.Theme, l.Glyphs), x - gx, y - gy, at.W()}
}

// title says what is drawn over the series.
func (v *View) title() string {
	w, ks := v.look.Words.Forecast, v.chosen()
	if len(ks) == 1 && ks[0] == 1 {
		return w.Title + " · " + w.AheadOne
	}
	var list []string
	for _, k := range ks {
		list = append(list, fmt.Sprint(k))
	}
	return w.Title + " · " + fmt.Sprintf(w.Ahead, strings.Join(list, ", "))
}

// cursorText is the row under the crosshair and its value.
func (v *View) cursorText() string {
	w, row := v.look.Words.Forecast, number(v.cursor+1)
	if v.cursor >= v.end && math.IsNaN(v.value(v.cursor)) {
		return fmt.Sprintf(w.AtNone, row)
	}
	text := fmt.Sprintf(w.At, row, panel.ValueText(v.value(v.cursor)))
	if _, changed := v.past.at[v.cursor]; changed && v.cursor < v.end {
		text += ", " + fmt.Sprintf(w.Was, panel.ValueText(v.data.Value(v.cursor)))
	}
	return text
}

// foot is a message, or what a reader has to know of the picture.
func (v *View) foot(room int) (string, grid.Style) {
	w, l := v.look.Words.Forecast, v.look
	var parts []string
	switch {
	case v.notice != "":
		return v.notice, l.Warn
	case v.entry != nil && v.entry.bad != "":
		return fmt.Sprintf(w.NotNumber, grid.Safe(v.entry.bad)), l.Bad
	case v.entry != nil:
		return w.TypeHint, l.Dim
	case v.model == nil:
		return w.NoModel, l.Dim
	case !v.data.Feeds():
		parts = append(parts, w.OneOnly)
	case v.free && v.got.run != nil && v.got.run.err != nil:
		return l.Words.Error(v.got.run.err), l.Warn
	case v.free:
		parts = append(parts, fmt.Sprintf(w.FreeFrom, number(v.origin+1)))
	}
	if v.tooMany() {
		parts = append([]string{fmt.Sprintf(w.TooMany, number(mostRows))}, parts...)
	}
	switch n := len(v.past.at); n {
	case 0:
	case 1:
		parts = append(parts, w.ChangedOne)
	default:
		parts = append(parts, fmt.Sprintf(w.Changed, n))
	}
	parts = append(parts, v.look.Words.Step+" "+number(v.model.At()))
	for len(parts) > 1 && grid.Width(strings.Join(parts, " · ")) > room {
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, " · "), l.Dim
}

// bottom is the line being typed, or the forecasts of the row under the crosshair.
func (v *View) bottom(g grid.View) {
	w, l := v.look.Words.Forecast, v.look
	if v.entry != nil {
		x := g.Text(0, 0, w.Typing, l.Accent) + 1
		v.entry.line.Draw(g, x, 0, l.Text, true)
		return
	}
	x := 0
	for _, r := range v.readings() {
		if n := grid.Width(r.text); x+n > g.W() {
			if x += g.Text(x, 0, grid.Truncate(r.brief, g.W()-x, l.Pick("…", "~")), r.style) + 2; x >= g.W() {
				return
			}
			continue
		}
		x += g.Text(x, 0, r.text, r.style) + 3
	}
}

// A reading is a forecast of the row under the crosshair, in words.
type reading struct {
	text, brief string
	style       grid.Style
}

// readings are the forecasts of the row under the crosshair.
func (v *View) readings() (list []reading) {
	w := v.look.Words.Forecast
	add := func(name string, p forecast.Point, st grid.Style) {
		if p == nothing || math.IsNaN(p.Value) && math.IsNaN(p.Low) && v.model == nil {
			return
		}
		r := reading{name + " " + panel.ValueText(p.Value), name + " " + panel.ValueText(p.Value), st}
		if !math.IsNaN(p.Low) {
			r.text += " (" + fmt.Sprintf(w.Band, panel.ValueText(p.Low), panel.ValueText(p.High)) + ")"
		}
		list = append(list, r)
	}
	if a := v.got.ahead; a != nil {
		for _, l := range a.lines {
			if i := v.cursor - l.from; i >= 0 && i < len(l.points) {
				add(v.name(l.k), l.points[i], v.style(l.k))
			}
		}
	}
	if points, origin := v.freeRun(); points != nil {
		if i := v.cursor - origin - 1; i >= 0 && i < len(points) {
			add(w.Free, points[i], v.look.Run(0))
		}
	}
	return list
}

// name is that of the forecasts k steps ahead.
func (v *View) name(k int) string {
	if k == 1 {
		return v.look.Words.Forecast.OneStep
	}
	return fmt.Sprintf(v.look.Words.Forecast.Steps, k)
}

func (v *View) brief(k int) string {
	if k == 1 {
		return v.look.Words.Forecast.OneStepBrief
	}
	return fmt.Sprintf(v.look.Words.Forecast.StepsBrief, k)
}

// style is that of the forecasts k steps ahead; the free run has the first.
func (v *View) style(k int) grid.Style {
	switch k {
	case 1:
		return v.look.Run(1)
	case 4:
		return v.look.Run(2)
	case 16:
		return v.look.Run(4)
	}
	return v.look.Run(3)
}

// freeRun is the free run that is shown, and the row that it begins behind; nil: none. One that was asked for another row or another past is
// not shown.
func (v *View) freeRun() (points []forecast.Point, origin int) {
	r := v.got.run
	if !v.free || r == nil || r.err != nil || r.key.origin != v.origin || r.key.past != v.past.version {
		return nil, 0
	}
	return r.points, r.key.origin
}

// plot is the picture for w columns.
func (v *View) plot(w int) chart.Plot {
	l, words, d := v.look, v.look.Words.Forecast, v.data
	real := panel.Rows(d, v.end)
	if v.at.rows >= bucketsFrom && v.rows.ranges != nil {
		real = v.rows.series(d, v.end)
		real.Band, real.ShowBand = l.NormBand, true
	}
	real.Style, real.Label, real.Brief = l.Text, panel.SeriesName(d, *l), words.Series
	if v.at.rows*pointsFrom <= w {
		real.Dots, real.Glyph, real.Link = true, '•', chart.Joined
	}
	cross := float64(v.cursor + 1)
	p := chart.Plot{X: chart.Axis{Min: float64(v.at.from + 1), Max: float64(v.at.to())}, Series: []chart.Series{real},
		XFormat: wholeRow, XLabel: words.Row, Crosshair: &cross, Marks: []chart.Mark{panel.SplitMark(d, *l)}}
	var bands []chart.Series
	var shown [][]forecast.Point
	if a := v.got.ahead; a != nil && !v.tooMany() && a.key.choice == v.choice {
		for _, line := range a.lines {
			s := panel.Points(line.points, line.from)
			s.Style, s.Label, s.Brief = v.style(line.k), v.name(line.k), v.brief(line.k)
			if mark := markOf[line.k]; s.Style.FG == 0 && len(a.lines) > 1 && l.Glyphs != chart.ASCII { // without colours; ASCII has characters of its own
				s.Label, s.Brief = string(mark)+" "+s.Label, string(mark)+" "+s.Brief
				p.Marks = append(p.Marks, v.marks(line, mark)...)
			}
			p.Series, shown = append(p.Series, s), append(shown, line.points)
			bands = append(bands, panel.Band(line.points, line.from, w, l.NormBand))
		}
	}
	if points, origin := v.freeRun(); len(points) > 0 {
		from := forecast.Point{Value: v.value(origin), Low: v.value(origin), High: v.value(origin)}
		joined := append([]forecast.Point{from}, points...)
		s := panel.Points(joined, origin)
		s.Style, s.Label, s.Brief = l.Run(0), words.Free, words.FreeBrief
		p.Series, shown = append(p.Series, s), append(shown, points)
		bands = append([]chart.Series{panel.Band(joined, origin, w, l.TrainBand)}, bands...) // under the others, which are narrower
		p.Marks = append(p.Marks, chart.Mark{X: float64(origin + 1), Glyph: '▴', Style: l.Run(0), Place: chart.OnRule})
	}
	for _, row := range v.changedRows() {
		p.Marks = append(p.Marks, chart.Mark{X: float64(row + 1), Glyph: '◆', Style: l.Mark, Place: chart.AtY, Y: v.past.at[row]})
		shown = append(shown, []forecast.Point{{Value: v.past.at[row], Low: math.NaN(), High: math.NaN()}})
	}
	p.Series = append(p.Series, bands...)
	lo, hi := v.span(shown)
	p.Y = chart.Fit(false, lo, hi).Nice()
	return p
}

// markOf are the marks of lines that colours do not tell apart, by the steps ahead.
var markOf = map[int]rune{1: '○', 4: '△', 16: '◇', 64: '×'}

// marks are some marks on a line, each line's at rows of its own.
func (v *View) marks(l line, mark rune) (list []chart.Mark) {
	const onScreen = 7
	apart := max(1, v.at.rows/onScreen)
	for row := v.at.from + apart*(1+slices.Index(horizons, l.k))/(len(horizons)+1); row < v.at.to(); row += apart {
		if p := l.at(row); !math.IsNaN(p.Value) {
			list = append(list, chart.Mark{X: float64(row + 1), Y: p.Value, Glyph: mark, Style: v.style(l.k), Place: chart.AtY})
		}
	}
	return list
}

// pointsFrom is how many columns for each row there must be for the rows to be drawn as points.
const pointsFrom = 2

// span is the range of the values on the screen.
func (v *View) span(shown [][]forecast.Point) (lo, hi float64) {
	if v.at.rows >= bucketsFrom && v.rows.ranges != nil {
		return v.rows.series(v.data, v.end).Range(float64(v.at.from+1), float64(v.at.to()))
	}
	return panel.Span(v.data, v.at.from, v.at.to(), shown...)
}

// number writes a count.
func number(n int) string { return chart.Thousands(int64(n)) }

// wholeRow labels rows, which are whole numbers.
func wholeRow(x float64) string {
	if x != math.Trunc(x) {
		return ""
	}
	return number(int(x))
}
