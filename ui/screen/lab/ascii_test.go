package lab

import (
	"strings"
	"testing"
	"unicode"

	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
)

// beyondASCII are the rows of a lab as it is drawn with ASCII glyphs that have something else, in all sizes, with and without the
// page of help.
func beyondASCII(l *Lab) (bad []string) {
	l.Look.Glyphs, l.Look.Words = chart.ASCII, i18n.English.InASCII()
	for _, help := range []bool{false, true} {
		l.view.help = help
		for _, at := range sizes {
			g := grid.New(at[0], at[1])
			g.ASCII = true
			l.Draw(g.View())
			for row := range strings.SplitSeq(g.Render(grid.Plain), "\n") {
				if strings.ContainsFunc(row, func(r rune) bool { return r >= 0x80 && !unicode.Is(unicode.Han, r) }) {
					bad = append(bad, row)
				}
			}
		}
	}
	return bad
}

// The law: with ASCII glyphs every character of the program's own is ASCII, in all views and dialogs and on the pages of help, of
// every kind of run. Their data are ASCII, but for Chinese dates.
func TestASCIIGlyphsAreASCII(t *testing.T) {
	for _, c := range []struct {
		kind     string
		make     func() *Lab
		subjects []subject
	}{
		{"text", func() *Lab { return english().run(t, healthy) }, append(subjects(),
			subject{"asked", func(l *Lab) { l.obey("lr 1e9") }}, subject{"leaving", keyed("esc")})},
		{"finished", func() *Lab { return english().run(t, state{"healthy", 3000, train.Finished}) }, viewsOfARun},
		{"diverged", func() *Lab { return english().run(t, state{"nan", 3000, train.Diverged}) }, viewsOfARun},
		{"series", func() *Lab { return numbersRun(t, "gaussian", train.Running) }, viewsOfNumbers},
		{"tags", func() *Lab { return taggedRun(t, "weather", true) }, viewsOfTags},
		{"pairs", func() *Lab { return pairedRun(t, "dates") }, viewsOfPairs},
		{"fill", func() *Lab { return fillLab(t, "tide") }, viewsOfFill},
	} {
		for _, s := range c.subjects {
			l := c.make()
			l.Look.Glyphs, l.Look.Words = chart.ASCII, i18n.English.InASCII()
			s.do(l)
			settled(l, 120, 36)
			for _, row := range beyondASCII(l) {
				t.Errorf("%s, %s: %q", c.kind, s.name, row)
			}
		}
	}
}

// The law: with ASCII glyphs the signs of a text stay, and a control character is told from another and from a question mark.
func TestASCIIKeepsTheTextsSigns(t *testing.T) {
	l := english().run(t, healthy)
	l.Look.Glyphs, l.Look.Words = chart.ASCII, i18n.English.InASCII()
	l.data.Sample = "∞ → · × \x1b\x07?é"
	g := grid.New(80, 24)
	g.ASCII = true
	l.Draw(g.View())
	if all := g.Render(grid.Plain); !strings.Contains(all, "∞ → · × ^[^G?é") {
		t.Errorf("the sample is not as it was written:\n%s", all)
	}
}
