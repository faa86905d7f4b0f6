// Package help explains what is shown: a page over the screen, and a row of keys at the bottom. The keys of both
// come from the table that dispatches them; the rest of a page is passed in.
package help

import (
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/keys"
)

// Hints is the bottom row: the most important keys, as many as fit.
func Hints(v grid.View, entries []keys.Entry, l look.Look) {
	x := 1
	for _, e := range fitting(entries, v.W()) {
		x += v.Text(x, 0, e.Short, l.Key) + 1
		x += v.Text(x, 0, e.Brief, l.Dim) + 2
	}
}

// fitting omits those entries with a brief text that do not fit; the last two (help and leaving) are omitted
// last.
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
