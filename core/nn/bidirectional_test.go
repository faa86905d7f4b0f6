package nn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// lossIn is scale·Σ loss of a graph on a batch.
func lossIn(g Graph[float64], b *Batch[float64]) float64 {
	g.Prepare()
	tape := g.NewTape(b.T+1, b.B)
	tape.Forward(b, &Masks{9, 9})
	sum, _ := tape.Score(b, nil)
	return gradScale * sum
}

// gradientDifference compares a graph's gradient on a batch with finite differences: the largest difference, and
// the weight that has it.
func gradientDifference(g Graph[float64], b *Batch[float64]) (worst float64, where int) {
	tape := g.NewTape(b.T+1, b.B)
	tape.Forward(b, &Masks{9, 9})
	tape.Backward(b, gradScale)
	return differences(g.Weights(), slices.Clone(tape.Grad()), func() float64 { return lossIn(g, b) })
}

// gradientOf checks a graph's gradient on a batch against finite differences.
func gradientOf(t *testing.T, g Graph[float64], b *Batch[float64]) {
	t.Helper()
	loss := func() float64 { return lossIn(g, b) }
	want := loss() / gradScale
	tape := g.NewTape(b.T+1, b.B)
	tape.UseWorkers(crowd(2))
	tape.Forward(b, &Masks{9, 9})
	got, n := tape.Backward(b, gradScale)
	if n == 0 || got != want {
		t.Errorf("Backward returns %v for %d rows, Score %v", got, n, want)
	}
	if worst, where := differences(g.Weights(), slices.Clone(tape.Grad()), loss); !(worst < 1e-6) {
		t.Errorf("gradient of weight %d is off by %.2g relative", where, worst)
	}
}

// both is a bidirectional net in float64 with initial weights.
func both(t *testing.T, spec Spec, seed uint64) Graph[float64] {
	t.Helper()
	if err := specForTests(spec).Check(); err != nil {
		t.Fatal(err)
	}
	g := newBiNet(spec, makeNet[float64](t, plainOf(spec)).stack.cell)
	g.Init(rand.New(rand.NewPCG(seed, 2)))
	return g
}

// plainOf is spec without its second direction.
func plainOf(spec Spec) Spec {
	spec.Bidirectional, spec.Fill = false, false
	return spec
}

// specForTests is spec with a cell that the table has: the tests' own cells are not in it.
func specForTests(spec Spec) Spec {
	if _, err := FindCell(spec.Cell); err != nil {
		spec.Cell = "rnn"
	}
	return spec
}

// eachBi calls f for every cell, depth and input, with both ways to join the directions.
func eachBi(t *testing.T, f func(t *testing.T, spec Spec)) {
	for _, fill := range []bool{false, true} {
		eachSpec(t, func(t *testing.T, spec Spec) {
			spec.Bidirectional, spec.Fill = true, fill
			f(t, spec)
		})
	}
}

// The law: the gradient of a bidirectional net is right for every cell and depth, with resets, dropout and rows that are
// not scored, whether a step sees itself or not.
func TestGradientsOfABidirectionalNet(t *testing.T) {
	for _, fill := range []bool{false, true} {
		for _, spec := range gradSpecs() {
			if spec.Layers == 3 && (spec.Embed == 0 || spec.Dropout == 0) || spare(spec.Cell) {
				continue
			}
			spec.Bidirectional, spec.Fill = true, fill
			t.Run(fmt.Sprintf("%s/layers=%d/embed=%d/dropout=%g/fill=%v", spec.Cell, spec.Layers, spec.Embed, spec.Dropout, fill), func(t *testing.T) {
				r := newReading(5, 3, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
				gradientOf(t, both(t, spec, 3), batchOf[float64](r.B, r.tokens, r.targets, r.reset))
			})
		}
	}
}

// The same with real inputs.
func TestGradientsOfABidirectionalNetOnNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, layers := range []int{1, 2} {
		spec := Spec{Cell: "gru", Inputs: 3, Outputs: 2, Head: "squared", Hidden: 4, Layers: layers, Init: "uniform:0.8", Bidirectional: true}
		b := &Batch[float64]{T: 4, B: 3, Reset: make([]bool, 12)}
		b.Reset[2*3+1] = true
		for range 12 * 3 {
			b.Reals = append(b.Reals, rng.NormFloat64())
		}
		for range 12 * 2 {
			b.RealTargets = append(b.RealTargets, rng.NormFloat64())
		}
		gradientOf(t, both(t, spec, 7), b)
	}
}

// allOutputs are a net's outputs for every row of a batch.
func allOutputs(g Graph[float64], b *Batch[float64]) [][]float64 {
	tape := g.NewTape(b.T, b.B)
	tape.Forward(b, nil)
	list := make([][]float64, b.Rows())
	for i := range list {
		list[i] = make([]float64, g.Spec().OutputWidth())
		tape.Output(i, list[i])
	}
	return list
}

// The law: with a reset where padding begins, a sequence is read as if it were alone: its outputs are, to the last bit,
// those without padding, whatever the padding holds, and whatever sequences are beside it.
func TestBidirectionalPaddingIsNotRead(t *testing.T) {
	eachBi(t, func(t *testing.T, spec Spec) {
		const T, B, n = 6, 2, 4 // the first sequence has n steps
		g := both(t, spec, 1)
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		reset := make([]bool, T*B)
		reset[n*B] = true
		padded := allOutputs(g, batchOf[float64](B, r.tokens, nil, reset))
		var tokens []int32
		for step := range n {
			tokens = append(tokens, r.tokens[step*B])
		}
		for step, want := range allOutputs(g, batchOf[float64](1, tokens, nil, nil)) {
			if d := apart(padded[step*B], want); !(d < 1e-14) {
				t.Errorf("step %d is %g away from that of the sequence alone", step, d)
			}
		}
		for i := n * B; i < T*B; i += B {
			r.tokens[i] = -1
		}
		for step, got := range allOutputs(g, batchOf[float64](B, r.tokens, nil, reset)) {
			if step < n*B && !slices.Equal(got, padded[step]) {
				t.Errorf("row %d sees the padding", step)
			}
		}
	})
}

