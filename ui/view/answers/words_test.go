package answers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/help/helptest"
)

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for _, s := range states {
		for _, at := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
			v := still(t)
			v.look.Words = i18ntest.Foreign(nil)
			s.do(v)
			all := picture(v, at[0], at[1])
			if left := i18ntest.Left(all, i18ntest.Keys, "a b"); len(left) > 0 {
				t.Errorf("%s at %v: %q are not of the catalogue:\n%s", s.name, at, left, all)
			}
		}
	}
}

// TestExplanations compares the explanation as a person sees it, without colours.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			v := still(t)
			golden.RequireEqual(t, []byte(helptest.Picture(v.Explain(), *v.look, s[0], s[1])))
		})
	}
}

// The law: the explanation says what is known, and no more.
func TestExplanationFollowsTheView(t *testing.T) {
	for _, s := range states {
		v := still(t)
		s.do(v)
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Errorf("%s: it says %q", s.name, bad)
		}
		said := helptest.Said(v.Explain(), *v.look)
		if known := strings.Contains(said, "So far"); known != (v.seen != nil) {
			t.Errorf("%s: %s", s.name, said)
		}
	}
	v := still(t)
	v.all = 1000
	if said := helptest.Said(v.Explain(), *v.look); !strings.Contains(said, "some are read: 5 of 1000") {
		t.Error(said)
	}
}
