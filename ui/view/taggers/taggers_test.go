package taggers

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/core/tagging/taggingtest"
	"unroll/core/task"
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

// on is a view on a corpus, with the lab's ladder of it and the place of a network whose tags are the same on every processor.
func on(t testing.TB, c *tagging.Corpus, both bool, update func(d *panel.Data)) *View {
	t.Helper()
	d := task.NewTagged(c, both)
	plain, _ := theme.Find("plain")
	v := Begin(context.Background(), &sessions.Subject{Data: d}, &look.Look{Theme: plain, Words: i18n.English}).(*View)
	m, _ := taggingtest.Model(c, both, 1200)
	seen := &panel.Data{Snap: train.Snapshot{Model: m, Step: 1200, Task: d.Task()}, Tags: panel.Tags{Of: d}, Taggers: panel.Taggers{State: panel.Counted}}
	var err error
	if seen.Taggers.Ladder, err = ladder.New(t.Context(), c); err == nil {
		if seen.Taggers.Stand, err = seen.Taggers.Ladder.Stand(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if update != nil {
		update(seen)
	}
	v.See(seen, true)
	return v
}

func corpus(t testing.TB, train, held []tagging.Sentence, law *tagging.Law) *tagging.Corpus {
	t.Helper()
	c, err := tagging.NewCorpus(train, held, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Law = law
	return c
}

func weather(t testing.TB, both bool, update func(d *panel.Data)) *View {
	list := tagging.Weather.Make(3, 500)
	return on(t, corpus(t, list[:400], list[400:], &tagging.Weather), both, update)
}

// A state is a view that is worth a picture.
var states = []struct {
	name string
	make func(t testing.TB) *View
}{
	{"law", func(t testing.TB) *View { return weather(t, true, nil) }},
	{"forward", func(t testing.TB) *View { return weather(t, false, nil) }},
	{"unseen", func(t testing.TB) *View {
		list := tagging.Harbour(3, 60)
		return on(t, corpus(t, list[:30], list[30:], nil), true, nil)
	}},
	{"chinese", func(t testing.TB) *View {
		s := func(words, tags string) tagging.Sentence {
			return tagging.Sentence{Words: strings.Fields(words), Tags: strings.Fields(tags)}
		}
		return on(t, corpus(t, []tagging.Sentence{s("潮 退 了 。", "名词 动词 助词 标点"), s("上 岛 。", "动词 名词 标点")}, []tagging.Sentence{s("船 上 岛 呢 。", "名词 动词 名词 语气 标点")}, nil), true, nil)
	}},
	{"nan", func(t testing.TB) *View {
		return weather(t, true, func(d *panel.Data) {
			d.Taggers.Stand.NLL, d.Taggers.Stand.Right, d.Taggers.Stand.Verdict = math.NaN(), 0, ladder.Verdict{}
		})
	}},
	{"bits", func(t testing.TB) *View {
		v := weather(t, true, nil)
		v.look.Unit = look.Bits
		return v
	}},
	{"no network", func(t testing.TB) *View {
		return weather(t, true, func(d *panel.Data) { d.Taggers.Stand, d.Snap.Model = ladder.Stand{}, nil })
	}},
	{"counting", func(t testing.TB) *View {
		return weather(t, true, func(d *panel.Data) { d.Taggers = panel.Taggers{State: panel.Counting} })
	}},
	{"nothing held out", func(t testing.TB) *View {
		return on(t, corpus(t, tagging.Weather.Make(3, 50), nil, &tagging.Weather), true, nil)
	}},
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

// The law: losses fall from line to line, the network's too; the share of right words of all lies between those of words seen
// and unseen.
func TestTheNetworkStandsAmongTheTaggers(t *testing.T) {
	for _, s := range states[:3] {
		lines, nets := s.make(t).lines(), 0
		for i, l := range lines {
			if i > 0 && l.score.Loss() > lines[i-1].score.Loss() {
				t.Errorf("%s: %s has a greater loss than %s", s.name, l.name, lines[i-1].name)
			}
			if l.network {
				nets++
			}
			a, b, all := l.score.AccuracySeen(), l.score.AccuracyUnseen(), l.score.Accuracy()
			if b == b && !(math.Min(a, b) <= all && all <= math.Max(a, b)) {
				t.Errorf("%s, %s: %v, of words seen %v, of others %v", s.name, l.name, all, a, b)
			}
		}
		if nets != 1 {
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
	for _, c := range [][2]string{{"up", "commonest tag"}, {"down", "minimum, whole"}} {
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
