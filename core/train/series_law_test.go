package train

import (
	"fmt"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/task/tasktest"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// seriesRecipes are those of every cell, model without a state and head for numbers, with one layer and no dropout, and
// with two and dropout; each reads several rows at a step.
func seriesRecipes() map[string]recipe.Recipe {
	all := map[string]recipe.Recipe{}
	for _, model := range append(nn.Cells(), nn.FeedForward()...) {
		for _, h := range nn.Heads() {
			for _, layers := range []int{1, 2} {
				if !h.Real || (len(model.Gates) == 0 && layers > 1) {
					continue
				}
				r := recipe.Series(model.Name)
				r.Model.Head, r.Series.Rows, r.Series.Lags = h.Name, 20_000, 3
				r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = 10, 6, 0.01
				if r.Model.Layers > 0 {
					r.Model.Hidden, r.Model.Layers, r.Model.Dropout = 19, layers, 0.3*float64(layers-1)
				}
				all[fmt.Sprintf("%s, %s, %d layers", model.Name, h.Name, r.Model.Layers)] = r
			}
		}
	}
	return all
}

// The law: an update on a series allocates nothing, clipped or not, on one thread and on two, with every model and head.
func TestAnUpdateOnASeriesAllocatesNothing(t *testing.T) {
	recipes := seriesRecipes()
	for _, threads := range []int{1, 2} {
		p := work.New(threads, false)
		defer p.Close()
		for name, r := range recipes {
			l, err := newLearner(r, seriesOf(t, r, "walk"))
			if err != nil {
				t.Fatal(err)
			}
			l.use(p)
			if n := allocations(t, l); n != 0 {
				t.Errorf("%s on %d threads: %v allocations an update", name, threads, n)
			}
			if l.epochEnd() >= 1 || !l.hist.View().Last().Clipped() {
				t.Fatalf("%s: the test does not test what it says", name)
			}
		}
	}
}

// The law: the same bytes on any number of threads, and after a resume at any place, epochs' ends included, with every
// model and head.
func TestASeriesIsLearnedToTheSameBytes(t *testing.T) {
	const steps = 12
	for name, r := range seriesRecipes() {
		r.Series.Rows, r.Settings.Batch, r.Settings.Unroll = 400, 7, 11 // an epoch is four or five updates
		sameBytes(t, name, r, seriesOf(t, r, "regimes"), steps, 3, 8)
	}
}

// sameBytes checks that the bytes after the given steps are the same on 1, 2, 3 and 8 threads, and for a run that is
// stopped at each of the given places and resumed.
func sameBytes(t *testing.T, name string, r recipe.Recipe, d task.Data, steps int, at ...int) {
	t.Helper()
	whole, err := Replay(r, d, nil, steps, 1)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if whole.Step != steps {
		t.Fatalf("%s: %d updates of %d", name, whole.Step, steps)
	}
	for _, threads := range []int{2, 3, 8} {
		many, err := Replay(r, d, nil, steps, threads)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := differs(whole, many); diff != "" {
			t.Errorf("%s, one thread and %d: %s", name, threads, diff)
		}
	}
	for _, half := range at {
		if diff := differs(whole, resumed(t, r, d, half, steps).checkpoint()); diff != "" {
			t.Errorf("%s, resumed at %d: %s", name, half, diff)
		}
	}
}

// The law: the tasks of the table, and those to come, are learned to the same bytes on any number of threads and after a
// resume.
func TestEveryTaskIsLearnedToTheSameBytes(t *testing.T) {
	lessons := map[string]func() (recipe.Recipe, task.Data){
		"language": func() (recipe.Recipe, task.Data) {
			r := tiny()
			return r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))}
		},
		"series": func() (recipe.Recipe, task.Data) {
			r := recipe.Series("")
			r.Series.Rows = 2000
			return r, seriesOf(t, r, "ar2")
		},
		"tagging": func() (recipe.Recipe, task.Data) {
			r := recipe.Tagging()
			return r, taggedOf(t, r, 300, 30)
		},
		"fill": func() (recipe.Recipe, task.Data) {
			r := tiny(func(r *recipe.Recipe) { r.Task = task.Fill.Name })
			return r, task.NewFilling(corpusOf(t, r, texttest.Prose(40)), nil)
		},
		"translation": func() (recipe.Recipe, task.Data) {
			r := recipe.Translation()
			return r, pairsOf(t, r, reversals(1, 300, 12), reversals(2, 30, 12))
		},
		tasktest.Regression.Name: func() (recipe.Recipe, task.Data) {
			return tiny(func(r *recipe.Recipe) { r.Task = tasktest.Regression.Name }), tasktest.New(5, 2000, 300)
		},
	}
	for _, k := range task.Tasks {
		lesson, ok := lessons[k.Name]
		if !ok {
			t.Errorf("no data for task %s: add some here", k.Name)
			continue
		}
		r, d := lesson()
		sameBytes(t, k.Name, r, d, 30, 1, 17)
	}
}
