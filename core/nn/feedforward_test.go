package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// feedForwardSpecs are the models without a state, with every head: from one hidden layer to three.
func feedForwardSpecs() []Spec {
	var list []Spec
	for _, model := range FeedForward() {
		for _, h := range Heads() {
			for _, layers := range []int{1, 2, 3} {
				s := Spec{Cell: model.Name, Inputs: 3, Outputs: 2, Head: h.Name, Hidden: 5, Layers: layers, Init: "uniform:0.8"}
				if len(model.Gates) == 0 {
					s.Hidden, s.Layers = 0, 0
				}
				list = append(list, s)
			}
		}
	}
	return list
}

func eachFeedForward(t *testing.T, f func(t *testing.T, g *feedForward[float64], b *Batch[float64])) {
	for _, s := range feedForwardSpecs() {
		t.Run(fmt.Sprintf("%s/layers=%d/head=%s", s.Cell, s.Layers, s.Head), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			f(t, graphOf(t, s, rng).(*feedForward[float64]), newRealBatch(s, 4, 3, rng))
		})
	}
}

// naiveFeedForward is the equations written straight down, from tensors in PyTorch's names and shapes.
func naiveFeedForward(g Graph[float64], x []float64) []float64 {
	w := map[string][]float64{}
	for _, v := range g.Export() {
		w[v.Name] = v.Data
	}
	layer := func(name string, x []float64) []float64 {
		var out []float64
		for i, sum := range w[name+".bias"] {
			for j, v := range x {
				sum += w[name+".weight"][i*len(x)+j] * v
			}
			out = append(out, sum)
		}
		return out
	}
	for l := range g.Spec().Layers {
		x = layer(fmt.Sprintf("hidden.%d", l), x)
		for i, a := range x {
			x[i] = math.Max(0, a)
		}
	}
	return layer("linear", x)
}

// outputsOf are the head's outputs for row i of the last Forward.
func outputsOf(tape Tape[float64], s Spec, i int) []float64 {
	o := make([]float64, s.OutputWidth())
	tape.Output(i, o)
	return o
}

// The law: models without a state follow their equations, row by row; nothing is carried from one reading to the next,
// and no reset changes anything.
func TestFeedForwardFollowsItsEquations(t *testing.T) {
	eachFeedForward(t, func(t *testing.T, g *feedForward[float64], b *Batch[float64]) {
		tape, s := g.NewTape(b.T, b.B), g.Spec()
		for reading := range 2 {
			tape.Forward(b, nil)
			for i := range b.Rows() {
				want := naiveFeedForward(g, b.Reals[i*s.Inputs:(i+1)*s.Inputs])
				if d := apart(outputsOf(tape, s, i), want); !(d < 1e-14) {
					t.Errorf("reading %d, row %d: the outputs are off by %g", reading, i, d)
				}
			}
			b.Reset = nil
		}
		if len(tape.State()) != 0 || len(g.States(3)) != 0 || len(s.States(3)) != 0 {
			t.Errorf("it carries %d matrices of state, and names %d", len(tape.State()), len(g.States(3)))
		}
	})
}

// Tests the test: a backward pass with one plausible mistake must be caught. The linear model has none of its own:
// see TestGradientsCatchABrokenHead.
func TestGradientsCatchABrokenFeedForward(t *testing.T) {
	broken := map[string]func(c *Cell[float64]){
		"mlp": func(c *Cell[float64]) { // the slope is forgotten
			c.Backward = func(s *Step[float64]) { copy(s.X, s.DH) }
		},
	}
	for _, info := range FeedForward() {
		breakIt, ok := broken[info.Name]
		if !ok {
			if len(info.Gates) > 0 {
				t.Errorf("no broken backward pass for %s: add one here", info.Name)
			}
			continue
		}
		s, rng := realSpec(info.Name, 2, "squared"), rand.New(rand.NewPCG(3, 4))
		cell := cellOf[float64](info.Name)
		breakIt(&cell)
		g := newFeedForward(s, cell)
		g.Init(rng)
		if worst, _ := gradientDifference(g, newRealBatch(s, 5, 3, rng)); worst < 1e-4 {
			t.Errorf("%s: a broken backward pass is accepted, off by only %.2g", info.Name, worst)
		}
	}
}

// PyTorch's state dict of a ModuleList called hidden and a Linear called linear: names, shapes, order, and a title
// with the widths from input to output.
func TestFeedForwardHasPyTorchsNamesAndShapes(t *testing.T) {
	for _, c := range []struct {
		spec   Spec
		title  string
		want   string
		params int
	}{
		{Spec{Cell: "linear", Inputs: 4, Outputs: 1, Head: "squared"}, "LINEAR 4-1", "linear.weight [1 4], linear.bias [1]", 5},
		{Spec{Cell: "mlp", Inputs: 4, Outputs: 1, Hidden: 10, Layers: 1, Head: "squared"}, "MLP 4-10-1",
			"hidden.0.weight [10 4], hidden.0.bias [10], linear.weight [1 10], linear.bias [1]", 61},
		{Spec{Cell: "mlp", Inputs: 4, Outputs: 3, Hidden: 10, Layers: 2, Head: "gaussian"}, "MLP 4-2×10-6",
			"hidden.0.weight [10 4], hidden.0.bias [10], hidden.1.weight [10 10], hidden.1.bias [10], linear.weight [6 10], linear.bias [6]", 226},
	} {
		c.spec.Init = "pytorch"
		var got []string
		for _, v := range graphOf(t, c.spec, rand.New(rand.NewPCG(1, 1))).Export() {
			got = append(got, fmt.Sprint(v.Name, " ", v.Shape))
		}
		if strings.Join(got, ", ") != c.want || c.spec.Size() != c.params || c.spec.String() != c.title {
			t.Errorf("%s has %d parameters, %s", c.spec, c.spec.Size(), strings.Join(got, ", "))
		}
	}
}

