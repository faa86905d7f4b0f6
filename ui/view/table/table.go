// Package table lays out tables of texts and bars in cells: as many columns as leave a bar worth showing, and as many lines
// as there is room for.
package table

import (
	"slices"

	"unroll/ui/draw/grid"
)

// A Column of a table of lines of type L: texts, or bars.
type Column[L any] struct {
	Head  string
	Width int
	Left  bool
	Text  func(l L) string
	Bar   func(at grid.View, l L)
}

// A Table is some columns in a room.
type Table[L any] struct {
	Columns []Column[L]
	lines   []L
	room    int
	used    int
}

// LeastBar is the fewest columns worth a bar.
const LeastBar = 7

// New is a table of lines with their names and a bar, which gets what others leave of room columns.
func New[L any](lines []L, room int, name, bar Column[L]) *Table[L] {
	name.Width, name.Left = grid.Width(name.Head), true
	for _, l := range lines {
		name.Width = max(name.Width, grid.Width(name.Text(l)))
	}
	return &Table[L]{Columns: []Column[L]{name, bar}, lines: lines, room: room, used: name.Width + 1}
}

// Add adds a column of texts at a place among the others, if there is room for it and any line has such a text. A place
// below 0 is counted from the end: −1 is the last.
func (t *Table[L]) Add(at int, head string, width int, text func(l L) string) {
	width = max(width, grid.Width(head))
	empty := !slices.ContainsFunc(t.lines, func(l L) bool { return text(l) != "" })
	if empty || t.used+width+1+LeastBar > t.room {
		return
	}
	if at < 0 {
		at += len(t.Columns) + 1
	}
	t.used += width + 1
	t.Columns = slices.Insert(t.Columns, at, Column[L]{Head: head, Width: width, Text: text})
}

// Free is what is left for bars.
func (t *Table[L]) Free() int { return max(0, t.room-t.used) }

// Rows is how many lines there is room for on h rows: on a single one a line says more than the headings.
func Rows(h int) int {
	if h <= 1 {
		return max(0, h)
	}
	return h - 1
}

// Draw draws the headings and under them lines, each in its style; on a single row the first line alone.
func Draw[L any](at grid.View, columns []Column[L], lines []L, head grid.Style, style func(L) grid.Style) {
	x, top := 0, 1
	if at.H() == 1 && len(lines) > 0 {
		top = 0
	}
	for _, c := range columns {
		part := at.Sub(x, 0, c.Width, at.H())
		x += c.Width + 1
		if top > 0 {
			c.draw(part, 0, c.Head, head)
		}
		for y, l := range lines {
			if c.Bar != nil {
				c.Bar(part.Sub(0, top+y, c.Width, 1), l)
				continue
			}
			c.draw(part, top+y, c.Text(l), style(l))
		}
	}
}

func (c Column[L]) draw(at grid.View, y int, text string, st grid.Style) {
	if c.Left || c.Bar != nil {
		at.Text(0, y, text, st)
	} else {
		at.TextRight(c.Width, y, text, st)
	}
}

// Follow keeps the line that matters most visible.
const Follow = -1

// Top is the first of n lines to show in a room, given the one that a person has scrolled to, or Follow: then line at is in the
// middle if possible.
func Top(first, n, room, at int) int {
	last := max(0, n-room)
	if first == Follow {
		first = at - room/2
	}
	return min(max(first, 0), last)
}
