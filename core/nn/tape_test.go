package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// read runs a reading through a fresh tape and returns the logits of all its rows.
func read(net *Net[float64], T, B int, tokens []int32, reset []bool) ([][]float64, *netTape[float64]) {
	tape := newNetTape(net, T, B)
	forward(tape, tokens, reset, nil)
	return allLogits(tape, T*B), tape
}

func allLogits(tape *netTape[float64], rows int) [][]float64 {
	var all [][]float64
	for i := range rows {
		all = append(all, logitsOf(tape, i))
	}
	return all
}

func sameRows(a, b [][]float64) bool { return slices.EqualFunc(a, b, slices.Equal) }

// Reading 2T steps at once is reading T and then T more: the state is carried.
func TestTwoReadingsAreOne(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B = 3, 2
		net := newNetFor(t, spec, 1)
		r := newReading(2*T, B, spec.Vocab, rand.New(rand.NewPCG(4, 5)))
		whole, once := read(net, 2*T, B, r.tokens, r.reset)
		tape := newNetTape(net, T, B)
		forward(tape, r.tokens[:T*B], r.reset[:T*B], nil)
		parts := allLogits(tape, T*B)
		forward(tape, r.tokens[T*B:], r.reset[T*B:], nil)
		parts = append(parts, allLogits(tape, T*B)...)
		for i := range whole {
			if d := apart(whole[i], parts[i]); !(d < 1e-14) {
				t.Fatalf("row %d differs by %g", i, d)
			}
		}
		for i, s := range tape.State() {
			if d := apart(s, once.State()[i]); !(d < 1e-14) {
				t.Fatalf("carried state %d differs by %g", i, d)
			}
		}
	})
}

// A tape made for long readings also reads short ones, and goes back through them: the last window
// of a text.
func TestAShortReadingOnALongTape(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const B = 2
		net := newNetFor(t, spec, 1)
		rng := rand.New(rand.NewPCG(6, 7))
		long, short := newReading(6, B, spec.Vocab, rng), newReading(2, B, spec.Vocab, rng)
		tape, fit := newNetTape(net, 6, B), newNetTape(net, 2, B)
		forward(tape, long.tokens, long.reset, nil)
		backward(tape, long.targets, 1)
		tape.Reset()
		forward(tape, short.tokens, short.reset, nil)
		forward(fit, short.tokens, short.reset, nil)
		a, n := backward(tape, short.targets, 1)
		b, m := backward(fit, short.targets, 1)
		if math.Abs(a-b) > 1e-14 || n != m {
			t.Errorf("loss %v of %d tokens on a long tape, %v of %d on one that fits", a, n, b, m)
		}
		if d := apart(tape.grad, fit.grad); !(d < 1e-14) {
			t.Errorf("gradients differ by %g", d)
		}
	})
}

// Truncated backpropagation: the carried state is taken as given. The gradient of the second of two
// windows is that of the same window started from the same numbers, wherever they came from.
func TestGradientDoesNotCrossWindows(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B = 3, 2
		net := newNetFor(t, spec, 1)
		rng := rand.New(rand.NewPCG(8, 9))
		first, second := newReading(T, B, spec.Vocab, rng), newReading(T, B, spec.Vocab, rng)
		second.reset = nil
		a, b := newNetTape(net, T, B), newNetTape(net, T, B)
		forward(a, first.tokens, first.reset, nil)
		backward(a, first.targets, 1)
		for i, s := range a.State() {
			copy(b.State()[i], s)
		}
		forward(a, second.tokens, nil, nil)
		backward(a, second.targets, 1)
		forward(b, second.tokens, nil, nil)
		backward(b, second.targets, 1)
		if !slices.Equal(a.grad, b.grad) {
			t.Errorf("gradients differ by %g", apart(a.grad, b.grad))
		}
	})
}

