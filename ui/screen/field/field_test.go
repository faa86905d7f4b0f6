package field

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// The law: what DrawWords omits at the beginning is whole words, with a mark in their place, and the cursor is on the screen.
func TestWordsAreOmittedWhole(t *testing.T) {
	for room := 6; room < 40; room++ {
		f := New(100, plain)
		f.Set("0.2178 1.25 -3.5 12 7.125 ")
		g := grid.New(room, 1)
		f.DrawWords(g.View(), 0, 0, grid.Style{}, true, "…")
		row := strings.TrimRight(g.Render(grid.Plain), " ")
		if rest, cut := strings.CutPrefix(row, "… "); cut && !strings.HasSuffix(" 0.2178 1.25 -3.5 12 7.125", " "+rest) || !cut && row != "0.2178 1.25 -3.5 12 7.125" && row != "…" {
			t.Errorf("%d columns: %q", room, row)
		}
	}
}

// The law: a text with line ends and tabs passes through a one-line field unchanged.
func TestLineEndsComeBack(t *testing.T) {
	l := NewText(plain)
	for _, s := range []string{"", "one", "one\ntwo\n", "a\tb", "茶\n山", "↵⇥", "\x1b[A\x7f\u009b\x00", "\ufffd", "🙂👩\u200d🚀"} {
		if l.Set(s); l.Value() != s {
			t.Errorf("%q became %q", s, l.Value())
		}
	}
}

// press sends a field keys: a name in angle brackets is a key, anything else is typed rune by rune.
func press(l *Field, list ...string) {
	named := map[string]tea.KeyType{"<left>": tea.KeyLeft, "<right>": tea.KeyRight, "<home>": tea.KeyHome, "<end>": tea.KeyEnd, "<del>": tea.KeyDelete,
		"<bs>": tea.KeyBackspace, "<ctrl+w>": tea.KeyCtrlW, "<ctrl+u>": tea.KeyCtrlU, "<ctrl+k>": tea.KeyCtrlK, "<ctrl+d>": tea.KeyCtrlD, "<ctrl+b>": tea.KeyCtrlB}
	for _, s := range list {
		if key, ok := named[s]; ok {
			l.Key(event.Key{Name: s, Raw: tea.KeyMsg{Type: key}})
			continue
		}
		for _, r := range s {
			l.Key(event.Key{Name: string(r), Text: string(r), Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}})
		}
	}
}

// drawn is the row of a field of cols columns, and what is at the cursor.
func drawn(l *Field, cols int) (row, cursor string) {
	g := grid.New(cols, 1)
	l.Draw(g.View(), 0, 0, grid.Style{}, true)
	row = g.Render(grid.Plain)
	at := 0
	for c, w := range grid.Clusters(row) {
		if g.At(at, 0).Style.Attr&grid.Reverse != 0 {
			cursor += c
		}
		at += w
	}
	return row, cursor
}

// The law: a letter and the marks typed after it are one letter: drawn, passed and deleted as one.
func TestMarksStayWithTheirLetter(t *testing.T) {
	for name, letter := range map[string]string{
		"e and an acute": "e\u0301", "two marks": "o\u0302\u0301", "Thai": "ที่", "Hindi": "हि", "Hebrew": "שָׁ", "Korean": "\u1112\u1161\u11ab", "plain": "x", "wide": "汉",
	} {
		t.Run(name, func(t *testing.T) {
			l := New(40, plain)
			press(&l, "a", letter, "b")
			if row, cursor := drawn(&l, 10); strings.TrimRight(row, " ") != "a"+letter+"b" || cursor != " " {
				t.Errorf("%q with the cursor on %q", row, cursor)
			}
			press(&l, "<left>", "<left>")
			if _, cursor := drawn(&l, 10); cursor != letter {
				t.Errorf("two steps back the cursor is on %q", cursor)
			}
			press(&l, "<right>")
			if _, cursor := drawn(&l, 10); cursor != "b" {
				t.Errorf("a step on the cursor is on %q", cursor)
			}
			press(&l, "<bs>")
			if l.Value() != "ab" {
				t.Errorf("backspace left %q", l.Value())
			}
			press(&l, letter, "<left>", "<del>")
			if l.Value() != "ab" {
				t.Errorf("delete left %q", l.Value())
			}
			press(&l, letter, "<ctrl+b>", "<ctrl+d>")
			if l.Value() != "ab" {
				t.Errorf("ctrl+d left %q", l.Value())
			}
		})
	}
}

// The law: a letter typed before marks that have no base takes them, and the cursor is after the whole.
func TestALetterTypedBeforeMarks(t *testing.T) {
	l := New(40, plain)
	press(&l, "\u0301", "<home>", "e")
	if l.Value() != "e\u0301" || l.in.Position() != 2 {
		t.Errorf("%q with the cursor at %d", l.Value(), l.in.Position())
	}
	press(&l, "x")
	if l.Value() != "e\u0301x" {
		t.Errorf("the next letter typed went into this one: %q", l.Value())
	}
}

