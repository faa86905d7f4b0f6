package pairs

import (
	"context"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A Beam is the view on the search for a translation: the tree of what beam search keeps at every step, greedy search beside it, and
// what they find.
type Beam struct {
	common
	at    int          // the pair
	typed *typed       // a source of a person's own in its place; nil: none
	line  *field.Field // in which a source, or a value of the chosen setting, is being typed; nil: none is
	value bool         // it is a value
	book  bool         // the example is shown
	set   beamSettings
	knob  int

	asker  ask.Asker[beamKey, *searched]
	got    *searched // the last answer; nil: none yet
	sample *searched // of the example, at the width that was last set
	cursor []int32   // the path to the node under the cursor
	ranked []int     // the candidates of what is shown, by score
	most   int       // tokens of a translation
	sheet  sheet     // where the tree was last drawn
}

// beamSettings are the view's own.
type beamSettings struct {
	width int
	alpha float64 // length penalty
}

// The settings at first: those of the book.
var firstBeam = beamSettings{width: 2, alpha: 0.75}

const (
	mostWidth  = 32
	mostAlpha  = 3
	mostTokens = 200 // of a translation, however long the longest of the data is
)

// A typed source has another version for every change.
type typed struct {
	text    string
	version int
}

// A beamKey is what a search depends on. α is not among it: it ranks what is found.
type beamKey struct{ at, version, width, step int }

// searched is a search and what it is about.
type searched struct {
	key    beamKey
	source []int32
	tree   *tree
}

// NewBeam begins the view of a run, whose data must be *task.Pairs.
func NewBeam(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	d := s.Data.(*task.Pairs)
	b := &Beam{common: newCommon(d, l), set: firstBeam, most: min(d.Longest()+d.Longest()/2, mostTokens)}
	b.asker.Under = ctx
	b.research()
	return b
}

// See takes the newest model.
func (b *Beam) See(d *panel.Data, shown bool) []event.Job {
	b.see(d, shown)
	return b.ask()
}

// Message takes an answer.
func (b *Beam) Message(msg any) []event.Job {
	a, own := b.asker.Take(msg)
	if !own {
		return nil
	}
	if a != nil && a.Is != nil {
		b.got = a.Is
		b.asker.Rest(rest, a.Took)
		b.rerank()
	}
	return b.ask()
}

// Typing reports whether something is being typed.
func (b *Beam) Typing() bool { return b.line != nil }

// Entries are its keys.
func (b *Beam) Entries() []keys.Entry { return b.table().Entries() }

// ask has the search done that the screen shows. A newer model alone waits its turn.
func (b *Beam) ask() []event.Job {
	if b.model == nil || !b.shown || b.book || len(b.list) == 0 {
		return nil
	}
	m, key, most := b.model, beamKey{b.at, 0, b.set.width, b.model.At()}, b.most
	source, reference := b.data.SourceRow(b.data.Source.Spell(b.list[b.at].Source)), b.data.Target.Spell(b.list[b.at].Target)
	if b.typed != nil {
		key.at, key.version = -1, b.typed.version
		source, reference = b.data.SourceRow(b.data.SourceTokens(b.typed.text)), nil
	}
	patient := false
	if b.got != nil {
		was := b.got.key
		was.step = key.step
		patient = was == key
	}
	return b.asker.Ask(ask.Question[beamKey, *searched]{Key: key, Patient: patient, Work: func(ctx context.Context) (s *searched) {
		work.Quietly(func() { s = search(ctx, m, key, source, reference, most) })
		return s
	}})
}

// search searches for a translation of source; nil: ctx has ended.
func search(ctx context.Context, m *translation.Model, key beamKey, source []int32, reference []string, most int) *searched {
	s := &searched{key: key, source: source, tree: &tree{left: -1}}
	if len(source) < 2 { // <eos> alone
		return s
	}
	found, err := m.Search(ctx, source, translation.Beam{Width: key.width, Most: most})
	if err != nil {
		return nil
	}
	greedy, err := m.Greedy(ctx, [][]int32{source}, most)
	if err != nil {
		return nil
	}
	s.tree = grow(m.Corpus, found, greedy[0], reference)
	return s
}

// research searches the example again.
func (b *Beam) research() {
	b.sample = &searched{key: beamKey{width: b.set.width}, tree: bookTree(b.set.width)}
	b.rerank()
}

// now is what is shown; nil: nothing is known yet of what is looked at.
func (b *Beam) now() *searched {
	switch s := b.got; {
	case b.book:
		return b.sample
	case s == nil || b.typed == nil && s.key.at != b.at || b.typed != nil && s.key.at >= 0:
		return nil
	default:
		return s
	}
}

// rerank ranks the candidates of what is shown, and keeps the cursor in its tree.
func (b *Beam) rerank() {
	b.ranked = nil
	if s := b.now(); s != nil {
		b.ranked = s.tree.ranked(b.set.alpha)
	}
}

// node is the node under the cursor, or the first of the best candidate if it is nowhere; −1: there is no tree.
func (b *Beam) node() int {
	s := b.now()
	if s == nil || len(s.tree.nodes) == 0 {
		return -1
	}
	if at := s.tree.find(b.cursor); at >= 0 {
		return at
	}
	for i, n := range s.tree.nodes {
		if n.best {
			return i
		}
	}
	return 0
}

// reference reports whether the right translation is known.
func (b *Beam) reference() bool { return !b.book && b.typed == nil }

// Draw draws the view.
func (b *Beam) Draw(g grid.View) {
	l, w := b.look, b.look.Words.BeamView
	title, right := w.Title, ""
	switch s := b.now(); {
	case b.book:
		title = w.TitleBook
	case s != nil:
		right = b.stepText(s.key.step)
	case b.model != nil:
		right = b.stepText(b.model.At())
	}
	in := b.titled(g, title, right, b.foot())
	switch s := b.now(); {
	case in.Empty():
	case !b.book && len(b.list) == 0:
		in.TextCenter(in.H()/2, w.Nothing, l.Dim)
	case !b.book && b.model == nil:
		b.head(in.Sub(0, in.H()/2, in.W(), 1), l.Dim, w.NoModel, l.Words.Waiting)
	default:
		b.drawSearch(in, s)
	}
}

// foot explains the lines of the tree.
func (b *Beam) foot() string {
	w := b.look.Words.BeamView
	if b.line != nil {
		return w.TypeHint
	}
	mark := func(m marks) string { r, _ := b.stroke(m); return string(r) }
	return mark(marks{best: true}) + " " + w.Best + "  " + mark(marks{greedy: true}) + " " + w.Greedy + "  " + mark(marks{best: true, greedy: true}) + " " + w.BestGreedy
}
