package lab

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"unroll/core/train"
	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
)

// hostile acts on a terminal that receives it: it sets the clipboard, colours what follows, turns it round, hides a part.
const hostile = "x\x1b]52;c;aGk=\a\u009b31m\u202ey\u200b\x7f\x1b[2Jz"

// styling are the sequences that the grid itself writes: styles, blanks and the column.
var styling = regexp.MustCompile("\x1b\\[[0-9;:]*[mXG]")

// acts returns what in a frame would act on a terminal, its own styling aside; "": nothing.
func acts(frame string) string {
	for _, r := range styling.ReplaceAllString(frame, "") {
		if r != '\n' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
			return string(r)
		}
	}
	return ""
}

// The law: whatever a text, its tokens, a session's name and fields, messages and what is typed contain, no screen of the lab
// has anything that acts on the terminal.
func TestNothingOfDataActsOnTheTerminal(t *testing.T) {
	tide, err := datasets.Opener{}.Open("tide")
	if err != nil {
		t.Fatal(err)
	}
	tide.Train = strings.ReplaceAll(string([]rune(tide.Train)[:read16k/2]), "the", "the"+hostile)
	m := gatherFrom(tide, hostile)
	for _, phase := range []train.Phase{train.Running, train.Paused} {
		for _, s := range append(subjects(), subject{"noticed", func(l *Lab) { l.Notice(hostile) }}, subject{"typed", typing("prefix.set " + hostile)},
			subject{"prefixed", func(l *Lab) { l.data.Prefix.Line.Set(hostile); l.retext() }}) {
			l := m.run(t, state{"healthy", 3000, phase})
			l.Opens(hostile)
			snap := l.data.Snap
			snap.Refused, snap.Saved.Err, snap.Saved.To = errors.New(hostile), errors.New(hostile), hostile
			snap.Recipe.Windows, snap.Recipe.Optimizer, snap.Recipe.Text.Tokens = hostile, hostile, hostile
			workOff(l, snapshot(l, snap))
			s.do(l)
			for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
				if l.Look.Glyphs = glyphs; glyphs == chart.ASCII {
					l.Look.Words = i18n.English.InASCII()
				}
				for _, at := range [][2]int{{80, 24}, {200, 60}} {
					g := grid.New(at[0], at[1])
					g.ASCII = glyphs == chart.ASCII
					l.Draw(g.View())
					for _, p := range []grid.Profile{grid.Plain, grid.TrueColor} {
						if bad := acts(g.Render(p)); bad != "" {
							t.Errorf("%s, %v: %q in the frame", s.name, at, bad)
						}
					}
				}
			}
		}
	}
}
