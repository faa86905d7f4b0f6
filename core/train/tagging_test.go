package train

import (
	"fmt"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/work"
)

// taggedOf is sentences of a source as data for r.
func taggedOf(t testing.TB, r recipe.Recipe, n, held int) *task.Tagged {
	t.Helper()
	list := tagging.Weather.Make(r.Seed, n+held)
	c, err := tagging.NewCorpus(list[:n], list[n:], r.Tagging)
	if err != nil {
		t.Fatal(err)
	}
	c.Law = &tagging.Weather
	return task.NewTagged(c, r.Model.Bidirectional)
}

// taggingRecipes are those of every cell in one direction and in both, with one layer and no dropout, and with two and
// dropout, reading words alone or suffixes beside them.
func taggingRecipes() map[string]recipe.Recipe {
	all := map[string]recipe.Recipe{}
	for _, cell := range nn.Cells() {
		for _, both := range []bool{false, true} {
			for _, layers := range []int{1, 2} {
				for _, suffixes := range []bool{false, true} {
					r := recipe.Tagging()
					r.Model.Cell, r.Model.Bidirectional, r.Model.Hidden, r.Tagging.Suffixes = cell.Name, both, 9, suffixes
					r.Model.Layers, r.Model.Dropout = layers, 0.3*float64(layers-1)
					if r.Model.Embed = 7; !suffixes && layers == 1 {
						r.Model.Embed = 0
					}
					r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = 5, 30, 0.01
					all[fmt.Sprintf("%s, both %v, %d layers, suffixes %v", cell.Name, both, layers, suffixes)] = r
				}
			}
		}
	}
	return all
}

// The law: the same bytes on any number of threads, and after a resume at any place, epochs' ends included, for every
// cell in one direction and in both, of one layer and of two, with suffixes and without.
func TestTaggingIsLearnedToTheSameBytes(t *testing.T) {
	for name, r := range taggingRecipes() {
		sameBytes(t, name, r, taggedOf(t, r, 40, 10), 12, 3, 8)
	}
}

// The law: an update on tagged sentences allocates nothing, with every cell in one direction and in both.
func TestAnUpdateOnTagsAllocatesNothing(t *testing.T) {
	for _, threads := range []int{1, 2} {
		p := work.New(threads, false)
		defer p.Close()
		for name, r := range taggingRecipes() {
			l, err := newLearner(r, taggedOf(t, r, 600, 10))
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
