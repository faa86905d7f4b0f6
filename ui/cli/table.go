package cli

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	glosstable "github.com/charmbracelet/lipgloss/table"

	"unroll/ui/draw/grid"
)

// A table is rows of cells in columns that are as wide as their widest cell. On a
// terminal the last column is wrapped to the width that is left; no table truncates a cell.
type table struct {
	ink    ink
	indent int        // columns before the first
	labels bool       // the first column labels the others
	head   []string   // nil: none
	rows   [][]string // the last cell of a row in kept is not wrapped
	kept   map[int]bool
	right  []bool // right-aligned columns, for numbers
}

// add adds a row; what its cells hold is tamed.
func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = tame(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// keep adds a row whose last cell stays on one line, as it is meant to be copied.
func (t *table) keep(cells ...string) {
	if t.kept == nil {
		t.kept = map[int]bool{}
	}
	t.kept[len(t.rows)] = true
	t.add(cells...)
}

// gap is the number of columns between two cells.
const gap = 2

// String is the table, without blanks at the ends of lines.
func (t *table) String() string {
	if len(t.rows) == 0 && t.head == nil {
		return ""
	}
	columns := len(t.head)
	for _, row := range t.rows {
		columns = max(columns, len(row))
	}
	w := t.lastWidth(columns)
	var s stand
	g := glosstable.New().BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderHeader(false).BorderColumn(false).
		StyleFunc(t.style(columns))
	if t.head != nil {
		g.Headers(s.ins(t.head)...)
	}
	for i, row := range t.rows {
		cells := make([]string, columns)
		copy(cells, row)
		if w > 0 && !t.kept[i] {
			cells[columns-1] = strings.Join(wrap(cells[columns-1], w), "\n")
		}
		g.Row(s.ins(cells)...)
	}
	if t.head == nil {
		g.Row(make([]string, columns)...) // Lip Gloss 1.1 omits the last line of a table that has neither headings nor borders
	}
	return t.outdent(s.outs(strings.TrimRight(g.String(), " \n")))
}

// outdent trims the end of each line, and begins it with the table's indentation.
func (t *table) outdent(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimRight(line, " \n"); line != "" {
			b.WriteString(strings.Repeat(" ", t.indent) + line)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// style is the style of a cell, including the gap after it.
func (t *table) style(columns int) glosstable.StyleFunc {
	title, label, text := t.ink.styles()
	return func(row, col int) lipgloss.Style {
		st := text
		switch {
		case row == glosstable.HeaderRow:
			st = title
		case t.labels && col == 0:
			st = label
		}
		if col < len(t.right) && t.right[col] {
			st = st.Align(lipgloss.Right)
		}
		if col < columns-1 {
			st = st.PaddingRight(gap)
		}
		return st
	}
}

// leastWrapped is the least width to wrap to: anything narrower is left to the terminal.
const leastWrapped = 16

// lastWidth is what is left for the last column; 0: it is not wrapped.
func (t *table) lastWidth(columns int) int {
	if t.ink.width == 0 || columns == 0 {
		return 0
	}
	left := t.ink.width - t.indent
	for col := range columns - 1 {
		widest := 0
		for _, row := range append([][]string{t.head}, t.rows...) {
			if col < len(row) {
				widest = max(widest, grid.Width(row[col]))
			}
		}
		left -= widest + gap
	}
	if left < leastWrapped {
		return 0
	}
	return left
}

// A stand replaces the cells that Lip Gloss and the grid measure differently (Indian vowel signs, Thai and Lao
// AM: a column of their own on a terminal, none in a grapheme cluster) with cells of the right width for Lip
// Gloss.
type stand struct{ lines []string }

// firstStand is a rune that the grid never measures as Lip Gloss does: a text that contains it is itself
// replaced.
const firstStand = 0xF0000

func (s *stand) ins(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		lines := strings.Split(cell, "\n")
		for j, line := range lines {
			if w := grid.Width(line); w != lipgloss.Width(line) {
				lines[j] = strings.Repeat(string(rune(firstStand+len(s.lines))), w)
				s.lines = append(s.lines, line)
			}
		}
		out[i] = strings.Join(lines, "\n")
	}
	return out
}

func (s *stand) outs(text string) string {
	if len(s.lines) == 0 {
		return text
	}
	var b strings.Builder
	last := rune(-1)
	for _, r := range text {
		i := int(r - firstStand)
		if r < firstStand || i >= len(s.lines) {
			b.WriteRune(r)
		} else if r != last {
			b.WriteString(s.lines[i])
		}
		last = r
	}
	return b.String()
}

// wrap breaks s into rows of at most width columns: between words, between Chinese characters where their
// punctuation allows it, and within a word that is longer than a row.
func wrap(s string, width int) []string {
	parts := partsOf(s, width)
	part := func(i int) string { return parts[i] }
	var rows []string
	for from := 0; from < len(parts); {
		at, w := from, 0
		for at < len(parts) && (at == from || w+grid.Width(parts[at]) <= width || parts[at] == " ") {
			w += grid.Width(parts[at])
			at++
		}
		if at < len(parts) {
			at = grid.Break(from, at, part)
		}
		rows = append(rows, strings.TrimRight(strings.Join(parts[from:at], ""), " "))
		for from = at; from < len(parts) && parts[from] == " "; from++ {
		}
	}
	if rows == nil {
		return []string{""}
	}
	return rows
}

// partsOf splits s into blanks, wide characters, and words or as much of a word as fits into a row.
func partsOf(s string, width int) []string {
	var parts []string
	long := 0 // columns of the last part if it is a word that may continue; 0: it is not
	for c, w := range grid.Clusters(s) {
		whole := c == " " || w == 2
		if long > 0 && !whole && long+w <= width {
			parts[len(parts)-1] += c
		} else {
			parts, long = append(parts, c), 0
		}
		if long += w; whole {
			long = 0
		}
	}
	return parts
}
