package pairs

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"

	tea "github.com/charmbracelet/bubbletea"
)

// An unsure network finds the right token likely at every place, and some others too, by sums that are the same on every processor. Of
// nn.Graph it has what a translation.Model asks for.
type unsure struct {
	nn.Graph[float32]
	V     int
	known map[string][]int32 // targets by their sources
	by    float32            // how much likelier the right token is
}

func unsureOf(c *translation.Corpus, by float32, step int) *translation.Model {
	n := &unsure{V: c.Target.Vocab(), known: map[string][]int32{}, by: by}
	for _, r := range c.Rows(slices.Concat(c.Train, c.Valid)) {
		n.known[string(runes(r.Source))] = r.Targets
	}
	return translation.NewModel(n, c, step)
}

func runes(ids []int32) []rune { return append([]rune(nil), ids...) }

func (n *unsure) Spec() nn.Spec {
	return nn.Spec{Cell: "gru", Vocab: n.V, Source: n.V, Hidden: 1, Layers: 1}
}

func (n *unsure) NewTape(_, B int) nn.Tape[float32] {
	return &unsureTape{net: n, step: make([]float32, B), sources: make([][]int32, B)}
}

type unsureTape struct {
	nn.Tape[float32]
	net     *unsure
	step    []float32 // of each column; its state
	sources [][]int32
	logits  []float32
}

func (t *unsureTape) State() [][]float32                                             { return [][]float32{t.step} }
func (t *unsureTape) Activations() []nn.Activation[float32]                          { return nil }
func (t *unsureTape) Output(i int, dst []float32)                                    { copy(dst, t.logits[i*t.net.V:]) }
func (t *unsureTape) Right() int                                                     { return 0 }
func (t *unsureTape) Score(*nn.Batch[float32], []float64) (loss float64, scored int) { return 0, 0 }

func (t *unsureTape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	if s := b.Source; s != nil {
		for k := range b.B {
			t.step[k], t.sources[k] = 0, nil
			for i := range s.T {
				if id := s.Tokens[i*b.B+k]; id >= 0 {
					t.sources[k] = append(t.sources[k], id)
				}
			}
		}
	}
	V := t.net.V
	t.logits = make([]float32, b.T*b.B*V)
	for i := range b.T * b.B {
		k := i % b.B
		at, prev := int(t.step[k]), int(max(0, b.Tokens[i]))
		t.step[k]++
		logits := t.logits[i*V : (i+1)*V]
		for id := range logits {
			logits[id] = float32((prev*7+at*5+id*3+len(t.sources[k]))%11) / 4
		}
		right := translation.Eos
		if target := t.net.known[string(runes(t.sources[k]))]; at < len(target) {
			right = target[at]
		}
		logits[right] += t.net.by
	}
}

// untrained is a network with initial weights.
func untrained(t testing.TB, d *task.Pairs, step int) *translation.Model {
	t.Helper()
	g, err := nn.New[float32](d.Fit(nn.Spec{Cell: "gru", Hidden: 8, Layers: 1, Embed: 6, Init: "uniform:2", Attention: "additive"}))
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return translation.NewModel(g, d.Corpus, step)
}

// material is what some pairs are to a run.
type material struct {
	train, valid []translation.Line
	options      translation.Options
	source       string
}

// loaded are the sources that tests have used.
var loaded = map[string][]translation.Line{}

// built is the beginning of a source, with the end of it held out.
func built(name string) material {
	s, _ := translation.Find(name)
	list := loaded[name]
	if list == nil {
		list = s.Load()
		loaded[name] = list
	}
	return material{list[:150], list[len(list)-40:], s.Options, name}
}

// small has rare words, a held-out word that training lacks, a sentence that is too long, an empty one, an ambiguous source.
func small() material {
	l := func(text string) (list []translation.Line) {
		for _, x := range strings.Split(text, "; ") {
			source, target, _ := strings.Cut(x, "=")
			list = append(list, translation.Line{Source: source, Target: target})
		}
		return list
	}
	return material{train: l("a b=x y; a b=x z; b c=y; a c c=z z; b b a=y y x; a b c a b c a b c=x; =x; q=x"), valid: l("a c=z; b w=y v; c=x y z"),
		options: translation.Options{Source: translation.Words, Target: translation.Words, MinFreq: 2, Length: 8}}
}

// wide has characters of two columns on both sides.
func wide() material {
	l := func(pairs ...string) (list []translation.Line) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, translation.Line{Source: pairs[i], Target: pairs[i+1]})
		}
		return list
	}
	return material{train: l("潮退了。", "船在岛上。", "上岛。", "灯塔很高。", "船来了。", "岛很小。", "潮退了。", "船上岛了。"), valid: l("灯塔很小。", "船很高。", "船。", "岛。")}
}

func (m material) data(t testing.TB) *task.Pairs {
	t.Helper()
	c, err := translation.NewCorpus(m.train, m.valid, m.options)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewPairs(c)
}

func (m material) subject(t testing.TB) *sessions.Subject {
	r := recipe.Translation()
	r.Settings.Batch = 8
	return &sessions.Subject{Data: m.data(t), Recipe: r, Origin: sessions.OfPairs(datasets.Pairs{Source: m.source})}
}

func plain() *look.Look {
	th, _ := theme.Find("plain")
	return &look.Look{Theme: th, Words: i18n.English}
}

// A shower is a view with what tests do to it.
type shower interface {
	See(*panel.Data, bool) []event.Job
	Message(any) []event.Job
	Key(event.Key) ([]event.Job, bool)
}

func state(m *translation.Model) *panel.Data {
	d := &panel.Data{Snap: train.Snapshot{Task: task.Translation, Epoch: 0.4}}
	if m != nil {
		d.Snap.Model, d.Snap.Step = m, m.At()
	}
	return d
}

// settle does jobs and gives the view their messages, until it asks nothing more.
func settle(v shower, jobs []event.Job) {
	for len(jobs) > 0 {
		jobs = append(jobs[1:], v.Message(jobs[0]())...)
	}
}

// press presses keys, and answers what the view then asks. A key of one letter types it.
func press[V shower](v V, names ...string) V {
	for _, n := range names {
		jobs, _ := v.Key(key(n))
		settle(v, jobs)
	}
	return v
}

func key(n string) event.Key {
	k := event.Key{Name: n}
	if len([]rune(n)) == 1 {
		k.Text, k.Raw = n, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(n)}
	}
	return k
}

// typing are the keys of a text.
func typing(text string) []string { return strings.Split(text, "") }

// beam, batches, errors are the views of some pairs, with a network by which the right token is by logits likelier.
func (m material) beam(t testing.TB, by float32, keys ...string) *Beam {
	v := NewBeam(t.Context(), m.subject(t), plain()).(*Beam)
	settle(v, v.See(state(unsureOf(v.data.Corpus, by, 1200)), true))
	return press(v, keys...)
}

func (m material) batches(t testing.TB, keys ...string) *Batches {
	v := NewBatches(t.Context(), m.subject(t), plain()).(*Batches)
	settle(v, v.See(state(nil), true))
	return press(v, keys...)
}

func (m material) errors(t testing.TB, by float32, keys ...string) *Errors {
	v := NewErrors(t.Context(), m.subject(t), plain()).(*Errors)
	settle(v, v.See(state(unsureOf(v.data.Corpus, by, 1200)), true))
	return press(v, keys...)
}
