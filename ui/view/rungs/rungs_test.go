package rungs

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/forecast"
	"unroll/core/forecast/forecasttest"
	"unroll/core/history"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/view/table"
)

// on is a view on a series with a network that is a line with these weights, and the lab's ladder of it.
func on(t testing.TB, s *series.Series, valid float64, lags int, weights ...float64) *View {
	t.Helper()
	d, err := forecast.Options{Lags: lags}.Prepare(s, valid)
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := theme.Find("plain")
	about := &sessions.Subject{Data: task.NewNumbers(d, "squared")}
	v := Begin(context.Background(), about, &look.Look{Theme: plain, Words: i18n.English}).(*View)
	m, _ := forecasttest.Model(d, "squared", 1200, weights...)
	see(t, v, m)
	return v
}

// see gives v a model, with the lab's judgement of it, and answers what it asks.
func see(t testing.TB, v *View, m *forecast.Model) {
	t.Helper()
	h := &history.History{}
	h.Append(history.Point{Step: 1200, Tokens: 16, Loss: 0.05})
	d := &panel.Data{Snap: train.Snapshot{Model: m, Step: m.At(), Task: v.data.Task(), History: h.View()}, Facts: text.Facts{Train: v.data.TrainExamples(), Valid: v.data.ValidExamples()}}
	d.Rungs.State = panel.Counted
	d.Rungs.Climb = v.seen.Rungs.Climb
	var err error
	if d.Rungs.Climb == nil {
		d.Rungs.Climb, _ = v.data.Climb(context.Background(), 1, 0)
	}
	if c := d.Rungs.Climb; c != nil {
		if d.Rungs.Stand, err = c.Stand(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	settle(v, v.See(d, true))
}

func settle(v *View, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], v.Message(jobs[0]())...)
	}
}

// press presses keys, and answers what v then asks.
func press(v *View, names ...string) *View {
	for _, n := range names {
		k := event.Key{Name: n}
		if len(n) == 1 {
			k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
		}
		jobs, _ := v.Key(k)
		settle(v, jobs)
	}
	return v
}

func source(t testing.TB, name string, rows int) *series.Series {
	t.Helper()
	s, err := series.Make(name, 1, rows)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// prices is a table of two columns with Chinese names, of which the first is predicted from both.
func prices() *series.Series {
	s := &series.Series{Labels: []series.Label{{Number: 2, Name: "价格"}, {Number: 3, Name: "成交量"}}, Inputs: []int{0, 1}}
	for t := range 300 {
		s.Values = append(s.Values, float32(math.Round(256*math.Sin(float64(t)/5))/256), float32(t%7))
	}
	return s
}

// A state is a view that is worth a picture.
var states = []struct {
	name string
	make func(t testing.TB) *View
}{
	{"law", func(t testing.TB) *View { return on(t, source(t, "ar2", 800), 0.25, 2, -0.75, 1.5) }},
	{"line", func(t testing.TB) *View { return on(t, source(t, "ar6", 800), 0.25, 1, 0.8) }},
	{"far", func(t testing.TB) *View { return press(on(t, source(t, "ar6", 800), 0.25, 1, 0.8), "m", "m") }},
	{"walk", func(t testing.TB) *View { return on(t, source(t, "walk", 800), 0.25, 1, 1) }},
	{"bad", func(t testing.TB) *View { return on(t, source(t, "ar2", 800), 0.25, 1, -4) }},
	{"nan", func(t testing.TB) *View { return on(t, source(t, "ar2", 800), 0.25, 1, math.NaN()) }},
	{"period", func(t testing.TB) *View {
		return press(on(t, source(t, "sunspots", 0), 0.28, 1, 0.9), "p", "2", "2", "enter")
	}},
	{"typing", func(t testing.TB) *View { return press(on(t, source(t, "sunspots", 0), 0.28, 1, 0.9), "p", "4", "x") }},
	{"no period", func(t testing.TB) *View {
		return press(on(t, source(t, "sunspots", 0), 0.28, 1, 0.9), "p", "x", "enter")
	}},
	{"columns", func(t testing.TB) *View { return on(t, prices(), 0.3, 1, 0.9, 0) }},
	{"columns far", func(t testing.TB) *View { return press(on(t, prices(), 0.3, 1, 0.9, 0), "m") }},
	{"too far", func(t testing.TB) *View { return press(on(t, source(t, "ar2", 200), 0.1, 1, 0.8), "M") }},
	{"nothing held out", func(t testing.TB) *View { return on(t, source(t, "ar2", 200), 0, 1, 0.8) }},
}

func picture(v *View, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = v.look.Glyphs == chart.ASCII
	v.Draw(g.View())
	return g.Render(grid.Plain)
}

// TestPictures compares the view as a person sees it, without colours.
func TestPictures(t *testing.T) {
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			v := s.make(t)
			var b strings.Builder
			for _, at := range [][2]int{{40, 10}, {80, 22}, {120, 34}} {
				fmt.Fprintf(&b, "== %d×%d\n%s\n", at[0], at[1], picture(v, at[0], at[1]))
			}
			golden.RequireEqual(t, []byte(b.String()))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		v := states[1].make(t)
		v.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(v, 80, 30)))
	})
}

