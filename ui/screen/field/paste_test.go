package field

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

var plain = func() *look.Look {
	t, _ := theme.Find("plain")
	return &look.Look{Theme: t, Words: i18n.English}
}()

// pasted is the key that a paste is.
func pasted(s string) event.Key {
	m := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
	return event.Key{Name: m.String(), Text: s, Raw: m}
}

// The law: all of a pasted text is kept, with its lines, tabs and whatever else it has, and its end is shown.
func TestAPasteIsKept(t *testing.T) {
	for _, s := range []string{strings.Repeat("ten chars\n", 1000), "a\tb\r\nc\rd", "\x1b[201~\x07\u009b\u202e\u200b\x7f", strings.Repeat("汉", Most), "enter", "up", "esc", "ctrl+w"} {
		l := NewText(plain)
		l.Key(pasted(s))
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		if got := l.Value(); got != want {
			t.Errorf("%d characters became %d", utf8.RuneCountInString(want), utf8.RuneCountInString(got))
		}
		row, _ := drawn(&l, 60)
		runes := []rune(want)
		if end := grid.Safe(string(runes[max(0, len(runes)-4):])); !strings.HasSuffix(strings.TrimRight(row, " "), end) {
			t.Errorf("%q is not the end of %q", end, row)
		}
	}
}

// The law: what does not fit is refused as a whole, and the field says so until the next key.
func TestATextThatIsTooLongIsRefused(t *testing.T) {
	l := NewText(plain)
	l.Key(pasted(strings.Repeat("x", Most-1)))
	l.Key(pasted("yz"))
	if row, _ := drawn(&l, 60); utf8.RuneCountInString(l.Value()) != Most-1 || !strings.Contains(row, "at most 100,000 characters") {
		t.Errorf("%d characters, %q", len(l.Value()), row)
	}
	press(&l, "<left>")
	if row, _ := drawn(&l, 60); strings.Contains(row, "at most") {
		t.Errorf("it is still said: %q", row)
	}
	press(&l, "<end>", "yz")
	if row, _ := drawn(&l, 60); !strings.HasSuffix(l.Value(), "xy") || !strings.Contains(row, "at most 100,000 characters") {
		t.Errorf("a letter too many: %q", row)
	}
}

// The law: alt+enter and ctrl+j end a line of a text; a field of one line stays one line.
func TestAKeyForTheEndOfALine(t *testing.T) {
	for name, m := range map[string]tea.KeyMsg{"alt+enter": {Type: tea.KeyEnter, Alt: true}, "ctrl+j": {Type: tea.KeyCtrlJ}} {
		text, line := NewText(plain), New(40, plain)
		for _, l := range []*Field{&text, &line} {
			press(l, "a")
			l.Key(event.Key{Name: name, Raw: m})
			press(l, "b")
		}
		line.Key(pasted("c\nd\te"))
		if text.Value() != "a\nb" || line.Value() != "abc d e" {
			t.Errorf("%s: %q, %q", name, text.Value(), line.Value())
		}
	}
}

// The law: with ASCII glyphs nothing of the field's own is outside ASCII.
func TestInvisibleCharactersInASCII(t *testing.T) {
	ascii := *plain
	ascii.Glyphs = chart.ASCII
	l := NewText(&ascii)
	l.Key(pasted("a\n\t\x1b\u009b\x7f\ufffd"))
	if row, _ := drawn(&l, 30); strings.TrimRight(row, " ") != `a\n\t\x1B\x9B\x7F?` {
		t.Errorf("%q", row)
	}
}
