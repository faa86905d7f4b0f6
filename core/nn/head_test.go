package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/kernel"
)

// realSpec reads vectors of 3 numbers and predicts 2.
func realSpec(cell string, layers int, head string) Spec {
	s := Spec{Cell: cell, Inputs: 3, Outputs: 2, Head: head, Hidden: 4, Layers: layers, Dropout: 0.3, Init: "uniform:0.8"}
	if cell == "linear" {
		s.Hidden, s.Layers, s.Dropout = 0, 0, 0
	}
	return s
}

// newRealBatch has real vectors or tokens as input and, for a head that wants them, real vectors as targets; some
// rows are not scored.
func newRealBatch(s Spec, T, B int, rng *rand.Rand) *Batch[float64] {
	b := &Batch[float64]{T: T, B: B}
	for range T * B {
		for range s.Inputs {
			b.Reals = append(b.Reals, rng.NormFloat64())
		}
		for range s.TargetWidth() {
			b.RealTargets = append(b.RealTargets, rng.NormFloat64())
		}
		if s.Vocab > 0 {
			b.Tokens = append(b.Tokens, int32(rng.IntN(s.Vocab+1)-1))
		}
		b.Targets = append(b.Targets, int32(rng.IntN(s.TargetWidth()+1)-1))
		b.Reset = append(b.Reset, rng.IntN(6) == 0)
		b.Scored = append(b.Scored, len(b.Scored)%3 != 1)
	}
	if info, _ := FindHead(s.Head); info.Real {
		b.Targets = nil
	} else {
		b.RealTargets = nil
	}
	return b
}

// realSpecs are those of every cell, every model without a state and every head, with every input that they read.
func realSpecs() []Spec {
	var list []Spec
	for _, h := range Heads() {
		for _, layers := range []int{1, 2} {
			for _, cell := range allCells() {
				for _, in := range []Spec{{Inputs: 3}, {Inputs: 1}, {Vocab: 4}, {Vocab: 4, Embed: 3}} {
					s := realSpec(cell.Name, layers, h.Name)
					s.Inputs, s.Vocab, s.Embed = in.Inputs, in.Vocab, in.Embed
					list = append(list, s)
				}
			}
			for _, model := range FeedForward() {
				if len(model.Gates) == 0 && layers > 1 {
					continue // it has none
				}
				for _, D := range []int{3, 1} {
					s := realSpec(model.Name, layers, h.Name)
					s.Inputs = D
					list = append(list, s)
				}
			}
		}
	}
	return list
}

// graphOf is the graph of a spec, with random weights.
func graphOf(t *testing.T, spec Spec, rng *rand.Rand) Graph[float64] {
	t.Helper()
	if info, err := FindCell(spec.Cell); err != nil || !info.FeedForward { // or a cell of the tests' own
		net := makeNet[float64](t, spec)
		net.Init(rng)
		return net
	}
	g, err := New[float64](spec)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rng)
	return g
}

func eachReal(t *testing.T, f func(t *testing.T, g Graph[float64], b *Batch[float64])) {
	for _, s := range realSpecs() {
		t.Run(fmt.Sprintf("%s/layers=%d/head=%s/inputs=%d/vocab=%d/embed=%d", s.Cell, s.Layers, s.Head, s.Inputs, s.Vocab, s.Embed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			g := graphOf(t, s, rng)
			f(t, g, newRealBatch(s, 5, 3, rng))
		})
	}
}

// The law: with every head and every input, Grad is the gradient of scale·Σ loss.
func TestGradientsOfEveryHeadAndInput(t *testing.T) {
	eachReal(t, func(t *testing.T, g Graph[float64], b *Batch[float64]) { gradientOf(t, g, b) })
}

