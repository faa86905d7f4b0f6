package forecast

import (
	"context"
	"math"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/forecast"
	"unroll/core/forecast/forecasttest"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// made is a series of a source, prepared.
func made(t testing.TB, source string, rows int, head string, valid float64, o forecast.Options) *task.Numbers {
	t.Helper()
	s, err := series.Make(source, 1, rows)
	if err != nil {
		t.Fatal(err)
	}
	return prepared(t, s, head, valid, o)
}

func prepared(t testing.TB, s *series.Series, head string, valid float64, o forecast.Options) *task.Numbers {
	t.Helper()
	d, err := o.Prepare(s, valid)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewNumbers(d, head)
}

// columns is a series of several columns, of which the last is forecast from all.
func columns(n int, names ...string) *series.Series {
	s := &series.Series{Target: len(names) - 1}
	for i, name := range names {
		s.Labels = append(s.Labels, series.Label{Number: i + 1, Name: name})
		s.Inputs = append(s.Inputs, i)
	}
	for t := range n {
		for c := range names {
			s.Values = append(s.Values, float32(math.Round(256*math.Sin(float64(t)/float64(3+c)))/256))
		}
	}
	return s
}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

// ar2 is a view on an AR(2) with the network that is its law, after all that it asks has been answered.
func ar2(t testing.TB, head string) (*View, *forecasttest.Line) {
	t.Helper()
	v := New(made(t, "ar2", 600, head, 0.25, forecast.Options{Lags: 2}), plain())
	return v, teach(t, v, head, 1200, -0.75, 1.5)
}

// teach gives v a network.
func teach(t testing.TB, v *View, head string, step int, weights ...float64) *forecasttest.Line {
	t.Helper()
	m, line := forecasttest.Model(v.data.Data, head, step, weights...)
	see(v, m)
	return line
}

// see gives v a model, and answers what it asks.
func see(v *View, m *forecast.Model) {
	settle(v, v.See(&panel.Data{Snap: train.Snapshot{Model: m, Step: m.At()}}, true))
}

// settle does jobs until none is left.
func settle(v *View, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], v.Message(jobs[0]())...)
	}
}

// press presses keys, and answers what v then asks. A key of one letter types it.
func press(v *View, names ...string) {
	for _, n := range names {
		k := event.Key{Name: n}
		if len([]rune(n)) == 1 {
			k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
		}
		if n == "backspace" {
			k.Raw = tea.KeyMsg{Type: tea.KeyBackspace}
		}
		jobs, _ := v.Key(k)
		settle(v, jobs)
	}
}

// picture is the view at a size, after it knows that size.
func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Pick("", "x") == "x"
	v.Draw(g.View())
	settle(v, v.Message(event.Resized{}))
	g.Clear(grid.Style{})
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

// same reports whether two forecasts are equal, NaN to NaN.
func same(a, b forecast.Point) bool {
	is := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return is(a.Value, b.Value) && is(a.Low, b.Low) && is(a.High, b.High)
}

// The law: what is drawn of a row one and k steps ahead is what the model says, in the row that it is of; only rows on the screen are
// asked for.
func TestWhatIsDrawnIsTheModels(t *testing.T) {
	for _, head := range []string{"squared", "gaussian"} {
		v, line := ar2(t, head)
		m, ctx := v.model, context.Background()
		for _, keys := range [][]string{{"m", "m", "m", "m"}, {"home"}, {"end"}, {"w", "w"}, {"pgup"}, {"W", "W", "W"}} {
			press(v, keys...)
			if v.got.ahead.key.from != v.at.from || v.got.ahead.key.to != v.at.to() || len(v.got.ahead.lines) != 4 {
				t.Fatalf("asked for %+v at %+v", v.got.ahead.key, v.at)
			}
			first, end := v.data.Bounds()
			for _, l := range v.got.ahead.lines {
				known := 0
				for row := v.at.from; row < v.at.to(); row++ {
					is := l.at(row)
					origin := row - l.k
					if origin < first-1 || origin >= end || l.k == 1 && row >= end {
						if is != is && !same(is, nothing) {
							t.Errorf("a forecast of row %d from row %d: %v", row, origin, is)
						}
						continue
					}
					known++
					want := nothing
					if l.k == 1 {
						list, err := m.OneStep(ctx, row, row+1)
						if err != nil {
							t.Fatal(err)
						}
						want = list[0]
					} else {
						paths, err := m.Ahead(ctx, origin, origin+1, l.k)
						if err != nil {
							t.Fatal(err)
						}
						want.Value = paths[0][l.k-1]
					}
					if !same(is, want) {
						t.Fatalf("%d steps ahead of row %d is %v, the model says %v", l.k, row, is, want)
					}
					if x, y := panel.Points(l.points, l.from).At(row - l.from); x != float64(row+1) || y != want.Value {
						t.Fatalf("row %d is drawn at %v, %v", row, x, y)
					}
				}
				if known == 0 && v.at.from > 64 {
					t.Errorf("%d steps ahead: nothing is known at %+v", l.k, v.at)
				}
			}
		}
		v.cursor = v.at.from + v.at.rows/2
		line.Rows.Store(0)
		press(v, "left")
		if n := line.Rows.Load(); n > 0 {
			t.Errorf("%d rows were read for a crosshair that moved", n)
		}
	}
}