// Looking at a window (Score, Logits) between forward and backward changes neither.
func TestLookingBetweenForwardAndBackwardChangesNothing(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		r := newReading(4, 2, spec.Vocab, rand.New(rand.NewPCG(10, 9)))
		a, b := newNetTape(net, 4, 2), newNetTape(net, 4, 2)
		forward(a, r.tokens, r.reset, nil)
		forward(b, r.tokens, r.reset, nil)
		scored, n := score(b, r.targets, make([]float64, 8))
		logitsOf(b, 3)
		sum, m := backward(a, r.targets, 0.5)
		sum2, _ := backward(b, r.targets, 0.5)
		if sum != sum2 || !slices.Equal(a.grad, b.grad) {
			t.Errorf("loss %v and %v, gradients %g apart", sum, sum2, apart(a.grad, b.grad))
		}
		if scored != sum || n != m {
			t.Errorf("Score returns %v of %d tokens, Backward %v of %d", scored, n, sum, m)
		}
	})
}

// A reset makes the state of that row as fresh as a new tape's, and of no other row.
func TestResetIsAFreshStateForThatRowOnly(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B, row, at = 5, 3, 1, 2
		net := newNetFor(t, spec, 1)
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(11, 12)))
		plain, _ := read(net, T, B, r.tokens, nil)
		reset := make([]bool, T*B)
		reset[at*B+row] = true
		got, _ := read(net, T, B, r.tokens, reset)
		fresh := newNetTape(net, T, 1)
		var tail []int32
		for step := at; step < T; step++ {
			tail = append(tail, r.tokens[step*B+row])
		}
		forward(fresh, tail, nil, nil)
		for i := range got {
			step, b := i/B, i%B
			switch {
			case b != row || step < at:
				if !slices.Equal(got[i], plain[i]) {
					t.Errorf("step %d of sequence %d changed", step, b)
				}
			default:
				if d := apart(got[i], logitsOf(fresh, step-at)); !(d < 1e-14) {
					t.Errorf("step %d is %g away from a fresh start", step, d)
				}
				if slices.Equal(got[i], plain[i]) {
					t.Errorf("step %d is as if nothing had been reset", step)
				}
			}
		}
	})
}

// Reset clears all rows at once.
func TestResetOfATapeIsANewTape(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		r := newReading(3, 2, spec.Vocab, rand.New(rand.NewPCG(13, 12)))
		want, tape := read(net, 3, 2, r.tokens, nil)
		tape.Reset()
		forward(tape, r.tokens, nil, nil)
		if !sameRows(allLogits(tape, 6), want) {
			t.Error("the second reading differs from the first")
		}
	})
}

// A token that the vocabulary does not hold is no input: a row of zeros, which is read like a token
// whose own weights are zeros, and changes no token's weights.
func TestUnknownReadsAsARowOfZeros(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const zero = 2 // the token whose weights are set to 0
		net := newNetFor(t, spec, 1)
		row := net.stack.layers[0].Wx.Row(zero)
		if spec.Embed > 0 {
			row = net.in.emb.Row(zero)
		}
		clear(row)
		net.Prepare()
		a, tape := read(net, 3, 1, []int32{1, -1, 3}, nil)
		b, _ := read(net, 3, 1, []int32{1, zero, 3}, nil)
		if !sameRows(a, b) {
			t.Error("no input and an input of zeros differ")
		}
		backward(tape, []int32{-1, -1, 4}, 1)
		g := tape.stack.g[0].Wx
		if spec.Embed > 0 {
			g = tape.in.gEmb
		}
		for id := range spec.Vocab {
			learned := slices.ContainsFunc(g.Row(id), func(v float64) bool { return v != 0 })
			if read := id == 1 || id == 3; learned != read {
				t.Errorf("token %d: read %v, its weights get a gradient %v", id, read, learned)
			}
		}
	})
}

// Sequences read side by side do not affect each other, not in a single number.
func TestRowsOfABatchAreIndependent(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B, changed = 4, 3, 1
		net := newNetFor(t, spec, 1)
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(14, 15)))
		before, _ := read(net, T, B, r.tokens, r.reset)
		other := slices.Clone(r.tokens)
		for step := range T {
			other[step*B+changed] = (other[step*B+changed] + 2) % int32(spec.Vocab)
		}
		after, _ := read(net, T, B, other, r.reset)
		for i := range before {
			if same := slices.Equal(before[i], after[i]); same == (i%B == changed) {
				t.Errorf("step %d of sequence %d: unchanged is %v", i/B, i%B, same)
			}
		}
	})
}