// The law: the cursor is visible in any width of two columns or more, and is on what it is before.
func TestScrolling(t *testing.T) {
	l := New(80, plain)
	press(&l, "the quick e\u0301 汉字 ที่นี่ fox")
	total := len([]rune(l.in.Value()))
	for cols := 2; cols < 40; cols++ {
		press(&l, "<end>")
		for range total {
			row, cursor := drawn(&l, cols)
			if grid.Width(row) != cols {
				t.Fatalf("%d columns: the row is %d wide", cols, grid.Width(row))
			}
			rest := string([]rune(l.in.Value())[l.in.Position():])
			if (rest == "" && cursor != " ") || (rest != "" && (cursor == "" || !strings.HasPrefix(rest, cursor))) {
				t.Fatalf("%d columns: the cursor is on %q, before %q, in %q", cols, cursor, rest, row)
			}
			press(&l, "<left>")
		}
	}
}

// The law: a text that fits is shown from its beginning, one that does not up to the cursor.
func TestWhatIsShown(t *testing.T) {
	for _, c := range []struct {
		text string
		cols int
		want string
	}{
		{"abc", 5, "abc  "}, {"abcd", 5, "abcd "}, {"abcde", 5, "bcde "}, {"汉字汉字", 5, "汉字 "}, {"a汉字", 5, "汉字 "}, {"e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301 "},
	} {
		l := New(40, plain)
		l.Set(c.text)
		if got, _ := drawn(&l, c.cols); got != c.want {
			t.Errorf("%q in %d columns is %q, not %q", c.text, c.cols, got, c.want)
		}
	}
}

// The law: without the focus a field shows no cursor, and it draws only in its own place.
func TestDrawingStaysInItsPlace(t *testing.T) {
	g := grid.New(12, 3)
	g.View().Fill('#', grid.Style{})
	l := New(40, plain)
	l.Set("hello there, world")
	l.Draw(g.View().Sub(2, 1, 8, 1), 3, 0, grid.Style{Attr: grid.Bold}, false)
	if got, want := g.Render(grid.Plain), "############\n#####orld ##\n############"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	for x := range 12 {
		if g.At(x, 1).Style.Attr&grid.Reverse != 0 {
			t.Errorf("a cursor at %d", x)
		}
	}
}

// The law: a field takes no more characters than its limit.
func TestLimit(t *testing.T) {
	l := New(4, plain)
	press(&l, "abcdef")
	if l.Value() != "abcd" {
		t.Errorf("%q", l.Value())
	}
	if l.Set("汉字汉字汉"); utf8.RuneCountInString(l.Value()) != 4 {
		t.Errorf("%q", l.Value())
	}
}

// The law: the editing keys of a shell work on words and lines.
func TestShellKeys(t *testing.T) {
	l := New(40, plain)
	press(&l, "one two e\u0301", "<ctrl+w>")
	if l.Value() != "one two " {
		t.Errorf("ctrl+w left %q", l.Value())
	}
	press(&l, "<home>", "<right>", "<ctrl+k>")
	if l.Value() != "o" {
		t.Errorf("ctrl+k left %q", l.Value())
	}
	press(&l, "<end>", "<ctrl+u>")
	if l.Value() != "" {
		t.Errorf("ctrl+u left %q", l.Value())
	}
	l.Key(event.Key{Name: "x"}) // a key without the library's message types nothing
	if l.Value() != "" {
		t.Errorf("%q", l.Value())
	}
}

// The law: whatever is typed, moved and deleted, the cursor is between letters, every step over one moves by that
// letter's columns, and none of the text reaches the terminal as a command.
func TestNoKeySplitsALetter(t *testing.T) {
	texts := []string{"a", " ", "e\u0301", "\u0301", "汉", "ที่", "हि", "\u1112\u1161", "👩\u200d💻", "🇨🇭", "\x1b[31m", "\u202e", "\u00ad", "é"}
	keys := []string{"<left>", "<right>", "<home>", "<end>", "<del>", "<bs>", "<ctrl+w>", "<ctrl+b>", "<ctrl+d>"}
	rapid.Check(t, func(t *rapid.T) {
		l := New(60, plain)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(append(append([]string{}, texts...), keys...)), 0, 40).Draw(t, "keys") {
			press(&l, k)
			at, between := 0, l.in.Position() == 0
			for c := range grid.Clusters(l.in.Value()) {
				at += utf8.RuneCountInString(c)
				between = between || at == l.in.Position()
			}
			if !between {
				t.Fatalf("after %q the cursor is at %d within a letter of %q", k, l.in.Position(), l.in.Value())
			}
		}
		cols := rapid.IntRange(0, 30).Draw(t, "columns")
		if row, _ := drawn(&l, cols); grid.Width(row) != cols || strings.ContainsRune(row, '\x1b') {
			t.Fatalf("%q in %d columns is %q", l.in.Value(), cols, row)
		}
	})
}
