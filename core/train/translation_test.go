package train

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/work"
)

// reversals are n pairs of words in an order and in the reverse one, of up to most words.
func reversals(seed uint64, n, most int) (list []translation.Line) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for range n {
		var words, back []string
		for range 1 + rng.IntN(most) {
			w := string(rune('a' + rng.IntN(8)))
			words, back = append(words, w), append([]string{w}, back...)
		}
		list = append(list, translation.Line{Source: strings.Join(words, " "), Target: strings.Join(back, " ")})
	}
	return list
}

func pairsOf(t testing.TB, r recipe.Recipe, train, valid []translation.Line) *task.Pairs {
	t.Helper()
	c, err := translation.NewCorpus(train, valid, r.Pairs)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewPairs(c)
}

// translationRecipes are those of every cell, with all that a decoder can see, one layer and two, reading one way and both, with
// dropout and with predictions of its own.
func translationRecipes() map[string]recipe.Recipe {
	all := map[string]recipe.Recipe{}
	for i, cell := range nn.Cells() {
		for j, sees := range []string{"", "context", "additive", "dot"} {
			r := recipe.Translation()
			r.Model.Cell, r.Model.Hidden, r.Model.Embed, r.Model.Bidirectional = cell.Name, 9, 5, (i+j)%2 == 1
			r.Model.Attention, r.Model.Context = sees, false
			if sees == "context" {
				r.Model.Attention, r.Model.Context = "", true
			}
			r.Model.Layers = 1 + (i+j/2)%2
			r.Model.Dropout = 0.3 * float64(r.Model.Layers-1)
			r.Settings.Sampled = 0.4 * float64(j%2)
			r.Pairs.Length, r.Settings.Unroll, r.Settings.Batch, r.Settings.Clip = 9, 9, 5, 0.01
			all[fmt.Sprintf("%s, sees %q", cell.Name, sees)] = r
		}
	}
	return all
}

// The law: the same bytes on any number of threads, and after a resume at any place, epochs' ends included.
func TestTranslationIsLearnedToTheSameBytes(t *testing.T) {
	for name, r := range translationRecipes() {
		sameBytes(t, name, r, pairsOf(t, r, reversals(1, 43, 8), reversals(2, 10, 8)), 12, 3, 8)
	}
}

// The law: an update on pairs allocates nothing.
func TestAnUpdateOnPairsAllocatesNothing(t *testing.T) {
	for _, threads := range []int{1, 2} {
		p := work.New(threads, false)
		defer p.Close()
		for name, r := range translationRecipes() {
			r.Settings.Sampled = 0 // it makes a random stream
			l, err := newLearner(r, pairsOf(t, r, reversals(1, 600, 8), nil))
			if err != nil {
				t.Fatal(err)
			}
			l.use(p)
			if n := allocations(t, l); n != 0 {
				t.Errorf("%s on %d threads: %v allocations an update", name, threads, n)
			}
		}
	}
}

// The law: settings changed while pairs are learned, teacher forcing, the number of pairs in a batch and the steps of a window among them,
// are repeated to the same bytes on any number of threads; and a share of predictions changes what is learned.
func TestChangesOfSettingsOnPairsAreRepeated(t *testing.T) {
	for _, sees := range []string{"", "additive"} {
		r := recipe.Translation()
		r.Model.Hidden, r.Model.Embed, r.Model.Attention, r.Settings.Unroll, r.Settings.Batch = 9, 5, sees, 9, 6
		d := pairsOf(t, r, reversals(3, 43, 8), reversals(4, 10, 8))
		events := []history.Event{{Step: 2, Knob: "teacher_forcing", From: 1, To: 0.5}, {Step: 5, Knob: "batch", From: 6, To: 12}, {Step: 6, Knob: "unroll", From: 9, To: 18},
			{Step: 9, Knob: "teacher_forcing", From: 0.5, To: 0}, {Step: 11, Knob: "teacher_forcing", From: 0, To: 1}}
		one, err := Replay(r, d, events, 15, 1)
		if err != nil {
			t.Fatal(err)
		}
		many, err := Replay(r, d, events, 15, 3)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differs(one, many); diff != "" {
			t.Errorf("one thread and three: %s", diff)
		}
		without, err := Replay(r, d, events[1:3], 15, 1)
		if err != nil {
			t.Fatal(err)
		}
		if differs(one, without) == "" {
			t.Error("teacher forcing makes no difference")
		}
		if _, err := Replay(r, d, []history.Event{{Step: 1, Knob: "unroll", From: 9, To: 8}}, 2, 1); err == nil {
			t.Error("a window is made shorter than the longest sentence")
		}
	}
}

// The law: with padding among what is learned the training loss is below that of a run with a mask, since padding is easy; tokens of the
// held-out pairs are scored as before, and cost no less.
func TestPaddingIsEasy(t *testing.T) {
	train, valid := reversals(5, 600, 10), reversals(6, 100, 10)
	var loss, valids [2]float64
	var tokens [2]int
	for i, noMask := range []bool{false, true} {
		r := recipe.Translation()
		r.Model.Hidden, r.Model.Embed, r.Model.Dropout, r.Pairs.Length, r.Pairs.NoMask = 24, 12, 0, 20, noMask
		d := pairsOf(t, r, train, valid)
		r.Settings.Unroll = d.Longest()
		run, err := NewBench(r, d, 2)
		if err != nil {
			t.Fatal(err)
		}
		defer run.Close()
		for step := range 60 {
			if err := run.Update(); err != nil {
				t.Fatal(err)
			}
			if step >= 40 {
				loss[i] += run.l.hist.View().Last().Loss / 20
			}
		}
		e := d.Validate(run.l.net, 60)
		for e.Next(nn.Alone{}) {
		}
		v, _ := e.Outcome()
		valids[i], tokens[i] = v.NLL/float64(v.Tokens), v.Tokens
	}
	if !(loss[1] < 0.7*loss[0]) || tokens[0] != tokens[1] || !(valids[1] > 0.9*valids[0]) {
		t.Errorf("with a mask %g, without %g; held out %g and %g nats of %d and %d tokens", loss[0], loss[1], valids[0], valids[1], tokens[0], tokens[1])
	}
}

// The law: pairs whose attention would not fit in memory are refused, and the default recipe's are not.
func TestRecipesOfPairsFitInMemory(t *testing.T) {
	r := recipe.Translation()
	r.Model.Source, r.Model.Vocab = 10_000, 10_000
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	r.Settings.Unroll = 4096
	if err := r.Fits(r.Settings); err == nil {
		t.Error("4096 steps of 64 pairs are not refused")
	}
	if r.Model.Attention = ""; r.Fits(recipe.Settings{Unroll: 1024, Batch: 64}) != nil {
		t.Error("1024 steps without attention are refused")
	}
}
