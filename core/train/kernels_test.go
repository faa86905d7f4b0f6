package train

import (
	"math"
	"testing"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// The law: a kernel changes how sums are rounded and nothing else. From the same seed the losses of its
// first 200 updates are those of the portable one to 1 % (here to a hundredth of that); later they may part, as
// rounding grows. rnn-relu may part sooner: where a unit comes to its kink, rounding decides whether it ever
// fires again, and the portable kernel parts as far from itself when its first weights are moved by a last bit.
// This seed and rate have no such unit.
func TestKernelsLearnTheSame(t *testing.T) {
	const updates, apart = 200, 0.01
	defer kernel.Use("")
	for _, cell := range nn.Cells() {
		r := tiny(func(r *Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Model.Layers = cell.Name, 40, 2
			r.Settings.Batch, r.Settings.Unroll = 6, 12
		})
		want := losses(t, "portable", r, updates)
		if last := want[updates-1]; !(last < 0.6*want[0]) {
			t.Errorf("%s: the loss went from %.3f to %.3f only: nothing is learned that could part", cell.Name, want[0], last)
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

// losses are those of the first n updates, with a kernel by name.
func losses(t *testing.T, name string, r Recipe, n int) []float64 {
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
