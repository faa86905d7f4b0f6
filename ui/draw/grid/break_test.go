package grid

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMayBreak: no line begins with a closing mark or ends with an opening one.
func TestMayBreak(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"a", "b", true}, {"山", "水", true}, {"山", "，", false}, {"山", "。", false}, {"山", "」", false}, {"「", "山", false}, {"（", "a", false}, {"a", "）", false},
		{"word", ",", false}, {"word", ".", false}, {" ", ".", true}, {" ", ")", true}, {"(", "a", false}, {"e\u0301", ",", false}, {"（\u0301", "a", false},
		{"", "a", true}, {"", ".", true}, {"", "，", false}, {"a", "", true}, {"あ", "ー", false}, {"5", "%", false}, {"สวัสดี", "ๆ", false},
	} {
		if got := MayBreak(c.before, c.after); got != c.want {
			t.Errorf("%q | %q: %v", c.before, c.after, got)
		}
	}
}

// rows breaks a text of one-column and two-column letters into rows of cols columns.
func rows(s string, cols int) (list []string) {
	var parts []string
	var width []int
	for c, n := range Clusters(s) {
		parts, width = append(parts, c), append(width, n)
	}
	for from := 0; from < len(parts); {
		cut, used := from, 0
		for cut < len(parts) && used+width[cut] <= cols {
			used += width[cut]
			cut++
		}
		cut = max(cut, from+1)
		if cut < len(parts) {
			cut = Break(from, cut, func(i int) string { return parts[i] })
		}
		list = append(list, strings.Join(parts[from:cut], ""))
		from = cut
	}
	return list
}

// TestBreak: rows end where a reader expects them to.
func TestBreak(t *testing.T) {
	for _, c := range []struct {
		s    string
		cols int
		want string
	}{
		{"白石镇在茶山脚下，有一条溪", 16, "白石镇在茶山脚|下，有一条溪"}, {"abcdef", 3, "abc|def"}, {"、、、、", 4, "、、|、、"},
	} {
		if got := strings.Join(rows(c.s, c.cols), "|"); got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.s, c.cols, got, c.want)
		}
	}
}

// TestBreakAlwaysGoesOn: whatever the text, no row is empty, all rows together are the text, and none begins with
// a closing mark if an earlier break was possible.
func TestBreakAlwaysGoesOn(t *testing.T) {
	letters := rapid.SampledFrom([]string{"a", "山", "水", "，", "。", "「", "」", " ", ".", "(", ")", "e\u0301"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(letters, 0, 30).Draw(t, "letters"), "")
		list := rows(s, rapid.IntRange(1, 12).Draw(t, "columns"))
		if strings.Join(list, "") != s {
			t.Fatalf("%q became %q", s, list)
		}
		for i, row := range list {
			if row == "" {
				t.Fatalf("an empty row in %q", list)
			}
			if i == 0 || MayBreak(last(list[i-1]), head(row)) {
				continue
			}
			var before string
			at := 0
			for c := range Clusters(list[i-1]) {
				if at > 0 && c != " " && MayBreak(before, c) {
					t.Fatalf("%q begins badly though %q could have ended before %q", row, list[i-1], c)
				}
				before, at = c, at+1
			}
		}
	})
}

func head(s string) string {
	for c := range Clusters(s) {
		return c
	}
	return ""
}

func last(s string) (l string) {
	for c := range Clusters(s) {
		l = c
	}
	return l
}
