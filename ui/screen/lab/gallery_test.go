package lab

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// A subject is something that the gallery has a picture of: what has been done to a lab to see it.
type subject struct {
	name string
	do   func(l *Lab)
}

// keyed is a lab after these keys, with all work done that they ask for. A key of one letter types it.
func keyed(names ...string) func(l *Lab) {
	return func(l *Lab) {
		for _, n := range names {
			k := event.Key{Name: n}
			if len([]rune(n)) == 1 {
				k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
			}
			workOff(l, l.Key(k))
		}
	}
}

// zoomed is a lab with one panel.
func zoomed(id string) func(l *Lab) {
	return func(l *Lab) { l.view.zoom, l.view.focus = true, id }
}

// typing is a lab with this on its : line.
func typing(text string) func(l *Lab) {
	return func(l *Lab) {
		keyed(":")(l)
		keyed(strings.Split(text, "")...)(l)
	}
}

// viewsOfARun are the views that every run of a text has.
var viewsOfARun = []subject{
	{"lab", func(*Lab) {}},
	{"predict", keyed("2")},
	{"ladder", keyed("3")},
	{"text", keyed("4", "n")},
	{"bet", keyed("5")},
}

// more is what else there is to be seen of one.
var more = []subject{
	{"softmax", keyed("2", "down", "s")},
	{"difference", keyed("4", "m", "m", "n")},
	{"stakes", keyed("5", "enter", "e", "a", "right", "t")},
	{"staked", keyed("5", "enter", "e", "a", "enter", "e", "right", "enter", "t")},
	{"guesses", keyed("5", "m", "enter", "e", "x", "a")},
	{"views", keyed("v", "down")},
	{"command", typing("knob.s")},
	{"command-empty", typing("")},
	{"help", keyed("?")},
	{"prefix", keyed("i", "!", "?")},
	{"crosshair", func(l *Lab) { x := 1234.0; l.data.Cursor = &x }},
}

func subjects() []subject {
	list := append(append([]subject(nil), viewsOfARun...), more...)
	for _, p := range (&panel.Data{}).Panels() {
		list = append(list, subject{"zoom-" + p.ID, zoomed(p.ID)})
	}
	return list
}

// rounding is what is left of a sum that should be 0: its last bits are the processor's.
var rounding = regexp.MustCompile(`─+ (y = .*) · Σ \S+ ╮`)

// hung are pictures of a lab one under the other, each with its size above it.
func hung(l *Lab, at ...[2]int) []byte {
	var b strings.Builder
	for _, s := range at {
		fmt.Fprintf(&b, "== %d×%d\n%s\n", s[0], s[1], rounding.ReplaceAllString(settled(l, s[0], s[1]).Render(grid.Plain), "─ $1 · Σ … ╮"))
	}
	return []byte(b.String())
}

// settled is what a lab looks like when its views know their size, and have been told what they then ask.
func settled(l *Lab, w, h int) *grid.Grid {
	g := grid.New(w, h)
	l.Draw(g.View())
	l.see()
	workOff(l, l.take())
	g.Clear(grid.Style{})
	l.Draw(g.View())
	return g
}

// Every view and panel as a person sees it, at all sizes, of a healthy run on an English text.
func TestGalleryOfAnEnglishText(t *testing.T) {
	for _, s := range subjects() {
		t.Run(s.name, func(t *testing.T) {
			l := english().run(t, healthy)
			s.do(l)
			golden.RequireEqual(t, hung(l, sizes...))
		})
	}
}

// Every view of a run on a Chinese text.
func TestGalleryOfAChineseText(t *testing.T) {
	for _, s := range append(append([]subject(nil), viewsOfARun...), more[:5]...) {
		t.Run(s.name, func(t *testing.T) {
			l := chinese().run(t, healthy)
			s.do(l)
			golden.RequireEqual(t, hung(l, [2]int{40, 12}, [2]int{80, 24}))
		})
	}
}

// A run on lines of which only the answers count.
func TestGalleryOfLines(t *testing.T) {
	for _, s := range []subject{{"lab", func(*Lab) {}}, {"ladder", keyed("3")}, {"answers", keyed("6")}, {"wrong", keyed("6", "m")}, {"help", keyed("6", "?")}, {"views", keyed("v")}} {
		t.Run(s.name, func(t *testing.T) {
			l := lines().run(t, healthy)
			s.do(l)
			golden.RequireEqual(t, hung(l, sizes...))
		})
	}
}

// Runs that are not as the first: each as the panels and the ladder show it.
func TestGalleryOfStates(t *testing.T) {
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			l := english().run(t, s.state)
			pictures := hung(l, [2]int{80, 24}, [2]int{120, 36})
			keyed("3")(l)
			golden.RequireEqual(t, append(pictures, hung(l, [2]int{80, 24}, [2]int{120, 36})...))
		})
	}
}

// Before anything has come of a run, and before its first update.
func TestGalleryOfBeginnings(t *testing.T) {
	for _, v := range append(append([]subject(nil), viewsOfARun...), more[:5]...) {
		t.Run(v.name, func(t *testing.T) {
			l := english().lab()
			t.Cleanup(l.Close)
			v.do(l)
			pictures := hung(l, [2]int{80, 24})
			l = english().run(t, states[0].state)
			v.do(l)
			golden.RequireEqual(t, append(pictures, hung(l, [2]int{80, 24})...))
		})
	}
}
