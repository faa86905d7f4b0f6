package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A line is a sequence of ids with a target each.
type line struct{ ids, targets []int32 }

// someLines are sequences of different lengths; the id of a step may be missing, and some are not scored.
func someLines(V int) (list []line) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{5, 1, 8, 3, 2, 6, 4} {
		var x line
		for range n {
			x.ids, x.targets = append(x.ids, int32(rng.IntN(V+1))-1), append(x.targets, int32(rng.IntN(V+1))-1)
		}
		list = append(list, x)
	}
	return list
}

// A place is where a sequence stands in a batch: in a row, from a step on.
type place struct{ row, step int }

// layOutLines puts sequences at places in T steps of B rows; filler is what the padding holds.
func layOutLines[F Float](list []line, at []place, T, B int, filler func() int32) *Batch[F] {
	b := &Batch[F]{T: T, B: B}
	for range T * B {
		b.Tokens, b.Targets, b.Reset = append(b.Tokens, filler()), append(b.Targets, -1), append(b.Reset, true)
	}
	for i, x := range list {
		for t := range x.ids {
			row := (at[i].step+t)*B + at[i].row
			b.Tokens[row], b.Targets[row], b.Reset[row] = x.ids[t], x.targets[t], t == 0
		}
	}
	return b
}

// layouts are ways to read someLines: batches with the sequences and the places of each.
var layouts = []struct {
	T, B  int
	lines []int
	at    []place
}{
	{8, 7, []int{0, 1, 2, 3, 4, 5, 6}, []place{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}}},
	{11, 7, []int{0, 1, 2, 3, 4, 5, 6}, []place{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}}},
	{11, 9, []int{6, 5, 4, 3, 2, 1, 0}, []place{{8, 0}, {5, 0}, {1, 0}, {3, 0}, {7, 0}, {2, 0}, {4, 0}}},
	{10, 3, []int{0, 1, 2, 3, 4, 5, 6}, []place{{0, 0}, {0, 5}, {1, 0}, {2, 0}, {1, 8}, {2, 4}, {0, 6}}},
	{40, 1, []int{2, 0, 1, 6, 5, 4, 3}, []place{{0, 2}, {0, 10}, {0, 15}, {0, 17}, {0, 21}, {0, 27}, {0, 30}}},
}

// eachPadded calls f for every cell, with one and two layers, in one direction, in both, and with Fill.
func eachPadded(t *testing.T, f func(t *testing.T, s Spec)) {
	for _, cell := range Cells() {
		for _, layers := range []int{1, 2} {
			for ways := range 3 {
				s := Spec{Cell: cell.Name, Vocab: 9, Embed: 5, Hidden: 20, Layers: layers, Init: "uniform:0.6", Bidirectional: ways > 0, Fill: ways > 1}
				t.Run(fmt.Sprintf("%s/%d/%d", cell.Name, layers, ways), func(t *testing.T) { f(t, s) })
			}
		}
	}
}

// graphFor is a graph of s with initial weights.
func graphFor[F Float](t *testing.T, s Spec) Graph[F] {
	t.Helper()
	g, err := New[F](s)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return g
}

// readLayout reads layout i, and returns the losses of each sequence's steps and the gradient.
func readLayout[F Float](g Graph[F], i int, filler func() int32) (losses map[int][]float64, sum float64, grad []F) {
	x, all := layouts[i], someLines(g.Spec().Vocab)
	var list []line
	for _, n := range x.lines {
		list = append(list, all[n])
	}
	b := layOutLines[F](list, x.at, x.T, x.B, filler)
	tape := g.NewTape(x.T, x.B)
	tape.Forward(b, nil)
	sum, _ = tape.Backward(b, 0.5)
	losses = map[int][]float64{}
	for k, n := range x.lines {
		for step := range list[k].ids {
			losses[n] = append(losses[n], tape.Losses()[(x.at[k].step+step)*x.B+x.at[k].row])
		}
	}
	return losses, sum, tape.Grad()
}

func nothing() int32 { return -1 }

