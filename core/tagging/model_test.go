package tagging

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/work"
)

// network is a corpus of the source, and a net with initial weights for it.
func network(t testing.TB, o Options, cell string, both bool, n int) (*Corpus, *Model) {
	t.Helper()
	list := Weather.Make(3, n)
	c, err := NewCorpus(list[:n/2], list[n/2:], o)
	if err != nil {
		t.Fatal(err)
	}
	spec := nn.Spec{Cell: cell, Vocab: len(c.Features), Embed: 6, Outputs: len(c.Tags), Hidden: 7, Layers: 2, Init: "uniform:0.6", Bidirectional: both}
	if c.Width() > 1 {
		spec.Features = c.Width()
	}
	g, err := nn.New[float32](spec)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return c, NewModel(g, c, 5)
}

// The law: every word is scored once, as if its sentence were read alone, to the last bit, whatever else is in the batch and
// for any number of threads.
func TestSentencesAreReadAlone(t *testing.T) {
	for _, both := range []bool{false, true} {
		for _, cell := range nn.Cells() {
			c, m := network(t, Options{Suffixes: true}, cell.Name, both, 150)
			of := c.ValidRows
			want, nll := make([][]float32, len(of.Targets)), 0.0
			for i, x := range of.Spans {
				one := c.Rows(c.Valid[i : i+1])
				e := NewEvaluator(m.Net, one, 5)
				e.Seen = func(row int, logits []float32) { want[x.From+row] = slices.Clone(logits) }
				for e.Next(nn.Alone{}) {
				}
				nll += e.Result.NLL
			}
			for _, threads := range []int{1, 2, 3, 8} {
				p := work.New(threads, false)
				e, seen := NewEvaluator(m.Net, of, 5), make([]int, len(of.Targets))
				e.Seen = func(row int, logits []float32) {
					seen[row]++
					if !slices.Equal(logits, want[row]) {
						t.Fatalf("%s, both %v: word %d: %v, alone %v", cell.Name, both, row, logits, want[row])
					}
				}
				for e.Next(p) {
				}
				p.Close()
				if e.Result.Tokens != len(of.Targets) || slices.Min(seen) != 1 || slices.Max(seen) != 1 || math.Abs(e.Result.NLL/nll-1) > 1e-12 {
					t.Errorf("%s, both %v, %d threads: %+v over %d words, alone %v", cell.Name, both, threads, e.Result, len(of.Targets), nll)
				}
			}
		}
	}
}

// A long sentence is read whole; nothing held out is read at once.
func TestLongSentences(t *testing.T) {
	c, m := network(t, Options{}, "lstm", true, 20)
	long := Sentence{}
	for range 3000 {
		long.Words, long.Tags = append(long.Words, "sun"), append(long.Tags, "calm")
	}
	s, err := m.Score(t.Context(), []Sentence{long, c.Valid[0]})
	if err != nil || s.N != 3000+len(c.Valid[0].Words) || math.IsNaN(s.NLL) {
		t.Errorf("%+v, %v", s, err)
	}
	if e := NewEvaluator(m.Net, c.Rows(nil), 0); e.Next(nn.Alone{}) || e.Result.Tokens != 0 {
		t.Errorf("%+v", e.Result)
	}
	if s, err := m.Score(t.Context(), nil); err != nil || s.N != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// The law: what a network scores is what its evaluation says; a tag that training lacks is wrong and in no mean.
func TestScoreIsTheEvaluation(t *testing.T) {
	c, m := network(t, Options{Lower: true, MinFreq: 2}, "gru", true, 80)
	s, err := m.Score(t.Context(), c.Valid)
	if err != nil {
		t.Fatal(err)
	}
	e := NewEvaluator(m.Net, c.ValidRows, 5)
	for e.Next(nn.Alone{}) {
	}
	if s.N != e.Result.Tokens || s.Right != e.Right || math.Abs(s.NLL/e.Result.NLL-1) > 1e-5 {
		t.Errorf("%+v, evaluated %+v, %d right", s, e.Result, e.Right)
	}
	odd := []Sentence{{Words: []string{"sun", "moon"}, Tags: []string{"eclipse", "calm"}}}
	if s, _ := m.Score(t.Context(), odd); s.N != 2 || s.Missing != 1 || s.Unseen != 1 || s.Right > 1 {
		t.Errorf("%+v", s)
	}
}

// The law: ids are those of the training part, in an order that depends on nothing else; unknown words are one id, and their
// suffixes may be known.
func TestCorpusIDs(t *testing.T) {
	c, err := NewCorpus(small, nil, Options{Suffixes: true})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := NewCorpus(small, nil, Options{Suffixes: true})
	if !slices.Equal(c.Features, again.Features) || c.Features[0] != "<unk>" {
		t.Errorf("%q", c.Features)
	}
	ids := c.IDs(nil, "cables")
	if len(ids) != c.Width() || ids[0] != unknown || !slices.Contains(ids[1:], c.features["sa"+"bles"]) {
		t.Errorf("%v of %q", ids, c.Features)
	}
	for _, id := range c.IDs(nil, "茶") {
		if id >= int32(len(c.Features)) || id < text.Unknown {
			t.Errorf("id %d", id)
		}
	}
	lower, _ := NewCorpus([]Sentence{{[]string{"The", "the"}, []string{"A", "B"}}}, nil, Options{Lower: true})
	if lower.IDs(nil, "THE")[0] != lower.IDs(nil, "the")[0] || !lower.Known("tHe") || lower.Known("a") {
		t.Error("lower case is not lower case")
	}
	rare, _ := NewCorpus(small, nil, Options{MinFreq: 2})
	if rare.Known("tide") || !rare.Known("tables") {
		t.Errorf("%q", rare.Features)
	}
	if _, err := NewCorpus(nil, nil, Options{}); err == nil {
		t.Error("nothing is learned from")
	}
}

// The law: a report agrees with the evaluation where the right tag's probability is too small a number, and where the outputs
// are none: then no tag is right.
func TestReportOfExtremeOutputs(t *testing.T) {
	for _, scale := range []float32{1, 1e9, float32(math.NaN())} {
		c, m := network(t, Options{}, "lstm", true, 60)
		for i := range m.Net.Weights() {
			m.Net.Weights()[i] *= scale
		}
		e := NewEvaluator(m.Net, c.ValidRows, 5)
		for e.Next(nn.Alone{}) {
		}
		r, err := m.Report(t.Context(), c.Valid)
		if err != nil {
			t.Fatal(err)
		}
		if off := math.Abs(r.NLL - e.Result.NLL); r.Right != e.Right || r.N != e.Result.Tokens || off > 1e-5*e.Result.NLL || math.IsNaN(r.NLL) != math.IsNaN(e.Result.NLL) {
			t.Errorf("times %v: report %d of %d right, %v nats; evaluation %d of %d, %v", scale, r.Right, r.N, r.NLL, e.Right, e.Result.Tokens, e.Result.NLL)
		}
		given := 0
		for _, s := range r.ByTag {
			given += s.Said
		}
		if math.IsNaN(float64(scale)) != (given == 0) || len(r.WrongWords(1000)) > 0 != (given > 0) {
			t.Errorf("times %v: %d words were given a tag", scale, given)
		}
	}
}
