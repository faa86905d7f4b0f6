package lab

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
)

// data are the words of the run in still: a person's data, and names that are typed.
const data = "opticks char LSTM adam the rays light are refracted second Prism and beam aGk unk optick" // also truncated

// The law: whatever the lab shows, all of its words come from the catalogue: in a language with another alphabet
// no English is left.
func TestAllWordsOfTheLabAreTheCatalogues(t *testing.T) {
	for name, do := range map[string]func(l *Lab){
		"as it is":  func(*Lab) {},
		"help":      func(l *Lab) { l.Key(event.Key{Name: "?"}) },
		"views":     func(l *Lab) { l.Key(event.Key{Name: "v"}) },
		"crosshair": func(l *Lab) { x := 300.0; l.data.Cursor = &x },
		"command":   func(l *Lab) { l.Key(event.Key{Name: ":"}) },
		"prefix":    func(l *Lab) { l.Key(event.Key{Name: "i"}) },
		"diverged":  func(l *Lab) { l.data.Snap.Phase = train.Diverged },
		"finished":  func(l *Lab) { l.data.Snap.Phase = train.Finished },
		"paused":    func(l *Lab) { l.data.Snap.Phase = train.Paused },
		"ended":     func(l *Lab) { l.ended = true },
		"reading":   func(l *Lab) { l.data.Snap.Reading = 0.3 },
		"nonsense":  func(l *Lab) { _, err := l.read("lr abc"); l.Notice(l.Look.Words.Error(err)) },
		"refused":   func(l *Lab) { _, l.data.Snap.Refused = recipe.ParseValue("abc") },
		"not saved": func(l *Lab) { _, l.data.Snap.Saved.Err = recipe.FindKnob("abc") },
	} {
		for _, s := range sizes {
			l := still(t)
			l.Look.Words = i18ntest.Foreign(nil)
			do(l)
			g := grid.New(s[0], s[1])
			l.Draw(g.View())
			all := g.Render(grid.Plain)
			names := "abc lr clip temperature unroll batch momentum valid every teacher forcing" // of settings, as they are typed
			if left := i18ntest.Left(all, i18ntest.Keys, data, names); len(left) > 0 {
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", name, s[0], s[1], left, all)
			}
		}
	}
}

// The law: an error without an id is shown as it came, in English.
func TestAnErrorWithoutAnIDIsSaidAsItIs(t *testing.T) {
	l := still(t)
	l.data.Snap.Saved.Err = fmt.Errorf("disk: %w", errors.New("no space left"))
	g := grid.New(80, 24)
	l.Draw(g.View())
	if !strings.Contains(g.Render(grid.Plain), i18n.English.NotSaved+": disk: no space left") {
		t.Error("it cannot be read")
	}
}

// The law: with letters of two columns every row is as wide as the screen.
func TestWideWordsFit(t *testing.T) {
	for _, s := range sizes {
		l := still(t)
		l.Look.Words = i18ntest.Wide()
		for _, key := range []string{"", "?", "v"} {
			l.Key(event.Key{Name: key})
			g := grid.New(s[0], s[1])
			l.Draw(g.View())
			for y, row := range strings.Split(g.Render(grid.Plain), "\n") {
				if grid.Width(row) != s[0] {
					t.Errorf("%d×%d %q: row %d is %d wide: %s", s[0], s[1], key, y, grid.Width(row), row)
				}
			}
		}
	}
}
