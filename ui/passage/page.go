package passage

import (
	"unroll/core/train"
	"unroll/ui/grid"
)

// A page is a passage as it is drawn.
type page struct {
	train.Passage
	title  string
	own    bool     // a part of the run's own text, which has other pages
	labels []string // what is drawn for each token behind the lead
	widths []int32
	ends   []bool // a line ends behind it
	words  bool   // tokens are set apart by spaces
	folded fold
}

func newPage(m train.Material, p train.Passage, title string) *page {
	eol := m.Vocab.Tokenizer().EndOfLine
	g := &page{Passage: p, title: title, words: eol != "\n"}
	for _, t := range p.Tokens[p.Lead:] {
		end := t == eol
		if end {
			t = "\n"
		}
		label := grid.Safe(t)
		g.labels, g.widths, g.ends = append(g.labels, label), append(g.widths, int32(grid.Width(label))), append(g.ends, end)
	}
	return g
}

// foreign says whether the vocabulary lacks token i.
func (g *page) foreign(m train.Material, i int) bool { return !m.Knows(g.Passage, i+g.Lead) }

// A fold is a page laid out in rows of a width.
type fold struct {
	w    int
	rows []int32 // the first token of each
	at   []spot  // of each token
}

type spot struct{ row, x int32 }

// backUp is how many columns a row may end early for the sake of a word.
const backUp = 24

// layOut folds the page to rows of w columns; the same page and width are folded once.
func (g *page) layOut(w int) *fold {
	f := &g.folded
	if f.w == w && len(f.at) == len(g.labels) {
		return f
	}
	f.w, f.rows, f.at = w, f.rows[:0], f.at[:0]
	x, fresh := int32(0), true
	for i := range g.labels {
		n := min(g.widths[i], int32(w))
		if !fresh && x+n > g.room(i, w) {
			x = f.wrap(g, i)
		}
		if fresh {
			f.rows, x = append(f.rows, int32(i)), 0
		}
		f.at = append(f.at, spot{int32(len(f.rows) - 1), x})
		if x += n; g.words {
			x++
		}
		fresh = g.ends[i]
	}
	return f
}

// room is the column that token i must end by. What is blank, or only ends a line, may stand in the
// last column: a row does not begin with it.
func (g *page) room(i, w int) int32 {
	if g.words || g.labels[i] == " " || g.ends[i] {
		return int32(w)
	}
	return int32(w - 1)
}

// wrap begins a new row before token i, or before the word that it belongs to, and returns the column
// where i comes to stand.
func (f *fold) wrap(g *page, i int) int32 {
	row := int32(len(f.rows) - 1)
	cut := i
	if !g.words {
		for j := i; j > int(f.rows[row])+1 && f.at[i-1].x-f.at[j-1].x < backUp; j-- {
			if g.labels[j-1] == " " {
				cut = j
				break
			}
		}
	}
	f.rows = append(f.rows, int32(cut))
	x := int32(0)
	for j := cut; j < i; j++ {
		f.at[j] = spot{row + 1, x}
		x += min(g.widths[j], int32(f.w))
	}
	return x
}

// span is the tokens of a row.
func (f *fold) span(row int) (from, to int) {
	from, to = int(f.rows[row]), len(f.at)
	if row+1 < len(f.rows) {
		to = int(f.rows[row+1])
	}
	return from, to
}

// near is the token of a row at a column, or the last before it.
func (f *fold) near(row, x int) int {
	row = max(0, min(row, len(f.rows)-1))
	from, to := f.span(row)
	at := from
	for i := from; i < to && int(f.at[i].x) <= x; i++ {
		at = i
	}
	return at
}
