// Package notice writes a message over the last rows of a screen. The cause of an error is at its end and says the most, so a long
// message takes several rows, and one that is too long for them loses its middle: first that of the paths in it.
package notice

import (
	"slices"
	"sort"
	"strings"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// most is the number of rows that a message takes at most, and leastPath the columns that a path in it is left at least.
const (
	most      = 3
	leastPath = 12
)

// Draw writes text, which need not be safe, over the last row of v or over as many as it needs, at most three, and returns their number.
func Draw(v grid.View, text string, st grid.Style, l look.Look) (rows int) {
	if v.Empty() {
		return 0
	}
	text = grid.Safe(text)
	if v.ASCII() {
		text = grid.InASCII(text)
	}
	list := Rows(text, max(1, v.W()-1), min(most, v.H()), l.Pick("…", "~"))
	at := v.Sub(0, v.H()-len(list), v.W(), len(list))
	at.Fill(' ', l.Text)
	for y, row := range list {
		at.Text(1, y, row, st)
	}
	return len(list)
}

// Rows folds a safe text into at most n rows of w columns; more stands for what is left out of its middle.
func Rows(text string, w, n int, more string) []string {
	fits := func(s string) bool { return len(grid.Fold(s, w)) <= n }
	for !fits(text) {
		path := widestPath(text)
		if path == "" {
			return grid.Fold(ends(text, more, fits), w)
		}
		text = longest(path, grid.Width(path), leastPath, more, fits, func(s string) string { return strings.Replace(text, path, s, 1) })
	}
	return grid.Fold(text, w)
}

// ends is as many whole words of both ends of a text as fit, with more between them; where not even two do, as much of both ends.
func ends(text, more string, fits func(string) bool) string {
	words := strings.Fields(text)
	form := func(cut int) string {
		kept := len(words) - cut
		return strings.Join(slices.Concat(words[:kept/2], []string{more}, words[kept/2+cut:]), " ")
	}
	if cut := sort.Search(len(words), func(cut int) bool { return fits(form(cut)) }); cut < len(words)-1 {
		return form(cut)
	}
	return longest(text, grid.Width(text), 0, more, fits, func(s string) string { return s })
}

// longest is the text that within makes of the longest form of part without its middle, from least to full columns, that fits; of the
// shortest if none does.
func longest(part string, full, least int, more string, fits func(string) bool, within func(string) string) string {
	form := func(cut int) string { return within(grid.Middle(part, full-cut, more)) }
	return form(min(full-least, sort.Search(full-least, func(cut int) bool { return fits(form(cut)) })))
}

// widestPath is the widest path in a text that can be made shorter; "": there is none.
func widestPath(text string) (path string) {
	for _, word := range strings.Fields(text) {
		if n := grid.Width(word); strings.ContainsAny(word, `/\`) && n > leastPath && n > grid.Width(path) {
			path = word
		}
	}
	return path
}
