package lab

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// paste is the key that a pasted text is.
func paste(s string) event.Key {
	m := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
	return event.Key{Name: m.String(), Text: s, Raw: m}
}

// The law: a long pasted prefix is kept as it is, its end is shown, and what follows is predicted for its end; keys typed
// after it are heard.
func TestALongPrefixIsReadToItsEnd(t *testing.T) {
	l := english().run(t, healthy)
	keyed("i")(l)
	l.data.Prefix.Line.Set("")
	long := strings.Repeat("the rays of light\nare\trefracted ", 320) + "by the Prism"
	workOff(l, l.Key(paste(long)))
	keyed("!", "!")(l)
	want, p := long+"!!", l.data.Prefix
	if p.Text != want || !p.Known || p.Read.Text != want {
		t.Fatalf("%d characters of %d, read %v", len(p.Text), len(want), p.Known)
	}
	g := grid.New(80, 24)
	l.Draw(g.View())
	if !strings.Contains(g.Render(grid.Plain), "Prism!!") {
		t.Errorf("its end is not shown:\n%s", g.Render(grid.Plain))
	}
}

// The law: who types a prefix, ends it with enter and presses esc is still in the lab, and is told what the next esc does.
func TestEscAfterTypingStaysInTheLab(t *testing.T) {
	l := english().run(t, healthy)
	for _, name := range []string{"i", "a", "enter", "esc"} {
		for _, j := range l.Key(event.Key{Name: name}) {
			if _, left := j().(Leave); left {
				t.Fatalf("%s leaves the lab", name)
			}
		}
	}
	g := grid.New(80, 24)
	l.Draw(g.View())
	if l.data.Prefix.Typing || !strings.Contains(g.Render(grid.Plain), "esc again leaves for the list") {
		t.Errorf("%v:\n%s", l.data.Prefix.Typing, g.Render(grid.Plain))
	}
}
