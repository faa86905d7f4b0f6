// Package help explains keys: a page over the screen and a row under it, both made from the table
// that dispatches.
package help

import (
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/keys"
)

// Hints is the bottom row: the keys that matter most, as many as there is room for.
func Hints(v grid.View, entries []keys.Entry, l look.Look) {
	x := 1
	for _, e := range fitting(entries, v.W()-1) {
		x += v.Text(x, 0, e.Short, l.Key) + 1
		x += v.Text(x, 0, e.Brief, l.Dim) + 2
	}
}

// fitting leaves out of the entries with a brief what has no room, the last two (help and the way
// out) last of all.
func fitting(entries []keys.Entry, room int) []keys.Entry {
	var list, out []keys.Entry
	for _, e := range entries {
		if e.Brief != "" {
			list = append(list, e)
		}
	}
	width := func(e keys.Entry) int { return grid.Width(e.Short) + grid.Width(e.Brief) + 3 }
	last := max(0, len(list)-2)
	for _, e := range list[last:] {
		room -= width(e)
	}
	for _, e := range list[:last] {
		if width(e) <= room {
			room -= width(e)
			out = append(out, e)
		}
	}
	return append(out, list[last:]...)
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
	if scroll+in.H() < len(rows) {
		box.TextRight(w-2, h-1, " "+l.Pick("↓ ", "")+l.Words.More+" ", l.Accent)
	}
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
