package bench

import (
	"testing"

	"unroll/core/nn"
	"unroll/core/train"
)

// brute goes over the sums of a window term by term. A term, number times weight, is one multiply-add in the
// forward pass and one in the backward pass for the weight's gradient, plus one for the number's gradient
// unless the number is constant, as is the state that a window begins with.
func brute(r train.Recipe) (n float64) {
	s := r.Model
	cell, _ := nn.FindCell(s.Cell)
	sum := func(terms int, constant bool) {
		for range terms {
			n += 2
			if !constant {
				n++
			}
		}
	}
	for step := range r.Settings.Unroll {
		for range r.Settings.Batch {
			for layer := range s.Layers {
				for range len(cell.Gates) * s.Hidden {
					sum(s.Hidden, step == 0)
					switch {
					case layer > 0:
						sum(s.Hidden, false)
					case s.Embed > 0:
						sum(s.Embed, false)
					case s.Inputs > 0:
						sum(s.Inputs, true)
					}
				}
			}
			for range s.OutputWidth() {
				sum(s.Hidden, false)
			}
		}
	}
	return n
}

// The law: the closed form equals the count.
func TestMultiplyAddsAreThoseOfEveryTerm(t *testing.T) {
	for _, cell := range nn.Cells() {
		for _, layers := range []int{1, 2, 3} {
			for _, m := range []nn.Spec{{Vocab: 11}, {Vocab: 11, Embed: 5}, {Inputs: 6, Outputs: 2, Head: "squared"}, {Vocab: 11, Outputs: 3}} {
				for _, steps := range []int{1, 4} {
					r := Characters(cell.Name, layers, 7, 3, steps)
					r.Model.Vocab, r.Model.Embed, r.Model.Inputs, r.Model.Outputs, r.Model.Head = m.Vocab, m.Embed, m.Inputs, m.Outputs, m.Head
					if got, want := MultiplyAdds(r), brute(r); got != want {
						t.Errorf("%s, %+v: %g instead of %g", Name(r), m, got, want)
					}
				}
			}
		}
	}
	// By hand, for one that is measured: 32 steps of 32 sequences, 31 steps back through W_h, V = 65.
	const lstm = (32+31+32)*32*256*1024 + 3*32*32*256*65
	if got := MultiplyAdds(Characters("lstm", 1, 256, 32, 32)); got != lstm {
		t.Errorf("LSTM 1×256: %g instead of %d", got, lstm)
	}
}
