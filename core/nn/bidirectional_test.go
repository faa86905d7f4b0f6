package nn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/kernel"
)

// A twoWay is a bidirectional graph used only in tests: two stacks over the same input, one in reversed time,
// H_t = [H→_t, H←_t] before the head. A reset begins a sequence: for the stack that runs backward in time, the
// step before it ends one.
type twoWay struct {
	weights[float64]
	spec        Spec
	in          *input[float64]
	right, left *stack[float64]
	out         *readOut[float64]
}

func newTwoWay(spec Spec, cell Cell[float64]) *twoWay {
	p := newNetParts(spec, cell)
	left := *p.stack
	left.suffix, left.drop.place = "_reverse", 100
	p.out.H = 2 * spec.Hidden
	g := &twoWay{spec: spec, in: p.in, right: p.stack, left: &left, out: p.out}
	g.hold(spec.Init, []part[float64]{g.in, g.right, g.left, g.out})
	return g
}

func (g *twoWay) Spec() Spec { return g.spec }

func (g *twoWay) States(int) []Tensor { return nil }

func (g *twoWay) Frozen() Graph[float64] {
	c := newTwoWay(g.spec, g.right.cell)
	c.freeze(&g.weights)
	return c
}

type twoWayTape struct {
	graphTape[float64]
	g           *twoWay
	in          *inputTape[float64]
	right, left *stackTape[float64]
	batch       *Batch[float64]
	masks       *Masks
	backwards   feed[float64]
	reset       []bool
	both, dBoth kernel.Matrix[float64] // T·B×2H
}

func (g *twoWay) NewTape(T, B int) Tape[float64] {
	c, rows := newCrew[float64](B), T*B
	t := &twoWayTape{g: g, in: newInputTape(g.in, c, T), right: newStackTape(g.right, c, T), left: newStackTape(g.left, c, T),
		both: kernel.NewMatrix[float64](rows, 2*g.right.H), reset: make([]bool, rows)}
	t.backwards = feed[float64]{make([]int32, rows), kernel.NewMatrix[float64](rows, g.in.width())}
	t.graphTape = graphTape[float64]{crew: c, maxT: T, out: newReadOutTape(g.out, c, T)} // no state is carried
	return t
}

func (t *twoWayTape) Rebind(g Graph[float64]) {
	t.g = g.(*twoWay)
	t.in.in, t.right.stack, t.left.stack, t.out.part = t.g.in, t.g.right, t.g.left, t.g.out
}

// mirror is the row of the same sequence in reversed time.
func (t *twoWayTape) mirror(i int) int { return (t.batch.T-1-i/t.B)*t.B + i%t.B }

func (t *twoWayTape) Forward(b *Batch[float64], masks *Masks) {
	b.fits(t.maxT, t.B)
	t.batch = b
	if t.masks = masks; t.g.spec.Dropout == 0 {
		t.masks = nil
	}
	in := t.in.read(b, t.masks)
	for i := range b.Rows() {
		j := t.mirror(i)
		if in.tokens != nil {
			t.backwards.tokens[i] = in.tokens[j]
		} else {
			copy(t.backwards.x.Row(i), in.x.Row(j))
		}
		t.reset[i] = b.Reset != nil && j+t.B < b.Rows() && b.Reset[j+t.B]
	}
	t.right.clearState()
	t.left.clearState()
	t.right.forward(in, b.T, b.Reset, t.masks)
	t.left.forward(t.backwards, b.T, t.reset, t.masks)
	H := t.g.right.H
	for i := range b.Rows() {
		copy(t.both.Row(i), t.right.out().Row(i))
		copy(t.both.Row(i)[H:], t.left.out().Row(t.mirror(i)))
	}
	t.out.forward(t.both, b.Rows(), t.masks)
}

func (t *twoWayTape) Backward(b *Batch[float64], scale float64) (loss float64, scored int) {
	if t.readyBackward(&t.g.weights) {
		t.prepareBackward()
	}
	loss, scored = t.out.backward(b, scale, t.dBoth)
	H := t.g.right.H
	for i := range b.Rows() {
		copy(t.right.dOut.Row(i), t.dBoth.Row(i)[:H])
		copy(t.left.dOut.Row(t.mirror(i)), t.dBoth.Row(i)[H:])
	}
	t.right.backward()
	t.left.backward()
	for i := range min(t.in.dX.Rows, b.Rows()) { // only with an embedding
		row := t.in.dX.Row(i)
		copy(row, t.right.dIn.Row(i))
		kernel.Add(row, t.left.dIn.Row(t.mirror(i)))
		if t.masks != nil {
			undrop(row, t.in.mask[i*len(row):])
		}
	}
	t.runGradients()
	return loss, scored
}

func (t *twoWayTape) prepareBackward() {
	next, rows := &cutter[float64]{t.grad}, t.maxT*t.B
	t.in.prepareBackward(next)
	t.right.prepareBackward(next)
	t.left.prepareBackward(next)
	t.out.prepareBackward(next)
	t.dBoth = kernel.NewMatrix[float64](rows, 2*t.g.right.H)
	if t.g.in.E > 0 {
		t.right.dIn, t.left.dIn = kernel.NewMatrix[float64](rows, t.g.in.E), kernel.NewMatrix[float64](rows, t.g.in.E)
	}
}

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

// The law: a bidirectional graph can be made of the parts in this package, and its gradient is right for
// every cell, with resets, dropout and rows that are not scored.
func TestGradientsOfABidirectionalGraph(t *testing.T) {
	for _, spec := range gradSpecs() {
		if spec.Layers == 3 {
			continue
		}
		t.Run(fmt.Sprintf("%s/layers=%d/embed=%d/dropout=%g", spec.Cell, spec.Layers, spec.Embed, spec.Dropout), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			g := newTwoWay(spec, makeNet[float64](t, spec).stack.cell)
			g.Init(rng)
			r := newReading(5, 3, spec.Vocab, rng)
			gradientOf(t, g, batchOf[float64](r.B, r.tokens, r.targets, r.reset))
		})
	}
}

// The law: with a reset where padding begins, a sequence is read as if it were alone: its outputs are
// those without padding, whatever the padding holds.
func TestBidirectionalPaddingIsNotRead(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		const T, B, n = 6, 2, 4 // the first sequence has n steps
		g := newTwoWay(spec, makeNet[float64](t, spec).stack.cell)
		g.Init(rand.New(rand.NewPCG(1, 2)))
		r := newReading(T, B, spec.Vocab, rand.New(rand.NewPCG(3, 4)))
		reset := make([]bool, T*B)
		reset[n*B] = true
		tape, short := g.NewTape(T, B), g.NewTape(T, 1)
		tape.Forward(batchOf[float64](B, r.tokens, nil, reset), nil)
		var tokens []int32
		for step := range n {
			tokens = append(tokens, r.tokens[step*B])
		}
		short.Forward(batchOf[float64](1, tokens, nil, nil), nil)
		got, want := make([]float64, spec.Vocab), make([]float64, spec.Vocab)
		for step := range n {
			tape.Output(step*B, got)
			short.Output(step, want)
			if d := apart(got, want); !(d < 1e-14) {
				t.Errorf("step %d is %g away from that of the sequence alone", step, d)
			}
		}
		r.tokens[(n-1)*B] = (r.tokens[(n-1)*B] + 2) % int32(spec.Vocab)
		tape.Output(0, want)
		tape.Forward(batchOf[float64](B, r.tokens, nil, reset), nil)
		if tape.Output(0, got); slices.Equal(got, want) {
			t.Error("the first step does not see the last: nothing flows backward in time")
		}
	})
}
