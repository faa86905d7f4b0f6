package train

import (
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// tensorOf is the tensor of a name.
func tensorOf(t *testing.T, list []nn.Values[float32], name string) nn.Values[float32] {
	t.Helper()
	for _, v := range list {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("no tensor %s", name)
	return nn.Values[float32]{}
}

// The law: a run that begins with the weights of another has, for each token that both vocabularies have, its rows; new tokens have what
// the recipe draws; everything else is the same. What it is repeated from and resumed from is the run.
func TestARunBeginsWithTheWeightsOfAnother(t *testing.T) {
	prose := texttest.Prose(40)
	other := strings.ReplaceAll(strings.ReplaceAll(prose, "e", "Ω"), "t", "ß") // the new text lacks e and t
	for _, change := range []func(r *recipe.Recipe){func(*recipe.Recipe) {}, func(r *recipe.Recipe) { r.Model.Embed = 3 }, func(r *recipe.Recipe) { r.Model.Layers, r.Model.Bidirectional = 2, true },
		func(r *recipe.Recipe) { r.Model.Cell, r.Model.Reset, r.Model.Biases = "gru", "before", 1 }} {
		r := tiny(change, func(r *recipe.Recipe) { r.Steps = 12 })
		first := runToEnd(t, r, corpusOf(t, r, prose), Options{Threads: 1})
		start, err := StartOf("book", first)
		if err != nil {
			t.Fatal(err)
		}
		drawn := r
		drawn.Seed++
		own := drawn
		own.InitFrom = start.ID()
		c := corpusOf(t, own, other)
		if m := start.Meets(c.Vocab); m.New != 2 || m.Unused != 2 || m.Known != c.Vocab.Len()-2 {
			t.Errorf("%+v", m)
		}
		begun, err := ReplayFrom(start, own, task.Text{Corpus: c}, nil, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := Replay(drawn, task.Text{Corpus: c}, nil, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range begun.Weights {
			was, fresh := tensorOf(t, first.Weights, w.Name), tensorOf(t, plain.Weights, w.Name)
			cols := len(w.Data) / w.Shape[0]
			for i, v := range w.Data {
				row, col, from := i/cols, i%cols, fresh.Data[i]
				switch id := func(at int) int { return int(first.Vocab.ID(c.Vocab.Token(int32(at)))) }; {
				case strings.HasPrefix(w.Name, "linear.") || strings.HasPrefix(w.Name, "embedding."):
					if k := id(row); k >= 0 {
						from = was.Data[k*cols+col]
					}
				case strings.HasPrefix(w.Name, "rnn.weight_ih_l0") && r.Model.Embed == 0:
					if k := id(col); k >= 0 {
						from = was.Data[row*(len(was.Data)/was.Shape[0])+k]
					}
				default:
					from = was.Data[i]
				}
				if v != from {
					t.Fatalf("%s: number %d is %v instead of %v", w.Name, i, v, from)
				}
			}
		}
		live := runToEnd(t, own, c, Options{Threads: 2, Start: start})
		again, err := ReplayFrom(start, own, task.Text{Corpus: c}, []history.Event(nil), 12, 1)
		if err != nil {
			t.Fatal(err)
		}
		if d := differs(live, again); d != "" {
			t.Error(d)
		}
		half, err := ReplayFrom(start, own, task.Text{Corpus: c}, nil, 5, 1)
		if err != nil {
			t.Fatal(err)
		}
		if d := differsSettings(live, runToEnd(t, own, c, Options{Threads: 1, From: half})); d != "" {
			t.Errorf("resumed: %s", d)
		}
	}
}

// What a recipe says it begins with is what it begins with, or it does not begin.
func TestARunRefusesOtherWeights(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 2 })
	c := corpusOf(t, r, texttest.Prose(20))
	first := runToEnd(t, r, c, Options{Threads: 1})
	start, err := StartOf("book", first)
	if err != nil {
		t.Fatal(err)
	}
	own, wide := r, r
	own.InitFrom = start.ID()
	wide.InitFrom, wide.Model.Hidden = start.ID(), r.Model.Hidden+1
	moved := *start
	moved.Weights = append([]nn.Values[float32](nil), start.Weights...)
	moved.Weights[0].Data = append([]float32(nil), start.Weights[0].Data...)
	moved.Weights[0].Data[0]++
	for _, one := range []struct {
		r     recipe.Recipe
		start *Start
		why   string
	}{{own, nil, "which are needed"}, {own, &moved, "and these are book@"}, {r, start, "the run begins with weights"}, {wide, start, "has another network"}} {
		if _, err := ReplayFrom(one.start, one.r, task.Text{Corpus: c}, nil, 1, 1); err == nil || !strings.Contains(err.Error(), one.why) {
			t.Errorf("%s: %v", one.why, err)
		}
	}
	if _, err := StartOf("blanks", &Checkpoint{Recipe: recipe.Fill(), Vocab: &text.Vocab{}}); err == nil {
		t.Error("a run that fills in blanks is a language model")
	}
}
