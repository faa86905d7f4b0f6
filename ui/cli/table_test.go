package cli

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// lines are the lines of a text without the newlines.
func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

// styled is an ink for a terminal of the given width that shows all colours.
func styled(width int) ink {
	k := ink{width: width}
	t, _ := theme.Find("dark")
	return k.in(t, t.Renderer(nil, grid.TrueColor))
}

// The law: numbers are right-aligned, words left-aligned, in columns as wide as a terminal draws them, whatever
// the script; no line ends in blanks.
func TestTable(t *testing.T) {
	for _, c := range []struct {
		name string
		t    table
		want string
	}{
		{"Chinese", table{right: []bool{false, true}, head: []string{"name", "V", "about"}, rows: [][]string{
			{"茶山", "1,140", "a story"}, {"tide", "7"}}}, `
name      V  about
茶山  1,140  a story
tide      7
`},
		{"no heads", table{rows: [][]string{{"name", "tide"}, {"characters", "129,954"}, {"last", "is there"}}}, `
name        tide
characters  129,954
last        is there
`},
		{"one row", table{rows: [][]string{{"alone"}}}, "\nalone\n"},
		{"one head", table{head: []string{"alone"}}, "\nalone\n"},
		{"an empty cell between", table{rows: [][]string{{"a", "", "c"}, {"aa", "bb", "cc"}}}, `
a       c
aa  bb  cc
`},
		{"rows of different lengths", table{right: []bool{true, true}, rows: [][]string{{"1"}, {"10", "2"}, {"100", "20", "more"}}}, `
  1
 10   2
100  20  more
`},
		{"more cells than heads", table{head: []string{"p"}, rows: [][]string{{"0.5", "███"}}}, `
p
0.5  ███
`},
		{"marks that take a column", table{rows: [][]string{{"नमस्ते", "Hindi"}, {"กำ", "Thai"}, {"abcd", "ASCII"}}}, `
नमस्ते  Hindi
กำ    Thai
abcd  ASCII
`},
		{"marks that take none", table{rows: [][]string{{"e\u0301e\u0301", "accents"}, {"\u1112\u1161\u11ab", "Korean"}, {"abc", "ASCII"}}}, `
` + "e\u0301e\u0301" + `   accents
` + "\u1112\u1161\u11ab" + `   Korean
abc  ASCII
`},
		{"private use", table{rows: [][]string{{"\U000F0000", "x"}, {"नि", "y"}}}, "\n\U000F0000  x\nनि       y\n"},
		{"indented", table{indent: 2, rows: [][]string{{"list", "List the sessions"}, {"show", ""}}}, `
  list  List the sessions
  show
`},
	} {
		if got := "\n" + c.t.String(); got != c.want {
			t.Errorf("%s:%swant%s", c.name, got, c.want)
		}
	}
	if got := (&table{}).String(); got != "" {
		t.Errorf("an empty table is %q", got)
	}
}

// The law: into a pipe a row is a line, however long; on a terminal the last column is wrapped at blanks to the
// terminal's width.
func TestTableWraps(t *testing.T) {
	long := "what a vocabulary of a thousand rare characters asks for, beside an alphabet"
	make := func(k ink) *table {
		tab := &table{ink: k, labels: true}
		tab.add("shows", long)
		tab.keep("same as", "unroll train "+long)
		return tab
	}
	if got := lines(make(ink{}).String()); len(got) != 2 {
		t.Errorf("%d lines in a pipe: %q", len(got), got)
	}
	const want = `shows    what a vocabulary of a thousand
         rare characters asks for,
         beside an alphabet
same as  unroll train what a vocabulary of a thousand rare characters asks for, beside an alphabet
`
	if got := make(ink{width: 40}).String(); got != want {
		t.Errorf("on 40 columns:\n%swant\n%s", got, want)
	}
	if got := lines(make(ink{width: 24}).String()); len(got) != 2 {
		t.Errorf("15 columns are too few to wrap to: %q", got)
	}
}

