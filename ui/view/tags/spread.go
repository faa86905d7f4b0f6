package tags

import (
	"fmt"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// drawBeside draws the distribution of the word under the cursor, a row for each tag.
func (v *View) drawBeside(at grid.View) {
	l, x := v.look, v.wordAt(v.word)
	at.Text(0, 0, grid.Truncate(fmt.Sprintf(l.Words.Tagging.TagsOf, grid.SafeToken(v.words()[v.word])), at.W(), l.Pick("…", "~")), l.Dim)
	if x.said < 0 || at.H() < 2 {
		return
	}
	var rows []chart.Bar
	for _, c := range v.spread(x, at.H()-1) {
		rows = append(rows, chart.Bar{Label: c.name, Value: c.p, Max: 1, Right: percent(c.p) + " %", Style: c.style, LabelStyle: l.Text, RightStyle: l.Dim})
	}
	chart.DrawBars(at.Sub(0, 1, at.W(), at.H()-1), rows, l.Glyphs)
}

// A share is a tag, or several together, and how likely it is.
type share struct {
	name  string
	p     float64
	style grid.Style
}

// spread are the tags of a word, the likeliest first; those for which there is no room are one together.
func (v *View) spread(x word, most int) (list []share) {
	l := v.look
	order := ranked(x.p)
	for i, k := range order {
		if i == most-1 && len(order) > most {
			rest := share{fmt.Sprintf(l.Words.Tagging.Others, len(order)-i), 0, l.BarDim}
			for _, k := range order[i:] {
				rest.p += x.p[k]
			}
			return append(list, rest)
		}
		st := l.BarDim
		if i == 0 {
			st = l.Bar
		}
		name := v.tagText(k)
		if k == x.gold {
			name = l.Pick("✓", "+") + name
		}
		list = append(list, share{name, x.p[k], st})
	}
	return list
}

// spreadWidth is that of a tag with its percentage.
func (v *View) spreadWidth() int {
	n := 0
	for k := range v.data.Tags {
		n = max(n, min(12, grid.Width(v.tagText(k))))
	}
	return n + 7 // a mark, blanks, the percentage
}

// rowsBelow is how many rows the whole distribution takes in so many columns.
func (v *View) rowsBelow(w int) int {
	each := max(1, (w+2)/(v.spreadWidth()+2))
	return (len(v.data.Tags)+each-1)/each + 1
}

// drawBelow writes the distribution of the word under the cursor, several tags in a row.
func (v *View) drawBelow(at grid.View) {
	l, x, more := v.look, v.wordAt(v.word), v.look.Pick("…", "~")
	if at.H() < 1 || x.said < 0 {
		return
	}
	width, y := v.spreadWidth(), 0
	if at.H() > 1 {
		at.Text(0, 0, grid.Truncate(fmt.Sprintf(l.Words.Tagging.TagsOf, grid.SafeToken(v.words()[v.word])), at.W(), more), l.Dim)
		y = 1
	}
	each := max(1, (at.W()+2)/(width+2))
	for i, c := range v.spread(x, each*(at.H()-y)) {
		part := at.Sub(i%each*(width+2), y+i/each, width, 1)
		p := percent(c.p)
		part.Text(0, 0, grid.Truncate(c.name, width-grid.Width(p)-1, more), l.Text)
		part.TextRight(part.W(), 0, p, l.Dim)
	}
}
