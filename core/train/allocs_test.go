package train

import (
	"fmt"
	"testing"

	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/random"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/work"
)

// eachRecipe calls f for every cell × {1, 2} layers × {one-hot, embedding} × {no dropout, dropout} × optimizer.
func eachRecipe(f func(name string, r recipe.Recipe)) {
	for _, cell := range nn.Cells() {
		for _, layers := range []int{1, 2} {
			for _, embed := range []int{0, 12} {
				for _, dropout := range []float64{0, 0.3} {
					for _, opt := range optim.Kinds() {
						r := recipe.Default()
						r.Model = nn.Spec{Cell: cell.Name, Hidden: 67, Layers: layers, Embed: embed, Dropout: dropout, Init: "pytorch"}
						r.Optimizer, r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = opt.Name, 10, 6, 0.01
						f(fmt.Sprintf("%s %d×67, embedding %d, dropout %g, %s", cell.Name, layers, embed, dropout, opt.Name), r)
					}
				}
			}
		}
	}
}

// eachVariant calls f for every variant of a cell and every way to cut windows.
func eachVariant(f func(name string, r recipe.Recipe)) {
	for _, v := range nn.Variants() {
		for _, kind := range []string{text.Carried, text.Random, text.Every} {
			r := recipe.Default()
			r.Windows = kind
			r.Model, r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = v, 10, 6, 0.01
			r.Model.Hidden, r.Model.Layers, r.Model.Init = 67, 2, "pytorch"
			f(v.Variant()+", windows "+kind, r)
		}
	}
}

// The law: an update allocates nothing, clipped or not, on one thread and on two. Two things that allocate by
// design are avoided: the history doubles its size now and then (here there is room from the start), and a new
// epoch makes its own random stream (here the text is longer).
func TestAnUpdateAllocatesNothing(t *testing.T) {
	rng := random.Stream(1, "allocs", 0)
	letters := make([]byte, 20_000)
	for i := range letters {
		letters[i] = byte('a' + rng.IntN(26))
	}
	c, err := text.NewCorpus(string(letters), nil, recipe.Default().Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, threads := range []int{1, 2} {
		p := work.New(threads, false)
		defer p.Close()
		each := func(f func(name string, r recipe.Recipe)) {
			eachRecipe(f)
			eachVariant(f)
		}
		each(func(name string, r recipe.Recipe) {
			l, err := newLearner(r, task.Text{Corpus: c})
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
		})
	}
}

// allocations is how many an update makes, not counting the first update, which allocates the buffers. Go's
// scheduler also allocates when it starts a system thread; that is rare, so the best of three tries counts.
func allocations(t *testing.T, l *learner) (least float64) {
	const looks, updates = 3, 5
	for range looks {
		least = testing.AllocsPerRun(updates, func() { // runs it once more than it counts
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
		})
		if least == 0 {
			break
		}
	}
	return least
}
