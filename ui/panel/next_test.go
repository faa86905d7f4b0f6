package panel

import (
	"testing"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// TestPrefixJoinsMarks: a mark that is a token of its own is drawn on its letter, unless one of the two is
// highlighted as unknown.
func TestPrefixJoinsMarks(t *testing.T) {
	l := look.Look{Words: i18n.English}
	l.Bad.FG = grid.RGB(255, 0, 0)
	for _, c := range []struct {
		unknown int
		want    string
	}{{-1, "ที่a▁     "}, {1, "ท◌ี◌่a▁   "}, {0, "ท◌ี่a▁    "}} {
		var list []lm.Token
		for i, s := range []string{"ท", "ี", "่", "a"} {
			list = append(list, lm.Token{Text: s, Known: i != c.unknown})
		}
		g := grid.New(8, 1)
		PrefixTokens(g.View(), 0, list, false, l)
		if got := g.Render(grid.Plain); got != c.want {
			t.Errorf("token %d unknown: %q, want %q", c.unknown, got, c.want)
		}
	}
}
