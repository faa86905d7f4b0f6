package lab

import (
	"math"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/forecast/forecasttest"
	"unroll/core/history"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// numbersLab is a lab on an AR(2), on nothing yet: no snapshot has come.
func numbersLab(t testing.TB, head string) *Lab {
	t.Helper()
	r := train.SeriesRecipe("linear")
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
