package translate

import (
	"fmt"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

const (
	mostLabel  = 14  // columns of a token before its row
	mostColumn = 12  // columns of a cell, the gap before it included
	leastWord  = 7   // columns of one with a word over it
	briefWord  = 5   // the same where there is little room
	figureCell = 3   // columns of one with a number
	glyphCell  = 2   // columns of one with a glyph
	barsFrom   = 100 // columns from which bars stand beside the map
	barsHave   = 36  // columns of them then
	barsGap    = 3   // columns between
	infoFrom   = 6   // rows from which two of them are words about the chosen token
)

// A mapPlan is where a map is.
type mapPlan struct {
	label int   // columns before it
	p     bool  // with the token's probability
	cells []int // columns of each token of the source, the gap before it included
	shown int   // how many of them, from corner.column on
	rows  int
	info  int // rows below it
}

// mapPlan fits a map into w×h cells.
func (m *Map) mapPlan(w, h int, a *maps, x heat) mapPlan {
	p := mapPlan{p: w >= labelled}
	for _, token := range x.tokens {
		p.label = max(p.label, min(mostLabel, max(4, w/4), grid.Width(token)))
	}
	p.label += 2
	if p.p {
		p.label += 5
	}
	if h >= infoFrom {
		p.info = 2
	}
	p.rows = max(0, min(len(x.tokens), h-1-p.info))
	p.cells = cellsFor(a.source, w-p.label)
	m.follow(&p, w-p.label)
	return p
}

// cellsFor are the widths of the columns of source tokens: as wide as they are, or narrower until all fit.
func cellsFor(tokens []string, room int) []int {
	widest := 0
	for _, token := range tokens[:max(0, len(tokens)-1)] { // <eos> may always be cut
		widest = max(widest, grid.Width(token))
	}
	least := leastWord
	if room < labelled {
		least = briefWord
	}
	if widest+1 < least {
		least = max(figureCell, widest+1)
	}
	if widest <= 1 {
		least = glyphCell
	}
	for limit := mostColumn; ; limit-- {
		cells, sum := make([]int, len(tokens)), 0
		for i, token := range tokens {
			cells[i] = min(limit, max(figureCell, grid.Width(token)+1))
			sum += cells[i]
		}
		if sum <= room || limit <= least {
			return cells
		}
	}
}

// follow scrolls the map as little as needed to show the cursor.
func (m *Map) follow(p *mapPlan, room int) {
	n := len(m.heat().tokens)
	m.corner.row = max(0, min(max(min(m.corner.row, m.query), m.query-p.rows+1), n-p.rows))
	fit := func(from int) (count int) {
		for x := 0; from+count < len(p.cells) && x+p.cells[from+count] <= room; count++ {
			x += p.cells[from+count]
		}
		return count
	}
	from := min(m.corner.column, m.key)
	for from < m.key && from+fit(from) <= m.key {
		from++
	}
	for from > 0 && from-1+fit(from-1) >= len(p.cells) { // no empty columns at the end
		from--
	}
	m.corner.column, p.shown = from, fit(from)
}

// drawMap draws the weights: a row for each token of the translation, a column for each of the source.
func (m *Map) drawMap(in grid.View, a *maps) {
	l, w, x := m.look, m.look.Words.Translate, m.heat()
	if a == nil || len(x.tokens) == 0 {
		switch source, _ := m.now(); {
		case len(source.words) == 0:
			in.Text(0, 0, grid.Truncate(w.NoWords, in.W(), l.Pick("…", "~")), l.Dim)
		case a != nil && m.reference:
			panel.Paragraph(in, 0, w.NoReference, l.Dim)
		}
		return
	}
	bars := in
	if in.W() >= barsFrom {
		in = in.Sub(0, 0, in.W()-barsHave-barsGap, in.H())
	}
	p := m.mapPlan(in.W(), in.H(), a, x)
	m.room, m.place = p.rows, mapPlace{plan: p}
	at := p.label
	if p.p {
		in.TextRight(p.label-1, 0, w.P, l.Dim)
	}
	for j := m.corner.column; j < m.corner.column+p.shown; j++ {
		st := l.Dim
		if a.unknown[j] {
			st = l.Warn
		}
		if j == m.key {
			st = l.Focus
		}
		in.Text(at+1, 0, grid.Truncate(a.source[j], p.cells[j]-1, m.cut(p.cells[j]-1)), st)
		at += p.cells[j]
	}
	if m.corner.column > 0 {
		in.Text(p.label, 0, l.Pick("‹", "<"), l.Warn)
	}
	if m.corner.column+p.shown < len(a.source) && at < in.W() {
		in.Text(at, 0, l.Pick("›", ">"), l.Warn)
	}
	if bars.W() >= barsFrom {
		m.drawBars(bars.Sub(at+barsGap, 0, min(bars.W()-at-barsGap, 2*barsHave), bars.H()), a, x)
	}
	for i := range p.rows {
		m.drawRow(in.Sub(0, 1+i, in.W(), 1), m.corner.row+i, x, p)
	}
	if p.info > 0 {
		m.drawInfo(in.Sub(0, 1+p.rows, in.W(), in.H()-1-p.rows), a, x)
	}
}

// cut is what stands at the end of a token of which only so many columns are shown.
func (m *Map) cut(room int) string {
	if room < 4 {
		return ""
	}
	return m.look.Pick("…", "~")
}

// drawRow draws the weights of a token.
func (m *Map) drawRow(in grid.View, i int, x heat, p mapPlan) {
	l, st, mark := m.look, m.look.Text, " "
	if x.marks[i] {
		st = l.Dim
	}
	if i == m.query {
		st, mark = l.Focus, l.Pick("▸", ">")
	}
	in.Text(0, 0, mark, st)
	room := p.label - 2
	if p.p {
		room -= 5
		in.TextRight(p.label-1, 0, probability(x.p[i]), l.Dim)
	}
	in.Text(1, 0, grid.Truncate(x.tokens[i], room, l.Pick("…", "~")), st)
	at, top := p.label, most(x.weights[i])
	for j := m.corner.column; j < m.corner.column+p.shown; j++ {
		m.drawCell(in.Sub(at, 0, p.cells[j], 1), x.weights[i][j], j == top, i == m.query && j == m.key)
		at += p.cells[j]
	}
}

// drawInfo says in words what the chosen token looks at, and what is under the cursor.
func (m *Map) drawInfo(in grid.View, a *maps, x heat) {
	l, w := m.look, m.look.Words.Translate
	n := panel.Paragraph(in, 0, m.looksAt(a, x, m.query), l.Text)
	token := "“" + a.source[m.key] + "”"
	if a.unknown[m.key] {
		token = fmt.Sprintf(w.ReadAs, token)
	}
	under := fmt.Sprintf(w.Under, token, probability(float64(x.weights[m.query][m.key])), probability(x.p[m.query]))
	if n < in.H() {
		in.Text(0, n, grid.Truncate(grid.Safe(under), in.W(), l.Pick("…", "~")), l.Dim)
	}
}

// drawBars draws the weights of the chosen token as bars.
func (m *Map) drawBars(in grid.View, a *maps, x heat) {
	l, w, weights := m.look, m.look.Words.Translate, x.weights[m.query]
	in.Text(0, 0, grid.Truncate(fmt.Sprintf(w.BarsOf, x.tokens[m.query]), in.W(), l.Pick("…", "~")), l.Title)
	top, rows := most(weights), in.H()-1
	from := table.Top(table.Follow, len(weights), rows, m.key)
	var list []chart.Bar
	for j := from; j < min(len(weights), from+rows); j++ {
		b := chart.Bar{Label: " " + a.source[j], Value: float64(weights[j]), Max: 1, Right: probability(float64(weights[j])), Style: l.BarDim, LabelStyle: l.Text, RightStyle: l.Dim}
		if j == top {
			b.Label, b.Style, b.RightStyle = l.Pick("▸", ">")+a.source[j], l.Bar, l.Text
		}
		if j == m.key {
			b.LabelStyle = l.Focus
		}
		list = append(list, b)
	}
	chart.DrawBars(in.Sub(0, 1, in.W(), rows), list, l.Glyphs)
}

// drawWithout says what a network without attention has instead.
func (m *Map) drawWithout(in grid.View) {
	l, y := m.look, 0
	for i, text := range m.without() {
		if i > 0 && in.H() > 12 {
			y++
		}
		y += panel.Paragraph(in.Sub(0, 0, in.W(), in.H()), y, text, l.Text)
	}
}

// without says what a network without attention has instead.
func (m *Map) without() []string {
	w, s := m.look.Words.Translate, m.model.Net.Spec()
	last := fmt.Sprintf(w.LastState, s.Layers, s.Hidden)
	if s.Context {
		last = fmt.Sprintf(w.Context, s.Layers, s.Hidden)
	}
	return []string{w.NoAttention, w.Choose, last}
}