// The law: Chinese may be broken between any two characters, but no line begins with a closing mark.
func TestTableWrapsChinese(t *testing.T) {
	for width, want := range map[int]string{
		30: "about  山上有一棵很老的茶树，\n       没有人知道它有多少岁。\n",
		31: "about  山上有一棵很老的茶树，没\n       有人知道它有多少岁。\n",
		28: "about  山上有一棵很老的茶\n       树，没有人知道它有多\n       少岁。\n",
	} {
		tab := table{ink: ink{width: width}}
		tab.add("about", "山上有一棵很老的茶树，没有人知道它有多少岁。")
		if got := tab.String(); got != want {
			t.Errorf("on %d columns:\n%swant\n%s", width, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{
		{"", 5, ""},
		{"a b c", 5, "a b c"},
		{"a b c d", 5, "a b c|d"},
		{"a  b", 2, "a|b"},
		{"wonderful day", 4, "wond|erfu|l|day"},
		{"one d4dee566867f", 8, "one|d4dee566|867f"},
		{"one two three", 7, "one two|three"},
		{"a-long-flag --and another", 12, "a-long-flag|--and|another"},
		{"茶山茶山", 4, "茶山|茶山"},
		{"茶山，茶", 4, "茶|山，|茶"},
		{"x茶 y", 3, "x茶|y"},
	} {
		if got := strings.Join(wrap(c.s, c.width), "|"); got != c.want {
			t.Errorf("%q on %d columns: %q, want %q", c.s, c.width, got, c.want)
		}
	}
}

// styling are the codes that set a style.
var styling = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// cell is a text of several scripts that is safe to show.
var cell = rapid.Custom(func(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "loss", " ", "茶", "山", "，", "नि", "กำ", "e\u0301", "한", "█", "–", "1,024", "\U000F0001"}), 0, 8).Draw(t, "parts")
	return strings.TrimSpace(strings.Join(parts, ""))
})

// The law: whatever is in the cells, every column begins at the same place in every row, nothing is lost, and
// colours add nothing but escape codes.
func TestTableKeepsItsColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 4).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, columns, columns), 1, 6).Draw(t, "rows")
		for _, row := range rows {
			for i := range row {
				row[i] = strings.ReplaceAll(row[i], "  ", " ")
				if row[i] == "" {
					row[i] = "·"
				}
			}
		}
		var head []string
		if rapid.Bool().Draw(t, "head") {
			head, rows = rows[0], rows[1:]
		}
		tab := table{rows: rows, head: head, right: []bool{false, true}}
		plain := tab.String()
		all := rows
		if head != nil {
			all = append([][]string{head}, rows...)
		}
		got := lines(plain)
		if len(got) != len(all) {
			t.Fatalf("%d lines for %d rows:\n%s", len(got), len(all), plain)
		}
		at := 0
		for col := range columns {
			wide := 0
			for _, row := range all {
				wide = max(wide, grid.Width(row[col]))
			}
			for i, row := range all {
				from := at
				if col == 1 {
					from = at + wide - grid.Width(row[col])
				}
				if s := columnsFrom(got[i], from); !strings.HasPrefix(s, row[col]) {
					t.Fatalf("row %d, column %d begins %q, want %q:\n%s", i, col, s, row[col], plain)
				}
			}
			at += wide + gap
		}
		tab.ink = styled(0)
		if coloured := tab.String(); styling.ReplaceAllString(coloured, "") != plain {
			t.Fatalf("colours make\n%q\nof\n%q", coloured, plain)
		}
	})
}

// columnsFrom is the part of a line from a column on.
func columnsFrom(s string, from int) string {
	for c, w := range grid.Clusters(s) {
		if from <= 0 {
			return s
		}
		from -= w
		s = s[len(c):]
	}
	return s
}

// The law: headings and labels are styled on a terminal, cells are not, and no line ends with a coloured blank.
func TestTableStyles(t *testing.T) {
	tab := table{ink: styled(80), head: []string{"name", "about"}}
	tab.add("tide", "a book")
	const bold, dim, off = "\x1b[1m", "\x1b[38;2;144;150;171m", "\x1b[0m"
	if got, want := tab.String(), bold+"name"+off+"  "+bold+"about"+off+"\ntide  a book\n"; got != want {
		t.Errorf("heads: %q, want %q", got, want)
	}
	tab = table{ink: styled(80), labels: true}
	tab.add("name", "tide")
	if got, want := tab.String(), dim+"name"+off+"  tide\n"; got != want {
		t.Errorf("labels: %q, want %q", got, want)
	}
}

// TestLipGlossMeasuresMarksDifferently is why there is a stand: if Lip Gloss ever measures as terminals do, it
// can go.
func TestLipGlossMeasuresMarksDifferently(t *testing.T) {
	for _, s := range []string{"नि", "กำ"} {
		if w := lipgloss.Width(s); w == grid.Width(s) {
			t.Errorf("Lip Gloss takes %d columns for %q, as the grid does: stand is no longer needed for it", w, s)
		}
	}
}
