package tokens

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// TestNearIsWhatStandsThere: at each column of a row it is the token that covers it, or the last before it; rows and columns beyond the text are those at its edge.
func TestNearIsWhatStandsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := anyTokens(t), rapid.IntRange(1, 40).Draw(t, "w")
		f := x.LayOut(w)
		if len(f.Rows) == 0 {
			return
		}
		row, column := rapid.IntRange(-3, len(f.Rows)+3).Draw(t, "row"), rapid.IntRange(-3, w+3).Draw(t, "column")
		got := f.Near(row, column)
		row = max(0, min(row, len(f.Rows)-1))
		want := int(f.Rows[row])
		for i, at := range f.At {
			if int(at.Row) == row && int(at.X) <= column {
				want = i
			}
		}
		if got != want {
			t.Fatalf("at %d,%d is token %d, want %d of %v", column, row, got, want, f.At)
		}
	})
}

// TestALineEndEndsItsRow: what comes after the end of a line begins a row, and nothing else does that had room on the row before.
func TestALineEndEndsItsRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := anyTokens(t), rapid.IntRange(1, 40).Draw(t, "w")
		f := x.LayOut(w)
		for i := 1; i < len(f.At); i++ {
			begins := f.At[i].X == 0 && f.At[i].Row == f.At[i-1].Row+1
			if x.Ends[i-1] && !begins {
				t.Fatalf("%d columns: %q stands at %+v after the end of a line", w, x.Labels[i], f.At[i])
			}
			all := int32(0)
			for _, n := range x.Widths {
				all += n + 1
			}
			if !x.Ends[i-1] && begins && all < int32(w) {
				t.Fatalf("%d columns have room for %d, and %q begins a row", w, all, x.Labels[i])
			}
		}
	})
}

// TestWordsAreSetApart: by one blank, that does not count at the end of a row; pieces of text follow on each other.
func TestWordsAreSetApart(t *testing.T) {
	for _, c := range []struct {
		list string
		end  string
		w    int
		want []Spot
	}{
		{"to be or", "<eos>", 8, []Spot{{0, 0}, {0, 3}, {0, 6}}},
		{"to be or", "<eos>", 7, []Spot{{0, 0}, {0, 3}, {1, 0}}},
		{"to be or", "\n", 7, []Spot{{0, 0}, {0, 2}, {0, 4}}}, // the last column is kept for a blank or the end of a line
		{"to be or", "\n", 6, []Spot{{0, 0}, {0, 2}, {1, 0}}},
		{"to <eos> or", "<eos>", 20, []Spot{{0, 0}, {0, 3}, {1, 0}}},
		{"光 折", "<eos>", 5, []Spot{{0, 0}, {0, 3}}},
		{"one . two three ”", "<eos>", 15, []Spot{{0, 0}, {0, 4}, {0, 6}, {1, 0}, {1, 6}}}, // one word comes down with it, not two
		{"wonderful a", "<eos>", 4, []Spot{{0, 0}, {1, 0}}},                                // wider than a row: one to itself
	} {
		if got := New(strings.Fields(c.list), c.end).LayOut(c.w).At; !slices.Equal(got, c.want) {
			t.Errorf("%q on %d columns stands at %v, want %v", c.list, c.w, got, c.want)
		}
	}
}

// TestWordsStayApartWhereARowBreaks: between any two words in a row is one blank, also where the first came down for the sake of the second.
func TestWordsStayApartWhereARowBreaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, w := anyTokens(t), rapid.IntRange(1, 40).Draw(t, "w")
		f := x.LayOut(w)
		for i := 1; i < len(f.At); i++ {
			gap := int32(0)
			if x.Words {
				gap = 1
			}
			if a, b := f.At[i-1], f.At[i]; a.Row == b.Row && b.X != a.X+min(x.Widths[i-1], int32(w))+gap {
				t.Fatalf("%d columns: %q at %+v, %q at %+v", w, x.Labels[i-1], a, x.Labels[i], b)
			}
		}
	})
}

// TestAWordComesDownWhole: where a row of characters is full, the word that is not finished goes to the next; one that would leave two dozen columns or more blank is broken.
func TestAWordComesDownWhole(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		rows string
	}{
		{"to be or not", 8, "to be |or not"}, {"to be or not", 9, "to be or |not"}, {"to be or not", 10, "to be or |not"}, {"to be", 9, "to be"}, {"wonderful", 5, "wond|erfu|l"},
		{"a " + strings.Repeat("b", 27), 27, "a " + strings.Repeat("b", 24) + "|bbb"}, {"a " + strings.Repeat("b", 26), 26, "a |" + strings.Repeat("b", 25) + "|b"}, {"a " + strings.Repeat("b", 23), 25, "a |" + strings.Repeat("b", 23)}, {"a b\nc", 9, "a b↵|c"},
	} {
		x := New(strings.Split(c.text, ""), "\n")
		f := x.LayOut(c.w)
		var rows []string
		for row := range f.Rows {
			from, to := f.Span(row)
			rows = append(rows, strings.Join(x.Labels[from:to], ""))
		}
		if got := strings.Join(rows, "|"); got != c.rows {
			t.Errorf("%q on %d columns is %q, want %q", c.text, c.w, got, c.rows)
		}
	}
}

// TestAPartIsItsOwn: it has the tokens of the text from one place to another, and what is added to it does not come into the text.
func TestAPartIsItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyTokens(t)
		from := rapid.IntRange(0, len(x.Labels)).Draw(t, "from")
		to := rapid.IntRange(from, len(x.Labels)).Draw(t, "to")
		labels, widths, ends := slices.Clone(x.Labels), slices.Clone(x.Widths), slices.Clone(x.Ends)
		p := x.Part(from, to)
		if !slices.Equal(p.Labels, labels[from:to]) || !slices.Equal(p.Ends, ends[from:to]) || p.Words != x.Words {
			t.Fatalf("%v from %d to %d is %v", labels, from, to, p.Labels)
		}
		p.Add("汉字", true)
		if n := len(p.Labels); p.Widths[n-1] != 4 || !p.Ends[n-1] || !slices.Equal(x.Labels, labels) || !slices.Equal(x.Widths, widths) || !slices.Equal(x.Ends, ends) {
			t.Fatalf("%v became %v", labels, x.Labels)
		}
	})
}

// TestLabelsAreSafeAndAsWideAsTheySay: no token has a control character when it is drawn, its columns are those of its label, and only the token that ends lines ends one.
func TestLabelsAreSafeAndAsWideAsTheySay(t *testing.T) {
	hostile := []string{"\x1b[31m", "\a", "\u202e", "\t", "\r", "光", "e\u0301", "\u0301", "", "\n", "<eos>", "\xff"}
	for _, end := range []string{"\n", "<eos>"} {
		x := New(hostile, end)
		for i, label := range x.Labels {
			if strings.ContainsAny(label, "\x1b\a\u202e\t\r\n") || int(x.Widths[i]) != grid.Width(label) {
				t.Errorf("%q is drawn as %q in %d columns", hostile[i], label, x.Widths[i])
			}
			if x.Ends[i] != (hostile[i] == end) {
				t.Errorf("%q ends a line: %v", hostile[i], x.Ends[i])
			}
		}
	}
}
