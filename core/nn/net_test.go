package nn

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// PyTorch's state dict of an embedding, a recurrent module and a linear layer: names, shapes, order.
func TestTensorsHavePyTorchsNamesAndShapes(t *testing.T) {
	spec := Spec{Cell: "lstm", Vocab: 7, Embed: 3, Hidden: 5, Layers: 2, Init: "pytorch"}
	want := []string{
		"embedding.weight [7 3]",
		"rnn.weight_ih_l0 [20 3]", "rnn.weight_hh_l0 [20 5]", "rnn.bias_ih_l0 [20]", "rnn.bias_hh_l0 [20]",
		"rnn.weight_ih_l1 [20 5]", "rnn.weight_hh_l1 [20 5]", "rnn.bias_ih_l1 [20]", "rnn.bias_hh_l1 [20]",
		"linear.weight [7 5]", "linear.bias [7]",
	}
	var got []string
	for _, v := range newNetFor(t, spec, 1).Export() {
		got = append(got, fmt.Sprint(v.Name, " ", v.Shape))
		if len(v.Data) != v.Len() {
			t.Errorf("%s has %d numbers instead of %d", v.Name, len(v.Data), v.Len())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("tensors are\n%s\ninstead of\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// G gates make matrices of G·H rows, and a one-hot input has V columns.
func TestShapesAreGatesTimesHidden(t *testing.T) {
	for cell, gates := range map[string]int{"rnn": 1, "rnn-relu": 1, "lstm": 4, "gru": 3} {
		spec := Spec{Cell: cell, Vocab: 7, Hidden: 5, Layers: 1, Init: "pytorch"}
		tensors := spec.Tensors()
		if got, want := fmt.Sprint(tensors[0].Shape, tensors[1].Shape), fmt.Sprint([]int{gates * 5, 7}, []int{gates * 5, 5}); got != want {
			t.Errorf("%s: weights of %s instead of %s", cell, got, want)
		}
	}
}

// 4·H(D + H) + 2·4H for an LSTM and (H + 1)·V for the read-out: with V = 65, H = 128, one-hot,
// 4·128·193 + 1024 + 129·65 = 98,816 + 1,024 + 8,385.
func TestSizeOfATextbookLSTM(t *testing.T) {
	spec := Spec{Cell: "lstm", Vocab: 65, Hidden: 128, Layers: 1, Init: "pytorch"}
	if spec.Size() != 108225 {
		t.Errorf("%d parameters instead of 108,225", spec.Size())
	}
}

func lookupIn[F Float](list []Values[F]) func(string) ([]int, []F, bool) {
	return func(name string) ([]int, []F, bool) {
		for _, v := range list {
			if v.Name == name {
				return v.Shape, v.Data, true
			}
		}
		return nil, nil, false
	}
}

// The law: a Spec knows the state of the net that is made of it.
func TestASpecKnowsItsStates(t *testing.T) {
	for _, cell := range Cells() {
		for _, s := range []Spec{
			{Cell: cell.Name, Vocab: 11, Hidden: 5, Layers: 2, Init: "pytorch"},
			{Cell: cell.Name, Inputs: 3, Outputs: 2, Head: "squared", Hidden: 4, Layers: 1, Init: "pytorch"},
		} {
			g, err := New[float32](s)
			if err != nil {
				t.Fatal(err)
			}
			got, want := s.States(6), g.States(6)
			if len(got) == 0 || !reflect.DeepEqual(got, want) {
				t.Errorf("%+v: %+v instead of %+v", s, got, want)
			}
			for i, m := range g.NewTape(2, 6).State() {
				if got[i].Len() != len(m) {
					t.Errorf("%+v: %s has %d numbers, its tape %d", s, got[i].Name, got[i].Len(), len(m))
				}
			}
		}
	}
	if (Spec{Cell: "abacus"}).States(1) != nil {
		t.Error("a cell that does not exist has states")
	}
}

func TestExportThenImportIsTheSameNet(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		out := net.Export()
		other := makeNet[float64](t, spec)
		if err := other.Import(other.W, lookupIn(out)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(net.W, other.W) {
			t.Error("the weights differ")
		}
		out[0].Data[0]++ // a copy: changing it changes no net
		if again := net.Export(); again[0].Data[0] == out[0].Data[0] {
			t.Error("Export returns the weights themselves")
		}
	})
}

func TestImportNamesWhatDoesNotFit(t *testing.T) {
	spec := Spec{Cell: "gru", Vocab: 4, Hidden: 3, Layers: 1, Init: "pytorch"}
	net := newNetFor(t, spec, 1)
	for name, damage := range map[string]func(list []Values[float64]) []Values[float64]{
		"missing": func(list []Values[float64]) []Values[float64] { return slices.Delete(list, 1, 2) },
		"shape": func(list []Values[float64]) []Values[float64] {
			list[1].Shape = []int{3, 9}
			return list
		},
		"length": func(list []Values[float64]) []Values[float64] {
			list[1].Data = list[1].Data[1:]
			return list
		},
	} {
		err := net.Import(make([]float64, len(net.W)), lookupIn(damage(net.Export())))
		if err == nil || !strings.Contains(err.Error(), "rnn.weight_hh_l0") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// A frozen copy does not change while the net keeps learning.
func TestFrozenStaysAsItWas(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		net := newNetFor(t, spec, 1)
		frozen := net.Frozen().(*Net[float64])
		before, _ := read(frozen, 2, 1, []int32{1, 2}, nil)
		net.Init(rand.New(rand.NewPCG(99, 99)))
		after, _ := read(frozen, 2, 1, []int32{1, 2}, nil)
		if !sameRows(before, after) {
			t.Error("the copy changes with it")
		}
		if now, _ := read(net, 2, 1, []int32{1, 2}, nil); sameRows(now, before) {
			t.Error("the net itself has not changed: the test proves nothing")
		}
	})
}

// PyTorch samples uniformly within ±1/√H, embeddings from a standard normal distribution.
func TestInitPyTorch(t *testing.T) {
	net := newNetFor(t, Spec{Cell: "lstm", Vocab: 30, Embed: 40, Hidden: 16, Layers: 1, Init: "pytorch"}, 1)
	for _, v := range net.Export() {
		largest, squares := 0.0, 0.0
		for _, w := range v.Data {
			largest, squares = max(largest, math.Abs(w)), squares+w*w
		}
		variance := squares / float64(v.Len())
		if v.Name == "embedding.weight" {
			// 1,200 squares of standard normals: mean 1, standard deviation √(2/1200) = 0.04
			if math.Abs(variance-1) > 0.2 {
				t.Errorf("%s has variance %v instead of 1", v.Name, variance)
			}
			continue
		}
		// uniform within ±r: r = 1/4, variance r²/3 = 1/48; the smallest tensor has 30 numbers,
		// whose mean square deviates by 0.9/√30 = 16 %
		if largest > 0.25 || largest < 0.2 || math.Abs(variance*48-1) > 0.5 {
			t.Errorf("%s: largest %v, variance %v instead of up to 1/4 with 1/48", v.Name, largest, variance)
		}
	}
}

func TestInitUniformAndNormal(t *testing.T) {
	spec := Spec{Cell: "gru", Vocab: 30, Embed: 9, Hidden: 16, Layers: 1, Init: "uniform:0.05"}
	for _, w := range newNetFor(t, spec, 1).W {
		if math.Abs(w) > 0.05 {
			t.Fatalf("a weight of %v within ±0.05", w)
		}
	}
	spec.Init = "normal:0.01"
	for _, v := range newNetFor(t, spec, 1).Export() {
		squares := 0.0
		for _, w := range v.Data {
			squares += w * w
		}
		deviation := math.Sqrt(squares / float64(v.Len()))
		if len(v.Shape) == 1 && deviation != 0 {
			t.Errorf("%s: a bias does not begin at 0", v.Name)
		}
		if len(v.Shape) == 2 && math.Abs(deviation/0.01-1) > 0.2 { // at least 270 numbers: 1/√540 = 4 %
			t.Errorf("%s has deviation %v instead of 0.01", v.Name, deviation)
		}
	}
}

// The law: with "xavier" a matrix of n rows and m columns is uniform within ±√(6/(n + m)), whatever part of the net it is; biases and
// embeddings are drawn as with "pytorch".
func TestInitXavier(t *testing.T) {
	spec := Spec{Cell: "gru", Vocab: 40, Source: 30, Embed: 20, Hidden: 24, Layers: 2, Attention: "additive", Init: "xavier"}
	w := newEncDec(spec, cellOf[float64](spec.Cell))
	w.Init(rand.New(rand.NewPCG(1, 1)))
	for _, v := range w.Export() {
		largest, want := 0.0, 1/math.Sqrt(24)
		for _, x := range v.Data {
			largest = max(largest, math.Abs(x))
		}
		if len(v.Shape) == 2 {
			want = math.Sqrt(6 / float64(v.Shape[0]+v.Shape[1]))
		}
		switch embeds := strings.HasSuffix(v.Name, "embedding.weight"); {
		case embeds && largest < 2: // of 600 normal numbers
			t.Errorf("%s: the largest is %v", v.Name, largest)
		case !embeds && (largest > want || largest < 0.8*want):
			t.Errorf("%s: the largest is %v of at most %v", v.Name, largest, want)
		}
	}
}

// Float32 and float64 nets of one seed are the same net: the one that is checked is the one that is
// trained.
func TestInitIsTheSameInBothPrecisions(t *testing.T) {
	spec := Spec{Cell: "lstm", Vocab: 5, Embed: 3, Hidden: 4, Layers: 2, Init: "pytorch"}
	wide := newNetFor(t, spec, 3)
	narrow := makeNet[float32](t, spec)
	narrow.Init(rand.New(rand.NewPCG(3, 1)))
	for i, w := range wide.W {
		if narrow.W[i] != float32(w) {
			t.Fatalf("weight %d is %v and %v", i, narrow.W[i], w)
		}
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	good := Spec{Cell: "rnn", Vocab: 5, Hidden: 4, Layers: 1, Init: "pytorch"}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for word, breakIt := range map[string]func(s *Spec){
		"cell":       func(s *Spec) { s.Cell = "transformer" },
		"vocabulary": func(s *Spec) { s.Vocab = 0 },
		"hidden":     func(s *Spec) { s.Hidden = -1 },
		"layers":     func(s *Spec) { s.Layers = 0 },
		"embed":      func(s *Spec) { s.Embed = -2 },
		"dropout":    func(s *Spec) { s.Dropout = 1 },
		"init":       func(s *Spec) { s.Init = "uniform:-1" },
		"inputs":     func(s *Spec) { s.Inputs = 2 },
		"outputs":    func(s *Spec) { s.Outputs = -1 },
		"head":       func(s *Spec) { s.Head = "svm" },
		"parameters": func(s *Spec) { s.Vocab, s.Hidden = 1<<20, 1<<14 },
	} {
		bad := good
		breakIt(&bad)
		if err := bad.Check(); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: the error is %v", word, err)
		}
		if _, err := New[float32](bad); err == nil {
			t.Errorf("%s: New accepts it", word)
		}
	}
	for _, nan := range []string{"uniform:NaN", "normal:1e9", "uniform", "normal:", "pytorch:1", "xavier:1", ""} {
		bad := good
		bad.Init = nan
		if bad.Check() == nil {
			t.Errorf("init %q is accepted", nan)
		}
	}
	bad := good
	bad.Dropout = math.NaN()
	if bad.Check() == nil {
		t.Error("a dropout of NaN is accepted")
	}
}

// A language model's saved shape does not change: the fields that it does not need are not written.
func TestSpecOfALanguageModelIsWrittenAsBefore(t *testing.T) {
	got, err := json.Marshal(Spec{Cell: "lstm", Vocab: 7, Hidden: 5, Layers: 2, Init: "pytorch"})
	const want = `{"cell":"lstm","vocab":7,"embed":0,"hidden":5,"layers":2,"init":"pytorch"}`
	if err != nil || string(got) != want {
		t.Errorf("%s (%v) instead of %s", got, err, want)
	}
}
