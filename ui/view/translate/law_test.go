package translate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/translation"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
	"unroll/ui/view"
)

// untrained is a network with initial weights.
func untrained(t testing.TB, c *translation.Corpus, step int) *translation.Model {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "gru", Source: c.Source.Vocab(), Vocab: c.Target.Vocab(), Embed: 5, Hidden: 6, Layers: 1, Init: "uniform:1", Attention: "dot"})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, uint64(step))))
	return translation.NewModel(g, c, step)
}

// The law: what is shown of a pair is what the model makes of it: greedy, the beam's best by its score, the reference as it is read, and
// the scores of both against it.
func TestTheAnswerIsTheModels(t *testing.T) {
	for _, m := range []material{french(), chinese(), dates()} {
		v := m.view(t)
		c := v.data.Corpus
		model := untrained(t, c, 7)
		settle(v, v.See(state(model), true))
		for range 3 {
			a, p := v.current(), v.list[v.at]
			row := c.Row(p)
			greedy, _ := model.Greedy(t.Context(), [][]int32{row.Source}, mostTokens(len(row.Source)))
			found, _ := model.Search(t.Context(), row.Source, translation.Beam{Width: v.width, Alpha: v.alpha, Most: mostTokens(len(row.Source))})
			read, _ := model.Read(t.Context(), []translation.Row{row})
			if !reflect.DeepEqual(a.greedy, greedy[0]) || !reflect.DeepEqual(a.best, found.Found[0]) || !reflect.DeepEqual(*a.reading, read[0]) {
				t.Fatalf("pair %d: %+v", v.at, a)
			}
			for i, h := range []translation.Hypothesis{greedy[0], found.Found[0]} {
				if want := translation.Compare(c.Target.Spell(p.Target), c.Words(h)); a.scores[i] != want {
					t.Errorf("pair %d, %d: %+v, want %+v", v.at, i, a.scores[i], want)
				}
			}
			press(v, "right", "b", "a")
		}
		if v.width != firstWidth+3 || v.alpha != firstAlpha+3*alphaStep {
			t.Errorf("width %d, α %v", v.width, v.alpha)
		}
	}
}

// The law: when what is asked has changed, the old question is given up: its context ends, its answer is never shown, and the new one is
// asked as soon as it has returned.
func TestAskingIsCancelledWhenTheTextChanges(t *testing.T) {
	v := french().translated(t, "i", "w")
	first, _ := v.Key(key("e"))
	if len(first) != 1 {
		t.Fatalf("%d jobs", len(first))
	}
	if second, _ := v.Key(key(" ")); len(second) != 0 {
		t.Fatal("two questions at a time")
	}
	next := v.Message(first[0]())
	if v.current() != nil || v.got.source != "w" || len(next) != 1 {
		t.Fatalf("%+v is shown, %d jobs", v.got, len(next))
	}
	if v.Message(next[0]()); v.current() == nil || v.got.source != "we " {
		t.Errorf("%+v", v.got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if a := translate(ctx, v.model, v.list, v.asked); len(a.greedy.IDs) != 0 || a.reading != nil {
		t.Errorf("%+v is translated although it is not wanted", a)
	}
}

// The law: one question at a time, of the newest network, and none while another view is shown or by a network without attention; a newer
// network waits until the view has rested, a person does not.
func TestOneQuestionAtATime(t *testing.T) {
	v, m := french().view(t), french().attention(t)
	c := v.data.Corpus
	if len(v.See(state(copying(c, 1)), false)) != 0 || len(m.See(state(copying(c, 1)), false)) != 0 {
		t.Error("it translates while another view is shown")
	}
	jobs := v.See(state(copying(c, 2)), true)[1:] // the first asks for the other view's choice
	if len(jobs) != 1 || len(v.See(state(copying(c, 3)), true)) != 0 {
		t.Fatalf("%d jobs: want one, and no other until it is answered", len(jobs))
	}
	if next := v.Message(jobs[0]()); v.got.step != 2 || v.asker.Free() {
		t.Errorf("step %d, %d jobs, free %v: want 2, and a rest", v.got.step, len(next), v.asker.Free())
	}
	if jobs, _ := v.Key(event.Key{Name: "right"}); len(jobs) != 1 {
		t.Errorf("%d jobs for a person's key", len(jobs))
	}
	if len(v.Message("another's message")) != 0 {
		t.Error("a message of another view does something")
	}
	if w := french().without(t); w.asker.Busy() || w.got != nil {
		t.Error("a map is asked of a network without attention")
	}
}

// The law: a view has one unit, and that of the other is nowhere.
func TestOneUnit(t *testing.T) {
	for _, u := range looktest.Units {
		v := french().translated(t)
		v.look.Unit = u
		for _, at := range sizes {
			if !looktest.OneUnit(t, fmt.Sprint(at), picture(v, at[0], at[1]), u) {
				t.Errorf("%v: no unit", at)
			}
		}
	}
}

// The law: all words of the views are the catalogue's: in a language with another alphabet no English is left.
func TestAllWordsAreTheCatalogues(t *testing.T) {
	th, _ := theme.Find("plain")
	foreign := &look.Look{Theme: th, Words: i18ntest.Foreign(nil)}
	known := "BLEU unk eos log alpha additive attention " + i18ntest.Keys
	for _, s := range subjects {
		v := s.make(t)
		switch v := v.(type) {
		case *View:
			v.look = foreign
		case *Map:
			v.look = foreign
		}
		for _, at := range sizes {
			all := picture(v, at[0], at[1])
			words := slices.DeleteFunc(append(slices.Concat(dataOf(v).Source.Words, dataOf(v).Target.Words), "wyay"), func(w string) bool { return len(w) < 2 })
			slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
			for _, w := range words {
				all = strings.ReplaceAll(all, w, "")
			}
			if left := i18ntest.Left(all, known); len(left) > 0 && !(at[0] < 80 && strings.HasPrefix(s.name, "map ")) { // there words are cut
				t.Errorf("%s at %v: %q are not of the catalogue", s.name, at, left)
			}
		}
	}
}

func dataOf(v view.View) *translation.Corpus {
	if m, ok := v.(*Map); ok {
		return m.data.Corpus
	}
	return v.(*View).data.Corpus
}
