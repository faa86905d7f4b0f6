package translate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/work"
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
}

// A mapQuestion is what maps depend on.
type mapQuestion struct {
	choice
	step int
}

// maps are the weights of a sentence.
type maps struct {
	mapQuestion
	source      []string
	unknown     []bool // of each, it is read as <unk>
	greedy, ref heat   // ref has no rows if there is no reference
}

// A heat is the map of a translation, without rows if it is not known.
type heat struct {
	tokens  []string
	marks   []bool      // of each token: it is no word
	p       []float64   // of each token
	weights [][]float32 // tokens × source
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

// Mouse handles the mouse: the wheel walks through the translation.
func (m *Map) Mouse(e event.Mouse) []event.Job {
	switch e.Kind {
	case event.WheelUp:
		m.walk(-1, 0)
	case event.WheelDown:
		m.walk(+1, 0)
	}
	return nil
}

// attends reports whether the network has attention.
func (m *Map) attends() bool { return m.model != nil && m.model.Net.Spec().Attention != "" }

// ask has the maps made by the newest network.
func (m *Map) ask() []event.Job {
	if !m.shown || !m.attends() || len(m.list) == 0 {
		return nil
	}
	q := mapQuestion{m.choice, m.model.At()}
	if source, _ := m.now(); len(source.words) == 0 {
		m.asker.Cancel()
		return nil
	}
	if m.asker.Busy() && m.asked.choice != q.choice {
		m.asker.Cancel()
	}
	m.asked = q
	model, list := m.model, m.list
	return m.asker.Ask(ask.Question[mapQuestion, *maps]{Key: q, Patient: m.got != nil && m.got.choice == q.choice, Work: func(ctx context.Context) (a *maps) {
		work.Quietly(func() { a = mapsOf(ctx, model, list, q) })
		return a
	}})
}

// mapsOf are the maps of a sentence; if ctx ends, not all of them.
func mapsOf(ctx context.Context, m *translation.Model, list []translation.Pair, q mapQuestion) *maps {
	c := m.Corpus
	source, reference := q.sentences(c, list)
	a := &maps{mapQuestion: q}
	for i, id := range source.ids {
		a.unknown = append(a.unknown, id == translation.Unk)
		if i < len(source.words) {
			a.source = append(a.source, label(&c.Source, source.words[i]))
		} else {
			a.source = append(a.source, c.Source.Word(id))
		}
	}
	made, err := m.Greedy(ctx, [][]int32{source.ids}, mostTokens(len(source.ids)))
	if err != nil {
		return a
	}
	a.greedy = heatOf(&c.Target, made[0].IDs, c.Words(made[0]), made[0].Nats, made[0].Attention)
	if len(reference.ids) > 0 {
		if r := readOne(ctx, m, source, reference); r != nil {
			a.ref = heatOf(&c.Target, r.Targets, reference.words, r.Nats, r.Attention)
		}
	}
	return a
}

// heatOf is the map of a translation; words are those of its tokens that are no marks.
func heatOf(side *translation.Side, ids []int32, words []string, nats []float64, weights [][]float32) heat {
	h := heat{weights: weights}
	if len(weights) != len(ids) {
		return heat{}
	}
	for i, id := range ids {
		name, mark := side.Word(id), true
		if i < len(words) {
			name, mark = label(side, words[i]), false
		}
		h.tokens, h.marks, h.p = append(h.tokens, name), append(h.marks, mark), append(h.p, chanceOf(nats[i]))
	}
	return h
}

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
