package panel

import (
	"strings"

	"unroll/ui/draw/grid"
)

// Paragraph writes a text from row y on, folded to the width of v, and returns the number of rows used.
func Paragraph(v grid.View, y int, text string, st grid.Style) int {
	text = grid.Safe(text)
	if v.ASCII() {
		text = grid.InASCII(text)
	}
	rows := grid.Fold(text, v.W())
	for i, r := range rows {
		v.Text(0, y+i, r, st)
	}
	return len(rows)
}

// Page writes the beginning of a text with its lines folded, as much as fits into v.
func Page(v grid.View, text string, st grid.Style) {
	y := 0
	for line := range strings.SplitSeq(text, "\n") {
		if y >= v.H() {
			return
		}
		y += Paragraph(v, y, line, st)
	}
}
