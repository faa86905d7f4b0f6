package ladder

import (
	"testing"

	"unroll/ui/i18n/i18ntest"
)

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for name, do := range map[string]func(*Ladder){"counted": func(*Ladder) {}, "counting": counting, "floor": floor, "unjudged": unjudged, "empty": empty} {
		for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
			v := still(t)
			v.look.Words = i18ntest.Foreign(nil)
			do(v)
			all := picture(v, s[0], s[1])
			if left := i18ntest.Left(all, i18ntest.Keys, "rnn"); len(left) > 0 { // from a preset's name
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", name, s[0], s[1], left, all)
			}
		}
	}
}
