package bench

import (
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
)

// brute goes over the sums of a window term by term. A term, number times weight, is one multiply-add in the
// forward pass and one in the backward pass for the weight's gradient, plus one for the number's gradient
// unless the number is constant, as is the state that a window begins with.
func brute(r recipe.Recipe) (n float64) {
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
	ways := 1
	if s.Bidirectional {
		ways = 2
	}
	for step := range r.Settings.Unroll {
		for range r.Settings.Batch {
			for layer := range s.Layers {
				for range ways * len(cell.Gates) * s.Hidden {
					if !cell.FeedForward {
						sum(s.Hidden, step == 0)
					}
					switch {
					case layer > 0:
						sum(ways*s.Hidden, false)
					case s.Embed > 0:
						sum(s.Embed, false)
					case s.Inputs > 0:
						sum(s.Inputs, true)
					}
				}
			}
			for range s.OutputWidth() {
				if s.Layers == 0 {
					sum(s.Inputs, true)
				} else {
					sum(ways*s.Hidden, false)
				}
			}
		}
	}
	return n
}

// The law: the closed form equals the count, for cells and models without a state, tokens and real vectors, every head.
func TestMultiplyAddsAreThoseOfEveryTerm(t *testing.T) {
	for _, cell := range append(nn.Cells(), nn.FeedForward()...) {
		counted := 0
		for _, layers := range []int{0, 1, 2, 3} {
			for _, m := range inputsAndHeads() {
				for _, steps := range []int{1, 4} {
					r := Characters(cell.Name, layers, 7, 3, steps)
					if layers == 0 {
						r.Model.Hidden = 0
					}
					r.Model.Vocab, r.Model.Embed, r.Model.Inputs, r.Model.Outputs, r.Model.Head = m.Vocab, m.Embed, m.Inputs, m.Outputs, m.Head
					r.Model.Bidirectional = m.Bidirectional
					if r.Model.Check() != nil {
						continue // no such net: a linear model with layers, an mlp of tokens
					}
					counted++
					if got, want := MultiplyAdds(r), brute(r); got != want {
						t.Errorf("%s, %+v: %g instead of %g", Name(r), m, got, want)
					}
				}
			}
		}
		if counted < 8 { // a linear model has only its heads, inputs and lengths of windows
			t.Errorf("%s: %d nets counted", cell.Name, counted)
		}
	}
}

// inputsAndHeads are specs of tokens, one-hot, embedded, with fewer outputs than ids and in both directions, and of real vectors with every
// head for them.
func inputsAndHeads() []nn.Spec {
	list := []nn.Spec{{Vocab: 11}, {Vocab: 11, Embed: 5}, {Vocab: 11, Outputs: 3}, {Vocab: 11, Embed: 5, Outputs: 3, Bidirectional: true}}
	for _, h := range nn.Heads() {
		if h.Real {
			list = append(list, nn.Spec{Inputs: 6, Outputs: 2, Head: h.Name}, nn.Spec{Inputs: 1, Outputs: 1, Head: h.Name})
		}
	}
	return list
}

// By hand, for nets that are measured.
func TestMultiplyAddsByHand(t *testing.T) {
	for _, c := range []struct {
		model nn.Spec
		want  float64
	}{
		// 31 steps back through W_h, V = 65
		{nn.Spec{Cell: "lstm", Vocab: 65, Hidden: 256, Layers: 1}, (32+31+32)*32*256*1024 + 3*32*32*256*65},
		// one number in: x W_x and dW_x; one out: o, dH, dW_q
		{nn.Spec{Cell: "gru", Inputs: 1, Outputs: 1, Head: "squared", Hidden: 64, Layers: 1}, (32+31+32)*32*64*192 + 2*32*32*192 + 3*32*32*64},
		// mean and variance out
		{nn.Spec{Cell: "rnn", Inputs: 1, Outputs: 1, Head: "gaussian", Hidden: 64, Layers: 1}, (32+31+32)*32*64*64 + 2*32*32*64 + 3*32*32*64*2},
		// for each row W_1 forward and its gradient, W forward, its gradient and that of the hidden layer
		{nn.Spec{Cell: "mlp", Inputs: 4, Outputs: 1, Head: "squared", Hidden: 10, Layers: 1}, 32 * 32 * (2*4*10 + 3*10)},
		{nn.Spec{Cell: "mlp", Inputs: 4, Outputs: 1, Head: "squared", Hidden: 10, Layers: 2}, 32 * 32 * (2*4*10 + 3*10*10 + 3*10)},
		// the encoder, its tokens, the decoder, its tokens, the context, the read-out
		{nn.Spec{Cell: "gru", Source: 10, Vocab: 20, Embed: 8, Hidden: 16, Layers: 1, Context: true},
			(3*32-1)*32*16*48 + 3*10*8*48 + 3*32*32*16*48 + 3*20*8*48 + 3*32*16*48 + 3*32*32*16*20},
		// both ways: the encoder, its tokens, its second layer, the bridge; the decoder's three products with H, its tokens; contexts, what is
		// looked at and scored, keys, queries; the read-out
		{nn.Spec{Cell: "lstm", Source: 10, Vocab: 20, Embed: 8, Hidden: 16, Layers: 2, Bidirectional: true, Attention: "additive"},
			2*2*(3*32-1)*32*16*64 + 2*3*10*8*64 + 2*3*32*32*32*64 + 3*32*2*2*32*16 + 3*3*32*32*16*64 + 3*20*8*64 +
				3*32*32*32*64 + 3*32*32*32*(32+16) + 3*32*32*32*16 + 3*32*32*16*16 + 3*32*32*16*20},
		// keys are what the encoder has made; more different tokens than rows there cannot be
		{nn.Spec{Cell: "rnn", Source: 5000, Vocab: 20, Embed: 8, Hidden: 16, Layers: 1, Attention: "dot"},
			(3*32-1)*32*16*16 + 3*32*32*8*16 + 3*32*32*16*16 + 3*20*8*16 + 3*32*32*16*16 + 3*32*32*32*(16+16) + 3*32*32*16*20},
		{nn.Spec{Cell: "linear", Inputs: 4, Outputs: 1, Head: "squared"}, 32 * 32 * 2 * 4},
	} {
		r := recipe.Default()
		r.Model, r.Settings.Batch, r.Settings.Unroll = c.model, 32, 32
		if got := MultiplyAdds(r); got != c.want {
			t.Errorf("%s: %g instead of %g", c.model, got, c.want)
		}
	}
}
