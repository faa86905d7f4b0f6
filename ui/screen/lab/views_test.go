package lab

import (
	"context"
	"strings"
	"testing"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// probe is a view that records what it is told and takes the keys "+" and "up".
type probe struct {
	seen, shown    int
	keys, messages []string
	typing         bool
	clicked        [2]int
}

func (p *probe) See(_ *panel.Data, shown bool) []event.Job {
	p.seen++
	if shown {
		p.shown++
	}
	return nil
}

func (p *probe) Key(k event.Key) ([]event.Job, bool) {
	p.keys = append(p.keys, k.Name)
	return nil, k.Name == "+" || k.Name == "up"
}
func (p *probe) Mouse(m event.Mouse) []event.Job { p.clicked = [2]int{m.X, m.Y}; return nil }
func (p *probe) Message(msg any) []event.Job {
	p.messages = append(p.messages, msg.(string))
	return nil
}
func (p *probe) Draw(v grid.View) { v.Fill('#', grid.Style{}) }
func (p *probe) Explain() help.Page {
	return help.Page{Title: "probe", About: []help.Paragraph{panel.Prose("What a probe is.")}}
}
func (p *probe) Typing() bool { return p.typing }
func (p *probe) Entries() []keys.Entry {
	return []keys.Entry{{Keys: "+", Short: "+/-", Does: "probe more", Brief: "probe", Group: "probing", Names: []string{"+", "="}}}
}

// probed is the still lab with a probe as its second view, and the number of probes begun.
func probed(t *testing.T) (*Lab, *probe, *int) {
	t.Helper()
	old := kinds
	t.Cleanup(func() { kinds = old })
	p, n := &probe{}, 0
	kinds = []view.Kind{old[0], {ID: "predict", Begin: func(context.Context, *sessions.Subject, *look.Look) view.View { n++; return p }}}
	return still(t), p, &n
}

func press(l *Lab, names ...string) {
	for _, n := range names {
		l.Key(event.Key{Name: n})
	}
}

// The law: a view is begun once, when it is first shown, and sees the state from then on.
func TestViewsBeginWhenShown(t *testing.T) {
	l, p, n := probed(t)
	if press(l, "?", "esc"); *n != 0 {
		t.Fatal("a view was begun before it was shown")
	}
	press(l, "2", "1", "]", "[", "2")
	if *n != 1 || p.shown != 3 || p.seen != 5 {
		t.Errorf("begun %d times, saw the state %d times, %d of them shown: want 1, 5, 3", *n, p.seen, p.shown)
	}
}

// The law: a view has the first choice of keys, and what it leaves is the lab's; panels that are not shown have
// no keys.
func TestKeysGoToTheViewFirst(t *testing.T) {
	l, p, _ := probed(t)
	press(l, "2", "up", "down", "f", "?")
	if got := strings.Join(p.keys, " "); got != "up down f ?" {
		t.Errorf("the view got %q", got)
	}
	if l.data.Knob != 2 || l.view.zoom || !l.view.help {
		t.Errorf("knob %d, zoom %v, help %v: want 2, false, true", l.data.Knob, l.view.zoom, l.view.help)
	}
	press(l, "esc") // closes help
	p.typing = true
	press(l, "q", "1")
	if l.views.at != 1 || !l.Typing() {
		t.Error("keys that the view takes as text switched the view")
	}
}

// The law: esc goes one level up: from a view to the panels; from there the second in a row leaves for the list.
func TestEscLeavesAViewFirst(t *testing.T) {
	l, _, _ := probed(t)
	press(l, "2")
	if jobs := l.Key(event.Key{Name: "esc"}); l.views.at != 0 || len(jobs) != 0 {
		t.Fatalf("esc in a view: view %d, %d jobs", l.views.at, len(jobs))
	}
	press(l, "esc", "x")
	if jobs := l.Key(event.Key{Name: "esc"}); len(jobs) != 0 || l.view.notice != l.Look.Words.Lab.EscLeaves {
		t.Fatalf("the first esc, after another key: %d jobs, %q", len(jobs), l.view.notice)
	}
	jobs := l.Key(event.Key{Name: "esc"})
	if len(jobs) != 1 {
		t.Fatalf("%d jobs", len(jobs))
	}
	if _, ok := jobs[0]().(Leave); !ok {
		t.Error("esc in the panels does not leave")
	}
}

// The law: messages also reach views that are not shown, because a job may end when its view is no longer on the
// screen.
func TestMessagesReachAllViews(t *testing.T) {
	l, p, _ := probed(t)
	press(l, "2", "1")
	if l.Message("done"); len(p.messages) != 1 {
		t.Errorf("got %v", p.messages)
	}
}

// The law: a view that requests a prefix gets it, unless the prefix has changed since.
func TestPrefixOfAView(t *testing.T) {
	l, p, _ := probed(t)
	press(l, "2")
	seen := p.seen
	l.Message(view.Prefix{From: "the rays of li", To: "the rays of lig\n"})
	if l.data.Prefix.Text != "the rays of lig\n" || l.data.Prefix.Line.Value() != "the rays of lig\n" || p.seen != seen+1 {
		t.Errorf("the prefix is %q, the line %q", l.data.Prefix.Text, l.data.Prefix.Line.Value())
	}
	l.Message(view.Prefix{From: "the rays of li", To: "too late"})
	l.Message(view.Prefix{From: "the rays of lig\n", To: strings.Repeat("x", field.Most+1)})
	if l.data.Prefix.Text != "the rays of lig\n" || l.view.notice == "" {
		t.Errorf("the prefix is %q", l.data.Prefix.Text)
	}
}

// The law: the mouse's position is in cells from the view's corner, and a click on a name shows its view.
func TestMouseInAView(t *testing.T) {
	l, p, _ := probed(t)
	picture(l, 80, 24)
	tab := l.views.tabs[1]
	l.Mouse(event.Mouse{Kind: event.Press, X: tab.X + 1})
	picture(l, 80, 24)
	l.Mouse(event.Mouse{Kind: event.Press, X: 7, Y: 5})
	if l.views.at != 1 || p.clicked != [2]int{7, 4} {
		t.Errorf("view %d, clicked at %v", l.views.at, p.clicked)
	}
}

// The law: help and the bottom row begin with the view's keys, and omit those of the lab's that the view takes or
// has no use for.
func TestEntriesOfAView(t *testing.T) {
	l, _, _ := probed(t)
	press(l, "2")
	list := l.entries()
	if list[0].Does != "probe more" {
		t.Errorf("first is %+v", list[0])
	}
	for _, e := range list[1:] {
		if e.Keys == "+" || e.Keys == "L" {
			t.Errorf("%+v is also listed", e)
		}
	}
}

// The law: every view has a name and a key, and the header shows as many of the names as fit: all of them at 80
// columns, at 40 the current one with its number and the number of views; then come the facts about the run.
func TestTabs(t *testing.T) {
	l := still(t)
	if len(l.kinds()) > 9 {
		t.Error("the run has more views than keys")
	}
	l.show(1)
	for w, want := range map[int]string{
		12:  " ▸2/5…▶ 600 ",
		24:  " ▸2/5 predict     ▶ 600 ",
		40:  " unroll  ▸2/5 predict  opticks    ▶ 600 ",
		56:  "  1 lab ▸2 predict  3 ladder  4 text  5 game      ▶ 600",
		80:  "5 game  opticks ▶ 600 · epoch 1.2 ",
		100: "opticks · LSTM 1×128 · adam ▶ 600 · epoch 1.2 ",
		120: "opticks · LSTM 1×128 · adam         ▶ 600 · epoch 1.2 · 61k tok/s ",
		200: "opticks · LSTM 1×128 · adam · 125k params · char",
	} {
		if top, _, _ := strings.Cut(picture(l, w, 5), "\n"); !strings.Contains(top, want) {
			t.Errorf("%d wide: %q has no %q", w, top, want)
		}
	}
}

// The law: whatever the width and the view, the header has the view's name and the text's, and what is on the
// right ends the row.
func TestTheHeaderAtEveryWidth(t *testing.T) {
	l := paused(t, "chashan")
	l.Start()
	l.Message(l.listen())
	l.data.Snap.Step, l.data.Snap.Phase = 600, train.Running
	l.Name = "茶山记：一本很长的书"
	for at := range l.kinds() {
		l.show(at)
		for w := 24; w <= 210; w++ {
			top, _, _ := strings.Cut(picture(l, w, 5), "\n")
			if name := l.Look.Words.Views[l.kinds()[at].ID]; !strings.Contains(top, name) {
				t.Fatalf("%d wide: %q lacks %s", w, top, name)
			}
			if grid.Width(top) != w || strings.HasSuffix(top, "  ") || !strings.Contains(top, "▶ 600 ") {
				t.Fatalf("%d wide: %q", w, top)
			}
			if w >= 80 && !strings.Contains(top, "茶") {
				t.Fatalf("%d wide: %q does not say what is learned", w, top)
			}
		}
	}
}

// TestAClickAtTheOnlyTabOpensTheList: a click on the one name that fits opens the list of views.
func TestAClickAtTheOnlyTabOpensTheList(t *testing.T) {
	l := still(t)
	picture(l, 40, 12)
	l.Mouse(event.Mouse{Kind: event.Press, X: l.views.tabs[0].X, Y: 0})
	if !l.views.list {
		t.Error("the list is not open")
	}
}
