package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// realSpec reads vectors of 3 numbers and outputs 2.
func realSpec(cell string, layers int, head string) Spec {
	return Spec{Cell: cell, Inputs: 3, Outputs: 2, Head: head, Hidden: 4, Layers: layers, Dropout: 0.3, Init: "uniform:0.8"}
}

// newRealBatch has real vectors as input and, for a head that wants them, as targets; some rows are
// not scored.
func newRealBatch(s Spec, T, B int, rng *rand.Rand) *Batch[float64] {
	b := &Batch[float64]{T: T, B: B}
	for range T * B {
		for range s.Inputs {
			b.Reals = append(b.Reals, rng.NormFloat64())
		}
		for range s.OutputWidth() {
			b.RealTargets = append(b.RealTargets, rng.NormFloat64())
		}
		b.Targets = append(b.Targets, int32(rng.IntN(s.OutputWidth()+1)-1))
		b.Reset = append(b.Reset, rng.IntN(6) == 0)
		b.Scored = append(b.Scored, rng.IntN(3) > 0)
	}
	if info, _ := FindHead(s.Head); info.Real {
		b.Targets = nil
	} else {
		b.RealTargets = nil
	}
	return b
}

func eachReal(t *testing.T, f func(t *testing.T, net *Net[float64], b *Batch[float64])) {
	for _, cell := range allCells() {
		for _, h := range Heads() {
			for _, layers := range []int{1, 2} {
				spec := realSpec(cell.Name, layers, h.Name)
				t.Run(spec.String()+"/"+h.Name, func(t *testing.T) {
					net := makeNet[float64](t, spec)
					rng := rand.New(rand.NewPCG(3, 4))
					net.Init(rng)
					f(t, net, newRealBatch(spec, 5, 3, rng))
				})
			}
		}
	}
}

// The law: with every head, and with real vectors as input, Grad is the gradient of scale·Σ loss.
func TestGradientsOfRealInputsAndEveryHead(t *testing.T) {
	eachReal(t, func(t *testing.T, net *Net[float64], b *Batch[float64]) { gradientOf(t, net, b) })
}

// The law: what is not scored is in no sum, whatever it holds.
func TestWhatIsNotScoredIsInNoSum(t *testing.T) {
	eachReal(t, func(t *testing.T, net *Net[float64], b *Batch[float64]) {
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
	spec := realSpec("gru", 1, "linear")
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
