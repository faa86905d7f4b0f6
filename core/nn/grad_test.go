package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A reading is a fixed problem on which a gradient is checked.
type reading struct {
	T, B            int
	tokens, targets []int32
	reset           []bool
}

func newReading(T, B, V int, rng *rand.Rand) reading {
	r := reading{T: T, B: B}
	for range T * B {
		r.tokens = append(r.tokens, int32(rng.IntN(V+1)-1)) // −1 now and then: no input
		r.targets = append(r.targets, int32(rng.IntN(V+1)-1))
		r.reset = append(r.reset, rng.IntN(6) == 0)
	}
	return r
}

// lossOf is scale·Σ NLL from a carried state that is not 0.
func lossOf(net *Net[float64], r reading, state []float64) (*netTape[float64], float64) {
	tape := newNetTape(net, r.T, r.B)
	for _, s := range tape.State() {
		copy(s, state)
	}
	forward(tape, r.tokens, r.reset, &Masks{9, 9})
	nll, _ := score(tape, r.targets, nil)
	return tape, gradScale * nll
}

const gradScale = 0.125

// worstGradient compares every component of the gradient with (L(w+ε) − L(w−ε)) / 2ε and returns
// the largest difference relative to the gradient's size, and the parameter's place.
func worstGradient(net *Net[float64], r reading) (worst float64, where int) {
	rng := rand.New(rand.NewPCG(5, 6))
	state := make([]float64, r.B*net.spec.Hidden)
	for i := range state {
		state[i] = rng.Float64() - 0.3
	}
	tape, _ := lossOf(net, r, state)
	backward(tape, r.targets, gradScale)
	return differences(net.W, tape.grad, func() float64 {
		net.Prepare()
		_, loss := lossOf(net, r, state)
		return loss
	})
}

// differences compares grad with (L(w+ε) − L(w−ε)) / 2ε for every number of w.
func differences(w, grad []float64, loss func() float64) (worst float64, where int) {
	largest := 0.0
	for _, g := range grad {
		largest = max(largest, math.Abs(g))
	}
	// ε = 1e-5: the error of the difference falls with ε², that of rounding rises with 1/ε (about
	// 1e-16·|L|/ε ≈ 1e-11·|L|); both are then far below the required 1e-6.
	const eps = 1e-5
	for i, at := range w {
		w[i] = at + eps
		up := loss()
		w[i] = at - eps
		down := loss()
		w[i] = at
		if d := math.Abs((up-down)/(2*eps)-grad[i]) / largest; !(d <= worst) {
			worst, where = d, i
		}
	}
	return worst, where
}

func gradSpecs() []Spec {
	var specs []Spec
	for _, k := range allCells() {
		for _, layers := range []int{1, 2, 3} {
			if layers == 3 && spare(k.Name) {
				continue
			}
			for _, embed := range []int{0, 3} {
				for _, dropout := range []float64{0, 0.3} {
					specs = append(specs, Spec{Cell: k.Name, Vocab: 5, Embed: embed, Hidden: 4, Layers: layers, Dropout: dropout, Init: "uniform:0.8"})
				}
			}
		}
	}
	return specs
}

// The law: Grad is the gradient of scale·Σ NLL at every weight, for every cell in the table.
func TestGradients(t *testing.T) {
	for _, spec := range gradSpecs() {
		t.Run(fmt.Sprintf("%s/layers=%d/embed=%d/dropout=%g", spec.Cell, spec.Layers, spec.Embed, spec.Dropout), func(t *testing.T) {
			net := makeNet[float64](t, spec)
			net.Init(rand.New(rand.NewPCG(1, 2)))
			worst, where := worstGradient(net, newReading(5, 3, spec.Vocab, rand.New(rand.NewPCG(3, 4))))
			if !(worst < 1e-6) {
				t.Errorf("gradient of weight %d is off by %.2g relative", where, worst)
			}
		})
	}
}

// plainCells are the cells of the table as Specs.
func plainCells() (list []Spec) {
	for _, c := range Cells() {
		list = append(list, Spec{Cell: c.Name})
	}
	return list
}

// Tests the test: each of these backward passes contains one plausible mistake, which must be
// caught.
func TestGradientsCatchABrokenBackward(t *testing.T) {
	broken := map[string]func(c *Cell[float64]){
		"rnn": func(c *Cell[float64]) { // 1 − h instead of 1 − h²
			c.Backward = func(s *Step[float64]) {
				for i, v := range s.Out {
					s.X[i] = s.DH[i] * (1 - v)
				}
			}
		},
		"rnn-relu": func(c *Cell[float64]) { // the slope is forgotten
			c.Backward = func(s *Step[float64]) { copy(s.X, s.DH) }
		},
		"lstm": func(c *Cell[float64]) { // nothing flows back along the cell state
			right := c.Backward
			c.Backward = func(s *Step[float64]) { right(s); clear(s.DC) }
		},
		"gru": func(c *Cell[float64]) { // the path around the gates is forgotten
			right := c.Backward
			c.Backward = func(s *Step[float64]) { right(s); clear(s.DPrev) }
		},
		"gru-before": func(c *Cell[float64]) { // what reaches the old state through the reset gate is forgotten
			c.Backward = func(s *Step[float64]) {
				kept := slices.Clone(s.DPrev)
				beforeBackward(s)
				copy(s.DPrev, kept)
			}
		},
	}
	for _, spec := range append(plainCells(), Variants()...) {
		cell := cellFor[float64](spec)
		breakIt, ok := broken[strings.TrimSuffix(spec.Variant(), "-1")]
		if !ok {
			t.Errorf("no broken backward pass for cell %s: add one here", spec.Variant())
			continue
		}
		spec.Vocab, spec.Hidden, spec.Layers, spec.Init = 5, 4, 1, "uniform:0.8"
		breakIt(&cell)
		net := newNet(spec, cell)
		net.Init(rand.New(rand.NewPCG(1, 2)))
		if worst, _ := worstGradient(net, newReading(5, 3, spec.Vocab, rand.New(rand.NewPCG(3, 4)))); worst < 1e-4 {
			t.Errorf("%s: a broken backward pass is accepted, off by only %.2g", spec.Variant(), worst)
		}
	}
}
