// Package tokens lays out the tokens of a text in rows: each has a label of its own, wide characters take two
// columns, words have a space between them, and the end of a line is drawn as a picture.
package tokens

import (
	"slices"

	"unroll/ui/draw/grid"
)

// A Text is tokens as they are drawn.
type Text struct {
	Labels []string // safe to draw
	Widths []int32  // columns of each
	Ends   []bool   // a line ends after it
	Words  bool     // they are separated by spaces

	fine  []string // the labels if more than ASCII is drawn
	ascii bool
}

// New makes the labels of tokens; endOfLine is the token that ends a line, and distinguishes words from adjacent
// pieces of text.
func New(list []string, endOfLine string) *Text {
	t := &Text{Words: endOfLine != "\n"}
	for _, s := range list {
		end := s == endOfLine
		if end {
			s = "\n"
		}
		t.Add(grid.Safe(s), end)
	}
	return t
}

// Add appends a label.
func (t *Text) Add(label string, end bool) {
	t.fine, t.Ends = append(t.fine, label), append(t.Ends, end)
	if t.ascii {
		label = grid.InASCII(label)
	}
	t.Labels, t.Widths = append(t.Labels, label), append(t.Widths, int32(grid.Width(label)))
}

// Spell writes control characters as ^[ if only ASCII is drawn, which takes two columns each, and reports whether that has
// changed: then rows must be laid out again.
func (t *Text) Spell(ascii bool) bool {
	if t.ascii == ascii {
		return false
	}
	t.ascii, t.Labels = ascii, slices.Clone(t.fine)
	for i, label := range t.fine {
		if ascii {
			t.Labels[i] = grid.InASCII(label)
		}
		t.Widths[i] = int32(grid.Width(t.Labels[i]))
	}
	return true
}

// Part is the tokens from..to, without to; additions to it do not affect t.
func (t *Text) Part(from, to int) *Text {
	return &Text{Labels: slices.Clip(t.Labels[from:to]), Widths: slices.Clip(t.Widths[from:to]), Ends: slices.Clip(t.Ends[from:to]), Words: t.Words,
		fine: slices.Clip(t.fine[from:to]), ascii: t.ascii}
}

// A Fold is a text laid out in rows.
type Fold struct {
	W    int     // columns of a row
	Rows []int32 // the first token of each
	At   []Spot  // of each token
}

// A Spot is where a token begins.
type Spot struct{ Row, X int32 }

// backUp is how many columns early a row may end to keep a word whole.
const backUp = 24

// LayOut folds t into rows of w columns, at spaces if there are any.
func (t *Text) LayOut(w int) *Fold {
	f := &Fold{W: w, At: make([]Spot, 0, len(t.Labels))}
	x, fresh := int32(0), true
	for i := range t.Labels {
		n := min(t.Widths[i], int32(w))
		for !fresh && x > 0 && x+n > t.room(i, w) {
			x = f.wrap(t, i)
		}
		if fresh {
			f.Rows, x = append(f.Rows, int32(i)), 0
		}
		f.At = append(f.At, Spot{int32(len(f.Rows) - 1), x})
		if x += n; t.Words {
			x++
		}
		fresh = t.Ends[i]
	}
	return f
}

// room is the column that token i must end by. Only a blank, or a token that ends a line, may be in the last
// column, so that no row begins with it.
func (t *Text) room(i, w int) int32 {
	if t.Words || t.Labels[i] == " " || t.Ends[i] {
		return int32(w)
	}
	return int32(w - 1)
}

// wrap begins a new row before token i, or before the word that it belongs to, and returns the column where i
// then begins.
func (f *Fold) wrap(t *Text, i int) int32 {
	row := int32(len(f.Rows) - 1)
	cut := i
	if !t.Words {
		for j := i; j > int(f.Rows[row])+1 && f.At[i-1].X-f.At[j-1].X < backUp; j-- {
			if t.Labels[j-1] == " " {
				cut = j
				break
			}
		}
	}
	cut = t.breakAt(int(f.Rows[row]), cut)
	f.Rows = append(f.Rows, int32(cut))
	x := int32(0)
	for j := cut; j < i; j++ {
		f.At[j] = Spot{row + 1, x}
		if x += min(t.Widths[j], int32(f.W)); t.Words {
			x++
		}
	}
	return x
}

// breakAt is the token to begin a row with instead of cut, so that no row begins with closing punctuation or ends
// with opening; from is the first of the previous row, which keeps at least one token.
func (t *Text) breakAt(from, cut int) int {
	if !t.Words {
		return grid.Break(from, cut, func(i int) string { return t.Labels[i] })
	}
	for at := cut; at > from; at-- {
		if grid.MayBreak(t.Labels[at-1], t.Labels[at]) {
			return at
		}
	}
	return cut
}

// Span is the tokens of a row.
func (f *Fold) Span(row int) (from, to int) {
	from, to = int(f.Rows[row]), len(f.At)
	if row+1 < len(f.Rows) {
		to = int(f.Rows[row+1])
	}
	return from, to
}

// Near is the token of a row at a column, or the last before it.
func (f *Fold) Near(row, x int) int {
	row = max(0, min(row, len(f.Rows)-1))
	from, to := f.Span(row)
	at := from
	for i := from; i < to && int(f.At[i].X) <= x; i++ {
		at = i
	}
	return at
}
