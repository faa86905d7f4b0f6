package grid

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// prose generates texts in which lines could break wrongly.
func prose() *rapid.Generator[string] {
	part := rapid.SampledFrom([]string{"字", "山", "，", "。", "」", "》", "（", "《", "「", "“", "”", "……", "ー", " ", "word", "a", ")", "(", ",", "ที่", "हिन्दी", "e\u0301",
		"\u1112\u1161\u11ab", "\u0301", "\u200d", "👩", "  ", "long-winded"})
	return rapid.Map(rapid.SliceOfN(part, 0, 60), func(p []string) string { return strings.Join(p, "") })
}

// TestFoldLosesNothing: the rows joined are the text, no row is wider than allowed unless it is a single letter,
// and none is empty.
func TestFoldLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := Safe(prose().Draw(t, "text")), rapid.IntRange(0, 40).Draw(t, "w")
		rows := Fold(s, w)
		if strings.Join(rows, "") != s {
			t.Fatalf("%q became %q", s, rows)
		}
		for _, row := range rows {
			letters := 0
			for range Clusters(row) {
				letters++
			}
			if Width(row) > w && letters > 1 || row == "" && len(rows) > 1 {
				t.Fatalf("row %q in %d columns", row, w)
			}
		}
	})
}

// TestRowsDoNotBeginWithClosingPunctuation, nor end with opening punctuation, if another break in the row was
// possible.
func TestRowsDoNotBeginWithClosingPunctuation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := Safe(prose().Draw(t, "text")), rapid.IntRange(1, 40).Draw(t, "w")
		rows := Fold(s, w)
		for i, row := range rows[1:] {
			var parts []string
			for part := range Clusters(rows[i]) {
				parts = append(parts, part)
			}
			if MayBreak(rows[i], row) {
				continue
			}
			for at := range parts[1:] {
				if parts[at+1] != " " && MayBreak(parts[at], parts[at+1]) {
					t.Fatalf("%q ends in %q, and is followed by %q: it could end after %q", rows, rows[i], row, parts[at])
				}
			}
		}
	})
}

func TestFoldByTheRules(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want []string
	}{
		{"街不长，", 6, []string{"街不", "长，"}},
		{"他说《书》好", 6, []string{"他说", "《书》", "好"}},
		{"他说：「好。」", 8, []string{"他说：", "「好。」"}},
		{"山（水）", 4, []string{"山", "（水", "）"}}, // nowhere to break within （水
		{"，，，", 2, []string{"，", "，", "，"}},
		{"字，", 1, []string{"字", "，"}},
		{"中文hello，好", 9, []string{"中文", "hello，好"}},
		{"a (b) c", 3, []string{"a ", "(b)", " c"}},
		{"see .git", 6, []string{"see ", ".git"}},
		{"हिन्दी", 2, []string{"हि", "न्", "दी"}},
		{"ab\u0301c", 1, []string{"a", "b\u0301", "c"}},
		{"the rays of light", 9, []string{"the rays ", "of light"}},
		{"It is g\u00a0=\u00a0min(1,\u00a0θ/‖g‖)\u00a0g\u00a0at most", 26, []string{"It is ", "g\u00a0=\u00a0min(1,\u00a0θ/‖g‖)\u00a0g\u00a0at ", "most"}},
		{"", 5, []string{""}},
	} {
		if got := Fold(c.text, c.w); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.w, got, c.want)
		}
	}
}
