package picker

import (
	"fmt"
	"slices"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// listRow is a row of the list: a heading, an entry, or nothing.
type listRow struct {
	index int   // of an entry; −1: none
	of    group // of a heading or an entry
	heads bool  // it is a heading
	text  string
	n     int // the entries that it stands for
}

// heading is the row above the entries of a group.
func (p *Picker) heading(g group) listRow {
	text := g.heading(p.Look.Words)
	if p.unfolded[g] && p.pattern() == "" && g.foldable(p.size(g)) {
		text = "- " + text
	}
	return listRow{index: -1, of: g, heads: true, text: text}
}

// rows are the rows of the list. A group that is folded whole is one row, its heading, directly below the built-in texts. There is no
// blank row below those groups, so that 24 rows have room for a file of the folder.
func (p *Picker) rows(shown []item) []listRow {
	var rows []listRow
	whole := func(it item) bool { return it.folded > 0 && it.group.head() == 0 }
	for i, it := range shown {
		if i == 0 || it.group != shown[i-1].group {
			if i > 0 && !whole(shown[i-1]) && !(whole(it) && shown[i-1].group == builtIns) {
				rows = append(rows, listRow{index: -1})
			}
			if !whole(it) {
				rows = append(rows, p.heading(it.group))
			}
		}
		rows = append(rows, listRow{index: i, of: it.group, n: max(1, it.folded)})
	}
	return rows
}

// scroll moves the list as little as shows the highlighted entry, its heading or the entry above it, and something below it, in h rows.
func (p *Picker) scroll(rows []listRow, h int) {
	if h != p.listH { // of another size: from the top
		p.listH, p.firstRow = h, 0
	}
	above, below := 1, 0
	switch {
	case h >= 12:
		above, below = 2, 2
	case h < 3:
		above = 0
	}
	chosen := max(0, slices.IndexFunc(rows, func(r listRow) bool { return r.index == p.at }))
	p.firstRow = min(max(p.firstRow, chosen+below-h+1), chosen-above)
	p.firstRow = max(0, min(p.firstRow, len(rows)-h))
}

// headed are the rows from the first that is shown to end. Where the heading of the uppermost entry is above them, it takes that entry's
// place, so that what is below it is never taken for something else.
func (p *Picker) headed(rows []listRow, end int) []listRow {
	drawn := slices.Clone(rows[min(p.firstRow, end):end])
	if len(drawn) < 3 || p.firstRow == 0 || drawn[0].index < 0 || rows[p.firstRow-1].of != drawn[0].of || rows[p.firstRow-1].text == "" && rows[p.firstRow-1].index < 0 {
		return drawn
	}
	of := drawn[0].of
	drawn[0] = listRow{index: -1}
	if drawn[1].index >= 0 && drawn[1].of == of {
		drawn[0] = p.heading(of)
	}
	return drawn
}

// more says how many entries are in rows that are not shown; "" if there are none.
func (p *Picker) more(rows []listRow, arrow, plain string) string {
	n := 0
	for _, r := range rows {
		n += r.n
	}
	if n == 0 {
		return ""
	}
	return p.Look.Pick(arrow, plain) + fmt.Sprintf(p.Look.Words.Picking.More, n)
}

// drawFolded says what a group has, and names the entries that are folded.
func (p *Picker) drawFolded(v grid.View, it item) {
	l, w := p.Look, p.Look.Words
	in := v.Frame(grid.Frame{Title: it.group.heading(w), Border: l.Border, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	y := panel.Paragraph(in, 0, it.group.about(w), l.Text)
	y += panel.Paragraph(in, y, fmt.Sprintf(w.Picking.Groups.Unfolds, it.folded), l.Accent) + 1
	list := p.hidden(it)
	widest := 0
	for _, h := range list {
		widest = max(widest, grid.Width(grid.Safe(h.name)))
	}
	widest = min(widest, in.W()/2)
	for i, h := range list {
		row := in.Sub(0, y+i, in.W(), 1)
		row.Verbatim(0, 0, grid.Truncate(grid.Safe(h.name), widest, l.Pick("…", "~")), l.Text)
		if room := in.W() - widest - 2; room > 0 {
			row.Text(widest+2, 0, grid.Truncate(grid.Safe(h.detail), room, l.Pick("…", "~")), l.Dim)
		}
	}
}

// clickRow highlights the entry in a row of the list or, if it is highlighted, opens it; a heading folds its group.
func (p *Picker) clickRow(y int) {
	if y < 0 || y >= len(p.drawn) {
		return
	}
	switch r := p.drawn[y]; {
	case r.heads:
		p.foldUp(r.of)
	case r.index < 0:
	case r.index == p.at:
		p.open()
	default:
		p.highlight(r.index)
		if it, ok := p.current(); ok && it.folded > 0 {
			p.open()
		}
	}
}
