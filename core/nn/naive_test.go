package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A naive net is the equations written straight down: one sequence, one step, one gate, one unit at
// a time, from tensors in PyTorch's names and shapes. It shares nothing else with the package.
type naive struct {
	spec Spec
	w    map[string][]float64
	h, c [][]float64 // of each layer; c: the states besides h, one after another
	k    int         // number of states in c
}

func newNaive(n *Net[float64]) *naive {
	v := &naive{spec: n.spec, w: map[string][]float64{}, k: len(n.stack.cell.States)}
	for _, t := range n.Export() {
		v.w[t.Name] = t.Data
	}
	v.reset()
	return v
}

func (v *naive) reset() {
	v.h, v.c = nil, nil
	for range v.spec.Layers {
		v.h, v.c = append(v.h, make([]float64, v.spec.Hidden)), append(v.c, make([]float64, v.k*v.spec.Hidden))
	}
}

func sigma(a float64) float64 { return 1 / (1 + math.Exp(-a)) }

// times is the dot product of row i of the named matrix (rows of len(x) numbers) and x.
func (v *naive) times(name string, i int, x []float64) float64 {
	sum := 0.0
	for j, xj := range x {
		sum += v.w[name][i*len(x)+j] * xj
	}
	return sum
}

// sums are unit j's sums of gate number g in layer l: the part from the input and the part from the
// state.
func (v *naive) sums(l, g, j int, x []float64) (fromX, fromH float64) {
	i := g*v.spec.Hidden + j
	return v.times(fmt.Sprintf("rnn.weight_ih_l%d", l), i, x) + v.w[fmt.Sprintf("rnn.bias_ih_l%d", l)][i],
		v.times(fmt.Sprintf("rnn.weight_hh_l%d", l), i, v.h[l]) + v.second(l, i)
}

// second is number i of the second biases of layer l: 0 for a cell with one.
func (v *naive) second(l, i int) float64 {
	if b := v.w[fmt.Sprintf("rnn.bias_hh_l%d", l)]; b != nil {
		return b[i]
	}
	return 0
}

// fromInput is unit j's sum of gate number g in layer l of a cell whose sums do not see the hidden state.
func (v *naive) fromInput(l, g, j int, x []float64) float64 {
	i := g*v.spec.Hidden + j
	return v.times(fmt.Sprintf("rnn.weight_ih_l%d", l), i, x) + v.w[fmt.Sprintf("rnn.bias_ih_l%d", l)][i]
}

// vector is component j of a vector of layer l.
func (v *naive) vector(name string, l, j int) float64 {
	return v.w[fmt.Sprintf("rnn.%s_l%d", name, l)][j]
}

// unitsOf are the equations of a cell; with one bias they are the same.
func unitsOf(cell string) func(v *naive, l, j int, x []float64) (h float64, c []float64) {
	return units[strings.TrimSuffix(cell, "-1")]
}

// units computes, for each cell, unit j of layer l with input x: its next h and other states.
var units = map[string]func(v *naive, l, j int, x []float64) (h float64, c []float64){
	"rnn": func(v *naive, l, j int, x []float64) (float64, []float64) {
		a, b := v.sums(l, 0, j, x)
		return math.Tanh(a + b), nil
	},
	"rnn-relu": func(v *naive, l, j int, x []float64) (float64, []float64) {
		a, b := v.sums(l, 0, j, x)
		return math.Max(0, a+b), nil
	},
	"lstm": func(v *naive, l, j int, x []float64) (float64, []float64) {
		var s [4]float64 // i, f, g, o
		for g := range s {
			a, b := v.sums(l, g, j, x)
			s[g] = a + b
		}
		c := sigma(s[1])*v.c[l][j] + sigma(s[0])*math.Tanh(s[2])
		return sigma(s[3]) * math.Tanh(c), []float64{c}
	},
	"gru": func(v *naive, l, j int, x []float64) (float64, []float64) {
		xr, hr := v.sums(l, 0, j, x)
		xz, hz := v.sums(l, 1, j, x)
		xn, hn := v.sums(l, 2, j, x)
		r, z := sigma(xr+hr), sigma(xz+hz)
		n := math.Tanh(xn + r*hn)
		return (1-z)*n + z*v.h[l][j], nil
	},
	"test-peephole": func(v *naive, l, j int, x []float64) (float64, []float64) {
		var s [4]float64 // i, f, g, o
		for g := range s {
			a, b := v.sums(l, g, j, x)
			s[g] = a + b
		}
		prev := v.c[l][j]
		c := sigma(s[1]+v.vector("weight_cf", l, j)*prev)*prev + sigma(s[0]+v.vector("weight_ci", l, j)*prev)*math.Tanh(s[2])
		return sigma(s[3]+v.vector("weight_co", l, j)*c) * math.Tanh(c), []float64{c}
	},
	"test-mingru": func(v *naive, l, j int, x []float64) (float64, []float64) {
		z := sigma(v.fromInput(l, 0, j, x))
		return (1-z)*v.h[l][j] + z*v.fromInput(l, 1, j, x), nil
	},
	"gru-before": func(v *naive, l, j int, x []float64) (float64, []float64) {
		mid := make([]float64, v.spec.Hidden)
		for i := range mid {
			a, b := v.sums(l, 0, i, x)
			mid[i] = sigma(a+b) * v.h[l][i]
		}
		a, b := v.sums(l, 1, j, x)
		z, i := sigma(a+b), 2*v.spec.Hidden+j
		n := math.Tanh(v.fromInput(l, 2, j, x) + v.times(fmt.Sprintf("rnn.weight_hh_l%d", l), i, mid) + v.second(l, i))
		return (1-z)*n + z*v.h[l][j], nil
	},
	"test-slow": func(v *naive, l, j int, x []float64) (float64, []float64) {
		a, b := v.sums(l, 0, j, x)
		f := sigma(a + b)
		a, b = v.sums(l, 1, j, x)
		c := f*v.c[l][j] + (1-f)*math.Tanh(a+b)
		e := v.c[l][v.spec.Hidden+j]/2 + c/2
		return math.Tanh(c + e), []float64{c, e}
	},
}