// The law: every step sees the whole sequence; with Fill, all of it but itself. The seed is one with which no relu hides a change.
func TestWhatABidirectionalNetSees(t *testing.T) {
	eachBi(t, func(t *testing.T, spec Spec) {
		const T = 5
		g := both(t, spec, 4)
		tokens := []int32{0, 1, 2, 3, 4}
		before := allOutputs(g, batchOf[float64](1, tokens, nil, nil))
		for changed := range T {
			other := slices.Clone(tokens)
			other[changed] = 5
			for step, got := range allOutputs(g, batchOf[float64](1, other, nil, nil)) {
				blind := slices.Equal(got, before[step])
				if want := spec.Fill && step == changed; blind != want {
					t.Errorf("a change of step %d: step %d does not see it: %v, want %v", changed, step, blind, want)
				}
			}
		}
	})
}

// The law: of one layer, the first half of H_t is that of a net that reads forward, and the second that of one that reads
// the sequence backward: neither direction sees what the other does.
func TestEachDirectionIsANetOfItsOwn(t *testing.T) {
	for _, cell := range allCells() {
		spec := Spec{Cell: cell.Name, Vocab: 6, Hidden: 3, Layers: 1, Init: "uniform:0.7", Bidirectional: true}
		g := both(t, spec, 9).(*biNet[float64])
		one := makeNet[float64](t, plainOf(spec))
		tokens := []int32{3, 1, 4, 1, 5}
		tape := g.NewTape(5, 1).(*biTape[float64])
		tape.Forward(batchOf[float64](1, tokens, nil, nil), nil)
		n := sizeOf(g.groups[0].right.tensors())
		for side, from := range []int{0, n} {
			copy(one.W, g.W[from:from+n])
			one.Prepare()
			read := slices.Clone(tokens)
			if side == 1 {
				slices.Reverse(read)
			}
			plain := newNetTape(one, 5, 1)
			plain.Forward(batchOf[float64](1, read, nil, nil), nil)
			for step := range tokens {
				at := step
				if side == 1 {
					at = 4 - step
				}
				if got, want := tape.both.groups[0].both.Row(step)[side*3:side*3+3], plain.stack.out().Row(at); !slices.Equal(got, want) {
					t.Errorf("%s, side %d, step %d: %v, want %v", cell.Name, side, step, got, want)
				}
			}
		}
	}
}

// The law: a bidirectional net gives the same bytes for any number of threads, and carries nothing from one reading to the
// next.
func TestBidirectionalBytes(t *testing.T) {
	eachBi(t, func(t *testing.T, spec Spec) {
		spec.Dropout = 0.2
		g := both(t, spec, 1)
		r := newReading(7, 5, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		b := batchOf[float64](r.B, r.tokens, r.targets, r.reset)
		var want []float64
		for _, threads := range []int{1, 2, 3, 8} {
			tape := g.NewTape(9, 5)
			tape.UseWorkers(crowd(threads))
			for range 2 {
				tape.Forward(b, &Masks{1, 2})
				tape.Backward(b, 0.25)
				if want == nil {
					want = slices.Clone(tape.Grad())
				}
				if !slices.Equal(tape.Grad(), want) {
					t.Fatalf("%d threads: another gradient", threads)
				}
			}
			if len(tape.State()) != 0 {
				t.Error("a state is carried")
			}
		}
	})
}

// An update of a bidirectional net allocates nothing.
func TestABidirectionalUpdateAllocatesNothing(t *testing.T) {
	eachBi(t, func(t *testing.T, spec Spec) {
		spec.Dropout = 0.2
		g := both(t, spec, 1)
		r := newReading(7, 5, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		b, masks := batchOf[float64](r.B, r.tokens, r.targets, r.reset), &Masks{1, 2}
		tape := g.NewTape(7, 5)
		update := func() {
			tape.Forward(b, masks)
			tape.Backward(b, 1)
			g.Prepare()
		}
		update()
		if n := testing.AllocsPerRun(5, update); n != 0 {
			t.Errorf("%g allocations", n)
		}
	})
}

// A spec that cannot be is refused.
func TestBidirectionalSpecs(t *testing.T) {
	for want, s := range map[string]Spec{
		"no second direction":      {Cell: "mlp", Inputs: 2, Outputs: 1, Head: "squared", Hidden: 2, Layers: 1, Init: "pytorch", Bidirectional: true},
		"only a bidirectional net": {Cell: "gru", Vocab: 5, Hidden: 2, Layers: 1, Init: "pytorch", Fill: true},
	} {
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", s, err)
		}
	}
	s := Spec{Cell: "lstm", Vocab: 5, Hidden: 2, Layers: 2, Init: "pytorch", Bidirectional: true}
	if s.String() != "BiLSTM 2×2" || len(s.States(3)) != 0 || s.Size() != 4*2*(5+2+2)*2+4*2*(4+2+2)*2+5*4+5 {
		t.Errorf("%v, %v, %d parameters", s, s.States(3), s.Size())
	}
	var names []string
	for _, tensor := range s.Tensors() {
		names = append(names, tensor.Name)
	}
	if !slices.Contains(names, "rnn.weight_ih_l1_reverse") || slices.Contains(names, "rnn.weight_ih_l2") {
		t.Error(names)
	}
}
