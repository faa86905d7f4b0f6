package translate

import (
	"context"

	"unroll/core/translation"
	"unroll/core/work"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

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
