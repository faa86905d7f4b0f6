package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/kernel"
)

// eachEncDec calls f for every cell (see fewCells), with one and two layers, with an encoder that reads one way and both, and everything that a
// decoder can see of the source.
func eachEncDec(t *testing.T, f func(t *testing.T, s Spec)) {
	for _, cell := range fewCells() {
		for _, layers := range []int{1, 2} {
			for _, both := range []bool{false, true} {
				for _, sees := range []string{"", "context", "additive", "dot"} {
					s := Spec{Cell: cell.Name, Vocab: 6, Source: 5, Embed: 3, Hidden: 3, Layers: layers, Init: "uniform:0.8", Bidirectional: both, Context: sees == "context"}
					if !s.Context {
						s.Attention = sees
					}
					t.Run(fmt.Sprintf("%s/layers=%d/both=%v/%s", cell.Name, layers, both, sees), func(t *testing.T) { f(t, s) })
				}
			}
		}
	}
}

// encDecFor is a net of s with initial weights; also of a cell that is not in the table.
func encDecFor[F Float](t *testing.T, s Spec) *encDec[F] {
	t.Helper()
	plain := Spec{Cell: s.Cell, Vocab: 2, Hidden: 1, Layers: 1, Init: s.Init}
	g := newEncDec(s, makeNet[F](t, plain).stack.cell)
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return g
}

// A pair is a source and the tokens and targets of its decoder.
type pair struct{ source, tokens, targets []int32 }

func somePairs(s Spec) (list []pair) {
	rng := rand.New(rand.NewPCG(7, 8))
	ids := func(n, V int) (x []int32) {
		for range n {
			x = append(x, int32(rng.IntN(V)))
		}
		return x
	}
	for _, n := range [][2]int{{3, 4}, {1, 2}, {4, 1}, {2, 3}, {4, 4}} {
		list = append(list, pair{ids(n[0], s.Source), ids(n[1], s.Vocab), ids(n[1], s.Vocab)})
	}
	return list
}

// layOutPairs is a batch of S and T steps; filler is what padding holds.
func layOutPairs[F Float](list []pair, S, T int, filler func() int32) *Batch[F] {
	B := len(list)
	src := &Batch[F]{T: S, B: B, Tokens: make([]int32, S*B), Reset: make([]bool, S*B)}
	b := &Batch[F]{T: T, B: B, Tokens: make([]int32, T*B), Targets: make([]int32, T*B), Source: src}
	for k, p := range list {
		for step := range S {
			src.Tokens[step*B+k] = filler()
			if i := step - (S - len(p.source)); i >= 0 {
				src.Tokens[step*B+k], src.Reset[step*B+k] = p.source[i], i == 0
			}
		}
		for step := range T {
			b.Tokens[step*B+k], b.Targets[step*B+k] = filler(), -1
			if step < len(p.tokens) {
				b.Tokens[step*B+k], b.Targets[step*B+k] = p.tokens[step], p.targets[step]
			}
		}
	}
	return b
}

// The law: Grad is the gradient of scale·Σ NLL at every weight, for every cell, depth and way of seeing the source, with pairs of
// different lengths; with dropout too.
func TestGradientsOfAnEncoderDecoder(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		for _, dropout := range []float64{0, 0.3, 0.4} {
			s.Between = dropout == 0.4
			if s.Dropout = dropout; dropout > 0 && (s.Layers == 1 || s.Cell != "lstm") {
				continue
			}
			g := encDecFor[float64](t, s)
			b, tape := layOutPairs[float64](somePairs(s), 5, 4, nothing), g.NewTape(5, 5)
			loss := func() float64 {
				g.Prepare()
				tape.Forward(b, &Masks{9, 9})
				sum, _ := tape.Score(b, nil)
				return gradScale * sum
			}
			loss()
			tape.Backward(b, gradScale)
			if worst, where := differences(g.W, slices.Clone(tape.Grad()), loss); !(worst < 1e-6) {
				t.Errorf("dropout %v: the gradient of weight %d is off by %.2g relative", dropout, where, worst)
			}
			for _, v := range g.Values(tape.Grad()) {
				if s.Cell != "rnn-relu" && !slices.ContainsFunc(v.Data, func(x float64) bool { return x != 0 }) {
					t.Errorf("dropout %v: no gradient reaches %s", dropout, v.Name)
				}
			}
		}
	})
}