// The law: a free run is the model's own run behind the values up to its first row, as a person has changed them, and goes to the end of the
// screen.
func TestTheFreeRunIsTheModels(t *testing.T) {
	for _, head := range []string{"squared", "gaussian"} {
		v, _ := ar2(t, head)
		for _, keys := range [][]string{{}, {"left", "left", "enter"}, {"up", "up"}, {"left", "down"}, {"right", "right", "right", "up"}, {"0"}, {"end", "enter"}, {"home", "right", "right", "enter"}} {
			press(v, keys...)
			var past []float64
			for row := range v.origin + 1 {
				past = append(past, v.value(row))
			}
			want, err := v.model.Run(context.Background(), past, max(1, v.at.to()-v.origin-1))
			points, origin := v.freeRun()
			if err != nil || origin != v.origin || len(points) != len(want) {
				t.Fatalf("after %v: %d points from %d, want %d from %d (%v)", keys, len(points), origin, len(want), v.origin, err)
			}
			for i, p := range points {
				if !same(p, want[i]) {
					t.Fatalf("after %v: step %d is %v, want %v", keys, i+1, p, want[i])
				}
			}
		}
		press(v, "r")
		if points, _ := v.freeRun(); points != nil {
			t.Error("a hidden free run is drawn")
		}
	}
}

// The law: a nudge is a tenth of a standard deviation, is of the crosshair's row alone, and 0 restores the series; forecasts of rows read the
// series whatever has been changed.
func TestNudging(t *testing.T) {
	v, _ := ar2(t, "squared")
	row, was, before := v.cursor, v.data.Value(v.cursor), v.got.ahead
	press(v, "up", "up", "up", "down")
	if got, want := v.value(row)-was, 0.2*v.data.Scale().SD; math.Abs(got-want) > 1e-9 || len(v.past.at) != 1 {
		t.Errorf("nudged by %v, want %v; changed are %v", got, want, v.past.at)
	}
	if v.got.ahead != before {
		t.Error("forecasts were asked for again")
	}
	press(v, "right", "right", "down")
	if v.origin != v.cursor || len(v.past.at) != 2 {
		t.Errorf("the free run begins at row %d, the crosshair is at %d", v.origin, v.cursor)
	}
	press(v, "0")
	if len(v.past.at) != 0 || v.value(row) != was {
		t.Errorf("still changed: %v", v.past.at)
	}
	if press(v, "0"); v.notice == "" {
		t.Error("nothing is said when nothing has been changed")
	}
	press(v, "end", "right", "right", "up")
	if len(v.past.at) != 0 || v.notice == "" {
		t.Errorf("a value behind the series was changed: %v", v.past.at)
	}
}

// The law: the line begins with the last values; left as it is nothing is changed; each number typed takes the place of its row, and one more goes
// on where they end, even after the last row; a word that is not a number changes nothing and is named.
func TestTypingAPast(t *testing.T) {
	v, _ := ar2(t, "squared")
	press(v, "i")
	if !v.Typing() || v.origin != v.cursor {
		t.Fatal("nothing is being typed")
	}
	row := v.origin
	press(v, " ", "backspace")
	if len(v.past.at) != 0 || v.origin != row {
		t.Errorf("changed: %v", v.past.at)
	}
	press(v, " ", "7", ".", "5")
	if got := v.value(row + 1); got != 7.5 || len(v.past.at) != 1 || v.origin != row+1 {
		t.Errorf("the next value is %v, changed are %v", got, v.past.at)
	}
	press(v, "x")
	if v.entry.bad != "7.5x" || v.value(row+1) != 7.5 {
		t.Errorf("%q is wrong, the value %v", v.entry.bad, v.value(row+1))
	}
	for _, key := range []string{"m", "e", "0", "q"} {
		if press(v, key); v.errors || v.choice != 0 {
			t.Fatalf("%s was not typed", key)
		}
	}
	if press(v, "esc"); v.Typing() {
		t.Error("esc does not end typing")
	}
	press(v, "0", "i")
	first := v.entry.first
	v.entry.line.Set("1 2,5;3")
	press(v, " ")
	if v.value(first) != 1 || v.value(first+1) != 2 || v.value(first+2) != 5 || v.value(first+3) != 3 || v.origin != first+3 {
		t.Errorf("typed: %v", v.past.at)
	}
	press(v, "esc", "0", "end", "i", " ", "4")
	if v.origin != v.end || v.value(v.end) != 4 {
		t.Errorf("after the last row is %v, the run begins at %d of %d", v.value(v.end), v.origin, v.end)
	}
	if points, _ := v.freeRun(); len(points) == 0 {
		t.Error("there is no free run from there")
	}
	if press(v, "esc", "0"); v.origin != v.end-1 {
		t.Errorf("the run begins at %d of %d", v.origin, v.end)
	}
}
