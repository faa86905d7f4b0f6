package game

import (
	"strings"
	"testing"

	"unroll/core/text"
	"unroll/ui/i18n/i18ntest"
)

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	numbers := strings.Repeat("10 11 12 13 14 15. ", 20)
	for _, keys := range [][]string{{}, {"enter"}, {"enter", "1", "right", "enter"}, {"m", "enter", "5", "0"}, {"m", "enter", "tab"}} {
		for _, o := range []text.Options{char, {Tokens: "word"}} {
			for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
				v := seated(t, numbers, o)
				v.look.Words = i18ntest.Foreign(nil)
				press(t, v, keys...)
				all := picture(v, s[0], s[1])
				if left := i18ntest.Left(all, i18ntest.Keys, "gram eos"); len(left) > 0 {
					t.Errorf("%v at %d×%d: %q are not of the catalogue:\n%s", keys, s[0], s[1], left, all)
				}
			}
		}
	}
}
