package app

import (
	"bytes"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// shown passes the library one frame and quits.
type shown struct{ frame string }

func (s shown) Init() tea.Cmd {
	w := strings.Count(s.frame, "#") // the first row has one in each column
	return tea.Sequence(func() tea.Msg { return tea.WindowSizeMsg{Width: w, Height: 2} }, tea.Quit)
}
func (s shown) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }
func (s shown) View() string                        { return s.frame }

// TestLibraryPassesRowsOn: the library also counts the columns of a row, truncates one that it takes for longer
// than the screen, and erases after one that it takes for shorter, which would cost a frame its last column. So
// it must count as the grid does, whatever the script.
func TestLibraryPassesRowsOn(t *testing.T) {
	texts := []string{"ที่นี่น้ำ", "हिन्दी", "ကျော်", "ക്ഷ", "\u0d4eക", "مُحَمَّد", "שָׁלוֹם", "e\u0301", "\u1112\u1161\u11ab", "\u1100\u1100", "한\u11ab",
		"\u0301", "\u093f", "汉字", "👩\u200d💻", "🇨🇭", "👍🏽", "❤\ufe0f", "1\u20e3", "☰", "क\u0bbe", "か\u3099", "\u302e", "a", " ", "…", "│"}
	letter := rapid.OneOf(rapid.SampledFrom(texts), rapid.Map(rapid.Rune(), func(r rune) string { return string(r) }))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(letter, 0, 30).Draw(t, "letters"), "")
		g := grid.New(24, 2)
		g.View().Fill('#', grid.Style{})
		g.View().Sub(0, 1, 24, 1).Fill(' ', grid.Style{})
		in := g.View().Sub(0, 1, 23, 1)
		in.Text(rapid.IntRange(-2, 4).Draw(t, "x"), 0, text, grid.Style{FG: grid.RGB(1, 2, 3)})
		g.View().Set(23, 1, '|', grid.Style{})
		frame := g.Render(grid.TrueColor)
		if strings.Count(frame, "#") != 24 {
			t.Skip("the text contains the mark of a column")
		}
		var out bytes.Buffer
		if _, err := tea.NewProgram(shown{frame}, tea.WithOutput(&out), tea.WithInput(nil), tea.WithoutSignalHandler()).Run(); err != nil {
			t.Fatal(err)
		}
		row := frame[strings.IndexByte(frame, '\n')+1:]
		last := out.String()[strings.LastIndexByte(out.String(), '#')+1:]
		if !strings.Contains(last, row) {
			t.Fatalf("%q became %q", row, last)
		}
		if after := last[strings.Index(last, row)+len(row):]; strings.HasPrefix(after, "\x1b[K") {
			t.Fatalf("the last column of %q is erased", row)
		}
	})
}
