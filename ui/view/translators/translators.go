// Package translators is the ladder of a run that translates: models that do not see the source, IBM model 1, copying, the exact law
// where it is known, and between them the network, moving down as it learns.
package translators

import (
	"context"
	"fmt"

	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
	"unroll/ui/view/table"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
func thousands(n int) string                    { return chart.Thousands(int64(n)) }

// A View is the view of one run's ladder. The lab works out the ladder and the network's place on it; the view asks nothing.
type View struct {
	look *look.Look
	data *task.Pairs
	seen panel.Data // the parts that the view uses

	first int // line on top; table.Follow: whichever keeps the network visible
	room  int // number of lines when last drawn
}

// Begin begins the view of a run, whose data must be *task.Pairs.
func Begin(_ context.Context, s *sessions.Subject, l *look.Look) view.View {
	return &View{look: l, data: s.Data.(*task.Pairs), first: table.Follow}
}

// See takes in the state.
func (v *View) See(d *panel.Data, _ bool) []event.Job {
	v.seen = panel.Data{Snap: d.Snap, Pairs: d.Pairs, Verdict: d.Verdict, Levels: d.Levels}
	return nil
}

// Message takes no messages: the view asks nothing.
func (v *View) Message(any) []event.Job { return nil }

// Typing reports that no text is typed.
func (v *View) Typing() bool { return false }

// keys is every key of the view: those that move, where not all lines have room.
func (v *View) keys() keys.Table[*View] {
	if v.room >= len(v.lines()) {
		return nil
	}
	w, group := v.look.Words.Ladder.Keys, v.look.Words.Views["translators"]
	return keys.Table[*View]{
		{Name: "translators.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: w.Up, Group: group, Do: move(-1)},
		{Name: "translators.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: w.Down, Brief: w.MoveBrief, Group: group, Do: move(+1)},
		{Name: "translators.network", Keys: []string{"home"}, Does: w.Home, Group: group, Do: func(v *View) { v.first = table.Follow }},
	}
}

// Entries are its keys.
func (v *View) Entries() []keys.Entry { return v.keys().Entries() }

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	b, ok := v.keys().Find(k.Name)
	if ok {
		b.Do(v)
	}
	return nil, ok
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
