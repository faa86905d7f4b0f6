package fill

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/task"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// The law: while a text is typed, the bottom row has the keys that end it and none that would be typed; of a typed text no token is
// called wrong.
func TestTheRowOfKeysIsOfWhatTheKeysDo(t *testing.T) {
	v := &View{look: &look.Look{Words: i18n.English}, data: &task.Filling{}}
	v.typing, v.typed = true, true
	if row := v.Entries(); len(row) != 1 || row[0].Keys != "esc enter" {
		t.Errorf("while typing: %+v", row)
	}
	v.typing = false
	for _, e := range v.Entries() {
		if e.Brief == v.look.Words.Fill.Keys.WrongBrief {
			t.Errorf("of a typed text: %+v", e)
		}
	}
}

// The law: the first letter typed takes the example's place; one typed after another key is added to it.
func TestTheFirstLetterTakesTheExamplesPlace(t *testing.T) {
	letter := event.Key{Name: "h", Text: "h", Raw: tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("h")}}
	english := look.Look{Words: i18n.English}
	for want, list := range map[string][]event.Key{
		"hh":    {letter, letter},
		"a _ h": {{Name: "end", Raw: tea.KeyMsg{Type: tea.KeyEnd}}, letter},
	} {
		v := &View{look: &english, data: &task.Filling{}, line: field.NewText(&english), typed: true, typing: true, example: true}
		v.line.Set("a _ ")
		for _, k := range list {
			v.Key(k)
		}
		if got := v.line.Value(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