// The loss and gradient of a batch are the sums of those of its sequences.
func TestABatchIsTheSumOfItsSequences(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B = 4, 3
		net := newNetFor(t, spec, 1)
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(16, 15)))
		_, tape := read(net, T, B, r.tokens, r.reset)
		sum, n := backward(tape, r.targets, 0.25)
		grad := make([]float64, len(net.W))
		for b := range B {
			var one reading
			for i := b; i < T*B; i += B {
				one.tokens, one.targets, one.reset = append(one.tokens, r.tokens[i]), append(one.targets, r.targets[i]), append(one.reset, r.reset[i])
			}
			_, alone := read(net, T, 1, one.tokens, one.reset)
			v, m := backward(alone, one.targets, 0.25)
			sum, n = sum-v, n-m
			for i, g := range alone.grad {
				grad[i] += g
			}
		}
		if math.Abs(sum) > 1e-13 || n != 0 {
			t.Errorf("the batch's loss is %g more than its sequences', over %d tokens more", sum, n)
		}
		if d := apart(tape.grad, grad); !(d < 1e-14) {
			t.Errorf("gradients differ by %g", d)
		}
	})
}

// A reader that continues with newer weights keeps the state.
func TestRebindKeepsTheState(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		old, young := newNetFor(t, spec, 1), newNetFor(t, spec, 2)
		a, b := newNetTape(old, 2, 1), newNetTape(young, 2, 1)
		forward(a, []int32{1, 2}, nil, nil)
		for i, s := range a.State() {
			copy(b.State()[i], s)
		}
		a.Rebind(young)
		forward(a, []int32{3, 4}, nil, nil)
		forward(b, []int32{3, 4}, nil, nil)
		if !sameRows(allLogits(a, 2), allLogits(b, 2)) {
			t.Error("it reads with the wrong weights, or from the wrong state")
		}
	})
}

// Dropout has a random stream of its own: the same stream drops the same connections; no stream drops none.
func TestDropoutIsDrawnFromItsStream(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		spec.Dropout = 0.5
		net := newNetFor(t, spec, 1)
		without := newNetFor(t, Spec{Cell: spec.Cell, Vocab: spec.Vocab, Embed: spec.Embed, Hidden: spec.Hidden, Layers: spec.Layers, Init: spec.Init}, 1)
		r := newReading(4, 2, spec.Vocab, rand.New(rand.NewPCG(17, 18)))
		with := func(seed uint64) [][]float64 {
			tape := newNetTape(net, 4, 2)
			forward(tape, r.tokens, r.reset, &Masks{seed, 1})
			return allLogits(tape, 8)
		}
		if !sameRows(with(1), with(1)) {
			t.Error("the same stream drops different connections")
		}
		if sameRows(with(1), with(2)) {
			t.Error("another stream drops the same connections")
		}
		whole, _ := read(net, 4, 2, r.tokens, r.reset)
		if plain, _ := read(without, 4, 2, r.tokens, r.reset); !sameRows(whole, plain) {
			t.Error("something is dropped without a stream")
		}
	})
}

// Dropout preserves expectations: when only the read-out has weights, the mean of the logits over many samples is
// the logit without dropout. 20,000 samples of a number in {0, 2x} leave a standard deviation of x/√20000 = 0.007 x.
func TestDropoutKeepsTheMean(t *testing.T) {
	net := makeNet[float64](t, Spec{Cell: "rnn", Vocab: 2, Hidden: 1, Layers: 1, Dropout: 0.5, Init: "uniform:0"})
	net.stack.layers[0].Bx[0], net.out.p.Wq.Data[0] = 1, 1 // h = tanh 1, o = (h, 0)
	net.Prepare()
	const draws = 20000
	tape := newNetTape(net, draws, 1)
	forward(tape, make([]int32, draws), nil, &Masks{1, 1})
	mean := 0.0
	for i := range draws {
		mean += logitsOf(tape, i)[0] / draws
	}
	if want := math.Tanh(1); math.Abs(mean-want) > 5*0.0071*want {
		t.Errorf("the mean is %v instead of %v", mean, want)
	}
}
