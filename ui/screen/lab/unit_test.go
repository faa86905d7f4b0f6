package lab

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The law: the lab has one unit at every size, whichever panel is zoomed and wherever the crosshair is.
func TestOneUnitInThePanels(t *testing.T) {
	for _, u := range looktest.Units {
		l := still(t)
		l.Look.Unit = u
		l.data.Floor, l.data.Published = 1.442, panel.Published{Label: "d2l-rnn", Loss: 1.988}
		l.data.You = panel.You{Nats: 1.9, Tokens: 120}
		l.judge()
		for _, p := range (&panel.Data{}).Panels() {
			for _, zoom := range []bool{false, true} {
				for _, at := range []*float64{nil, new(float64)} {
					l.view.focus, l.view.zoom, l.data.Cursor = p.ID, zoom, at
					for _, s := range sizes {
						name := fmt.Sprintf("%s %v, zoomed %v, crosshair %v", p.ID, s, zoom, at != nil)
						named := looktest.OneUnit(t, name, picture(l, s[0], s[1]), u)
						if !named && p.ID == panel.Curves {
							t.Errorf("%s: no unit is named", name)
						}
					}
				}
			}
		}
	}
}

// everyView is a lab on a run with an exact floor, after all counting, reading and asking, with a function that
// shows the i-th view.
func everyView(t *testing.T) (l *Lab, show func(i int)) {
	t.Helper()
	l = paused(t, "markov")
	workOff(l, l.Enter())
	var s train.Snapshot
	for s = range l.source.Snapshots(context.Background()) {
		if s.Model != nil {
			break
		}
	}
	h := &history.History{}
	for i := range 100 {
		h.Append(history.Point{Step: i + 1, Tokens: 1024, Loss: 1.5 + 0.6*math.Exp(-float64(i)/20), Factor: 1})
	}
	h.AddValid(history.Valid{Step: 100, NLL: 1.5 * 20000, Tokens: 20000})
	s.History, s.Step = h.View(), 100
	do := func(jobs []event.Job) {
		for n := 0; len(jobs) > 0 && n < 300; n++ {
			jobs = append(jobs[1:], l.Message(jobs[0]())...)
		}
	}
	do(snapshot(l, s))
	return l, func(i int) {
		l.show(i)
		do(l.take())
	}
}

// The law: every view of the table has one unit on the screen, and names it.
func TestOneUnitInEveryView(t *testing.T) {
	l, show := everyView(t)
	for i, k := range l.kinds() {
		show(i)
		for _, u := range looktest.Units {
			l.Look.Unit = u
			for _, s := range sizes {
				named := looktest.OneUnit(t, fmt.Sprint(k.ID, s), picture(l, s[0], s[1]), u)
				if !named && s[0] >= 80 {
					t.Errorf("%s %v: no unit is named in\n%s", k.ID, s, picture(l, s[0], s[1]))
				}
			}
		}
	}
}

// changes are the jobs' requests for another look.
func changes(jobs []event.Job) (list []Restyle) {
	for _, j := range jobs {
		if m, ok := j().(Restyle); ok {
			list = append(list, m)
		}
	}
	return list
}

// The law: u requests the other unit in every view, :unit one by name, and neither sends anything to the run.
func TestTheUnitIsAsked(t *testing.T) {
	l := paused(t, "tide")
	m := &made{snapshots: make(chan train.Snapshot, 1)}
	l.source = m
	for i, k := range l.kinds() {
		l.show(i)
		l.take()
		if got := changes(l.Key(event.Key{Name: "u", Text: "u"})); len(got) != 1 || got[0] != (Restyle{Unit: OtherUnit}) {
			t.Errorf("%s: u requests %+v", k.ID, got)
		}
	}
	for text, want := range map[string]UnitChange{"unit": OtherUnit, "unit bits": InBits, "unit  nats": InNats, "unit.set bits": InBits, "unit.next": OtherUnit} {
		l.obey(text)
		if got := changes(l.take()); len(got) != 1 || got[0] != (Restyle{Unit: want}) || l.view.notice != "" {
			t.Errorf("%s requests %+v, %q", text, got, l.view.notice)
		}
	}
	l.obey("unit bans")
	if got := changes(l.take()); len(got) != 0 || !strings.Contains(l.view.notice, "nats and bits") {
		t.Errorf("a unit that does not exist: %+v, %q", got, l.view.notice)
	}
	if len(m.asked) != 0 {
		t.Errorf("the run was sent %v", m.asked)
	}
	for c, want := range map[UnitChange][2]look.Unit{0: {look.Nats, look.Bits}, OtherUnit: {look.Bits, look.Nats}, InNats: {look.Nats, look.Nats}, InBits: {look.Bits, look.Bits}} {
		if got := [2]look.Unit{c.Of(look.Nats), c.Of(look.Bits)}; got != want {
			t.Errorf("change %d makes %v", c, got)
		}
	}
}

// The law: a task whose loss is not an amount of information looks the same in either unit.
func TestAnotherTasksLossIsNotConverted(t *testing.T) {
	plain, _ := theme.Find("plain")
	l := New(&made{}, &sessions.Subject{Data: numbers{}, Floor: math.NaN()}, "two numbers", &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	r := recipe.Default()
	l.Message(l.Show(train.Snapshot{Recipe: r, Task: regression, Step: 3, Settings: r.Settings, History: historyOf(4, 1, 0.25)}))
	for _, s := range sizes {
		l.Look.Unit = look.Nats
		nats := picture(l, s[0], s[1])
		l.Look.Unit = look.Bits
		if bits := picture(l, s[0], s[1]); bits != nats {
			t.Errorf("%v: in nats\n%s\nin bits\n%s", s, nats, bits)
		}
	}
}
