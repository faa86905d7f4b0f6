package forecast

import (
	"slices"
	"testing"
)

// The law: while values are typed the bottom row has the keys that end it and none that would be typed.
func TestKeysWhileTyping(t *testing.T) {
	v := keyed("squared", "i")(t)
	if !v.Typing() {
		t.Fatal("i does not type")
	}
	var got []string
	for _, e := range v.Entries() {
		got = append(got, e.Names...)
		if e.Brief == "" || e.Does == "" {
			t.Errorf("%+v says nothing", e)
		}
	}
	if !slices.Equal(got, []string{"enter", "esc"}) {
		t.Errorf("while typing, the keys are %q", got)
	}
}
