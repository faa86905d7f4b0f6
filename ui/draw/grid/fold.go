package grid

import "strings"

const (
	backUp = 24       // bytes that a row may end early for the sake of a word
	tie    = "\u00a0" // a space that keeps together what is beside it: for its sake a row may end at any space
)

// A folding is a safe text on its way into rows.
type folding struct {
	parts  []string // what is not cut
	widths []int    // columns of each
	rows   []string
	from   int // the first part of the row that is being filled
}

// Fold cuts a safe text into rows of w columns, after spaces where there are some, and never so that a
// row begins with closing punctuation or ends with opening, if that can be had. What is wider than w
// has a row of its own. Joined, the rows are the text.
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

// text is what parts from to to say.
func (f *folding) text(from, to int) string { return strings.Join(f.parts[from:to], "") }

// wrap ends the row because next has no room on it, after the space, if that is near enough, or after the
// last part. It returns the columns of what the new row begins with.
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