// The law: what padding holds changes nothing, to the last bit; how much of it there is and what stands beside a pair changes no loss.
func TestPaddingOfPairs(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		s.Hidden = 20
		g, rng := encDecFor[float32](t, s), rand.New(rand.NewPCG(3, 3))
		list := somePairs(s)
		read := func(list []pair, S, T int, filler func() int32) (losses map[int][]float64, grad []float32) {
			b := layOutPairs[float32](list, S, T, filler)
			tape := g.NewTape(max(S, T), len(list))
			tape.Forward(b, nil)
			tape.Backward(b, 0.5)
			losses = map[int][]float64{}
			for k, p := range list {
				for step := range p.tokens {
					losses[k] = append(losses[k], tape.Losses()[step*b.B+k])
				}
			}
			return losses, tape.Grad()
		}
		want, grad := read(list, 4, 4, nothing)
		got, grad2 := read(list, 4, 4, func() int32 { return int32(rng.IntN(s.Source)) })
		if fmt.Sprint(got) != fmt.Sprint(want) || !slices.Equal(grad, grad2) {
			t.Error("padding that holds something changes losses or gradients")
		}
		got, _ = read(list, 9, 7, nothing)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("with more padding the losses are %v instead of %v", got, want)
		}
		turned := slices.Clone(list[2:])
		slices.Reverse(turned)
		got, _ = read(turned, 6, 4, nothing)
		for k := range turned {
			if !slices.Equal(got[k], want[len(list)-1-k]) {
				t.Errorf("beside others pair %d has losses %v instead of %v", len(list)-1-k, got[k], want[len(list)-1-k])
			}
		}
	})
}

// The law: losses, gradients and states are the same bit for bit for any number of threads.
func TestThreadsDoNotChangeABitOfPairs(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		s.Hidden, s.Dropout = 37, 0.3
		read := func(c Workers) (all []float32) {
			g, list := encDecFor[float32](t, s), somePairs(s)
			g.PrepareBy(c)
			tape := g.NewTape(4, len(list))
			tape.UseWorkers(c)
			for i := range 2 {
				b := layOutPairs[float32](list, 4, 4, nothing)
				tape.Forward(b, &Masks{3, uint64(i)})
				sum, _ := tape.Backward(b, 0.1)
				all = append(append(all, tape.Grad()...), float32(sum))
			}
			for _, x := range tape.State() {
				all = append(all, x...)
			}
			return all
		}
		want := read(Alone{})
		for _, n := range []crowd{1, 2, 3, 8} {
			if !slices.Equal(read(n), want) {
				t.Errorf("%d threads give other numbers", n)
			}
		}
	})
}

// The law: a decoder that goes on one token at a time, without reading the source again, computes what it computes in one reading.
func TestDecodingStepByStep(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		g, list := encDecFor[float64](t, s), somePairs(s)
		b := layOutPairs[float64](list, 4, 4, nothing)
		whole, slow := g.NewTape(4, b.B), g.NewTape(4, b.B)
		whole.Forward(b, nil)
		for step := range b.T {
			one := &Batch[float64]{T: 1, B: b.B, Tokens: b.Tokens[step*b.B : (step+1)*b.B]}
			if step == 0 {
				one.Source = b.Source
			}
			slow.Forward(one, nil)
			for k := range b.B {
				want, got := make([]float64, s.Vocab), make([]float64, s.Vocab)
				whole.Output(step*b.B+k, want)
				slow.Output(k, got)
				for i := range want {
					if math.Abs(want[i]-got[i]) > 1e-12 {
						t.Fatalf("step %d of pair %d: %v instead of %v", step, k, got, want)
					}
				}
			}
		}
	})
}

