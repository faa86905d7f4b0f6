package lab

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/help/helptest"
)

// TestExplanations compares the explanation of every panel as a person sees it, without colours.
func TestExplanations(t *testing.T) {
	for _, p := range (&panel.Data{}).Panels() {
		for _, s := range sizes[:3] {
			t.Run(fmt.Sprintf("%s %dx%d", p.ID, s[0], s[1]), func(t *testing.T) {
				l := still(t)
				l.view.zoom, l.view.focus = true, p.ID
				picture(l, s[0], s[1])
				press(l, "?")
				golden.RequireEqual(t, []byte(picture(l, s[0], s[1])))
			})
		}
	}
	t.Run("term", func(t *testing.T) {
		l := still(t)
		l.obey("help Perplexity")
		golden.RequireEqual(t, []byte(picture(l, 80, 24)))
	})
	t.Run("end", func(t *testing.T) {
		l := still(t)
		press(l, "?", "end")
		golden.RequireEqual(t, []byte(picture(l, 40, 12)))
	})
}

// used are the terms that a page explains.
func used(p help.Page) map[string]bool {
	ids := map[string]bool{}
	for _, a := range p.About {
		ids[a.Term] = true
		for _, id := range a.Text.Terms() {
			ids[id] = true
		}
	}
	delete(ids, "")
	return ids
}

// The law: every view of every run explains itself, even before the first update, and every term of the catalogue
// is explained where some panel, some view or the list of what can be learned uses it.
func TestEveryTermIsWithinReach(t *testing.T) {
	reached := map[string]bool{}
	for dataset, l := range map[string]*Lab{"tide": paused(t, "tide"), "markov": paused(t, "markov"),
		"ar2": numbersRun(t, "squared", train.Running), "ar2, gaussian": numbersRun(t, "gaussian", train.Running),
		"weather": taggedRun(t, "weather", true), "harbour": taggedRun(t, "harbour", true),
		"chinese": pairedRun(t, "chinese")} {
		if l.data.Numbers == nil && l.data.Pairs.Of == nil {
			l.data.Knobs = recipe.Knobs
		}
		see := func(where string) {
			page := l.explanation()
			if page.Title == "" || len(page.About) == 0 || len(page.Keys) == 0 {
				t.Errorf("%s: %s is not explained", dataset, where)
			}
			if bad := helptest.Nonsense(page, *l.Look); bad != "" {
				t.Errorf("%s: %s says %q", dataset, where, bad)
			}
			maps.Copy(reached, used(page))
		}
		for i, k := range l.kinds() {
			l.show(i)
			if k.Begin == nil {
				for _, p := range l.data.Panels() {
					l.view.focus = p.ID
					see(p.ID)
				}
				continue
			}
			see(k.ID)
			for _, e := range l.entries() {
				if e.Name == "forecast.errors" || e.Name == "predict.softmax" || e.Name == "bet.mode" || e.Name == "text.next-measure" || e.Name == "tags.directions" || e.Name == "tags.confusion" || e.Name == "tags.words" {
					press(l, e.Names[0])
					see(k.ID + " after " + e.Name)
				}
			}
		}
	}
	list := i18n.English.Explain.Picker // the page on the list of what can be learned
	maps.Copy(reached, used(help.Page{About: []help.Paragraph{panel.Prose(list.Tagged), panel.Prose(list.TaggedLines), panel.Prose(list.TaggedLaw)}}))
	for _, id := range i18n.English.Explain.TermIDs() {
		if !reached[id] {
			t.Errorf("no panel and no view explains %s", id)
		}
	}
}

// The law: looking is not steering. ? and everything that can be done on its page, and :help, send nothing to the
// run.
func TestExplainingAsksNothing(t *testing.T) {
	plain, _ := theme.Find("plain")
	m := &made{snapshots: make(chan train.Snapshot, 1)}
	l := New(m, &sessions.Subject{Data: numbers{}, Floor: math.NaN()}, "two numbers", &look.Look{Theme: plain, Words: i18n.English})
	l.data = still(t).data
	for _, s := range sizes {
		picture(l, s[0], s[1])
		press(l, "?", "down", "pgdown", " ", "end", "tab", "?", "home", "shift+tab", "esc", "?", "+", "?", "0", "?", "q")
		l.obey("help θ")
		picture(l, s[0], s[1])
		l.Mouse(event.Mouse{Kind: event.WheelDown})
		l.Mouse(event.Mouse{Kind: event.Press})
		if l.view.help {
			t.Error("a click does not close the page")
		}
	}
	if len(m.asked) > 0 {
		t.Errorf("sent %v", m.asked)
	}
}

