// Package help explains what is shown: a page over the screen, and a row of keys under it. The keys of both are made
// from the table that dispatches; what else a page says is given to it.
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
