package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// wideOf makes a spec's layers, inputs and outputs wider than registers and pieces of work, with numbers that no
// register divides. Its weights are small enough for a ReLU net of this width to stay finite over many steps: a NaN is
// equal to nothing.
func wideOf(s Spec) Spec {
	s.Init = "pytorch"
	if s.Hidden > 0 {
		s.Hidden = 67
	}
	if s.Inputs > 1 {
		s.Inputs, s.Outputs = 19, 35
	}
	return s
}

// wideSpecs are those of realSpecs with as many layers as there are, made wide.
func wideSpecs() (list []Spec) {
	for _, s := range realSpecs() {
		if s.Layers != 1 {
			list = append(list, wideOf(s))
		}
	}
	return list
}

// narrow is a batch in float32.
func narrow(b *Batch[float64]) *Batch[float32] {
	n := &Batch[float32]{T: b.T, B: b.B, Tokens: b.Tokens, Targets: b.Targets, Scored: b.Scored, Reset: b.Reset}
	for _, x := range b.Reals {
		n.Reals = append(n.Reals, float32(x))
	}
	for _, x := range b.RealTargets {
		n.RealTargets = append(n.RealTargets, float32(x))
	}
	return n
}

// graph32 is a graph in float32 with the weights of one in float64, which are rounded to those.
func graph32(t *testing.T, wide Graph[float64]) Graph[float32] {
	t.Helper()
	var g Graph[float32]
	if info, err := FindCell(wide.Spec().Cell); err == nil && info.FeedForward {
		g = newFeedForward(wide.Spec(), cellOf[float32](info.Name))
	} else {
		g = makeNet[float32](t, wide.Spec())
	}
	for i, w := range wide.Weights() {
		g.Weights()[i] = float32(w)
		wide.Weights()[i] = float64(float32(w))
	}
	wide.Prepare()
	g.Prepare()
	return g
}

// readBy reads a batch twice with the given workers, the state carried over, and returns all the results.
func readBy[F Float](g Graph[F], b *Batch[F], w Workers) (all []F, loss float64) {
	tape := g.NewTape(b.T, b.B)
	if w != nil {
		tape.UseWorkers(w)
		g.PrepareBy(w)
	}
	for i := range 2 {
		tape.Forward(b, &Masks{3, uint64(i)})
		sum, _ := tape.Backward(b, 0.1)
		loss, all = loss+sum, append(all, tape.Grad()...)
	}
	o := make([]F, g.Spec().OutputWidth())
	for i := range b.Rows() {
		tape.Output(i, o)
		all = append(all, o...)
	}
	return all, loss
}

// The law: with every cell, head and input, loss, gradients and outputs are the same bit for bit for any number of
// threads.
func TestThreadsDoNotChangeABitOfAnyHead(t *testing.T) {
	for _, s := range wideSpecs() {
		rng := rand.New(rand.NewPCG(3, 4))
		g := graph32(t, graphOf(t, s, rng))
		b := narrow(newRealBatch(s, 20, 7, rng)) // 140 rows: pieces for eight threads
		want, loss := readBy(g, b, nil)
		for _, n := range []crowd{1, 2, 3, 8} {
			got, sum := readBy(g, b, n)
			if sum != loss || !slices.Equal(got, want) {
				t.Errorf("%+v: with %d threads the loss is %v instead of %v", s, n, sum, loss)
			}
		}
	}
}

// The law: an update allocates nothing after the first, with every cell, head and input, whichever thread takes which
// piece.
func TestNoHeadAllocates(t *testing.T) {
	for _, s := range wideSpecs() {
		rng := rand.New(rand.NewPCG(3, 4))
		g := graph32(t, graphOf(t, s, rng))
		b, masks, w := narrow(newRealBatch(s, 30, 11, rng)), &Masks{3, 0}, &oneOf{} // more rows than kernel.StepsAtOnce
		tape := g.NewTape(b.T, b.B)
		tape.UseWorkers(w)
		update := func() {
			tape.Forward(b, masks)
			tape.Backward(b, 0.1)
			tape.Score(b, nil)
			g.PrepareBy(w)
		}
		// Go's runtime also allocates now and then; a broken law fails every time.
		least := math.Inf(1)
		for look := 0; look < 3 && least > 0; look++ {
			least = min(least, testing.AllocsPerRun(1, func() {
				update()
				w.turn = (w.turn + 1) % 3
			}))
		}
		if least != 0 {
			t.Errorf("%+v: %v allocations", s, least)
		}
	}
}