// The law: the page shows the numbers of the last snapshot, even while it is open.
func TestNumbersKeepMoving(t *testing.T) {
	l := still(t)
	l.view.focus = panel.Curves
	press(l, "?")
	for _, c := range []struct {
		loss float64
		want string
	}{{math.Log(5.02), "perplexity 5.02: as unsure as"}, {math.Log(91), "a uniform guess"}, {math.NaN(), "is not a number: the run diverged"}} {
		l.data.Snap.History = historyOf(c.loss)
		if shown := picture(l, 120, 36); !strings.Contains(strings.Join(strings.Fields(shown), " "), c.want) {
			t.Errorf("%q is not visible in\n%s", c.want, shown)
		}
	}
}

// The law: ? explains the panel with the focus, tab goes to the next panel's page, and if the panel with the
// focus is not on the screen, ? explains one that is.
func TestWhatIsExplained(t *testing.T) {
	l := still(t)
	picture(l, 120, 36)
	press(l, "?")
	if got := l.explanation().Title; got != i18n.English.Knobs {
		t.Errorf("the page is on %q", got)
	}
	press(l, "down", "tab")
	if got := l.explanation(); got.Title != i18n.English.NormTitle || l.view.page != (help.Reader{}) || !l.view.help || got.Foot == "" {
		t.Errorf("after tab the page is on %q, from %+v", got.Title, l.view.page)
	}
	press(l, "shift+tab", "shift+tab")
	if got := l.explanation().Title; !strings.HasPrefix(got, "loss") {
		t.Errorf("two back the page is on %q", got)
	}
	press(l, "esc")
	l.view.focus = panel.Knobs
	if picture(l, 40, 12); !strings.HasPrefix(l.explanation().Title, "loss") {
		t.Errorf("on a small screen the page is on %q", l.explanation().Title)
	}
	l, _, _ = probed(t)
	press(l, "2", "?", "down")
	if got := l.explanation(); got.Title != "probe" || got.Keys[0].Does != "probe more" {
		t.Errorf("in a view the page is %+v", got)
	}
	if press(l, "tab"); l.view.help {
		t.Error("tab has no next panel there, and does not close the page")
	}
}

// The law: :help with a term opens its page, whatever name the term is given by; without one it opens the page on
// what is shown; for anything else it lists the existing terms. tab completes them.
func TestHelpOnATerm(t *testing.T) {
	l := still(t)
	l.ctx, l.close = context.WithCancel(context.Background())
	t.Cleanup(l.close)
	for typed, title := range map[string]string{"help perplexity": "perplexity", "help  learning rate": "learning rate", "help Kneser–Ney": "k-gram", "help surp": "surprisal", "help theta": "clip threshold θ"} {
		l.view.help = false
		if l.obey(typed); !l.view.help || l.explanation().Title != title {
			t.Errorf("%s: %q", typed, l.explanation().Title)
		}
	}
	if l.obey("help"); l.view.term != "" || !l.view.help {
		t.Errorf(":help is the page on %q", l.view.term)
	}
	press(l, "esc")
	if l.obey("help zebra"); l.view.help || !strings.Contains(l.view.notice, "zebra") || !strings.Contains(l.view.notice, "perplexity") {
		t.Errorf("for an unknown term it says %q", l.view.notice)
	}
	if got := l.complete("help perp"); got != "help perplexity" {
		t.Errorf("completes to %q", got)
	}
	if got := l.completions("help k"); !slices.Equal(got, []string{"help k-gram", "help kl"}) {
		t.Errorf("offers %q", got)
	}
	l.openCommand()
	l.view.command.Set("help k")
	if foot := strings.Split(picture(l, 80, 24), "\n")[23]; !strings.Contains(foot, "k-gram · kl") || strings.Contains(foot, "help k-gram") {
		t.Errorf("the line is %q", foot)
	}
}

// The law: the page on Chinese text quotes its tokens, and no row of it begins with a closing mark.
func TestExplainingChinese(t *testing.T) {
	l := paused(t, "chashan")
	l.data.Prefix.Known = true
	l.data.Prefix.Is = still(t).data.Prefix.Is
	l.data.Prefix.Is.Top = l.data.Prefix.Is.Top[4:]
	l.view.focus = panel.Next
	press(l, "?")
	shown := picture(l, 120, 36)
	if !strings.Contains(shown, "“光”") {
		t.Error(shown)
	}
	for _, row := range strings.Split(shown, "\n") {
		if strings.HasPrefix(strings.TrimLeft(row, "│ "), "，") {
			t.Errorf("%q", row)
		}
	}
}
