package fill

import (
	"testing"

	"unroll/core/task"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
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
