// Package rungs is the ladder of a series: the mean, the last value, a period ago, lines through the past of every order, the
// exact law if there is one, and between them the network, moving down as it learns; one step ahead or several.
package rungs

import (
	"context"
	"strconv"
	"strings"
	"time"

	"unroll/core/forecast"
	"unroll/core/task"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
	"unroll/ui/view/table"
)

// Horizons are the steps ahead that it can be looked at for.
var Horizons = []int{1, 4, 16, 64}

// A View is the view of one run's ladder. The lab works out the one that is looked at first, one step ahead; others are its
// own.
type View struct {
	look   *look.Look
	data   *task.Numbers
	seen   panel.Data // the parts that the view uses
	model  *forecast.Model
	shown  bool
	choice int // of Horizons
	period int // of the seasonal rung; 0: found
	entry  *field.Field
	bad    string // what is wrong with the period that was typed

	climbs ask.Asker[which, climbed]
	stands ask.Asker[stood, answer]
	got    climbed
	stand  answer

	first int // line on top; table.Follow: whichever keeps the network visible
	room  int // number of lines when last drawn
}

// which is what a ladder depends on.
type which struct{ ahead, period int }

type climbed struct {
	of  which
	is  *forecast.Climb
	err error
}

// stood is what a judgement depends on.
type stood struct {
	of which
	at int // updates
}

type answer struct {
	of  which
	is  forecast.Stand
	err error
}

// rest is the least time between two judgements of newer networks.
const rest = 300 * time.Millisecond

// periodLimit is the greatest length of a typed period.
const periodLimit = 9

// Begin begins the view of a run, whose data must be *task.Numbers.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := &View{look: l, data: s.Data.(*task.Numbers), first: table.Follow}
	v.climbs.Under, v.stands.Under = ctx, ctx
	return v
}

// See takes in the state.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown = shown
	v.seen = panel.Data{Snap: d.Snap, Numeric: panel.Numeric{Rungs: d.Rungs}, Facts: d.Facts, Published: d.Published, Verdict: d.Verdict}
	v.model, _ = d.Snap.Model.(*forecast.Model)
	return v.ask()
}

func (v *View) of() which { return which{Horizons[v.choice], v.period} }

// labs says whether what is looked at is the lab's own ladder.
func (v *View) labs() bool { return v.of() == which{1, 0} }

// ask requests what is looked at, if it is not the lab's.
func (v *View) ask() []event.Job {
	if !v.shown || v.labs() {
		return nil
	}
	of, d, m := v.of(), v.data, v.model
	if v.got.of != of {
		return v.climbs.Ask(ask.Question[which, climbed]{Key: of, Work: func(ctx context.Context) (c climbed) {
			c.of = of
			work.Quietly(func() { c.is, c.err = d.Climb(ctx, of.ahead, of.period) })
			return c
		}})
	}
	c := v.got.is
	if c == nil || m == nil {
		return nil
	}
	return v.stands.Ask(ask.Question[stood, answer]{Key: stood{of, m.At()}, Patient: v.stand.of == of, Work: func(ctx context.Context) (s answer) {
		s.of = of
		work.Quietly(func() { s.is, s.err = c.Stand(ctx, m) })
		return s
	}})
}

// Message takes an answer.
func (v *View) Message(msg any) []event.Job {
	if a, own := v.climbs.Take(msg); own {
		if a != nil {
			v.got = a.Is
		}
		return append(v.climbs.Next(), v.ask()...)
	}
	if a, own := v.stands.Take(msg); own {
		if a != nil {
			v.stand = a.Is
			v.stands.Rest(rest, a.Took)
		}
		return append(v.stands.Next(), v.ask()...)
	}
	return nil
}

// now is what is looked at: the ladder, nil before it is worked out or where it cannot be; how the network stands, N is 0 where that is
// not known; and why something cannot be known.
func (v *View) now() (c *forecast.Climb, s forecast.Stand, why error) {
	if v.labs() {
		return v.seen.Rungs.Climb, v.seen.Rungs.Stand, nil
	}
	if v.got.of == v.of() {
		c, why = v.got.is, v.got.err
	}
	if v.stand.of == v.of() {
		s = v.stand.is
		if why == nil {
			why = v.stand.err
		}
	}
	return c, s, why
}