// PyTorch samples a Linear layer's weights and biases uniformly within ±1/√(its inputs): layer by layer another range.
func TestFeedForwardInitPyTorch(t *testing.T) {
	s := Spec{Cell: "mlp", Inputs: 4, Outputs: 30, Hidden: 100, Layers: 2, Head: "squared", Init: "pytorch"}
	g := graphOf(t, s, rand.New(rand.NewPCG(1, 1)))
	for _, v := range g.Export() {
		r := 0.1 // 1/√100
		if strings.HasPrefix(v.Name, "hidden.0") {
			r = 0.5 // 1/√4
		}
		largest, squares := 0.0, 0.0
		for _, w := range v.Data {
			largest, squares = max(largest, math.Abs(w)), squares+w*w
		}
		// variance r²/3; the smallest tensor has 30 numbers, whose mean square deviates by 0.9/√30 = 16 %
		if variance := squares / float64(v.Len()); largest > r || largest < 0.8*r || math.Abs(3*variance/(r*r)-1) > 0.5 {
			t.Errorf("%s: largest %v, variance %v instead of up to %v", v.Name, largest, variance, r)
		}
	}
}

// The law: weights exported are weights imported; a frozen copy stays as it was and has a backward pass; a tape that is
// bound to another net reads with that one's weights.
func TestFeedForwardIsAGraphLikeAnyOther(t *testing.T) {
	eachFeedForward(t, func(t *testing.T, g *feedForward[float64], b *Batch[float64]) {
		gradient := func(tape Tape[float64]) []float64 {
			tape.Forward(b, nil)
			tape.Backward(b, 1)
			return slices.Clone(tape.Grad())
		}
		want, frozen, tape := gradient(g.NewTape(b.T, b.B)), g.Frozen(), g.NewTape(b.T, b.B)
		other, err := New[float64](g.spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Import(other.Weights(), lookupIn(g.Export())); err != nil || !slices.Equal(other.Weights(), g.W) {
			t.Errorf("imported weights differ (%v)", err)
		}
		other.Prepare()
		g.Init(rand.New(rand.NewPCG(99, 99)))
		if slices.Equal(gradient(tape), want) {
			t.Error("the net itself has not changed: the test proves nothing")
		}
		tape.Rebind(other)
		for name, got := range map[string][]float64{"imported": gradient(other.NewTape(b.T, b.B)), "frozen": gradient(frozen.NewTape(b.T, b.B)), "rebound": gradient(tape)} {
			if !slices.Equal(got, want) {
				t.Errorf("%s: the gradient is another", name)
			}
		}
	})
}

// The law: the activations are the letters of the equations: h = max(0, sum) in every hidden layer; the linear model
// has none.
func TestFeedForwardActivations(t *testing.T) {
	eachFeedForward(t, func(t *testing.T, g *feedForward[float64], b *Batch[float64]) {
		tape := g.NewTape(b.T+1, b.B) // longer than the reading
		tape.Forward(b, nil)
		list := tape.Activations()
		if len(list) != 2*g.spec.Layers {
			t.Fatalf("%d activations of %d layers", len(list), g.spec.Layers)
		}
		for l := range g.spec.Layers {
			sum, h := named(t, list, l, "sum"), named(t, list, l, "h")
			if sum.Rows != b.Rows() || sum.Cols != g.spec.Hidden || list[0].Part != "hidden" {
				t.Errorf("layer %d of %s: %d×%d", l, list[0].Part, sum.Rows, sum.Cols)
			}
			for i := range h.Rows {
				for j, v := range h.Row(i) {
					if v != math.Max(0, sum.Row(i)[j]) {
						t.Errorf("layer %d, row %d: %v from %v", l, i, v, sum.Row(i)[j])
					}
				}
			}
		}
	})
}

// Dropout falls on the hidden layers' outputs, from its own stream: the same stream drops the same, none drops nothing,
// and the mean over many samples is the output without it when only the read-out has weights.
func TestFeedForwardDropout(t *testing.T) {
	const draws = 20000
	for _, layers := range []int{1, 2} {
		s := Spec{Cell: "mlp", Inputs: 1, Outputs: 1, Hidden: 1, Layers: layers, Dropout: 0.5, Head: "squared", Init: "uniform:0"}
		g := graphOf(t, s, rand.New(rand.NewPCG(1, 1))).(*feedForward[float64])
		for l := range g.hidden.layers {
			g.hidden.layers[l].B[0] = 1
		}
		g.out.p.Wq.Data[0] = 1 // o = h = 1
		g.Prepare()
		tape, b := g.NewTape(draws, 1), &Batch[float64]{T: draws, B: 1, Reals: make([]float64, draws)}
		read := func(m *Masks) (all []float64) {
			tape.Forward(b, m)
			for i := range draws {
				all = append(all, outputsOf(tape, s, i)...)
			}
			return all
		}
		first := read(&Masks{1, 1})
		if !slices.Equal(first, read(&Masks{1, 1})) || slices.Equal(first, read(&Masks{2, 1})) {
			t.Errorf("%d layers: a stream does not determine what is dropped", layers)
		}
		mean := 0.0
		for _, v := range first {
			mean += v / draws
		}
		if math.Abs(mean-1) > 5*0.0071 { // {0, 2}: a standard deviation of 1/√20000
			t.Errorf("%d layers: the mean is %v instead of 1", layers, mean)
		}
		if slices.Contains(read(nil), 0) {
			t.Errorf("%d layers: something is dropped without a stream", layers)
		}
	}
}
