// Package help explains keys: a page over the screen and a row under it, both made from the table
// that dispatches.
package help

import (
	"unroll/ui/grid"
	"unroll/ui/keys"
	"unroll/ui/look"
)

// Hints is the bottom row: the keys that matter most, as many as there is room for.
func Hints(v grid.View, entries []keys.Entry, l look.Look) {
	x := 1
	for _, e := range entries {
		if e.Brief == "" {
			continue
		}
		if x+grid.Width(e.Short)+1+grid.Width(e.Brief) > v.W() {
			continue
		}
		x += v.Text(x, 0, e.Short, l.Key) + 1
		x += v.Text(x, 0, e.Brief, l.Dim) + 2
	}
}

// row is a line of the page: a heading or a key.
type row struct {
	heading string
	entry   keys.Entry
}

// Draw lays the page of keys over the middle of v, from row scroll on, and returns how far it
// could be scrolled at most scroll.
func Draw(v grid.View, entries []keys.Entry, scroll int, l look.Look) int {
	rows := arrange(entries)
	keyCols, width := measure(rows)
	w := min(v.W(), width+4)
	h := min(v.H(), len(rows)+2)
	box := v.Sub((v.W()-w)/2, (v.H()-h)/2, w, h)
	box.Fill(' ', l.Text)
	in := box.Frame(grid.Frame{Title: l.Words.Help, Right: l.Words.HelpClose, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Dim})
	scroll = min(max(scroll, 0), max(0, len(rows)-in.H()))
	for y := range min(in.H(), len(rows)-scroll) {
		r := rows[scroll+y]
		if r.heading != "" {
			in.Text(1, y, r.heading, l.Title)
			continue
		}
		in.Text(1, y, r.entry.Keys, l.Key)
		in.Text(keyCols+3, y, r.entry.Does, l.Text)
	}
	return scroll
}

// arrange puts entries under their headings, in the order of the table.
func arrange(entries []keys.Entry) []row {
	var rows []row
	group := ""
	for _, e := range entries {
		if e.Group != group {
			if group != "" {
				rows = append(rows, row{heading: " "})
			}
			group = e.Group
			rows = append(rows, row{heading: group})
		}
		rows = append(rows, row{entry: e})
	}
	return rows
}

func measure(rows []row) (keyCols, width int) {
	for _, r := range rows {
		keyCols = max(keyCols, grid.Width(r.entry.Keys))
	}
	for _, r := range rows {
		width = max(width, keyCols+3+grid.Width(r.entry.Does))
	}
	return keyCols, width
}