// input is the vector that represents a token; no token is a vector of zeros.
func (v *naive) input(token int32) []float64 {
	x := make([]float64, v.spec.InputWidth())
	if token < 0 {
		return x
	}
	if v.spec.Embed == 0 {
		x[token] = 1
		return x
	}
	copy(x, v.w["embedding.weight"][int(token)*v.spec.Embed:])
	return x
}

// step reads a token and returns the logits after it.
func (v *naive) step(token int32) []float64 {
	x := v.input(token)
	for l := range v.spec.Layers {
		h, c := make([]float64, v.spec.Hidden), make([]float64, v.k*v.spec.Hidden)
		for j := range h {
			var others []float64
			h[j], others = unitsOf(v.spec.Cell)(v, l, j, x)
			for i, s := range others {
				c[i*v.spec.Hidden+j] = s
			}
		}
		v.h[l], v.c[l] = h, c
		x = h
	}
	o := make([]float64, v.spec.Vocab)
	for i := range o {
		o[i] = v.times("linear.weight", i, x) + v.w["linear.bias"][i]
	}
	return o
}

// nll is −log softmax(o)_y by its definition, which is safe for small logits.
func nll(o []float64, y int32) float64 {
	sum := 0.0
	for _, v := range o {
		sum += math.Exp(v)
	}
	return -math.Log(math.Exp(o[y]) / sum)
}

// eachSpec runs f for every cell in the table, one-hot and embedded, in one layer and in two.
func eachSpec(t *testing.T, f func(t *testing.T, spec Spec)) {
	for _, cell := range allCells() {
		for _, layers := range []int{1, 2} {
			for _, embed := range []int{0, 3} {
				spec := Spec{Cell: cell.Name, Vocab: 6, Embed: embed, Hidden: 5, Layers: layers, Init: "uniform:0.7"}
				t.Run(fmt.Sprintf("%s/layers=%d/embed=%d", cell.Name, layers, embed), func(t *testing.T) { f(t, spec) })
			}
		}
	}
}

func logitsOf[F Float](t *netTape[F], row int) []float64 {
	o := make([]F, t.out.part.K)
	t.Output(row, o)
	wide := make([]float64, len(o))
	for i, v := range o {
		wide[i] = float64(v)
	}
	return wide
}

// apart is the largest difference between two vectors; +Inf if their lengths differ.
func apart(a, b []float64) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	d := 0.0
	for i := range a {
		if v := math.Abs(a[i] - b[i]); v > d || v != v {
			d = v
		}
	}
	return d
}

// The law: every cell follows its equations, through several readings with the state carried over,
// including resets and tokens that are no input.
func TestCellsFollowTheirEquations(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		if unitsOf(spec.Cell) == nil {
			t.Fatalf("no naive equations for %s: add them here", spec.Cell)
		}
		const T, B = 4, 3
		net := newNetFor(t, spec, 1)
		tape := newNetTape(net, T, B)
		var rows [B]*naive
		for b := range rows {
			rows[b] = newNaive(net)
		}
		rng := rand.New(rand.NewPCG(2, 3))
		for reading := range 4 {
			r := newReading(T, B, spec.Vocab, rng)
			forward(tape, r.tokens, r.reset, nil)
			_, got := 0.0, make([]float64, T*B)
			score(tape, r.targets, got)
			for i := range T * B {
				v := rows[i%B]
				if r.reset[i] {
					v.reset()
				}
				want := v.step(r.tokens[i])
				if d := apart(logitsOf(tape, i), want); !(d < 1e-12) {
					t.Fatalf("reading %d, step %d of sequence %d: logits are off by %g", reading, i/B, i%B, d)
				}
				if y := r.targets[i]; y >= 0 && math.Abs(got[i]-nll(want, y)) > 1e-12 {
					t.Fatalf("reading %d, step %d of sequence %d: NLL is %v instead of %v", reading, i/B, i%B, got[i], nll(want, y))
				}
			}
			checkState(t, tape, rows[:])
		}
	})
}

// checkState compares the carried state with that of the naive nets.
func checkState(t *testing.T, tape *netTape[float64], rows []*naive) {
	t.Helper()
	var want [][]float64
	for l := range tape.net.spec.Layers {
		var h, c []float64
		for _, v := range rows {
			h, c = append(h, v.h[l]...), append(c, v.c[l]...)
		}
		want = append(want, h)
		if len(tape.stack.stack.cell.States) > 0 {
			want = append(want, c)
		}
	}
	state := tape.State()
	if len(state) != len(want) {
		t.Fatalf("%d state matrices are carried instead of %d", len(state), len(want))
	}
	for i := range want {
		if d := apart(state[i], want[i]); !(d < 1e-12) {
			t.Fatalf("carried state %d is off by %g", i, d)
		}
	}
}