// The law: what padding holds changes nothing, to the last bit: neither losses nor gradients.
func TestPaddingMayHoldAnything(t *testing.T) {
	eachPadded(t, func(t *testing.T, s Spec) {
		g, rng := graphFor[float32](t, s), rand.New(rand.NewPCG(3, 3))
		for i := range layouts {
			want, sum, grad := readLayout(g, i, nothing)
			got, sum2, grad2 := readLayout(g, i, func() int32 { return int32(rng.IntN(s.Vocab)) })
			if sum != sum2 || !slices.Equal(grad, grad2) {
				t.Errorf("layout %d: another gradient, or Σ %v instead of %v", i, sum2, sum)
			}
			for n := range want {
				if !slices.Equal(got[n], want[n]) {
					t.Errorf("layout %d, sequence %d: %v instead of %v", i, n, got[n], want[n])
				}
			}
		}
	})
}

// The law: how much padding there is and what stands beside a sequence leave its losses as they are, to the last bit.
func TestLossesOfASequenceAreItsOwn(t *testing.T) {
	eachPadded(t, func(t *testing.T, s Spec) {
		g := graphFor[float32](t, s)
		want, _, _ := readLayout(g, 0, nothing)
		for i := 1; i < len(layouts); i++ {
			got, _, _ := readLayout(g, i, nothing)
			for n := range want {
				if !slices.Equal(got[n], want[n]) {
					t.Errorf("layout %d, sequence %d: %v instead of %v", i, n, got[n], want[n])
				}
			}
		}
	})
}

// The law: the gradient of a set of sequences is the same however they are laid out, but for the rounding of its sum.
func TestGradientOfASetIsOne(t *testing.T) {
	eachPadded(t, func(t *testing.T, s Spec) {
		g := graphFor[float64](t, s)
		_, sum, want := readLayout(g, 0, nothing)
		most := 0.0
		for _, v := range want {
			most = max(most, math.Abs(v))
		}
		for i := 1; i < len(layouts); i++ {
			_, sum2, got := readLayout(g, i, nothing)
			worst := math.Abs(sum2/sum - 1)
			for k := range want {
				worst = max(worst, math.Abs(got[k]-want[k])/most)
			}
			if !(worst < 1e-12) {
				t.Errorf("layout %d is %g away", i, worst)
			}
		}
	})
}

// The law: padding of real vectors may hold NaN and infinities: losses and gradients are, to the last bit, those with 0 there.
func TestPaddingMayBeNaN(t *testing.T) {
	for _, cell := range Cells() {
		for _, layers := range []int{1, 2} {
			for _, fill := range []bool{false, true} {
				s := Spec{Cell: cell.Name, Inputs: 3, Outputs: 2, Head: "squared", Hidden: 20, Layers: layers, Init: "uniform:0.6", Bidirectional: true, Fill: fill}
				g := graphFor[float32](t, s)
				var grads [][]float32
				var sums []float64
				for _, filler := range []float32{0, float32(math.NaN()), float32(math.Inf(1))} {
					b := numbersPadded(filler)
					tape := g.NewTape(b.T, b.B)
					tape.Forward(b, nil)
					sum, _ := tape.Backward(b, 1)
					grads, sums = append(grads, tape.Grad()), append(sums, sum)
				}
				for i := range grads {
					if sums[i] != sums[0] || !slices.Equal(grads[i], grads[0]) || grads[i][0] == 0 {
						t.Errorf("%s, %d layers, fill %v: Σ %v instead of %v, or another gradient", cell.Name, layers, fill, sums[i], sums[0])
					}
				}
			}
		}
	}
}

// numbersPadded are sequences of 4, 7 and 2 steps of real vectors, with the padding behind them full of filler.
func numbersPadded(filler float32) *Batch[float32] {
	const T, B = 7, 3
	rng := rand.New(rand.NewPCG(5, 6))
	b := &Batch[float32]{T: T, B: B}
	for i := range T * B {
		in := i/B < []int{4, 7, 2}[i%B]
		for k := range 5 {
			v := float32(rng.NormFloat64())
			if !in {
				v = filler
			}
			if k < 3 {
				b.Reals = append(b.Reals, v)
			} else {
				b.RealTargets = append(b.RealTargets, v)
			}
		}
		b.Scored, b.Reset = append(b.Scored, in), append(b.Reset, i < B || !in)
	}
	return b
}
