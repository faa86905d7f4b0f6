package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"unroll/core/kernel"
)

func randomRows(rng *rand.Rand, rows, cols int) kernel.Matrix[float64] {
	m := kernel.NewMatrix[float64](rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}

// dot is Σ a ⊙ b.
func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// The law: a stack also computes the gradient at its input and at its initial state, for a loss that depends
// on its outputs and on its last state; with resets, for every cell.
func TestGradientsAtInputAndState(t *testing.T) {
	const T, B, D, H = 4, 3, 3, 4
	for _, info := range allCells() {
		for _, layers := range []int{1, 2} {
			t.Run(fmt.Sprintf("%s/layers=%d", info.Name, layers), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(7, 8))
				net := makeNet[float64](t, Spec{Cell: info.Name, Inputs: D, Outputs: 1, Hidden: H, Layers: layers, Init: "uniform:0.8"})
				net.Init(rng)
				x, atOut := randomRows(rng, T*B, D), randomRows(rng, T*B, H)
				reset := newReading(T, B, 2, rng).reset
				tape := newStackTape(net.stack, newCrew[float64](B), T)
				var first, atLast [][]float64
				for _, s := range tape.state() {
					first, atLast = append(first, randomRows(rng, 1, len(s)).Data), append(atLast, randomRows(rng, 1, len(s)).Data)
				}
				loss := func() float64 {
					for i, s := range tape.state() {
						copy(s, first[i])
					}
					tape.forward(feed[float64]{x: x}, T, reset, nil)
					sum := dot(tape.out().Data, atOut.Data)
					for i, s := range tape.state() {
						sum += dot(s, atLast[i])
					}
					return sum
				}
				loss()
				tape.prepareBackward(&cutter[float64]{make([]float64, len(net.W))})
				tape.dIn, tape.dLast = kernel.NewMatrix[float64](T*B, D), atLast
				tape.wantFirst()
				copy(tape.dOut.Data, atOut.Data)
				tape.backward()
				if worst, where := differences(x.Data, slices.Clone(tape.dIn.Data), loss); !(worst < 1e-6) {
					t.Errorf("the gradient at number %d of the input is off by %.2g", where, worst)
				}
				for i := range first {
					if worst, where := differences(first[i], slices.Clone(tape.dFirst[i]), loss); !(worst < 1e-6) {
						t.Errorf("the gradient at number %d of state %d is off by %.2g", where, i, worst)
					}
				}
			})
		}
	}
}

// The law: a frozen net has a backward pass, which several readers may run at once, with the gradient of the
// net that it is a copy of.
func TestAFrozenNetGoesBack(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		r := newReading(4, 2, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		b := batchOf[float64](r.B, r.tokens, r.targets, r.reset)
		gradient := func(g Graph[float64]) []float64 {
			tape := g.NewTape(4, 2)
			tape.Forward(b, nil)
			tape.Backward(b, 1)
			return tape.Grad()
		}
		want, frozen := gradient(net), net.Frozen()
		net.Init(rand.New(rand.NewPCG(99, 99)))
		var all sync.WaitGroup
		var got [3][]float64
		for i := range got {
			all.Go(func() { got[i] = gradient(frozen) })
		}
		all.Wait()
		for i := range got {
			if !slices.Equal(got[i], want) {
				t.Errorf("reader %d has a different gradient", i)
			}
		}
	})
}

// named finds an activation.
func named(t *testing.T, list []Activation[float64], layer int, name string) kernel.Matrix[float64] {
	t.Helper()
	for _, a := range list {
		if a.Layer == layer && a.Name == name {
			return a.Values
		}
	}
	t.Fatalf("layer %d has no %s", layer, name)
	return kernel.Matrix[float64]{}
}

// The law: the activations of an LSTM after a reading are the letters of its equations: C_t = F ⊙ C_{t−1} + I ⊙ C̃,
// H_t = O ⊙ tanh C_t, in every layer.
func TestActivationsAreTheEquationsLetters(t *testing.T) {
	const T, B = 4, 3
	net := newNetFor(t, Spec{Cell: "lstm", Vocab: 6, Hidden: 5, Layers: 2, Init: "uniform:0.7"}, 1)
	r := newReading(T, B, 6, rand.New(rand.NewPCG(3, 4)))
	_, tape := read(net, T, B, r.tokens, nil)
	list := tape.Activations()
	for layer := range 2 {
		i, f, n, o := named(t, list, layer, "input"), named(t, list, layer, "forget"), named(t, list, layer, "candidate"), named(t, list, layer, "output")
		c, h := named(t, list, layer, "c"), named(t, list, layer, "h")
		for row := range T * B {
			for j, got := range c.Row(row) {
				want := i.Row(row)[j] * n.Row(row)[j]
				if row >= B {
					want += f.Row(row)[j] * c.Row(row - B)[j]
				}
				if math.Abs(got-want) > 1e-14 || math.Abs(h.Row(row)[j]-o.Row(row)[j]*math.Tanh(got)) > 1e-14 {
					t.Fatalf("layer %d, row %d, unit %d: c is %v instead of %v, h is %v", layer, row, j, got, want, h.Row(row)[j])
				}
			}
		}
	}
}

// Every gate and state of every cell can be seen, T·B×H each; the states of the last step are those carried
// over.
func TestActivationsNameEveryGateAndState(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B = 3, 2
		net := newNetFor(t, spec, 1)
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		_, tape := read(net, T, B, r.tokens, r.reset)
		list, info := tape.Activations(), net.stack.cell.Info
		for layer := range spec.Layers {
			for _, name := range info.Gates {
				if m := named(t, list, layer, name); m.Rows != T*B || m.Cols != spec.Hidden {
					t.Errorf("%s is %d×%d", name, m.Rows, m.Cols)
				}
			}
			carried, k := tape.State(), len(info.States)
			each := len(carried) / spec.Layers
			for b := range B {
				last := (T-1)*B + b
				if h := named(t, list, layer, "h").Row(last); !slices.Equal(h, carried[layer*each][b*spec.Hidden:(b+1)*spec.Hidden]) {
					t.Errorf("layer %d, sequence %d: h is not what is carried over", layer, b)
				}
				for i, name := range info.States {
					lo := (b*k + i) * spec.Hidden
					if !slices.Equal(named(t, list, layer, name).Row(last), carried[layer*each+1][lo:lo+spec.Hidden]) {
						t.Errorf("layer %d, sequence %d: %s is not what is carried over", layer, b, name)
					}
				}
			}
		}
	})
}

// A tape's state has the names and shapes that its graph gives.
func TestStatesAreNamed(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		list, state := net.States(3), net.NewTape(2, 3).State()
		if len(list) != len(state) {
			t.Fatalf("%d names for %d matrices", len(list), len(state))
		}
		for i, s := range state {
			if list[i].Len() != len(s) {
				t.Errorf("%s %v has %d numbers", list[i].Name, list[i].Shape, len(s))
			}
		}
	})
}
