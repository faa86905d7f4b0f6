package lab

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/command"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// learned is a lab on a run of a dataset that has made an update, with all its views begun and nothing left to
// do.
func learned(t *testing.T, dataset string) *Lab {
	t.Helper()
	l := paused(t, dataset)
	finish := func(jobs []event.Job) {
		for i := 0; i < len(jobs); i++ {
			if msg := jobs[i](); msg != nil {
				jobs = append(jobs, l.Message(msg)...)
			}
		}
	}
	l.Start()
	l.source.Send(train.StepOnce())
	for l.data.Snap.Step < 1 || l.data.Snap.Language() == nil {
		jobs := l.Message(l.listen())
		finish(jobs[:len(jobs)-1]) // but not for another snapshot
	}
	finish(l.Enter())
	for i := range l.kinds() {
		l.show(i)
		finish(l.take())
	}
	return l
}

// pages are everything there is to see: a view, and the command that shows the page.
var pages = [][2]string{{"lab", ""}, {"predict", ""}, {"predict", "predict.softmax"}, {"ladder", ""}, {"text", ""}, {"bet", ""}}

// at brings a page to the screen.
func (l *Lab) at(page [2]string) {
	l.Do(command.New("view.show", page[0]))
	if page[1] != "" {
		l.Do(command.New(page[1]))
	}
	l.take()
}

// leave closes what at has opened.
func (l *Lab) leave(page [2]string) {
	if page[1] != "" {
		l.Do(command.New("softmax.leave"))
	}
	l.take()
}

// isWhole returns what is wrong with a picture of w×h cells; "" if nothing is.
func isWhole(pic string, w, h int) string {
	rows := strings.Split(pic, "\n")
	if len(rows) != h {
		return fmt.Sprintf("%d rows", len(rows))
	}
	for y, row := range rows {
		if grid.Width(row) != w {
			return fmt.Sprintf("row %d is %d wide: %q", y, grid.Width(row), row)
		}
	}
	switch {
	case strings.ContainsAny(pic, "\x1b\a"):
		return "a control character"
	case strings.Count(pic, "╭") != strings.Count(pic, "╯"):
		return "a frame is open"
	}
	return ""
}

// The law: every view of a run, in English and in Chinese, is whole on a screen of any size, in braille and in
// ASCII, and names itself.
func TestEveryViewAtEverySize(t *testing.T) {
	for _, dataset := range []string{"tide", "chashan", "names"} {
		l := learned(t, dataset)
		for _, page := range pages {
			l.at(page)
			name := l.Look.Words.Views[page[0]]
			for _, s := range sizes {
				pic := picture(l, s[0], s[1])
				if why := isWhole(pic, s[0], s[1]); why != "" || !strings.Contains(strings.Split(pic, "\n")[0], name) {
					t.Errorf("%s, %v, %v: %s\n%s", dataset, page, s, why, pic)
				}
			}
			rapid.Check(t, func(t *rapid.T) {
				w, h := rapid.IntRange(12, 230).Draw(t, "w"), rapid.IntRange(3, 70).Draw(t, "h")
				if why := isWhole(picture(l, w, h), w, h); why != "" {
					t.Fatalf("%s, %v: %s\n%s", dataset, page, why, picture(l, w, h))
				}
			})
			l.leave(page)
		}
	}
}

// The law: in ASCII nothing else is drawn, except characters of the text.
func TestEveryViewInASCII(t *testing.T) {
	l := learned(t, "tide")
	l.Look.Glyphs = chart.ASCII
	for _, page := range pages {
		l.at(page)
		g := grid.New(120, 36)
		g.ASCII = true
		l.Draw(g.View())
		for _, r := range g.Render(grid.Plain) {
			if r >= '\u2500' && r <= '\u259f' || r >= '\u2800' && r <= '\u28ff' {
				t.Errorf("%v: %c in\n%s", page, r, g.Render(grid.Plain))
				break
			}
		}
		l.leave(page)
	}
}

// The law: a wide screen is used to its right edge: of four strips from left to right, those of the right half
// have something in three rows or more.
func TestWideScreensAreUsed(t *testing.T) {
	l := learned(t, "chashan")
	for _, page := range pages {
		if page[0] == "text" { // a text may end early
			continue
		}
		l.at(page)
		if page[0] == "bet" {
			play(l, 24)
		}
		for _, s := range [][2]int{{120, 36}, {200, 60}} {
			g := grid.New(s[0], s[1])
			l.Draw(g.View())
			var strips [4]int
			for i := range strips {
				for y := 1; y < s[1]-1; y++ {
					if something(g, y, i*s[0]/4, (i+1)*s[0]/4) {
						strips[i]++
					}
				}
			}
			if slices.Min(strips[2:]) < 3 {
				t.Errorf("%v at %v: rows by strip %v\n%s", page, s, strips, g.Render(grid.Plain))
			}
		}
		l.leave(page)
	}
}

// play plays for the given number of tokens, and stops.
func play(l *Lab, tokens int) {
	for range tokens + 1 {
		jobs := l.Key(event.Key{Name: "enter"})
		for i := 0; i < len(jobs); i++ {
			jobs = append(jobs, l.Message(jobs[i]())...)
		}
	}
	l.Key(event.Key{Name: "esc"})
}

// something reports whether a part of a row has more than blanks and frames.
func something(g *grid.Grid, y, from, to int) bool {
	for x := from; x < to; x++ {
		if r := g.View().At(x, y).Rune; r != ' ' && r != 0 && !strings.ContainsRune("│─╭╮╰╯", r) {
			return true
		}
	}
	return false
}
