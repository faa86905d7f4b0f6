package rungs

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"unroll/core/series/ladder"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func thousands(n int) string { return chart.Thousands(int64(n)) }

// A line of the table. What it does not have is NaN.
type line struct {
	name    string
	score   ladder.Score
	train   float64 // mean squared error over the training part, one step ahead
	network bool
	style   grid.Style
}

// lines are the rungs in their order, the network before the first that is better.
func (v *View) lines() []line {
	c, s, _ := v.now()
	if c == nil {
		return nil
	}
	var list []line
	for _, r := range c.Rungs {
		l := line{name: panel.RungName(r, *v.look), score: r.Score, train: r.TrainMSE, style: v.look.Text}
		if c.Ahead > 1 { // it is of one step
			l.train = math.NaN()
		}
		if r.Kind == ladder.Exact {
			l.style = v.look.Floor
		}
		list = append(list, l)
	}
	if s.N == 0 {
		return list
	}
	at := slices.IndexFunc(list, func(l line) bool { return l.score.MSE < s.MSE })
	if at < 0 {
		at = len(list)
	}
	return slices.Insert(list, at, line{name: v.look.Words.Ladder.Network, score: s.Score, train: v.trained(), network: true, style: v.look.Focus})
}

// lately is how many of the last updates the training loss is averaged over.
const lately = 100

// trained is the network's mean squared error in training, lately; NaN if its loss is not one, or of other forecasts.
func (v *View) trained() float64 {
	if v.data.Task().Loss.InNats() || Horizons[v.choice] > 1 {
		return math.NaN()
	}
	return v.data.MSE(v.seen.Snap.History.Latest(lately).PerToken())
}

// top is the first line to show.
func (v *View) top() int {
	lines := v.lines()
	at := slices.IndexFunc(lines, func(l line) bool { return l.network })
	return table.Top(v.first, len(lines), v.room, max(0, at))
}

// columns are as many as leave a bar worth showing.
func (v *View) columns(lines []line, room int) []table.Column[line] {
	w := v.look.Words.Rungs
	number := func(of func(l line) float64) func(l line) string {
		return func(l line) string {
			x := of(l)
			if math.IsNaN(x) {
				return ""
			}
			return digits(x)
		}
	}
	share := func(of func(l line) float64) func(l line) string {
		return func(l line) string {
			x := of(l)
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return ""
			}
			return panel.Figure(math.Round(x*1e3)/1e3 + 0)
		}
	}
	t := table.New(lines, room, table.Column[line]{Head: w.Name, Text: func(l line) string { return l.name }},
		table.Column[line]{Head: sprintf(w.Bars, v.look.Pick("│", "|")), Bar: v.bars(lines)})
	t.Add(1, w.RMSE, 6, number(func(l line) float64 { return l.score.RMSE() }))
	t.Add(-1, w.Skill, 6, share(func(l line) float64 { return l.score.Skill }))
	t.Add(-1, w.Left, 6, share(func(l line) float64 { return l.score.Left }))
	t.Add(-1, w.MAE, 6, number(func(l line) float64 { return l.score.MAE }))
	t.Add(-1, w.MSE, 7, number(func(l line) float64 { return l.score.MSE }))
	t.Add(-1, w.Train, 7, number(func(l line) float64 { return math.Sqrt(l.train) }))
	for i := range t.Columns {
		if t.Columns[i].Bar != nil {
			t.Columns[i].Width = t.Free()
		}
	}
	return t.Columns
}

// digits is a figure with four significant digits, trailing zeros included, so that a column can be compared.
func digits(x float64) string {
	decimals := 3
	switch {
	case x < 0.01 || x >= 1e5:
		return panel.ValueText(x)
	case x < 0.1:
		decimals = 5
	case x < 1:
		decimals = 4
	case x >= 1000:
		decimals = 0
	case x >= 100:
		decimals = 1
	case x >= 10:
		decimals = 2
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}

// bars are bars of the RMSE, relative to the last value's or, if that is greater, the network's: the mean's may be many times as
// long. The network's is a line through all of them.
func (v *View) bars(lines []line) func(at grid.View, l line) {
	most, net := 0.0, math.NaN()
	for i, l := range lines {
		if l.network {
			net = l.score.RMSE()
		}
		if r := l.score.RMSE(); r > most && (l.network || i > 0) {
			most = r
		}
	}
	return func(at grid.View, l line) {
		st := v.look.BarDim
		if l.network {
			st = v.look.Accent
		}
		if r := l.score.RMSE(); !math.IsNaN(r) {
			chart.DrawBars(at, []chart.Bar{{Value: math.Min(r, most), Max: most, Style: st}}, v.look.Glyphs)
			if r > most && at.W() > 0 {
				at.Set(at.W()-1, 0, v.look.Rune('›', '>'), v.look.Dim)
			}
		}
		if net <= most && at.W() > 0 {
			at.Set(min(int(net/most*float64(at.W())), at.W()-1), 0, v.look.Rune('│', '|'), v.look.Accent)
		}
	}
}