// The law: weights of attention are a distribution over the source positions that exist.
func TestAttentionIsADistribution(t *testing.T) {
	for _, attention := range Attentions {
		s := Spec{Cell: "gru", Vocab: 6, Source: 5, Embed: 3, Hidden: 4, Layers: 2, Init: "uniform:0.8", Attention: attention}
		g, list := encDecFor[float64](t, s), somePairs(s)
		b := layOutPairs[float64](list, 6, 4, nothing)
		tape := g.NewTape(6, b.B)
		tape.Forward(b, nil)
		var alpha kernel.Matrix[float64]
		for _, a := range tape.Activations() {
			if a.Part == "attention" {
				alpha = a.Values
			}
		}
		for i := range b.Rows() {
			sum := 0.0
			for step, a := range alpha.Row(i) {
				if padding := step < 6-len(list[i%b.B].source); padding && a != 0 || !padding && a <= 0 {
					t.Errorf("%s: row %d looks at step %d by %v", attention, i, step, a)
				}
				sum += a
			}
			if math.Abs(sum-1) > 1e-12 {
				t.Errorf("%s: the weights of row %d add up to %v", attention, i, sum)
			}
		}
	}
}

// The law: after the first reading nothing is allocated, whichever thread takes which piece.
func TestPairsAllocateNothing(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		s.Hidden, s.Dropout = 37, 0.3
		g, list := encDecFor[float32](t, s), somePairs(s)
		least := math.Inf(1)
		for range 3 { // Go's runtime also allocates now and then; a broken law fails every time
			tape, w, masks := g.NewTape(4, len(list)), &oneOf{}, &Masks{3, 0}
			tape.UseWorkers(w)
			b := layOutPairs[float32](list, 4, 4, nothing)
			least = min(least, testing.AllocsPerRun(1, func() { // runs it once more than it counts
				defer func() { w.turn = 2 }()
				tape.Forward(b, masks)
				tape.Backward(b, 0.1)
				g.PrepareBy(w)
			}))
		}
		if least != 0 {
			t.Errorf("%v allocations", least)
		}
	})
}

// The law: a frozen net has the same losses and gradient, and a tape can be bound to it.
func TestAFrozenEncoderDecoder(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		g := encDecFor[float32](t, s)
		b := layOutPairs[float32](somePairs(s), 4, 4, nothing)
		gradient := func(tape Tape[float32]) []float32 {
			tape.Forward(b, nil)
			tape.Backward(b, 1)
			return slices.Clone(tape.Grad())
		}
		tape := g.NewTape(4, b.B)
		want, frozen := gradient(tape), g.Frozen()
		g.Init(rand.New(rand.NewPCG(9, 9)))
		if !slices.Equal(gradient(frozen.NewTape(4, b.B)), want) {
			t.Error("the frozen net has another gradient")
		}
		tape.Rebind(frozen)
		if !slices.Equal(gradient(tape), want) {
			t.Error("bound to the frozen net the tape has another gradient")
		}
	})
}

// The law: with more different tokens than a product adds up at a time, what padding holds still changes no bit of a gradient.
func TestPaddingOfManyTokens(t *testing.T) {
	s := Spec{Cell: "gru", Vocab: 700, Source: 700, Embed: 17, Hidden: 16, Layers: 1, Init: "pytorch", Attention: "additive"}
	g, rng := encDecFor[float32](t, s), rand.New(rand.NewPCG(3, 3))
	var list []pair
	for k := range int32(100) {
		p := pair{}
		for i := range 3 + k%4 {
			p.source, p.tokens, p.targets = append(p.source, (k*31+7*i)%699), append(p.tokens, (k*17+5*i)%699), append(p.targets, k)
		}
		list = append(list, p)
	}
	read := func(filler func() int32) []float32 {
		b, tape := layOutPairs[float32](list, 9, 9, filler), g.NewTape(9, len(list))
		tape.Forward(b, nil)
		tape.Backward(b, 0.5)
		return tape.Grad()
	}
	if want := read(nothing); !slices.Equal(read(func() int32 { return int32(rng.IntN(700)) }), want) {
		t.Error("padding that holds something changes gradients")
	}
}

// The law: dropout between layers alone drops nothing of a net of one layer, and of one with two something.
func TestDropoutBetweenLayers(t *testing.T) {
	eachEncDec(t, func(t *testing.T, s Spec) {
		s.Dropout, s.Between = 0.5, true
		g := encDecFor[float64](t, s)
		b, tape := layOutPairs[float64](somePairs(s), 5, 4, nothing), g.NewTape(5, 5)
		tape.Forward(b, nil)
		want, _ := tape.Score(b, nil)
		tape.Forward(b, &Masks{9, 9})
		if got, _ := tape.Score(b, nil); (got == want) != (s.Layers == 1) {
			t.Errorf("with dropout the loss is %v, without %v", got, want)
		}
	})
}