// TestExplanations compares the explanation as a person sees it.
func TestExplanations(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			v := states[0].make(t)
			golden.RequireEqual(t, []byte(helptest.Picture(v.Explain(), *v.look, s[0], s[1])))
		})
	}
}

// The law: whatever the size and the state, every row is exactly as wide as the screen and the frame is closed.
func TestEverySizeIsWhole(t *testing.T) {
	for _, s := range states {
		v := s.make(t)
		for w := 1; w <= 130; w += 6 {
			for h := 1; h <= 45; h += 3 {
				rows := strings.Split(picture(v, w, h), "\n")
				if len(rows) != h {
					t.Fatalf("%s %d×%d: %d rows", s.name, w, h, len(rows))
				}
				for y, row := range rows {
					if grid.Width(row) != w {
						t.Fatalf("%s %d×%d: row %d is %q", s.name, w, h, y, row)
					}
				}
				all := strings.Join(rows, "")
				for _, bad := range []string{"%!", "NaN", "Inf", "<nil>"} {
					if strings.Contains(all, bad) {
						t.Fatalf("%s %d×%d says %q", s.name, w, h, bad)
					}
				}
			}
		}
		if bad := helptest.Nonsense(v.Explain(), *v.look); bad != "" {
			t.Errorf("%s: it says %q", s.name, bad)
		}
	}
}

// The law: all words of the view come from the catalogue: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	for _, s := range states {
		v := s.make(t)
		v.look.Words, v.bad = i18ntest.Foreign(nil), ""
		for _, at := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
			all := picture(v, at[0], at[1])
			if left := i18ntest.Left(all, i18ntest.Keys, "AR"); len(left) > 0 {
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", s.name, at[0], at[1], left, all)
			}
		}
	}
}

// The law: the network stands before the first rung that is better than it, and behind none that is worse but those in front
// of it; a line's RMSE, MSE and what is left are one quantity in three ways.
func TestTheNetworkStandsBeforeWhatIsBetter(t *testing.T) {
	v := on(t, source(t, "ar6", 600), 0.25, 1, 0.5)
	rapid.Check(t, func(r *rapid.T) {
		m, _ := forecasttest.Model(v.data.Data, "squared", 7, rapid.Float64Range(-1, 1.2).Draw(r, "weight"))
		see(t, v, m)
		lines := v.lines()
		at := -1
		for i, l := range lines {
			if l.network {
				at = i
			}
			if l.score.RMSE() != math.Sqrt(l.score.MSE) || l.score.N != 150 {
				r.Fatalf("%+v", l)
			}
		}
		if at < 0 {
			r.Fatal("there is no network")
		}
		for _, l := range lines[:at] {
			if l.score.MSE < lines[at].score.MSE {
				r.Fatalf("%s is better, and stands before", l.name)
			}
		}
		if at+1 < len(lines) && lines[at+1].score.MSE >= lines[at].score.MSE {
			r.Fatalf("%s stands behind it", lines[at+1].name)
		}
	})
}

// The law: the horizon and the period that are asked for are those of the rungs; what the lab has worked out is not worked out
// again; a view that is not shown asks nothing.
func TestWhatIsAskedIsShown(t *testing.T) {
	v := on(t, source(t, "sunspots", 0), 0.28, 1, 0.9)
	if jobs, _ := v.Key(event.Key{Name: "x"}); len(jobs) > 0 || v.climbs.Busy() {
		t.Error("the lab's own ladder is worked out again")
	}
	c, _, _ := v.now()
	if c.Ahead != 1 || c.Rungs[2].Order != 11 {
		t.Fatalf("%d ahead, period %d", c.Ahead, c.Rungs[2].Order)
	}
	for _, want := range Horizons[1:] {
		press(v, "m")
		if c, s, why := v.now(); why != nil || c.Ahead != want || s.N != c.Judged || c.Judged != 87-want+1 {
			t.Errorf("%d ahead: %+v, %v", want, s, why)
		}
	}
	press(v, "m", "p", "2", "2", "enter")
	if c, s, _ := v.now(); c.Ahead != 1 || c.Rungs[2].Order != 22 || s.N == 0 {
		t.Errorf("period %d", c.Rungs[2].Order)
	}
	press(v, "P")
	if !v.labs() {
		t.Error("the period is not found again")
	}
	if jobs, why := v.Command([]string{"1"}); why == "" || len(jobs) > 0 {
		t.Error("a period of one row is taken")
	}
	v.shown = false
	if jobs, _ := v.Key(event.Key{Name: "m"}); len(jobs) > 0 {
		t.Error("a view that is not shown asks")
	}
}

// The law: if not all lines fit, the network's is among those shown, and keys reach every other.
func TestEveryLineCanBeSeen(t *testing.T) {
	v := states[1].make(t)
	if got := picture(v, 60, 10); !strings.Contains(got, "network") {
		t.Errorf("the network is not in\n%s", got)
	}
	for _, c := range [][2]string{{"up", "the mean"}, {"down", "exact law"}} {
		for range 50 {
			press(v, c[0])
		}
		if got := picture(v, 60, 10); !strings.Contains(got, c[1]) {
			t.Errorf("after %s there is no %s in\n%s", c[0], c[1], got)
		}
	}
	v.Mouse(event.Mouse{Kind: event.WheelUp})
	if press(v, "home"); v.first != table.Follow {
		t.Error("home does not follow the network")
	}
}
