package lab

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// read16k is how much of a dataset the runs of the gallery are about, in characters.
const read16k = 16_000

// A material is what runs of the gallery are about: a beginning of a built-in text, with its k-grams counted.
type material struct {
	name   string
	about  *sessions.Subject
	fresh  *counted // a network before its first update
	taught *counted // and later
	ladder panel.Ladder
	beside []panel.Named
}

// english, chinese and lines, of which only the answers count, are counted once for all pictures.
var (
	english = sync.OnceValue(func() *material { return gather("tide") })
	chinese = sync.OnceValue(func() *material { return gather("chashan") })
	lines   = sync.OnceValue(func() *material { return gather("parity") })
)

func gather(dataset string) *material {
	source, _ := datasets.Find(dataset)
	t, err := source.Load()
	if err != nil {
		panic(err)
	}
	t.Train = string([]rune(t.Train)[:read16k])
	return gatherFrom(t, dataset)
}

// gatherFrom is a material on any text.
func gatherFrom(t datasets.Text, name string) *material {
	r := sessions.RecipeFor(t)
	c, err := datasets.Corpus(t, r.Text)
	if err != nil {
		panic(err)
	}
	r.Model.Vocab = c.Vocab.Len()
	data := task.Text{Corpus: c}
	r.Settings.ValidEvery = recipe.ValidEvery(data, r.Settings)
	m := &material{name: name, about: &sessions.Subject{Text: t, Recipe: r, Data: data, Corpus: c, Facts: text.FactsOf(c), Floor: math.NaN()}}
	m.fresh, m.taught = fresh(r.Model), countIn(c, r.Model)
	l := m.lab()
	defer l.Close()
	workOff(l, l.Enter())
	m.ladder, m.beside = l.data.Ladder, l.data.Beside
	return m
}

// lab is a lab on nothing yet: no snapshot has come.
func (m *material) lab() *Lab {
	plain, _ := theme.Find("plain")
	l := New(&made{snapshots: make(chan train.Snapshot)}, m.about, m.name, &look.Look{Theme: plain, Words: i18n.English})
	l.data.Ladder, l.data.Beside = m.ladder, slices.Clone(m.beside)
	return l
}

// A state is a run of the gallery: how it went, how far it came, and what it does.
type state struct {
	story string
	steps int
	phase train.Phase
}

// The runs of the gallery; see historytest.Stories.
var (
	healthy = state{"healthy", 3000, train.Running}
	states  = []struct {
		name string
		state
	}{
		{"empty", state{"healthy", 0, train.Running}},
		{"million", state{"healthy", 1_000_000, train.Running}},
		{"spike", state{"spike", 3000, train.Running}},
		{"overfit", state{"overfit", 3000, train.Running}},
		{"raised", state{"raised", 3000, train.Running}},
		{"nan", state{"nan", 3000, train.Running}},
		{"diverged", state{"raised", 2700, train.Diverged}},
		{"paused", state{"healthy", 3000, train.Paused}},
		{"finished", state{"healthy", 3000, train.Finished}},
	}
)

// histories are those that have been told, by state and the size of the vocabulary.
var histories = map[string]history.View{}

// history is that of the run, with losses between those of knowing nothing of v tokens and what the story ends at.
func (s state) history(v int) history.View {
	key := fmt.Sprint(s.story, s.steps, v)
	if h, known := histories[key]; known {
		return h
	}
	h := s.tell(v)
	histories[key] = h
	return h
}

func (s state) tell(v int) history.View {
	i := slices.IndexFunc(historytest.Stories, func(t historytest.Story) bool { return t.Name == s.story })
	h := historytest.Stories[i].Tell(s.steps).View()
	if s.steps > len(historytest.Points(h)) {
		return h // the older updates are in buckets, which cannot be told anew
	}
	scale := math.Log(float64(v)) / math.Log(74)
	points, valids := historytest.Points(h), historytest.Valids(h)
	for i := range points {
		points[i].Loss *= scale
	}
	for i := range valids {
		valids[i].NLL *= scale
	}
	scaled := historytest.History(points, valids...)
	for _, e := range h.Events() {
		scaled.AddEvent(e)
	}
	return scaled.View()
}

// run is a lab that has seen one snapshot of a run on m, with all that it then asks for answered.
func (m *material) run(t testing.TB, s state) *Lab {
	t.Helper()
	l := m.lab()
	t.Cleanup(l.Close)
	if s.phase == train.Paused {
		l.Opens("tide-lstm-2")
	}
	workOff(l, snapshot(l, m.snapshot(s)))
	l.data.Sample = ""
	if model := l.data.Snap.Language(); s.steps > 0 && s.phase != train.Paused {
		l.data.Sample = model.Sample("", 900, 0.8, 1)
	}
	return l
}

// snapshot is the one that the lab sees.
func (m *material) snapshot(s state) train.Snapshot {
	r := m.about.Recipe
	v, net := s.history(m.about.Facts.Vocab), m.taught
	if s.steps == 0 {
		net = m.fresh
	}
	snap := train.Snapshot{Task: task.Language, Recipe: r, Step: s.steps, Epoch: v.Last().Epoch, Phase: s.phase, Settings: r.Settings, LR: r.Settings.LR,
		Rows: r.Settings.Batch, History: v, Model: lm.NewModel(net, m.about.Corpus.Vocab, m.about.Corpus.Lines, s.steps)}
	for _, e := range v.Events() {
		if e.Knob == "lr" {
			snap.Settings.LR, snap.LR = e.To, e.To
		}
	}
	if s.phase == train.Running && s.steps > 0 {
		snap.Speed = 61_234
	}
	return snap
}
