package nn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The law: of rows with several ids the gradient is right, with some ids missing and some twice, and with dropout.
func TestGradientsOfSeveralIDs(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, two := range []bool{false, true} {
		spec := Spec{Cell: "lstm", Vocab: 7, Embed: 3, Features: 3, Outputs: 4, Hidden: 4, Layers: 2, Dropout: 0.2, Init: "uniform:0.8", Bidirectional: two}
		g, err := New[float64](spec)
		if err != nil {
			t.Fatal(err)
		}
		g.Init(rng)
		b := &Batch[float64]{T: 4, B: 3}
		for i := range 12 {
			b.Tokens = append(b.Tokens, int32(i%7), int32(rng.IntN(8))-1, int32(i%7))
			b.Targets = append(b.Targets, int32(rng.IntN(5))-1)
		}
		b.Tokens[0], b.Tokens[1], b.Tokens[2] = -1, -1, -1
		gradientOf(t, g, b)
	}
}

// The law: a row with several ids is read as one id whose vector is the sum of theirs.
func TestSeveralIDsAreASum(t *testing.T) {
	spec := Spec{Cell: "gru", Vocab: 5, Embed: 3, Features: 2, Hidden: 4, Layers: 1, Init: "uniform:0.8"}
	g, err := New[float64](spec)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	spec.Features = 0
	one, _ := New[float64](spec)
	copy(one.Weights(), g.Weights())
	for j := range 3 {
		one.Weights()[3+j] += one.Weights()[6+j] // token 1 becomes 1 + 2
	}
	one.Prepare()
	two := allOutputs(g, &Batch[float64]{T: 1, B: 1, Tokens: []int32{1, 2}})
	if want := allOutputs(one, &Batch[float64]{T: 1, B: 1, Tokens: []int32{1}}); !slices.Equal(two[0], want[0]) {
		t.Errorf("%v, want %v", two, want)
	}
}
