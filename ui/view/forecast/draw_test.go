package forecast

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
)

// A state is a view that is worth a picture.
type state struct {
	name string
	make func(t testing.TB) *View
}

// keyed is the view on an AR(2) after keys.
func keyed(head string, keys ...string) func(t testing.TB) *View {
	return func(t testing.TB) *View {
		v, _ := ar2(t, head)
		picture(v, 80, 22)
		press(v, keys...)
		return v
	}
}

// only is the view on a series with a network that is a line through the last values.
func only(s *series.Series, valid float64, o forecast.Options, weights ...float64) func(t testing.TB) *View {
	return func(t testing.TB) *View {
		v := New(prepared(t, s, "squared", valid, o), plain())
		if len(weights) > 0 {
			teach(t, v, "squared", 70, weights...)
		}
		return v
	}
}

// flat is a series with a constant stretch, long enough to fill the screen.
func flat() *series.Series {
	s := columns(900, "x")
	for i := 300; i < 900; i++ {
		s.Values[i] = 2
	}
	return s
}

var states = []state{
	{"one", keyed("squared")},
	{"band", keyed("gaussian")},
	{"all", keyed("gaussian", "m", "m", "m", "m")},
	{"nudged", keyed("squared", "W", "up", "up", "up", "up", "left", "left", "down", "right", "right", "right", "enter")},
	{"typing", keyed("squared", "i", " ", "9", "x")},
	{"end", keyed("squared", "end", "right", "right", "right")},
	{"errors", keyed("squared", "e", "right", "right", "right")},
	{"errors of a band", keyed("gaussian", "e")},
	{"columns", only(columns(300, "价格", "成交量（手）"), 0.3, forecast.Options{}, 0.1, 0.8)},
	{"errors of columns", func(t testing.TB) *View {
		v := only(columns(300, "价格", "成交量（手）"), 0.3, forecast.Options{}, 0.1, 0.8)(t)
		press(v, "e")
		return v
	}},
	{"nothing held out", only(columns(200, "x"), 0, forecast.Options{}, 0.9)},
	{"no network", only(columns(200, "x"), 0.3, forecast.Options{})},
	{"constant", only(flat(), 0.4, forecast.Options{}, 0.5)},
	{"not a number", only(columns(200, "x"), 0.3, forecast.Options{}, math.NaN())},
	{"errors that are no numbers", func(t testing.TB) *View {
		v := only(columns(200, "x"), 0.3, forecast.Options{}, math.NaN())(t)
		press(v, "e")
		return v
	}},
	{"explodes", only(columns(200, "x"), 0.3, forecast.Options{}, 3)},
}

// sizes are those of the lab's body on screens of 40×12, 80×24, 120×36 and 200×60.
var sizes = [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}}

// TestPictures compares the view as a person sees it, without colours.
func TestPictures(t *testing.T) {
	for i, s := range states {
		t.Run(s.name, func(t *testing.T) {
			v, all := s.make(t), ""
			for _, at := range sizes {
				if i < 3 || at[0] <= 80 || strings.HasPrefix(s.name, "errors") && at[0] <= 120 {
					all += fmt.Sprintf("== %d×%d\n%s\n", at[0], at[1]+2, picture(v, at[0], at[1]))
				}
			}
			golden.RequireEqual(t, []byte(all))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		v := keyed("gaussian", "m", "m", "m", "m")(t)
		v.look.Glyphs = chart.ASCII
		all := picture(v, 80, 22)
		press(v, "e")
		golden.RequireEqual(t, []byte(all+"\n"+picture(v, 80, 22)))
	})
}

// The law: whatever is shown, at every size and with all glyphs, rows are as wide as the screen, no control character is drawn, ASCII is ASCII, and
// nothing is nonsense.
func TestEverySizeIsWhole(t *testing.T) {
	var list []*View
	for _, s := range states {
		list = append(list, s.make(t))
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(states)-1).Draw(t, "state")
		v, w, h := list[i], rapid.IntRange(1, 210).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		v.look.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.Blocks, chart.ASCII}).Draw(t, "glyphs")
		pic := picture(v, w, h)
		rows := strings.Split(pic, "\n")
		if len(rows) != h {
			t.Fatalf("%d rows of %d", len(rows), h)
		}
		for y, row := range rows {
			if grid.Width(row) != w {
				t.Fatalf("%s at %d×%d: row %d is %d wide: %q", states[i].name, w, h, y, grid.Width(row), row)
			}
		}
		for _, bad := range []string{"%!", "+Inf", "-Inf", "<nil>", "\x1b", "\t", "NaN %"} {
			if strings.Contains(pic, bad) {
				t.Fatalf("%s at %d×%d says %q:\n%s", states[i].name, w, h, bad, pic)
			}
		}
		v.look.Glyphs = chart.Braille
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Fatalf("%s explains %q", states[i].name, bad)
		}
	})
}

