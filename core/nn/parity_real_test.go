package nn_test

import (
	"fmt"
	"math"
	"testing"

	"unroll/core/nn"
)

// realReferences are those of nets that read and predict numbers.
func realReferences() (list []string) {
	for _, cell := range cellNames() {
		list = append(list, "real-"+cell)
	}
	for _, model := range nn.FeedForward() {
		list = append(list, "real-"+model.Name)
	}
	return list
}

// There is a reference for every cell and model without a state with every head for numbers; some of its rows are not
// scored, and clipping has something to do.
func TestReferencesCoverTheHeads(t *testing.T) {
	for _, name := range realReferences() {
		r := readReference(t, name)
		seen, scored := map[string]bool{}, 0
		for _, n := range r.Nets {
			seen[fmt.Sprint(n.Layers, n.Head)] = true
			for _, run := range n.Runs {
				clipped := 0
				for _, norm := range run.Norms {
					if norm > r.Clip {
						clipped++
					}
				}
				if len(run.Losses) != 10 || len(run.Norms) != 10 || clipped <= 5 {
					t.Errorf("%s, %d layers, %s: %d updates, %d norms, %d clipped", name, n.Layers, n.Head, len(run.Losses), len(run.Norms), clipped)
				}
			}
		}
		for _, yes := range r.Scored {
			if yes {
				scored++
			}
		}
		if rows := 10 * r.Unroll * r.Batch; scored == 0 || scored == rows || len(r.Reals) != rows*r.Inputs || len(r.RealTargets) != rows*r.Outputs {
			t.Errorf("%s: %d of %d rows scored, %d numbers in, %d out", name, scored, rows, len(r.Reals), len(r.RealTargets))
		}
		info, err := nn.FindCell(r.Cell)
		if err != nil {
			t.Fatal(err)
		}
		depths := []int{1, 2}
		if len(info.Gates) == 0 {
			depths = []int{0}
		}
		for _, h := range nn.Heads() {
			for _, layers := range depths {
				if h.Real && !seen[fmt.Sprint(layers, h.Name)] {
					t.Errorf("%s: no reference for %d layers with head %s", name, layers, h.Name)
				}
			}
		}
	}
}

// realSlips are references of numbers that are wrong in one place.
var realSlips = []struct {
	name string
	make func(r *reference, n *referenceNet, run *referenceRun)
	seen string // the quantity that must show it
}{
	{"an output", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Logits) }, "first logits"},
	{"an input", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Reals[0] += 1e-6 }, "first logits"},
	{"a target", func(r *reference, _ *referenceNet, _ *referenceRun) { r.RealTargets[firstScored(r)*r.Outputs] += 1e-6 }, "first gradients"},
	{"a row scored that is not", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Scored[firstScored(r)] = false }, "losses"},
	{"a first weight", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Weights["linear.weight"].Data) }, "first logits"},
	{"a gradient", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Gradients["linear.bias"].Data) }, "first gradients"},
	{"a last weight", func(_ *reference, _ *referenceNet, run *referenceRun) { nudge(run.Weights["linear.bias"].Data) }, "last weights"},
	{"a learning rate", func(_ *reference, _ *referenceNet, run *referenceRun) { run.LR *= 1 + 1e-5 }, "last weights"},
	{"no clipping", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Clip = math.Inf(1) }, "last weights"},
}

func firstScored(r *reference) int {
	for i, yes := range r.Scored {
		if yes {
			return i
		}
	}
	return 0
}

// Tests the test: a reference of numbers that is wrong in one place must be detected in that place, with every head.
func TestParityOfNumbersSeesAWrongReference(t *testing.T) {
	for _, name := range realReferences() {
		for i := range readReference(t, name).Nets {
			for _, s := range realSlips {
				r := readReference(t, name) // read again: the last one was modified
				n := &r.Nets[i]
				run := &n.Runs[0]
				s.make(&r, n, run)
				if v := repeat[float64](t, r, *n, *run)[s.seen]; v <= tolerance64 {
					t.Errorf("%s, %s: %s passes, with %s %.2g off", name, n.Head, s.name, s.seen, v)
				}
			}
		}
	}
}
