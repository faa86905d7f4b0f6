package translate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A Map is the view on one run's attention: for each token of a translation the weights on the tokens of the source.
type Map struct {
	chooser
	reference bool // the translation is the reference; else the network's own
	asker     ask.Asker[mapQuestion, *maps]
	asked     mapQuestion // the newest
	got       *maps       // the last; nil: none yet
	query     int         // the token of the translation that is looked at
	key       int         // the token of the source under the cursor
	stays     bool        // a person has put the cursor there; else it is on the greatest weight
	corner    struct{ row, column int }
	room      int // rows when last drawn
	place     mapPlace
}

// BeginMap begins the view of a run, whose data must be *task.Pairs.
func BeginMap(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	m := NewMap(s.Data.(*task.Pairs), l)
	m.asker.Under = ctx
	return m
}

// NewMap is a view on d, before anything is known of a network.
func NewMap(d *task.Pairs, l *look.Look) *Map { return &Map{chooser: newChooser(d, l)} }

// See takes the newest network.
func (m *Map) See(d *panel.Data, shown bool) []event.Job {
	return append(m.see(d, shown), m.ask()...)
}

// Message takes an answer, or the choice of the other view.
func (m *Map) Message(msg any) []event.Job {
	if a, own := m.asker.Take(msg); own {
		if a != nil {
			m.got = a.Is
			m.asker.Rest(rest, a.Took)
			m.clamp()
		}
		return m.ask()
	}
	return append(m.take(msg), m.ask()...)
}

// Typing reports whether a sentence is being typed.
func (m *Map) Typing() bool { return m.line != nil }

// Entries are its keys.
func (m *Map) Entries() []keys.Entry { return m.table().Entries() }

// Key handles a key.
func (m *Map) Key(k event.Key) ([]event.Job, bool) {
	m.notice = ""
	if m.line != nil {
		m.typeKey(k)
		return m.ask(), true
	}
	b, ok := m.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(m)
	return m.ask(), true
}

// A mapPlace is where the map was last drawn.
type mapPlace struct {
	x, y int // of its corner, in the view
	plan mapPlan
}

// Mouse handles the mouse: the wheel walks through the translation, a click puts the cursor on a weight.
func (m *Map) Mouse(e event.Mouse) []event.Job {
	switch e.Kind {
	case event.Press:
		m.click(e.X-m.place.x, e.Y-m.place.y)
	case event.WheelUp:
		m.walk(-1, 0)
	case event.WheelDown:
		m.walk(+1, 0)
	}
	return nil
}

// click puts the cursor on the weight in a cell of the map.
func (m *Map) click(x, y int) {
	p, at := m.place.plan, m.place.plan.label
	if y < 1 || y > p.rows || m.current() == nil {
		return
	}
	for j := m.corner.column; j < m.corner.column+p.shown; j++ {
		if at += p.cells[j]; x < at {
			m.query, m.key, m.stays = m.corner.row+y-1, j, x >= p.label
			m.clamp()
			return
		}
	}
}

// attends reports whether the network has attention.
func (m *Map) attends() bool { return m.model != nil && m.model.Net.Spec().Attention != "" }

// current are the maps if they are of what is looked at; else nil.
func (m *Map) current() *maps {
	if m.got != nil && m.got.choice == m.choice {
		return m.got
	}
	return nil
}

// heat is the map that is shown.
func (m *Map) heat() heat {
	a := m.current()
	switch {
	case a == nil:
		return heat{}
	case m.reference:
		return a.ref
	}
	return a.greedy
}

// walk moves the cursor: over the translation with the greatest weights, over the source freely.
func (m *Map) walk(down, right int) {
	m.query, m.key, m.stays = m.query+down, m.key+right, right != 0
	m.clamp()
}

// clamp keeps the cursor on the map.
func (m *Map) clamp() {
	h := m.heat()
	if m.query = max(0, min(m.query, len(h.tokens)-1)); len(h.tokens) == 0 {
		return
	}
	weights := h.weights[m.query]
	if !m.stays {
		m.key = most(weights)
	}
	m.key = max(0, min(m.key, len(weights)-1))
}

// most is the place of the greatest weight; of equals the first.
func most(weights []float32) (at int) {
	for i, w := range weights {
		if w > weights[at] {
			at = i
		}
	}
	return at
}

// The weights that are said: the greatest ones, until they make up enough.
const (
	mostSaid   = 4
	saidWeight = 0.05
)

// looksAt says in words what a token looks at.
func (m *Map) looksAt(a *maps, h heat, query int) string {
	w, weights := m.look.Words.Translate, h.weights[query]
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(weights[j], weights[i]) })
	var list []string
	for k, i := range order[:min(mostSaid, len(order))] {
		if k == 0 || weights[i] >= saidWeight {
			list = append(list, fmt.Sprintf(w.Weight, a.source[i], probability(float64(weights[i]))))
		}
	}
	return fmt.Sprintf(w.LooksAt, h.tokens[query], strings.Join(list, ", "))
}

// Draw draws the view.
func (m *Map) Draw(g grid.View) {
	w := m.look.Words.Translate
	title, step := w.MapTitle+" · "+w.Own, -1
	if m.reference {
		title = w.MapTitle + " · " + w.Reference
	}
	a := m.current()
	if a != nil {
		step = a.step
	}
	foot := ""
	if m.line != nil {
		foot = m.typingFoot()
	}
	in := m.frame(g, title, foot, step)
	m.place = mapPlace{}
	if !m.ready(in) {
		return
	}
	if !m.attends() {
		m.drawWithout(in)
		return
	}
	in = m.drawLine(in)
	if m.line == nil {
		in.Text(0, 0, grid.Truncate(m.facts(in.W()), in.W(), m.look.Pick("…", "~")), m.look.Dim)
		in = in.Sub(0, 1, in.W(), in.H()-1)
	}
	m.drawMap(in, a)
	if gx, gy := g.Origin(); m.place.plan.rows > 0 {
		x, y := in.Origin()
		m.place.x, m.place.y = x-gx, y-gy
	}
}

// facts say which sentence it is, and what kind of attention the network has; the fullest form that fits.
func (m *Map) facts(room int) string {
	w, name := m.look.Words.Translate, m.sourceName()
	for _, f := range []string{fmt.Sprintf(w.Kind, m.model.Net.Spec().Attention) + " · " + w.Axes, w.Axes} {
		if full := name + " · " + f; grid.Width(full) <= room {
			return full
		}
	}
	return name
}
