package ladder

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

// Draw draws the verdict, the table, the source of the numbers, and in the room left a picture of the ladder.
func (v *Ladder) Draw(all grid.View) {
	w, look := v.look.Words.Ladder, v.look
	in := all.Frame(grid.Frame{Title: w.Title, Right: w.Smoothing, Border: look.BorderFocus, TitleStyle: look.Title, RightStyle: look.Dim}).Inset(1, 0, 1, 0)
	if in.Empty() {
		return
	}
	lines := v.lines()
	if len(lines) == 0 {
		in.TextCenter(in.H()/2, look.Words.Waiting, look.Dim)
		return
	}
	y := 0
	if text, st := panel.VerdictLine(&v.seen, *look, in.W()); text != "" {
		in.Text(0, 0, text, st)
		y = 1
	}
	foot := v.facts(in.W())
	if spare := in.H() - y - 1 - len(lines); spare < len(foot) {
		foot = foot[:max(0, spare)]
	} else if y > 0 && spare > len(foot) {
		y++
	}
	v.room = table.Rows(in.H() - y - len(foot))
	shown := min(len(lines), v.room)
	first := v.top(len(lines))
	v.drawTable(in.Sub(0, y, in.W(), min(in.H()-y, 1+shown)), lines, lines[first:first+shown])
	y += 1 + shown
	for i, text := range foot {
		in.Text(0, y+i, text, look.Dim)
	}
	y += len(foot)
	if rest := in.H() - y - 1; rest >= least {
		v.drawPicture(in.Sub(0, y+1, in.W(), rest))
	}
}

// facts say what was counted and what was used to judge, in as many rows as needed.
func (v *Ladder) facts(width int) []string {
	w, l, f := v.look.Words.Ladder, v.seen.Ladder, v.seen.Facts
	if l.State == panel.NotCounted {
		return nil
	}
	in := i18n.Format(w.CountedIn, count(l.Train))
	if l.Train < f.Train {
		in = i18n.Format(w.CountedInPart, count(l.Train), count(f.Train))
	}
	if f.Valid < 2 {
		return []string{in}
	}
	by := fmt.Sprintf(w.JudgedBy, count(l.Valid-1))
	if l.Valid < f.Valid {
		by = fmt.Sprintf(w.JudgedByPart, count(l.Valid-1), count(f.Valid-1))
	}
	if rungs := l.Rungs; f.Score != "" && len(rungs) > 0 {
		by = fmt.Sprintf(w.JudgedBy, count(rungs[0].ValidTokens))
	}
	var list []string
	if both := in + ", " + by; grid.Width(both) <= width {
		list = append(list, both)
	} else {
		list = append(list, in, by)
	}
	if !math.IsNaN(v.seen.Floor) {
		list = append(list, fmt.Sprintf(w.Chance, v.look.Loss(2/math.Sqrt(float64(f.Valid-1))), v.look.UnitName())) // as baseline.Judge computes it
	}
	return list
}

func count(n int) string { return chart.Thousands(int64(n)) }

// columns are as many as leave a bar worth showing.
func (v *Ladder) columns(lines []line, room int) []table.Column[line] {
	w, units := v.look.Words.Ladder, v.look.Units()
	in := func(nats float64) string { return panel.Loss(nats, *v.look) }
	t := table.New(lines, room, table.Column[line]{Head: w.Name, Text: func(l line) string { return l.name }}, table.Column[line]{Bar: v.gains(lines)})
	t.Add(1, w.Ppl, 6, func(l line) string { return shown(task.Language.Score.Of(l.nats), panel.Number) })
	t.Add(1, units.Name, 6, func(l line) string { return shown(l.nats, in) })
	t.Add(-2, w.Gain, 6, func(l line) string { return shown(v.look.Loss(l.gain), thousandths) })
	t.Add(-1, w.TrainPpl, 6, func(l line) string { return shown(task.Language.Score.Of(l.train), panel.Number) })
	t.Add(-1, w.Contexts, 6, func(l line) string {
		if l.contexts < 0 {
			return ""
		}
		return whole(float64(l.contexts))
	})
	t.Add(-1, w.Possible, 7, func(l line) string { return shown(l.possible, whole) })
	if v.tokensPerChar() != 1 { // for characters it would be the same number
		t.Add(len(t.Columns)-min(2, len(t.Columns)-2), units.PerChar, 6, func(l line) string { return shown(l.chars, in) })
	}
	return v.bars(t.Columns, t.Free())
}