// Typing reports whether a period is being typed.
func (v *View) Typing() bool { return v.entry != nil }

// table is every key of the view.
func (v *View) table() keys.Table[*View] {
	k, group := v.look.Words.Rungs.Keys, v.look.Words.Views["rungs"]
	t := keys.Table[*View]{
		{Name: "rungs.next-horizon", Keys: []string{"m"}, Does: k.Horizon, Brief: k.HorizonBrief, Group: group, Do: (*View).turn},
		{Name: "rungs.previous-horizon", Keys: []string{"M"}, Does: k.HorizonBefore, Group: group, Do: (*View).turnBack},
		{Name: "rungs.period", Keys: []string{"p"}, Does: k.Period, Brief: k.PeriodBrief, Group: group, Do: (*View).typePeriod},
		{Name: "rungs.find-period", Keys: []string{"P"}, Does: k.Found, Group: group, Do: func(v *View) { v.setPeriod(0) }},
	}
	if v.room >= len(v.lines()) {
		return t
	}
	w := v.look.Words.Ladder.Keys
	return append(t,
		keys.Binding[*View]{Name: "rungs.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: w.Up, Group: group, Do: move(-1)},
		keys.Binding[*View]{Name: "rungs.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: w.Down, Brief: w.MoveBrief, Group: group, Do: move(+1)},
		keys.Binding[*View]{Name: "rungs.network", Keys: []string{"home"}, Does: w.Home, Group: group, Do: func(v *View) { v.first = table.Follow }})
}

// Entries are its keys.
func (v *View) Entries() []keys.Entry {
	if v.entry != nil {
		k, group := v.look.Words.Rungs.Keys, v.look.Words.Views["rungs"]
		return keys.Table[*View]{{Name: "rungs.take", Keys: []string{"enter"}, Does: k.Take, Brief: k.Take, Group: group}, {Name: "rungs.leave", Keys: []string{"esc"}, Does: k.Leave, Brief: k.Leave, Group: group}}.Entries()
	}
	return v.table().Entries()
}

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	if v.entry != nil {
		v.typed(k)
		return v.ask(), true
	}
	b, ok := v.table().Find(k.Name)
	if ok {
		v.bad = ""
		b.Do(v)
	}
	return v.ask(), ok
}

func (v *View) turn() { v.choice = (v.choice + 1) % len(Horizons) }

func (v *View) turnBack() { v.choice = (v.choice + len(Horizons) - 1) % len(Horizons) }

func (v *View) typePeriod() {
	f := field.New(periodLimit, v.look)
	v.entry = &f
}

// typed edits the period: enter takes it.
func (v *View) typed(k event.Key) {
	switch k.Name {
	case "esc":
		v.entry = nil
	case "enter":
		text := v.entry.Value()
		v.entry = nil
		v.bad = v.SetPeriod(text)
	default:
		v.entry.Key(k)
	}
}

// SetPeriod sets the period of the seasonal rung to a number of rows that a person has typed. It returns why it cannot be
// that.
func (v *View) SetPeriod(text string) (why string) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if most := v.data.Split(); err != nil || n < 2 || n > most {
		return sprintf(v.look.Words.Rungs.NoPeriod, text, thousands(most))
	}
	v.setPeriod(n)
	return ""
}

func (v *View) setPeriod(n int) { v.period, v.bad = n, "" }

// Command obeys "rungs.period N".
func (v *View) Command(args []string) (jobs []event.Job, why string) {
	why = v.SetPeriod(strings.Join(args, " "))
	return v.ask(), why
}

// Mouse handles the mouse: the wheel moves over the lines.
func (v *View) Mouse(m event.Mouse) []event.Job {
	switch m.Kind {
	case event.WheelUp:
		move(-1)(v)
	case event.WheelDown:
		move(+1)(v)
	}
	return nil
}

func move(by int) func(*View) {
	return func(v *View) {
		v.first = max(0, v.top()+by)
		v.first = v.top()
	}
}
