package surprisal

import (
	"slices"
	"strings"
	"testing"

	"unroll/datasets"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/panel"
)

// foreign is a view in a language with another alphabet.
func foreign(t *testing.T, s string) *View {
	t.Helper()
	plain, _ := theme.Find("plain")
	v := New(material(t, s, char), &look.Look{Theme: plain, Words: i18ntest.Foreign(nil)})
	v.net, v.step = die{v.corpus.Vocab.Len(), 7}, 600
	settle(t, v, v.See(&panel.Data{Beside: []panel.Named{{Name: "5-gram", Is: die{v.corpus.Vocab.Len(), 5}}}}, true))
	return v
}

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	numbers := strings.Repeat("10 11 12 13 14 15. ", 20)
	for _, keys := range [][]string{{}, {"right", "right"}, {"m"}, {"m", "m"}, {"d"}, {"s"}, {"p"}} { // o shows names of files: see ui/screen/browse
		for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
			v := foreign(t, numbers)
			press(t, v, keys...)
			all := picture(v, s[0], s[1])
			if left := i18ntest.Left(all, i18ntest.Keys, "gram log"); len(left) > 0 {
				t.Errorf("%v at %d×%d: %q are not of the catalogue:\n%s", keys, s[0], s[1], left, all)
			}
		}
	}
}

// The law: an error of reading is in the language of the screen, with the name of what was read.
func TestWhatCannotBeReadIsSaidByTheCatalogue(t *testing.T) {
	for what, name := range map[string]string{"no-such-file.txt": "no-such-file.txt", "/dev/null": "/dev/null"} {
		v := foreign(t, "10 11 12 13")
		press(t, v, "o")
		e := v.entry
		settle(t, v, v.take(e, what))
		sources := strings.Join(slices.Concat(datasets.Names(), datasets.SeriesNames(), datasets.TaggedNames(), datasets.PairNames()), " ")
		if left := i18ntest.Left(v.notice, name, sources); len(left) > 0 || !strings.Contains(v.notice, name) {
			t.Errorf("%q has %q", v.notice, left)
		}
	}
}
