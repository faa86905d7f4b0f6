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
	exact   bool // the law that made the series
	rough   bool // a forecast that may be far worse than repeating the last value
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
		l := line{name: v.look.Words.Rungs.RungName(r), score: r.Score, train: r.TrainMSE, style: v.look.Text}
		l.rough = r.Kind == ladder.Mean || r.Kind == ladder.PeriodAgo
		if c.Ahead > 1 { // it is of one step
			l.train = math.NaN()
		}
		if r.Kind == ladder.Exact {
			l.style, l.exact = v.look.Floor, true
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

// pinned is how many of the last lines are always shown, if not all are: the exact law, and the network if it is below that.
func (v *View) pinned(lines []line) int {
	const least = 3 // lines worth shortening the rest for
	at := slices.IndexFunc(lines, func(l line) bool { return l.exact })
	if n := len(lines) - at; at >= 0 && v.room < len(lines) && v.room >= least+n {
		return n
	}
	return 0
}

// top is the first line to show.
func (v *View) top() int {
	lines := v.lines()
	n := v.pinned(lines)
	at := slices.IndexFunc(lines, func(l line) bool { return l.network })
	return table.Top(v.first, len(lines)-n, v.room-n, max(0, at))
}

// visible are the lines that there is room for.
func (v *View) visible(lines []line) []line {
	n, first := v.pinned(lines), v.top()
	shown := slices.Clone(lines[first:min(len(lines)-n, first+v.room-n)])
	return append(shown, lines[len(lines)-n:]...)
}

// columns are as many as leave a bar worth showing.
func (v *View) columns(lines []line, room int) []table.Column[line] {
	w := v.look.Words.Rungs
	share := func(of func(l line) float64) func(l line) string {
		return func(l line) string {
			x := of(l)
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return ""
			}
			return panel.Skill(x)
		}
	}
	t := table.New(lines, room, table.Column[line]{Head: w.Name, Text: func(l line) string { return l.name }},
		table.Column[line]{Bar: v.bars(lines)})
	number := func(at int, head string, of func(l line) float64) {
		text := figures(lines, of)
		width := 0
		for _, l := range lines {
			width = max(width, grid.Width(text(l)))
		}
		t.Add(at, head, width, text)
	}
	number(1, w.RMSE, func(l line) float64 { return l.score.RMSE() })
	t.Add(-1, w.Skill, 6, share(func(l line) float64 { return l.score.Skill }))
	t.Add(-1, w.Left, 6, share(func(l line) float64 { return l.score.Left }))
	number(-1, w.MAE, func(l line) float64 { return l.score.MAE })
	number(-1, w.MSE, func(l line) float64 { return l.score.MSE })
	number(-1, w.Train, func(l line) float64 { return math.Sqrt(l.train) })
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Bar != nil {
			c.Width = t.Free()
			c.Head = table.Heading(v.look.Words.Rungs.Bars, v.look.Pick("│", "|"), c.Width)
		}
	}
	return t.Columns
}

// figures writes a column so that it can be compared: with four significant digits, and what is below 1 with as many decimals as the least of them
// needs. What would be 0 then, or is too long, is written by itself.
func figures(lines []line, of func(l line) float64) func(l line) string {
	const most, long = 6, 1e5
	least := math.Inf(1)
	for _, l := range lines {
		if x := of(l); x >= 1e-5 {
			least = math.Min(least, x)
		}
	}
	decimals := 3 - int(math.Floor(math.Log10(least)))
	decimals = max(0, min(decimals, most))
	return func(l line) string {
		switch x := of(l); {
		case math.IsNaN(x):
			return ""
		case x < 1e-5 || x >= long:
			return panel.ValueText(x)
		case x >= 1:
			return strconv.FormatFloat(x, 'f', max(0, 3-int(math.Log10(x))), 64)
		default:
			return strconv.FormatFloat(x, 'f', decimals, 64)
		}
	}
}

// bars are bars of the RMSE. That of the mean, or of the value a period ago, may be many times as great as the others.
func (v *View) bars(lines []line) func(at grid.View, l line) {
	all := make([]table.Bar, len(lines))
	for i, l := range lines {
		all[i] = l.bar()
	}
	draw := table.Bars(all, v.look)
	return func(at grid.View, l line) { draw(at, l.bar()) }
}

func (l line) bar() table.Bar {
	return table.Bar{Value: l.score.RMSE(), Network: l.network, Rough: l.rough}
}
