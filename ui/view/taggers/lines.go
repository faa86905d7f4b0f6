package taggers

import (
	"cmp"
	"math"
	"slices"

	"unroll/core/tagging"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

// A line of the table.
type line struct {
	name    string
	score   tagging.Score
	network bool
	style   grid.Style
}

// lines are the rungs from the greatest loss to the least, the network before the first that is better.
func (v *View) lines() []line {
	t := v.seen.Taggers
	if t.Ladder == nil {
		return nil
	}
	var list []line
	for _, r := range t.Ladder.Rungs {
		l := line{name: v.look.Words.Taggers.Names[r.ID], score: r.Score, style: v.look.Text}
		if r.Exact {
			l.style = v.look.Floor
		}
		list = append(list, l)
	}
	slices.SortStableFunc(list, func(a, b line) int { return cmp.Compare(b.score.Loss(), a.score.Loss()) })
	if t.Stand.N == 0 {
		return list
	}
	net := line{name: v.look.Words.Ladder.Network, score: t.Stand.Score, network: true, style: v.look.Focus}
	at := 0
	if net.score.Loss() == net.score.Loss() { // one that diverged stands above all
		at = slices.IndexFunc(list, func(l line) bool { return l.score.Loss() < net.score.Loss() })
	}
	if at < 0 {
		at = len(list)
	}
	return slices.Insert(list, at, net)
}

// top is the first line to show.
func (v *View) top() int {
	lines := v.lines()
	return table.Top(v.first, len(lines), v.room, max(0, slices.IndexFunc(lines, func(l line) bool { return l.network })))
}

// visible are the lines that there is room for.
func (v *View) visible(lines []line) []line {
	first := v.top()
	return lines[first:min(len(lines), first+v.room)]
}

// columns are as many as leave a bar worth showing.
func (v *View) columns(lines []line, room int) []table.Column[line] {
	w, l := v.look.Words.Taggers, *v.look
	all := make([]table.Bar, len(lines))
	for i, l := range lines {
		all[i] = bar(l)
	}
	bars := table.Bars(all, v.look)
	t := table.New(lines, room, table.Column[line]{Head: v.look.Words.Rungs.Name, Text: func(l line) string { return l.name }},
		table.Column[line]{Bar: func(at grid.View, l line) { bars(at, bar(l)) }})
	t.Add(1, sprintf(w.Loss, l.UnitName()), 6, func(x line) string { return number(panel.Figure(l.Loss(x.score.Loss())), x.score.Loss()) })
	percent := func(share func(s tagging.Score) float64) func(x line) string {
		return func(x line) string { return number(sprintf("%.1f %%", 100*share(x.score)), share(x.score)) }
	}
	t.Add(-1, w.Accuracy, 7, percent(tagging.Score.Accuracy))
	if v.seen.Taggers.Ladder != nil && v.seen.Taggers.Ladder.Rungs[0].Unseen > 0 {
		t.Add(-1, w.Seen, 7, percent(tagging.Score.AccuracySeen))
		t.Add(-1, w.Unseen, 7, percent(tagging.Score.AccuracyUnseen))
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Bar != nil {
			c.Width = t.Free()
			c.Head = table.Heading(v.look.Words.Rungs.Bars, v.look.Pick("│", "|"), c.Width)
		}
	}
	return t.Columns
}

func bar(l line) table.Bar { return table.Bar{Value: l.score.Loss(), Network: l.network} }

// number is the text of a number, and nothing where it is none.
func number(text string, v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return text
}
