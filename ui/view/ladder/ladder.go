// Package ladder is the view of how well counting does: the k-grams of every order on the run's own text, a
// compressor, the exact floor if there is one, and between them the network, moving down as it learns.
package ladder

import (
	"context"
	"slices"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
	"unroll/ui/view/table"
)

// A Ladder is the view of one run. It requests nothing: the lab computes what it shows.
type Ladder struct {
	look  *look.Look
	seen  panel.Data // the parts that the view uses
	first int        // line on top; follow: whichever keeps the network visible
	room  int        // number of lines when last drawn
}

// follow keeps the network's line visible.
const follow = table.Follow

// New begins the view.
func New(_ context.Context, _ *sessions.Subject, l *look.Look) view.View {
	return &Ladder{look: l, first: follow}
}

// See takes in the state.
func (v *Ladder) See(d *panel.Data, _ bool) []event.Job {
	s := d.Snap
	v.seen = panel.Data{Facts: d.Facts, Floor: d.Floor, Published: d.Published, Ladder: d.Ladder, Verdict: d.Verdict,
		Snap: train.Snapshot{Step: s.Step, Model: s.Model, History: s.History}}
	return nil
}

// Message ignores all messages.
func (v *Ladder) Message(any) []event.Job { return nil }

// Typing is always false.
func (v *Ladder) Typing() bool { return false }

// table is empty if every line fits, so that the lab gets the keys.
func (v *Ladder) table() keys.Table[*Ladder] {
	if v.room >= len(v.lines()) {
		return nil
	}
	k, group := v.look.Words.Ladder.Keys, v.look.Words.Views["ladder"]
	return keys.Table[*Ladder]{
		{Name: "ladder.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: move(-1)},
		{Name: "ladder.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: k.MoveBrief, Group: group, Do: move(+1)},
		{Name: "ladder.network", Keys: []string{"home"}, Does: k.Home, Group: group, Do: func(v *Ladder) { v.first = follow }},
	}
}

// Entries are the keys, if it has any.
func (v *Ladder) Entries() []keys.Entry { return v.table().Entries() }

// Key handles a key.
func (v *Ladder) Key(k event.Key) ([]event.Job, bool) {
	b, ok := v.table().Find(k.Name)
	if ok {
		b.Do(v)
	}
	return nil, ok
}

// Mouse handles the mouse: the wheel moves over the lines.
func (v *Ladder) Mouse(m event.Mouse) []event.Job {
	switch m.Kind {
	case event.WheelUp:
		move(-1)(v)
	case event.WheelDown:
		move(+1)(v)
	}
	return nil
}

func move(by int) func(*Ladder) {
	return func(v *Ladder) {
		n := len(v.lines())
		v.first = max(0, v.top(n)+by)
		v.first = v.top(n)
	}
}

// top is the first of n lines to show.
func (v *Ladder) top(n int) int {
	at := slices.IndexFunc(v.lines(), func(l line) bool { return l.network })
	return table.Top(v.first, n, v.room, max(0, at))
}