// leastTwo is the fewest columns worth two bars.
const leastTwo = 36

// bars gives the bars the columns that the texts leave: those of the gain and, before them if there is room for
// both, those of the loss.
func (v *Ladder) bars(list []table.Column[line], free int) []table.Column[line] {
	at := slices.IndexFunc(list, func(c table.Column[line]) bool { return c.Bar != nil })
	judged := slices.ContainsFunc(v.lines(), func(l line) bool { return !math.IsNaN(l.nats) })
	if free < leastTwo || !judged {
		list[at].Width = free
		return list
	}
	loss := table.Column[line]{Head: fmt.Sprintf(v.look.Words.Ladder.Bars, v.look.Pick("│", "|")), Width: free / 2, Bar: v.losses()}
	list[at].Width = free - free/2 - 1
	gain := at - 1 // its number is beside its bar
	return slices.Insert(list, gain, loss)
}

// losses are bars of the loss, relative to the greatest; the network's is a line through all of them.
func (v *Ladder) losses() func(at grid.View, l line) {
	most, net := 0.0, v.network().nats
	for _, l := range v.lines() {
		if l.nats > most {
			most = l.nats
		}
	}
	return func(at grid.View, l line) {
		st := v.look.BarDim
		if l.network {
			st = v.look.Accent
		}
		if !math.IsNaN(l.nats) {
			chart.DrawBars(at, []chart.Bar{{Value: l.nats, Max: most, Style: st}}, v.look.Glyphs)
		}
		if net <= most {
			at.Set(min(int(net/most*float64(at.W())), at.W()-1), 0, v.look.Rune('│', '|'), v.look.Accent)
		}
	}
}

// gains are bars of the improvement of each rung on the previous one, relative to the greatest; the network has a
// line there, to be found at a glance.
func (v *Ladder) gains(lines []line) func(at grid.View, l line) {
	most := 0.0
	for _, l := range lines {
		if l.gain > most {
			most = l.gain
		}
	}
	return func(at grid.View, l line) {
		switch {
		case l.gain > 0:
			chart.DrawBars(at, []chart.Bar{{Value: l.gain, Max: most, Style: v.look.Bar}}, v.look.Glyphs)
		case l.network && !math.IsNaN(l.nats):
			for x := range at.W() {
				at.Set(x, 0, v.look.Rune('╌', '-'), l.style)
			}
		}
	}
}

// shown is a number, or "" if there is none.
func shown(v float64, how func(float64) string) string {
	if math.IsNaN(v) {
		return ""
	}
	return how(v)
}

// thousandths is a number with three decimals, never −0.000.
func thousandths(v float64) string { return panel.Figure(math.Round(v*1e3)/1e3 + 0) }

// whole writes a count in at most 7 columns: 25,671, and from a million on in powers of ten: 1.2e9.
func whole(v float64) string {
	if v < 1e6 {
		return count(int(v))
	}
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(v, 'e', 1, 64), "e+")
	return mantissa + "e" + strings.TrimPrefix(exp, "0")
}

// drawTable draws the headings and some of the lines under them. The greatest bar of all lines fills its column.
func (v *Ladder) drawTable(at grid.View, all, lines []line) {
	table.Draw(at, v.columns(all, at.W()), lines, v.look.Dim, func(l line) grid.Style { return l.style })
}
