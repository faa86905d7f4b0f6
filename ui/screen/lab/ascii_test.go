package lab

import (
	"fmt"
	"strings"
	"testing"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
)

// The law: with ASCII glyphs every character of the program's own is ASCII, in all views and on the pages of help.
func TestASCIIGlyphsAreASCII(t *testing.T) {
	words := i18n.English.InASCII()
	for _, s := range append(viewsOfARun, more...) {
		l := english().run(t, healthy)
		l.Look.Glyphs, l.Look.Words = chart.ASCII, words
		s.do(l)
		for _, help := range []bool{false, true} {
			l.view.help = help
			for _, at := range sizes {
				g := grid.New(at[0], at[1])
				g.ASCII = true
				l.Draw(g.View())
				for y, row := range strings.Split(g.Render(grid.Plain), "\n") {
					if other := strings.Trim(strings.Map(func(r rune) rune {
						if r < 0x80 {
							return -1
						}
						return r
					}, row), " "); other != "" {
						t.Error(fmt.Sprintf("%s, help %v, %v, row %d: %s in %q", s.name, help, at, y, other, row))
					}
				}
			}
		}
	}
}
