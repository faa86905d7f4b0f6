package train

import (
	"math"
	"testing"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// The law: a kernel changes how sums are rounded and nothing else. From the same seed the losses of its first
// 200 updates are within 1 % of the portable one's (here within a hundredth of that); later they may diverge,
// as rounding errors grow. rnn-relu may diverge sooner: at a unit's kink, rounding decides whether the unit
// ever fires again, and the portable kernel diverges as far from itself when its initial weights are changed in
// the last bit. This seed and rate have no such unit.
func TestKernelsLearnTheSame(t *testing.T) {
	const updates, apart = 200, 0.01
	defer kernel.Use("")
	for _, cell := range nn.Cells() {
		r := tiny(func(r *recipe.Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Model.Layers = cell.Name, 40, 2
			r.Settings.Batch, r.Settings.Unroll = 6, 12
		})
		want := losses(t, "portable", r, updates)
		if last := want[updates-1]; !(last < 0.6*want[0]) {
			t.Errorf("%s: the loss only went from %.3f to %.3f: too little is learned to diverge", cell.Name, want[0], last)
		}
		for _, name := range kernel.Names() {
			if name == "portable" {
				continue
			}
			for i, got := range losses(t, name, r, updates) {
				if d := math.Abs(got/want[i] - 1); !(d <= apart) {
					t.Errorf("%s, %s: after %d updates a loss of %v instead of %v", cell.Name, name, i, got, want[i])
					break
				}
			}
		}
	}
}

// losses are those of the first n updates, with the named kernel.
func losses(t *testing.T, name string, r recipe.Recipe, n int) []float64 {
	t.Helper()
	if err := kernel.Use(name); err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(200))})
	if err != nil {
		t.Fatal(err)
	}
	var list []float64
	for range n {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		list = append(list, l.hist.View().Last().Loss)
	}
	return list
}
