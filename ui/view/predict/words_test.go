package predict

import (
	"slices"
	"strings"
	"testing"

	"unroll/ui/i18n/i18ntest"
)

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for _, keys := range [][]string{{}, {"b"}, {"tab", "right"}, {"s"}, {"s", "]"}, {"s", "+"}} {
		for _, s := range sizes {
			p := still(t)
			known(p)
			p.look.Words = i18ntest.Foreign(nil)
			press(p, keys...)
			all := picture(p, s[0], s[1])
			left := slices.DeleteFunc(i18ntest.Left(all, i18ntest.Keys, "gram log exp NaN Inf float"), func(w string) bool {
				return strings.Trim(w, "abcexz") == "" // tokens
			})
			if len(left) > 0 {
				t.Errorf("%v at %d×%d: %q are not of the catalogue:\n%s", keys, s[0], s[1], left, all)
			}
		}
	}
}