// The law: float32, which is trained, is float64, which is checked, up to rounding. A sum of n terms is accurate to
// about n·6e-8; the gradient by a number is held against the largest.
func TestFloat32OfEveryHeadIsCloseToFloat64(t *testing.T) {
	for _, s := range realSpecs() {
		rng := rand.New(rand.NewPCG(3, 4))
		g := graphOf(t, s, rng)
		n := graph32(t, g)
		b := newRealBatch(s, 6, 3, rng)
		for i, x := range b.Reals {
			b.Reals[i] = float64(float32(x))
		}
		for i, x := range b.RealTargets {
			b.RealTargets[i] = float64(float32(x))
		}
		wide, loss := readBy(g, b, nil)
		got, loss32 := readBy(n, narrow(b), nil)
		largest, off := 0.0, 0.0
		for i, v := range wide {
			largest, off = max(largest, math.Abs(v)), max(off, math.Abs(v-float64(got[i])))
		}
		if !(off < 1e-5*largest) || !(math.Abs(loss-loss32) < 1e-5*math.Abs(loss)) {
			t.Errorf("%+v: numbers are %.2g apart relative to the largest, the losses %v and %v", s, off/largest, loss, loss32)
		}
	}
}

// The law: the loss and gradient of a batch are the sums of those of its sequences: a mask, a head or a layer mixes no
// rows.
func TestABatchOfAnyHeadIsTheSumOfItsSequences(t *testing.T) {
	eachReal(t, func(t *testing.T, g Graph[float64], b *Batch[float64]) {
		tape := g.NewTape(b.T, b.B)
		tape.Forward(b, nil)
		sum, n := tape.Backward(b, 0.25)
		grad := slices.Clone(tape.Grad())
		for k := range b.B {
			one := sequenceOf(g.Spec(), b, k)
			alone := g.NewTape(b.T, 1)
			alone.Forward(one, nil)
			v, m := alone.Backward(one, 0.25)
			sum, n = sum-v, n-m
			for i, d := range alone.Grad() {
				grad[i] -= d
			}
		}
		if math.Abs(sum) > 1e-12 || n != 0 {
			t.Errorf("the batch's loss is %g more than its sequences', over %d rows more", sum, n)
		}
		if d := apart(grad, make([]float64, len(grad))); !(d < 1e-13) {
			t.Errorf("the gradients differ by %g", d)
		}
	})
}

// sequenceOf is sequence k of a batch.
func sequenceOf(s Spec, b *Batch[float64], k int) *Batch[float64] {
	one := &Batch[float64]{T: b.T, B: 1}
	for i := k; i < b.Rows(); i += b.B {
		if b.Tokens != nil {
			one.Tokens = append(one.Tokens, b.Tokens[i])
		}
		if b.Targets != nil {
			one.Targets = append(one.Targets, b.Targets[i])
		} else {
			K := s.TargetWidth()
			one.RealTargets = append(one.RealTargets, b.RealTargets[i*K:(i+1)*K]...)
		}
		one.Reals = append(one.Reals, b.Reals[i*s.Inputs:(i+1)*s.Inputs]...)
		one.Scored, one.Reset = append(one.Scored, b.Scored[i]), append(one.Reset, b.Reset[i])
	}
	return one
}

// The law: an input of NaN shows in the loss, with every cell and head: no ReLU makes a 0 of it.
func TestAnInputOfNaNShowsInTheLoss(t *testing.T) {
	eachReal(t, func(t *testing.T, g Graph[float64], b *Batch[float64]) {
		if b.Reals == nil {
			t.Skip("it reads tokens")
		}
		b.Scored, b.Reset = nil, nil
		if b.Targets != nil {
			b.Targets[0] = 0
		}
		b.Reals[0] = math.NaN()
		tape := g.NewTape(b.T, b.B)
		tape.Forward(b, nil)
		if loss, _ := tape.Backward(b, 1); !math.IsNaN(loss) {
			t.Errorf("an input of NaN: the loss is %v", loss)
		}
	})
}
