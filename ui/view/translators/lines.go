package translators

import (
	"cmp"
	"math"
	"slices"

	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

// A line of the table.
type line struct {
	name    string
	loss    float64           // NaN: it has no probabilities
	score   translation.Score // Sentences is 0: it makes no translations
	network bool
	style   grid.Style
}

// lines are the rungs from the greatest loss to the least, the network before the first that is better; those without a loss first.
func (v *View) lines() []line {
	p := v.seen.Pairs
	if p.Ladder == nil {
		return nil
	}
	var list []line
	for _, r := range p.Ladder.Rungs {
		l := line{name: v.look.Words.Pairs.Name(r.ID, p.Ladder.Grams), loss: r.Loss(), score: r.Score, style: v.look.Text}
		if r.ID == ladder.Law {
			l.style = v.look.Floor
		}
		list = append(list, l)
	}
	slices.SortStableFunc(list, func(a, b line) int { return cmp.Compare(-a.loss, -b.loss) }) // NaN is the least
	if p.Stand.Tokens == 0 {
		return list
	}
	net := line{name: v.look.Words.Ladder.Network, loss: p.Stand.Loss(), score: p.Stand.Score, network: true, style: v.look.Focus}
	at := 0
	if net.loss == net.loss { // one that diverged is above all
		at = slices.IndexFunc(list, func(l line) bool { return l.loss < net.loss })
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
	w, l := v.look.Words.Pairs, *v.look
	all := make([]table.Bar, len(lines))
	for i, l := range lines {
		all[i] = bar(l)
	}
	bars := table.Bars(all, v.look)
	t := table.New(lines, room, table.Column[line]{Head: v.look.Words.Rungs.Name, Text: func(l line) string { return l.name }},
		table.Column[line]{Bar: func(at grid.View, l line) {
			if l.loss == l.loss {
				bars(at, bar(l))
			}
		}})
	t.Add(1, sprintf(w.Loss, l.UnitName()), 6, func(x line) string { return number(panel.Figure(l.Loss(x.loss)), x.loss) })
	t.Add(-1, w.ExactHead, 7, func(x line) string { return number(i18n.ExactText(x.score.ExactMatch()), x.score.ExactMatch()) })
	t.Add(-1, w.BLEUHead, 5, func(x line) string { return number(panel.BLEUText(x.score.CorpusBLEU()), x.score.CorpusBLEU()) })
	t.Add(-1, w.BookHead, 6, func(x line) string { return number(panel.BLEUText(x.score.BookBLEU()), x.score.BookBLEU()) })
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Bar != nil {
			c.Width = t.Free()
			c.Head = table.Heading(v.look.Words.Rungs.Bars, v.look.Pick("│", "|"), c.Width)
		}
	}
	return t.Columns
}

func bar(l line) table.Bar { return table.Bar{Value: l.loss, Network: l.network} }

// number is the text of a number, and nothing where it is none.
func number(text string, v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return text
}
