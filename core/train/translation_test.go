package train

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/nn"
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

func pairsOf(t testing.TB, r Recipe, train, valid []translation.Line) *task.Pairs {
	t.Helper()
	c, err := translation.NewCorpus(train, valid, r.Pairs)
	if err != nil {
		t.Fatal(err)
	}
	return task.NewPairs(c)
}

// translationRecipes are those of every cell, with all that a decoder can see, one layer and two, reading one way and both, with
// dropout and with predictions of its own.
func translationRecipes() map[string]Recipe {
	all := map[string]Recipe{}
	for i, cell := range nn.Cells() {
		for j, sees := range []string{"", "context", "additive", "dot"} {
			r := TranslationRecipe()
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