// Tests the test: each of these heads has one plausible mistake in its gradient, which must be caught.
func TestGradientsCatchABrokenHead(t *testing.T) {
	broken := map[string]func(o []float64, b *Batch[float64], i int){
		"softmax":  func(o []float64, b *Batch[float64], i int) { o[b.Targets[i]]++ },             // the one-hot vector is forgotten
		"squared":  func(o []float64, _ *Batch[float64], _ int) { kernel.Scale(2, o) },            // that of a loss without ½
		"gaussian": func(o []float64, _ *Batch[float64], _ int) { kernel.Scale(2, o[len(o)/2:]) }, // that of σ instead of σ²
	}
	for _, h := range Heads() {
		spoil, ok := broken[h.Name]
		if !ok {
			t.Errorf("no broken gradient for head %s: add one here", h.Name)
			continue
		}
		rng := rand.New(rand.NewPCG(3, 4))
		net := graphOf(t, realSpec("gru", 1, h.Name), rng).(*Net[float64])
		right := net.out.head.Loss
		net.out.head.Loss = func(o []float64, b *Batch[float64], i int) float64 {
			loss := right(o, b, i)
			spoil(o, b, i)
			return loss
		}
		b := newRealBatch(net.spec, 5, 3, rng)
		if worst, _ := gradientDifference(net, b); worst < 1e-4 {
			t.Errorf("%s: a broken gradient is accepted, off by only %.2g", h.Name, worst)
		}
	}
}

// The law: what is not scored is in no sum, whatever it holds.
func TestWhatIsNotScoredIsInNoSum(t *testing.T) {
	eachReal(t, func(t *testing.T, net Graph[float64], b *Batch[float64]) {
		tape, each := net.NewTape(b.T, b.B), make([]float64, b.Rows())
		tape.Forward(b, nil)
		want, n := tape.Backward(b, 1)
		grad := slices.Clone(tape.Grad())
		if some := slices.Contains(b.Scored, false); !some || n == 0 || n == b.Rows() {
			t.Fatalf("%d rows scored: the test proves nothing", n)
		}
		for i, scored := range b.Scored {
			switch {
			case scored:
			case b.Targets != nil:
				b.Targets[i] = 1 << 20
			default:
				b.RealTargets[2*i] = math.NaN()
				b.RealTargets[2*i+1] = math.Inf(1)
			}
		}
		tape.Reset()
		tape.Forward(b, nil)
		got, m := tape.Backward(b, 1)
		if sum, k := tape.Score(b, each); got != want || sum != want || m != n || k != n {
			t.Errorf("%v of %d rows becomes %v of %d, Score gives %v of %d", want, n, got, m, sum, k)
		}
		if !slices.Equal(grad, tape.Grad()) || !slices.Equal(each, tape.Losses()) {
			t.Error("the gradient or a row's loss has changed")
		}
	})
}

// The squared loss is Σ ½(x̂ − x)² over the row, and its gradient at the outputs, which is also the bias's, is
// x̂ − x.
func TestSquaredLossByDefinition(t *testing.T) {
	spec := realSpec("gru", 1, "squared")
	net := newNetFor(t, spec, 1)
	b := newRealBatch(spec, 4, 2, rand.New(rand.NewPCG(5, 6)))
	b.Scored = nil // all
	tape := newNetTape(net, 4, 2)
	tape.Forward(b, nil)
	want, bias, x := 0.0, make([]float64, 2), make([]float64, 2)
	for i := range b.Rows() {
		tape.Output(i, x)
		for j, v := range x {
			d := v - b.RealTargets[2*i+j]
			want, bias[j] = want+d*d/2, bias[j]+d
		}
	}
	got, n := tape.Backward(b, 1)
	if n != 8 || math.Abs(got-want) > 1e-13 {
		t.Errorf("%v of %d rows instead of %v of 8", got, n, want)
	}
	if d := apart(tape.out.g.Bq, bias); !(d < 1e-13) {
		t.Errorf("the gradient at the outputs is off by %g", d)
	}
}

// A tape refuses a batch that is too large for it.
func TestABatchThatDoesNotFitIsRefused(t *testing.T) {
	net := newNetFor(t, Spec{Cell: "rnn", Vocab: 3, Hidden: 2, Layers: 1, Init: "pytorch"}, 1)
	for name, b := range map[string]*Batch[float64]{
		"too long":        batchOf[float64](2, make([]int32, 8), nil, nil),
		"other sequences": batchOf[float64](3, make([]int32, 9), nil, nil),
		"no step":         batchOf[float64](2, nil, nil, nil),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: it is accepted", name)
				}
			}()
			net.NewTape(3, 2).Forward(b, nil)
		}()
	}
}
