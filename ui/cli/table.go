package cli

import (
	"strings"

	"unroll/ui/draw/grid"
)

// A table is rows of cells in columns that are as wide as their widest. Cells must be safe to show.
type table struct {
	rows  [][]string
	right []bool // columns that numbers stand in
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String is the table, a line a row, without blanks at the ends of lines.
func (t *table) String() string {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], grid.Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-grid.Width(cell))
			if i > 0 {
				line.WriteString("  ")
			}
			if i < len(t.right) && t.right[i] {
				line.WriteString(pad + cell)
			} else {
				line.WriteString(cell + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
