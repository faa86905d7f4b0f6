package picker

import (
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"unroll/core/history/historytest"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// hostile acts on a terminal that receives it: it sets the clipboard, colours what follows, turns it round, hides a part.
const hostile = "x\x1b]52;c;aGk=\a\u009b31m\u202ey\u200b\x7f\x1b[2Jz"

// styling are the sequences that the grid itself writes: styles, blanks and the column.
var styling = regexp.MustCompile("\x1b\\[[0-9;:]*[mXG]")

// The law: whatever files and sessions are called, whatever a session or an error says of itself and whatever is typed, the list
// has nothing that acts on the terminal.
func TestNothingOfDataActsOnTheTerminal(t *testing.T) {
	past := Past{Name: hostile, Text: hostile, Model: hostile, Step: 3000, When: ago(time.Minute), Loss: 1, Valid: 2}
	broken := Past{Name: "b" + hostile, When: ago(time.Hour), Loss: math.NaN(), Valid: math.NaN(), Err: errors.New(hostile)}
	for name, make := range map[string]func() *Picker{
		"list": func() *Picker {
			p := listing(folder(t), []Past{past, broken})
			p.items = append(p.items, item{group: files, name: "c" + hostile, detail: hostile})
			to(t, p, "c"+hostile)
			return p
		},
		"session": func() *Picker {
			p := listing(folder(t), []Past{past, broken})
			to(t, p, hostile)
			seen := past
			seen.History = historytest.Stories[0].Tell(300).View()
			p.Message(begunMsg{id: p.preview.id})
			return p
		},
		"damaged": func() *Picker {
			p := listing(folder(t), []Past{past, broken})
			to(t, p, "b"+hostile)
			return p
		},
		"text": func() *Picker {
			p := listing(folder(t), []Past{past})
			p.preview.shown = textPage(strings.Repeat(hostile+" ", 100))
			return p
		},
		"unreadable": func() *Picker {
			p := listing(folder(t), []Past{past})
			to(t, p, "notes.txt")
			p.Message(begunMsg{id: p.preview.id, err: errors.New(hostile)})
			return p
		},
		"filter": func() *Picker {
			p := typed(listing(folder(t), []Past{past}), "/")
			p.Key(event.Key{Name: hostile, Text: hostile})
			return p
		},
		"help": func() *Picker { return typed(listing(folder(t), []Past{past}), "?") },
	} {
		p := make()
		for _, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
			if p.Look.Glyphs = glyphs; glyphs == chart.ASCII {
				p.Look.Words = i18n.English.InASCII()
			}
			for _, at := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
				g := grid.New(at[0], at[1])
				g.ASCII = glyphs == chart.ASCII
				p.Draw(g.View())
				for _, r := range styling.ReplaceAllString(g.Render(grid.TrueColor), "") {
					if r != '\n' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
						t.Errorf("%s at %v: %q in the frame", name, at, r)
						break
					}
				}
			}
		}
	}
}

// The law: with ASCII glyphs every character of the list's own is ASCII; letters of names and texts stay.
func TestTheListInASCII(t *testing.T) {
	for _, c := range gallery {
		p := c.make(t)
		p.Look.Glyphs, p.Look.Words = chart.ASCII, i18n.English.InASCII()
		for _, at := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
			g := grid.New(at[0], at[1])
			g.ASCII = true
			p.Draw(g.View())
			for row := range strings.SplitSeq(g.Render(grid.Plain), "\n") {
				if strings.ContainsFunc(row, func(r rune) bool {
					return r >= 0x80 && !unicode.In(r, unicode.L, unicode.M) && !strings.ContainsRune("。，：；“”《》「」、！？—…", r)
				}) {
					t.Errorf("%s at %v: %q", c.name, at, row)
				}
			}
		}
	}
}