// The law: the crosshair is drawn in the column of its row, and a click in a column finds a row of that column: the same row if each has a column
// of its own. A click where the crosshair is begins a free run there.
func TestTheCrosshairIsWhereTheRowIs(t *testing.T) {
	v, _ := ar2(t, "squared")
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(30, 200).Draw(t, "w"), rapid.IntRange(8, 50).Draw(t, "h")
		v.at = window{from: rapid.IntRange(0, 700).Draw(t, "from"), rows: rapid.IntRange(8, 900).Draw(t, "rows")}.within(v.end)
		v.cursor = rapid.IntRange(v.at.from, v.at.to()-1).Draw(t, "row")
		picture(v, w, h)
		c := v.place.chart
		col, ok := c.Column(float64(v.cursor + 1))
		if !ok {
			t.Fatalf("row %d of %+v has no column", v.cursor, v.at)
		}
		at, was := v.place.x+c.X+col, v.cursor
		row, ok := v.row(at)
		back, _ := c.Column(float64(row + 1))
		if !ok || back != col {
			t.Fatalf("column %d is row %d, whose column is %d", col, row, back)
		}
		if 2*v.at.rows <= c.W && row != was {
			t.Fatalf("row %d of %+v at column %d of %d is row %d", was, v.at, col, c.W, row)
		}
		v.Mouse(event.Mouse{Kind: event.Drag, X: at, Y: 2})
		if got, _ := c.Column(float64(v.cursor + 1)); v.at.from <= row-1 && row < v.at.to()-2 && got != col {
			t.Fatalf("dragged to column %d, the crosshair is in %d", col, got)
		}
	})
	v.at, v.cursor = window{from: 400, rows: 100}.within(v.end), 450
	picture(v, 120, 34)
	col, _ := v.place.chart.Column(451)
	at := event.Mouse{Kind: event.Press, X: v.place.x + v.place.chart.X + col, Y: 3}
	settle(v, v.Mouse(at))
	if v.origin != 450 {
		t.Errorf("a click at the crosshair begins a free run at row %d", v.origin)
	}
	at.X += 10
	settle(v, v.Mouse(at))
	if v.origin != 450 || v.cursor <= 450 {
		t.Errorf("a click beside it: origin %d, crosshair %d", v.origin, v.cursor)
	}
}

// The law: the window stays on the series, shows the crosshair after every key, and zooming in and out again shows the rows from before where nothing was cut off.
func TestTheWindowStaysOnTheSeries(t *testing.T) {
	v, _ := ar2(t, "squared")
	names := []string{"left", "right", "home", "end", "pgup", "pgdown", "<", ">", "w", "W", "b", "m", "M", "enter", "r", "up", "0"}
	rapid.Check(t, func(t *rapid.T) {
		picture(v, rapid.IntRange(12, 200).Draw(t, "w"), 20)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 20).Draw(t, "keys") {
			press(v, key)
			if v.at.from < 0 || v.at.rows < leastRows || v.at.to() > v.end+v.at.beyond() || v.cursor < v.at.from || v.cursor >= v.at.to() {
				t.Fatalf("after %s: %+v, crosshair %d, %d rows", key, v.at, v.cursor, v.end)
			}
			if v.origin < 0 || v.origin >= v.end {
				t.Fatalf("after %s: a free run from row %d", key, v.origin)
			}
		}
	})
	v.at, v.cursor = window{from: 200, rows: 100}, 250
	press(v, "W", "w")
	if v.at != (window{from: 200, rows: 100}) {
		t.Errorf("zoomed in and out: %+v", v.at)
	}
}

// The law: all words come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for _, s := range states {
		if strings.Contains(s.name, "number") {
			continue // NaN is NaN in every language
		}
		v := s.make(t)
		v.look.Words = i18ntest.Foreign(nil)
		for _, at := range sizes {
			pic := picture(v, at[0], at[1])
			if left := i18ntest.Left(pic, i18ntest.Keys); len(left) > 0 && !v.Typing() {
				t.Errorf("%s at %v: %q are not of the catalogue:\n%s", s.name, at, left, pic)
			}
		}
	}
}

// The law: without colours the bands, a changed value and the beginning of a free run can be seen.
func TestReadableWithoutColour(t *testing.T) {
	pic := picture(keyed("gaussian", "W", "W", "up", "up", "up")(t), 120, 34)
	for _, want := range []string{"░", "◆", "▴", "•"} {
		if !strings.Contains(pic, want) {
			t.Errorf("no %s in\n%s", want, pic)
		}
	}
	for _, th := range theme.Themes {
		v := keyed("squared")(t)
		v.look.Theme = th
		styles := map[grid.Style]int{v.look.Run(0): 0}
		for _, k := range horizons {
			if other, is := styles[v.style(k)]; is && v.look.Text.FG != v.style(k).FG {
				t.Errorf("%s: %d and %d steps ahead look the same", th.Name, k, other)
			}
			styles[v.style(k)] = k
		}
	}
}
