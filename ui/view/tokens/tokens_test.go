package tokens

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// anyTokens are tokens of one character, or words and punctuation.
func anyTokens(t *rapid.T) *Text {
	end := rapid.SampledFrom([]string{"\n", "<eos>"}).Draw(t, "end of line")
	list := []string{"字", "山", "，", "。", "」", "（", "“", "”", " ", "a", "b", ".", "(", end, "ที่", "\u0e35", "\u093f", "e\u0301", "\u1161", "👩"}
	if end != "\n" {
		list = append(list, "word", "another", "'s", "…", "long-winded-word")
	}
	return New(rapid.SliceOfN(rapid.SampledFrom(list), 0, 60).Draw(t, "tokens"), end)
}

// TestEveryTokenHasItsPlace: tokens are in order, each in one row and within its columns, at any width.
func TestEveryTokenHasItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := anyTokens(t), rapid.IntRange(1, 40).Draw(t, "w")
		f := x.LayOut(w)
		next := 0
		for row := range f.Rows {
			from, to := f.Span(row)
			if from != next || to <= from {
				t.Fatalf("row %d is %d–%d after %d", row, from, to, next)
			}
			col := int32(0)
			for i := from; i < to; i++ {
				n := min(x.Widths[i], int32(w))
				if at := f.At[i]; at.Row != int32(row) || at.X < col || at.X+n > int32(w) {
					t.Fatalf("token %d of row %d is at %+v, %d columns of %d", i, row, at, n, w)
				}
				col = f.At[i].X + n
			}
			next = to
		}
		if next != len(x.Labels) {
			t.Fatalf("%d of %d tokens are laid out", next, len(x.Labels))
		}
	})
}

// TestRowsOfTokensBreakWhereTheyMay: no row begins with closing punctuation or ends with opening if an earlier
// break in the row above was possible.
func TestRowsOfTokensBreakWhereTheyMay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := anyTokens(t), rapid.IntRange(1, 40).Draw(t, "w")
		f := x.LayOut(w)
		for row := range f.Rows[min(1, len(f.Rows)):] {
			from, to := f.Span(row)
			if x.Ends[to-1] || grid.MayBreak(x.Labels[to-1], x.Labels[to]) {
				continue
			}
			for at := from + 1; at < to; at++ {
				if x.Labels[at] != " " && grid.MayBreak(x.Labels[at-1], x.Labels[at]) {
					t.Fatalf("%d columns: row %q ends before %q, it could before %q", w, x.Labels[from:to], x.Labels[to], x.Labels[at])
				}
			}
		}
	})
}

// TestChineseRows: the character before a closing mark moves down with it.
func TestChineseRows(t *testing.T) {
	x := New(strings.Split("街不长，走", ""), "\n")
	f := x.LayOut(7)
	if from, _ := f.Span(1); x.Labels[from] != "长" {
		t.Errorf("the second row begins with %q", x.Labels[from])
	}
}

// TestMarksAreSeen: a token that is a mark is drawn on a circle and not joined to the token before, so that each
// keeps its columns.
func TestMarksAreSeen(t *testing.T) {
	x := New([]string{"e", "\u0301", "\u093f"}, "\n")
	g := grid.New(6, 1)
	f := x.LayOut(6)
	for i, label := range x.Labels {
		g.View().Text(int(f.At[i].X), 0, label, grid.Style{})
	}
	if got := g.Render(grid.Plain); got != "e◌\u0301◌\u093f  " {
		t.Errorf("drawn as %q", got)
	}
}
