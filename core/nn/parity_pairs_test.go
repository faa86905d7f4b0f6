package nn_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"unroll/core/nn"
)

// sees is what a decoder sees of its source beside its first state; "": nothing, or there is no source.
func (n referenceNet) sees() string {
	if n.Context {
		return "context"
	}
	return n.Attention
}

// There is a reference for every cell as encoder and decoder with everything that a decoder can see, with every depth and with encoders
// that read one way and both; sources and targets have several lengths, and clipping has something to do.
func TestReferencesCoverPairs(t *testing.T) {
	for _, cell := range cellNames() {
		r := readReference(t, "pairs-"+cell)
		seen, all := map[string]bool{}, append([]string{"", "context"}, nn.Attentions...)
		for _, n := range r.Nets {
			seen[fmt.Sprint(n.sees(), n.Layers)], seen[fmt.Sprint(n.sees(), n.Bidirectional)] = true, true
			seen[fmt.Sprint(n.Layers, n.Bidirectional)] = true
			for _, run := range n.Runs {
				clipped := 0
				for _, norm := range run.Norms {
					if norm > r.Clip {
						clipped++
					}
				}
				if len(run.Losses) != 10 || len(run.Norms) != 10 || clipped <= 5 {
					t.Errorf("%s, %d layers, %q: %d updates, %d norms, %d clipped", cell, n.Layers, n.sees(), len(run.Losses), len(run.Norms), clipped)
				}
			}
		}
		for _, layers := range []int{1, 2} {
			for _, both := range []bool{false, true} {
				for _, sees := range all {
					if !seen[fmt.Sprint(sees, layers)] || !seen[fmt.Sprint(sees, both)] || !seen[fmt.Sprint(layers, both)] {
						t.Errorf("%s: no reference for %d layers, both ways %v, %q", cell, layers, both, sees)
					}
				}
			}
		}
		for what, lengths := range map[string][][]int{"sources": r.SourceLengths, "targets": r.Lengths} {
			different := map[int]bool{}
			for _, window := range lengths {
				for _, n := range window {
					different[n] = true
				}
			}
			if len(different) < 3 {
				t.Errorf("%s: %s have %d lengths", cell, what, len(different))
			}
		}
	}
}

// pairSlips are references of pairs that are wrong in one place, and common mistakes of convention.
var pairSlips = []struct {
	name string
	make func(r *reference, n *referenceNet, run *referenceRun)
	seen string // the quantity that must show it
}{
	{"a logit", func(_ *reference, n *referenceNet, _ *referenceRun) { nudge(n.Logits) }, "first logits"},
	{"a gradient of the encoder", func(_ *reference, n *referenceNet, _ *referenceRun) {
		nudge(n.Gradients["encoder.rnn.weight_ih_l0"].Data)
	}, "first gradients"},
	{"a last weight of the decoder", func(_ *reference, _ *referenceNet, run *referenceRun) {
		nudge(run.Weights["decoder.rnn.weight_ih_l0"].Data)
	}, "last weights"},
	{"another token in a source", func(r *reference, _ *referenceNet, _ *referenceRun) {
		r.SourceTokens[0] = (r.SourceTokens[0] + 1) % int32(r.Source)
	}, "first logits"},
	{"longer sources", func(r *reference, _ *referenceNet, _ *referenceRun) { longer(r.SourceLengths, r.SourceUnroll) }, "last weights"},
	{"a longer target", func(r *reference, _ *referenceNet, _ *referenceRun) { longer(r.Lengths[:1], r.Unroll) }, "losses"},
	{"no clipping", func(r *reference, _ *referenceNet, _ *referenceRun) { r.Clip = math.Inf(1) }, "last weights"},
	{"a first weight", func(_ *reference, n *referenceNet, _ *referenceRun) { n.Weights[n.between()].Data[0] += 0.01 }, "first logits"},
	{"a matrix transposed", func(_ *reference, n *referenceNet, _ *referenceRun) { transpose(n.Weights["decoder.rnn.weight_hh_l0"]) }, "first logits"},
}

// longer makes the first sequence of each window that is shorter than most one step longer.
func longer(lengths [][]int, most int) {
	for _, window := range lengths {
		if i := slices.IndexFunc(window, func(n int) bool { return n < most }); i >= 0 {
			window[i]++
		}
	}
}

// Tests the test: a reference of pairs that is wrong in one place must be detected in that place.
func TestParityOfPairsSeesAWrongReference(t *testing.T) {
	for _, cell := range cellNames() {
		for i := range readReference(t, "pairs-"+cell).Nets {
			for _, s := range pairSlips {
				r := readReference(t, "pairs-"+cell) // read again: the last one was modified
				n := &r.Nets[i]
				run := &n.Runs[0]
				s.make(&r, n, run)
				if v := repeat[float64](t, r, *n, *run)[s.seen]; v <= tolerance64 {
					t.Errorf("%s, %q: %s passes, with %s %.2g off", cell, n.sees(), s.name, s.seen, v)
				}
			}
		}
	}
}

// between is the name of a weight that stands between encoder and decoder, if there is one.
func (n referenceNet) between() string {
	for _, name := range []string{"attention.W_k.weight", "bridge.h_l0.weight", "decoder.rnn.weight_ih_l0"} {
		if _, ok := n.Weights[name]; ok {
			return name
		}
	}
	return ""
}
