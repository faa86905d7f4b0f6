package translators

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/core/translation/translationtest"
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

// on is a view on pairs of a source, with the lab's ladder of them and the place of a network whose translations are the same on every
// processor.
func on(t testing.TB, name string, n, held int, update func(d *panel.Data)) *View {
	t.Helper()
	s, _ := translation.Find(name)
	lines := s.Load()[:n]
	c, err := translation.NewCorpus(lines[:n-held], lines[n-held:], s.Options)
	if err != nil {
		t.Fatal(err)
	}
	d := task.NewPairs(c)
	plain, _ := theme.Find("plain")
	v := Begin(context.Background(), &sessions.Subject{Data: d}, &look.Look{Theme: plain, Words: i18n.English}).(*View)
	m := translationtest.Model(c, 1200)
	seen := &panel.Data{Snap: train.Snapshot{Model: m, Step: 1200, Task: d.Task()}, Pairs: panel.Pairs{Of: d, State: panel.Counted}}
	if seen.Pairs.Ladder, err = ladder.New(t.Context(), c, s); err != nil {
		t.Fatal(err)
	}
	if seen.Pairs.Stand, err = seen.Pairs.Ladder.Stand(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if update != nil {
		update(seen)
	}
	v.See(seen, true)
	return v
}

// A state is a view that is worth a picture.
var states = []struct {
	name string
	make func(t testing.TB) *View
}{
	{"law", func(t testing.TB) *View { return on(t, "chinese", 900, 100, nil) }},
	{"one to one", func(t testing.TB) *View { return on(t, "hanzi", 900, 100, nil) }},
	{"nan", func(t testing.TB) *View {
		return on(t, "chinese", 300, 50, func(d *panel.Data) {
			d.Pairs.Stand.NLL, d.Pairs.Stand.Verdict = math.NaN(), ladder.Verdict{}
		})
	}},
	{"bits", func(t testing.TB) *View {
		v := on(t, "chinese", 300, 50, nil)
		v.look.Unit = look.Bits
		return v
	}},
	{"no network", func(t testing.TB) *View {
		return on(t, "dates", 300, 50, func(d *panel.Data) { d.Pairs.Stand, d.Snap.Model = ladder.Stand{}, nil })
	}},
	{"counting", func(t testing.TB) *View {
		return on(t, "dates", 300, 50, func(d *panel.Data) {
			d.Pairs.Ladder, d.Pairs.Stand, d.Pairs.State = nil, ladder.Stand{}, panel.Counting
		})
	}},
	{"nothing held out", func(t testing.TB) *View { return on(t, "chinese", 100, 0, nil) }},
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
		v := states[0].make(t)
		v.look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(v, 80, 22)))
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

// The law: whatever the size and the state, every row is exactly as wide as the screen; no number is written that is none.
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
		v.look.Words = i18ntest.Foreign(nil)
		for _, at := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
			all := picture(v, at[0], at[1])
			if left := i18ntest.Left(all, i18ntest.Keys); len(left) > 0 {
				t.Errorf("%s at %d×%d: %q are not of the catalogue:\n%s", s.name, at[0], at[1], left, all)
			}
		}
	}
}

// The law: losses fall from line to line, the network's too; copying has none, and comes first; there is a law only where some sources
// have several translations.
func TestTheNetworkStandsAmongTheRungs(t *testing.T) {
	for _, s := range states[:2] {
		v, nets := s.make(t), 0
		lines := v.lines()
		for i, l := range lines {
			if i > 1 && l.loss > lines[i-1].loss || (l.loss != l.loss) != (i == 0) {
				t.Errorf("%s: %s has loss %v", s.name, l.name, l.loss)
			}
			if l.network {
				nets++
			}
		}
		if nets != 1 || (v.seen.Pairs.Ladder.Find(ladder.Law) != nil) != (s.name == "law") {
			t.Errorf("%s: %d networks", s.name, nets)
		}
	}
}

// The law: if not all lines fit, the network's is among those shown, and keys reach every other; if they fit there are no keys.
func TestEveryLineCanBeSeen(t *testing.T) {
	v := states[0].make(t)
	picture(v, 80, 22)
	if len(v.Entries()) > 0 {
		t.Error("there are keys though all lines are shown")
	}
	if got := picture(v, 40, 7); !strings.Contains(got, "network") {
		t.Errorf("the network is not in\n%s", got)
	}
	for _, c := range [][2]string{{"up", "copying the source"}, {"down", "exact law"}} {
		for range 10 {
			v.Key(event.Key{Name: c[0]})
		}
		if got := picture(v, 40, 7); !strings.Contains(got, c[1]) {
			t.Errorf("after %s there is no %s in\n%s", c[0], c[1], got)
		}
	}
	v.Mouse(event.Mouse{Kind: event.WheelUp})
	v.Mouse(event.Mouse{Kind: event.WheelDown})
	if _, ok := v.Key(event.Key{Name: "home"}); !ok || v.first != table.Follow {
		t.Error("home does not follow the network")
	}
	if jobs, ok := v.Key(event.Key{Name: "x"}); ok || len(jobs) > 0 || v.Typing() || len(v.Message(nil)) > 0 {
		t.Error("it takes what is not its own")
	}
}
