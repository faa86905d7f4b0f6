package lab

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/forecast/forecasttest"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// numbersLab is a lab on an AR(2), on nothing yet: no snapshot has come.
func numbersLab(t testing.TB, head string) *Lab {
	t.Helper()
	r := recipe.Series("linear")
	r.Model.Head, r.Series.Lags, r.Series.Rows, r.Text.Valid = head, 2, 600, 0.25
	n, err := datasets.Opener{}.OpenSeries("ar2", r.Series)
	if err != nil {
		t.Fatal(err)
	}
	about, err := sessions.OfSeries(n).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	about.Recipe.Model = about.Data.Fit(r.Model)
	plain, _ := theme.Find("plain")
	l := New(&made{snapshots: make(chan train.Snapshot)}, &about, "ar2", &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	return l
}

// numbersRun is such a lab after a snapshot of a network that is the law of the series, with all that it asks for answered.
func numbersRun(t testing.TB, head string, phase train.Phase) *Lab {
	t.Helper()
	l := numbersLab(t, head)
	d, r, h := l.data.Numbers, l.about.Recipe, &history.History{}
	m, _ := forecasttest.Model(d.Data, head, 1200, -0.75, 1.5)
	floor := d.Floor()
	for i := range 1200 {
		up := math.Exp(-float64(i) / 90)
		loss := floor + 0.5*up + 0.004*math.Sin(float64(i))
		if phase == train.Diverged && i == 1199 {
			loss = math.NaN()
		}
		h.Append(history.Point{Step: i + 1, Tokens: 16, Loss: loss, GradNorm: 0.05 + up, Factor: 1, LR: r.Settings.LR, Epoch: float64(i+1) / 28})
		if i%100 == 99 {
			h.AddValid(history.Valid{Step: i + 1, NLL: (floor + 0.02 + 0.5*up) * 150, Tokens: 150})
		}
	}
	s := train.Snapshot{Task: d.Task(), Recipe: r, Step: 1200, Epoch: 42.9, Phase: phase, Settings: r.Settings, LR: r.Settings.LR, Rows: r.Settings.Batch,
		Speed: 61_234, History: h.View(), Model: m}
	workOff(l, snapshot(l, s))
	workOff(l, l.Enter())
	return l
}

// viewsOfNumbers are the views of a run of a series, and what else there is to be seen of one.
var viewsOfNumbers = []subject{
	{"lab", func(*Lab) {}},
	{"zoom-forecast", zoomed("forecast")},
	{"forecast", keyed("2")},
	{"horizons", keyed("2", "m", "m", "m", "m")},
	{"typing", keyed("2", "i", " ", "3")},
	{"errors", keyed("2", "e", "right", "right", "right")},
	{"views", keyed("v", "down")},
	{"help", keyed("?")},
	{"help-forecast", keyed("2", "?")},
	{"crosshair", func(l *Lab) { x := 234.0; l.data.Cursor = &x }},
}

// TestGalleryOfNumbers is every view and panel of a run of a series as a person sees it, at all sizes, by a squared loss and with the Gaussian head.
func TestGalleryOfNumbers(t *testing.T) {
	for _, head := range []string{"squared", "gaussian"} {
		for _, s := range viewsOfNumbers {
			t.Run(head+" "+s.name, func(t *testing.T) {
				l := numbersRun(t, head, train.Running)
				s.do(l)
				golden.RequireEqual(t, hung(l, sizes...))
			})
		}
	}
	t.Run("nothing yet", func(t *testing.T) {
		l := numbersLab(t, "squared")
		pictures := hung(l, [2]int{80, 24})
		keyed("2")(l)
		golden.RequireEqual(t, append(pictures, hung(l, [2]int{80, 24})...))
	})
	t.Run("diverged", func(t *testing.T) {
		l := numbersRun(t, "squared", train.Diverged)
		golden.RequireEqual(t, hung(l, [2]int{80, 24}, [2]int{120, 36}))
	})
}

// The law: no keys, in whatever order, bring the lab of a series to a screen that is not sound, nor send the run what its settings do not have.
func TestKeysLeaveASoundScreenOfNumbers(t *testing.T) {
	names := []string{"1", "2", "3", "p", "h", "l", "s", "n", "y", "q", "Q", "z", "[", "]", "v", "tab", "f", "?", "esc", "enter", "up", "down", "left", "right", "pgdown", "pgup", "home", "end",
		"+", "-", "0", "e", "b", "m", "M", "w", "W", "r", "a", "L", "x", ":", "i", "u", "<", ">", "backspace", "7", "茶", " ", "."}
	rapid.Check(t, func(rt *rapid.T) {
		phase := rapid.SampledFrom([]train.Phase{train.Running, train.Paused, train.Diverged}).Draw(rt, "phase")
		l := numbersRun(t, rapid.SampledFrom([]string{"squared", "gaussian"}).Draw(rt, "head"), phase)
		l.Look.Glyphs = rapid.SampledFrom([]chart.Glyphs{chart.Braille, chart.ASCII}).Draw(rt, "glyphs")
		size := rapid.SampledFrom(sizes).Draw(rt, "size")
		g := grid.New(size[0], size[1])
		g.ASCII = l.Look.Glyphs == chart.ASCII
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
		for _, sent := range l.source.(*made).asked {
			if strings.Contains(sent, "temperature") {
				rt.Fatalf("the run was sent %s", sent)
			}
		}
	})
}

// The law: what a series has not is neither offered nor done: a prefix, the temperature, and for a squared error nats and bits; a likelihood has them. The commands
// say why.
func TestWhatASeriesHasNot(t *testing.T) {
	for head, unit := range map[string]bool{"squared": false, "gaussian": true} {
		l := numbersRun(t, head, train.Running)
		names := strings.Join(l.names(), "\n") + "\n"
		for name, is := range map[string]bool{"prefix.set\n": false, "prefix.type\n": false, "knob.up temperature": false, "unit.next\n": unit, "unit.set bits\n": unit, "view.show forecast\n": true, "view.show predict": false} {
			if strings.Contains(names, name) != is {
				t.Errorf("%s: %q is offered: %v", head, name, !is)
			}
		}
		if l.obey("prefix.set abc"); l.view.notice != l.Look.Words.Forecast.NoPrefix {
			t.Errorf("%s: a prefix has %q", head, l.view.notice)
		}
		l.view.notice = ""
		l.obey("unit bits")
		if said := l.view.notice != ""; said == unit {
			t.Errorf("%s: bits have %q", head, l.view.notice)
		}
		if got := changes(l.Key(event.Key{Name: "u", Text: "u"})); len(got) > 0 != unit {
			t.Errorf("%s: u requests %v", head, got)
		}
		for _, command := range []string{"forecast.next-horizon", "forecast.errors", "forecast.errors", "forecast.run", "forecast.raise", "forecast.reset"} {
			l.showNamed("forecast")
			l.view.notice = ""
			if l.obey(command); l.view.notice != "" {
				t.Errorf("%s: %s has %q", head, command, l.view.notice)
			}
		}
	}
}
