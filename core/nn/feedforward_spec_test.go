package nn

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// A shape that has no meaning is refused, and the error says what has to change.
func TestCheckOfFeedForward(t *testing.T) {
	linear := Spec{Cell: "linear", Inputs: 4, Outputs: 1, Head: "squared", Init: "pytorch"}
	mlp := Spec{Cell: "mlp", Inputs: 4, Outputs: 1, Hidden: 10, Layers: 1, Head: "squared", Init: "pytorch"}
	for _, good := range []Spec{linear, mlp} {
		if err := good.Check(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		word    string
		of      Spec
		breakIt func(s *Spec)
	}{
		{"tokens", linear, func(s *Spec) { s.Inputs, s.Vocab = 0, 5 }},
		{"tokens", mlp, func(s *Spec) { s.Inputs, s.Vocab = 0, 5 }},
		{"hidden (3)", linear, func(s *Spec) { s.Hidden = 3 }},
		{"layers (2)", linear, func(s *Spec) { s.Layers = 2 }},
		{"dropout (0.5)", linear, func(s *Spec) { s.Dropout = 0.5 }},
		{"hidden", mlp, func(s *Spec) { s.Hidden = 0 }},
		{"layers", mlp, func(s *Spec) { s.Layers = 0 }},
		{"outputs", linear, func(s *Spec) { s.Outputs = 0 }},
		{"outputs", mlp, func(s *Spec) { s.Outputs, s.Head = math.MaxInt, "gaussian" }},
		{"parameters", linear, func(s *Spec) { s.Inputs, s.Outputs = 1<<14, 1<<20 }},
		{"inputs", mlp, func(s *Spec) { s.Inputs = -1 }},
	} {
		bad := c.of
		c.breakIt(&bad)
		if err := bad.Check(); err == nil || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%+v: the error is %v, without %q", bad, err, c.word)
		}
	}
}

// The tables hold both kinds, and a name is found in either.
func TestEveryModelIsFound(t *testing.T) {
	for _, info := range append(Cells(), FeedForward()...) {
		got, err := FindCell(info.Name)
		if err != nil || got.Name != info.Name || got.About == "" || got.FeedForward != slices.ContainsFunc(FeedForward(), func(f Info) bool { return f.Name == info.Name }) {
			t.Errorf("%s: %+v, %v", info.Name, got, err)
		}
	}
	if _, err := FindCell("arma"); err == nil || !strings.Contains(err.Error(), "gru, linear, mlp") {
		t.Errorf("the error is %v", err)
	}
}
