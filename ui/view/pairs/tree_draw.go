package pairs

import (
	"fmt"

	"unroll/ui/draw/grid"
)

// A sheet is where the columns of a tree are, one for each step.
type sheet struct {
	x, w  []int // where a step's tokens begin, and the widest of them
	full  bool  // with probabilities
	first int   // the first step that is shown
}

const (
	stem    = 3  // columns before the tokens of a step: a corner, a line, a blank
	aside   = 11 // columns for the score behind a tree, and a mark that there are more rows
	endWide = 1  // a blank behind a token
)

// stroke is the line to a node, and its style.
func (b *Beam) stroke(m marks) (rune, grid.Style) {
	l := b.look
	switch {
	case m.best && m.greedy:
		return l.Rune('═', '#'), l.Good
	case m.best:
		return l.Rune('━', '='), l.Good
	case m.greedy:
		return l.Rune('┄', '~'), l.Accent
	}
	return l.Rune('─', '-'), l.Border
}

// label is a node's token, with its probability if full.
func (n node) label(full bool) string {
	text := grid.SafeToken(n.token)
	if full {
		text += " " + probability(n.p)
	}
	return text
}

// probability is a probability in two decimals, without the 0 before them.
func probability(p float64) string {
	text := fmt.Sprintf("%.2f", p)
	if len(text) == 4 && text[0] == '0' {
		return text[1:]
	}
	return text
}

// sheetOf lays out a tree's columns in w columns: with probabilities if they fit.
func (t *tree) sheetOf(w, cursor int) (s sheet) {
	for _, full := range []bool{true, false} {
		s = sheet{full: full}
		for _, n := range t.nodes {
			for len(s.w) <= n.step {
				s.w = append(s.w, 0)
			}
			s.w[n.step] = max(s.w[n.step], grid.Width(n.label(full)))
		}
		x := stem
		for _, each := range s.w {
			s.x, x = append(s.x, x), x+each+endWide+stem
		}
		if x+aside <= w {
			return s
		}
	}
	step := t.nodes[cursor].step // scrolls as little as shows the cursor, and a few steps behind it
	last := min(step+2, len(s.x)-1)
	for s.first < step && s.x[last]+s.w[last]+aside-s.x[s.first]+stem > w {
		s.first++
	}
	return s
}

// drawTree draws the tree, with the cursor visible, and returns the sheet.
func (b *Beam) drawTree(at grid.View, t *tree) {
	cursor := b.node()
	if cursor < 0 || at.Empty() {
		return
	}
	b.sheet = t.sheetOf(at.W(), cursor)
	top := b.top(at.H())
	b.room = at.H()
	left := b.sheet.x[b.sheet.first] - stem
	for i := range t.nodes {
		if n := &t.nodes[i]; n.step >= b.sheet.first {
			b.drawEdge(at, t, i, top, left)
			b.drawNode(at, t, i, top, left, i == cursor)
		}
	}
	if top > 0 {
		at.Set(at.W()-1, 0, b.look.Rune('▴', '^'), b.look.Dim)
	}
	if top+at.H() < t.rows {
		at.Set(at.W()-1, at.H()-1, b.look.Rune('▾', 'v'), b.look.Dim)
	}
}

// drawEdge draws the line from a node's parent to it.
func (b *Beam) drawEdge(at grid.View, t *tree, i, top, left int) {
	l, n := b.look, t.nodes[i]
	line, st := b.stroke(n.marks)
	x, y := b.sheet.x[n.step]-stem-left, n.row-top
	firstRow, lastRow := 0, 0 // of the node and its siblings
	if n.parent >= 0 {
		p := t.nodes[n.parent]
		firstRow, lastRow = p.row, t.nodes[p.last].row
	} else {
		for _, other := range t.nodes {
			if other.parent < 0 {
				lastRow = max(lastRow, other.row)
			}
		}
	}
	corner := line
	switch {
	case n.row == firstRow && lastRow > firstRow:
		corner = l.Rune('┬', '+')
	case n.row == lastRow && n.row > firstRow:
		corner = l.Rune('└', '`')
	case n.row > firstRow:
		corner = l.Rune('├', '|')
	}
	if y >= 0 && y < at.H() {
		if corner != line {
			at.Set(x, y, corner, l.Border)
		} else {
			at.Set(x, y, corner, st)
		}
		at.Set(x+1, y, line, st)
	}
	if n.row != firstRow {
		return
	}
	for row := firstRow + 1; row < lastRow; row++ { // siblings draw over it
		if y := row - top; y >= 0 && y < at.H() && at.At(x, y).Rune == ' ' {
			at.Set(x, y, l.Rune('│', '|'), l.Border)
		}
	}
}

// drawNode draws a node's token, the line behind it, and what ends there.
func (b *Beam) drawNode(at grid.View, t *tree, i, top, left int, cursor bool) {
	l, n, y := b.look, t.nodes[i], t.nodes[i].row-top
	if y < 0 || y >= at.H() {
		return
	}
	x, width := b.sheet.x[n.step]-left, b.sheet.w[n.step]
	st := l.Text
	switch {
	case n.best:
		st = l.Good.With(grid.Bold)
	case n.greedy:
		st = l.Accent
	case n.first < 0 && n.found < 0:
		st = l.Dim
	}
	if cursor {
		st = l.Focus.With(grid.Reverse)
	}
	x += at.Text(x, y, b.cut(n.label(b.sheet.full), at.W()-x), st)
	end := b.sheet.x[n.step] - left + width + endWide
	switch {
	case n.first >= 0:
		line, st := b.stroke(n.marks)
		for x++; x < end; x++ {
			at.Set(x, y, line, st)
		}
	case n.found >= 0:
		b.drawRank(at, x+1, y, n)
	case n.unknown:
		at.Text(x+1, y, "?", l.Dim)
	}
}

// drawRank writes the rank and the score of the candidate that ends at a node.
func (b *Beam) drawRank(at grid.View, x, y int, n node) {
	st := b.look.Dim
	if n.best {
		st = b.look.Good
	}
	text := fmt.Sprintf("%d. %s", b.rankOf(n.found), b.amount(b.now().tree.found[n.found].Score(b.set.alpha), 2))
	if x+grid.Width(text) > at.W() { // part of a number would be another
		text = b.more()
	}
	at.Text(x, y, text, st)
}

// rankOf is the rank of a candidate, from 1.
func (b *Beam) rankOf(found int) int {
	for i, at := range b.ranked {
		if at == found {
			return i + 1
		}
	}
	return 0
}
