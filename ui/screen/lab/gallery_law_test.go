package lab

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// nonsense is what no screen says, whatever the run.
var nonsense = []string{"%!", "<nil>", "NaN nats", "NaN bits", "NaN %", "+Inf", "-Inf", "MISSING", "0xc0", "map["}

// wrongWith says what is wrong with a drawn screen, whatever it shows; "": nothing.
func wrongWith(g *grid.Grid) string {
	all := g.Render(grid.Plain)
	rows := strings.Split(all, "\n")
	if len(rows) != g.H() {
		return fmt.Sprintf("%d rows", len(rows))
	}
	for y, row := range rows {
		if n := grid.Width(row); n != g.W() {
			return fmt.Sprintf("row %d is %d columns wide", y, n)
		}
		for _, r := range row {
			if r == unicode.ReplacementChar || unicode.Is(unicode.C, r) {
				return fmt.Sprintf("row %d has %U", y, r)
			}
		}
		for x := range g.W() { // a wide character stands in its two cells, or not at all
			second := x > 0 && grid.Width(string(g.At(x-1, y).Rune)) == 2
			if (g.At(x, y).Rune == 0) != second {
				return fmt.Sprintf("a wide character is cut at %d, %d", x, y)
			}
		}
	}
	for _, s := range nonsense {
		if strings.Contains(all, s) {
			return fmt.Sprintf("it says %q", s)
		}
	}
	return ""
}

// lost says what one who looks at a lab cannot find: which view it is, and the way out; "": nothing.
func lost(l *Lab, g *grid.Grid) string {
	rows, w := strings.Split(g.Render(grid.Plain), "\n"), l.Look.Words
	if g.W() < 40 || g.H() < 12 {
		return ""
	}
	all := strings.Join(rows, "\n")
	switch v, last := &l.view, rows[g.H()-1]; {
	case v.help || l.views.list:
		if !strings.Contains(all, w.HelpClose) {
			return "the way back from what lies over the screen"
		}
		return ""
	case l.Typing() || v.command != nil || v.notice != "" || l.data.Snap.Phase == train.Diverged:
	case !strings.Contains(last, w.Keys.QuitBrief) || !strings.Contains(last, w.Keys.HelpBrief):
		return "the way out"
	}
	if name := w.Views[l.kinds()[l.views.at].ID]; !strings.Contains(rows[0], name) {
		return "the name of the view"
	}
	return ""
}

// visitors are labs of all runs and subjects of the gallery, to be looked at in many sizes.
func visitors(t *testing.T) (list []*Lab, names []string) {
	add := func(m *material, run string, s state, subjects []subject) {
		for _, v := range subjects {
			l := m.run(t, s)
			v.do(l)
			list, names = append(list, l), append(names, m.name+" "+run+" "+v.name)
		}
	}
	add(english(), "healthy", healthy, subjects())
	add(chinese(), "healthy", healthy, append(slices.Clone(viewsOfARun), more[:2]...))
	for _, s := range states {
		add(english(), s.name, s.state, []subject{viewsOfARun[0], viewsOfARun[2], more[8]})
	}
	for _, v := range viewsOfARun {
		l := english().lab()
		t.Cleanup(l.Close)
		v.do(l)
		list, names = append(list, l), append(names, "nothing yet "+v.name)
	}
	return list, names
}

// The law: whatever a lab shows, at every size, each row is exactly as wide as the screen, no wide character is cut, nothing
// reaches the terminal that would act on it, no number is nonsense, and who looks knows where they are and how to leave.
func TestTheGalleryIsSoundAtEverySize(t *testing.T) {
	labs, names := visitors(t)
	check := func(t interface{ Fatalf(string, ...any) }, i, w, h int) {
		g := grid.New(w, h)
		g.ASCII = labs[i].Look.Glyphs == chart.ASCII
		labs[i].Draw(g.View())
		if bad := wrongWith(g); bad != "" {
			t.Fatalf("%s at %d×%d: %s\n%s", names[i], w, h, bad, g.Render(grid.Plain))
		}
		if what := lost(labs[i], g); what != "" {
			t.Fatalf("%s at %d×%d: one does not find %s\n%s", names[i], w, h, what, g.Render(grid.Plain))
		}
	}
	for i := range labs {
		for _, s := range append([][2]int{{1, 1}, {2, 2}, {12, 3}, {39, 11}, {64, 20}}, sizes...) {
			check(t, i, s[0], s[1])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(labs)-1).Draw(t, "lab")
		labs[i].Look.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.Blocks, chart.ASCII}).Draw(t, "glyphs")
		labs[i].Look.Unit = rapid.SampledFrom([]look.Unit{look.Nats, look.Bits}).Draw(t, "unit")
		for range 5 {
			check(t, i, rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h"))
		}
	})
}

// The law: no keys, in whatever order, bring a lab to a screen that is not sound.
func TestKeysLeaveASoundScreen(t *testing.T) {
	names := []string{"1", "2", "3", "4", "5", "[", "]", "v", "tab", "f", "?", "esc", "enter", "up", "down", "left", "right", "pgdown", "home", "end",
		"+", "-", "0", "s", "e", "b", "m", "n", "N", "a", "L", "x", ":", "i", "p", "<", ">", "backspace", "ctrl+n", "茶", "é", " ", "."}
	rapid.Check(t, func(rt *rapid.T) {
		m := english()
		s := rapid.SampledFrom(states).Draw(rt, "state")
		l := m.run(t, s.state)
		size := rapid.SampledFrom(sizes).Draw(rt, "size")
		g := grid.New(size[0], size[1])
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 25).Draw(rt, "keys") {
			keyed(key)(l)
			g.Clear(grid.Style{})
			l.Draw(g.View())
			if bad := wrongWith(g); bad != "" {
				rt.Fatalf("after %q: %s\n%s", key, bad, g.Render(grid.Plain))
			}
			if what := lost(l, g); what != "" {
				rt.Fatalf("after %q one does not find %s\n%s", key, what, g.Render(grid.Plain))
			}
		}
	})
}
