package grid

import "strings"

const (
	backUp = 24       // bytes by which a row may end early to keep a word whole
	tie    = "\u00a0" // a no-break space: to keep what is beside it together, a row may end early at any space
)

// A folding is the state of folding a safe text into rows.
type folding struct {
	parts  []string // parts that are not split
	widths []int    // columns of each
	rows   []string
	from   int // the first part of the current row
}

// Fold breaks a safe text into rows of w columns, after spaces if there are any, and if possible so that no row
// begins with closing or ends with opening punctuation. A part wider than w has a row of its own. Joined, the
// rows are the text.
func Fold(s string, w int) []string {
	var f folding
	width, space := 0, -1
	for part, n := range Clusters(s) {
		at := len(f.parts)
		for width+n > w && at > f.from {
			width = f.wrap(space, part)
			space = -1
		}
		if part == " " {
			space = at
		}
		f.parts, f.widths = append(f.parts, part), append(f.widths, n)
		width += n
	}
	return append(f.rows, f.text(f.from, len(f.parts)))
}

// text is the text of parts from..to, without to.
func (f *folding) text(from, to int) string { return strings.Join(f.parts[from:to], "") }

// wrap ends the row because next does not fit: after the space if that is near enough, otherwise after the last
// part. It returns the columns already in the new row.
func (f *folding) wrap(space int, next string) int {
	cut := len(f.parts)
	if last := f.text(max(space, f.from), cut); space > f.from && (len(last) < backUp || strings.Contains(last+next, tie)) {
		cut = space + 1
	}
	cut = Break(f.from, cut, func(i int) string {
		if i == len(f.parts) {
			return next
		}
		return f.parts[i]
	})
	f.rows, f.from = append(f.rows, f.text(f.from, cut)), cut
	width := 0
	for _, n := range f.widths[cut:] {
		width += n
	}
	return width
}
