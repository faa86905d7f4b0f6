package lm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/text"
	"unroll/core/text/texttest"
)

// table is a language whose next token depends on the two before: each distribution is generated
// from the seed. It cannot be forked.
type table struct {
	v    int
	seed uint64
}

type tableReading struct {
	t    table
	a, b int32
}

func (t table) Len() int       { return t.v }
func (t table) Begin() Reading { return &tableReading{t: t, a: -1, b: -1} }
func (r *tableReading) Read(id int32, reset bool) {
	if reset {
		r.a, r.b = -1, -1
	}
	r.a, r.b = r.b, id
}
func (r *tableReading) Next(p []float64) {
	rng := rand.New(rand.NewPCG(r.t.seed, uint64(r.a+1)<<8|uint64(r.b+1)))
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(2 * rng.NormFloat64())
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// best finds the most likely continuation of n tokens by trying all of them.
func best(l Language, from Prompt, n int) Path {
	var found Path
	found.LogP = math.Inf(-1)
	var look func(ids []int32)
	look = func(ids []int32) {
		if len(ids) == n || (len(ids) > 0 && from.over(ids[len(ids)-1])) {
			if lp := logP(l, from, ids); lp > found.LogP {
				found = Path{slices.Clone(ids), lp}
			}
			return
		}
		for id := range int32(l.Len()) {
			look(append(slices.Clip(ids), id))
		}
	}
	look(nil)
	return found
}

// readAgain is a reading of l after the prompt, read from the beginning.
func readAgain(l Language, from Prompt) Reading {
	r := l.Begin()
	from.start(r)
	for _, id := range from.IDs {
		from.read(r, id)
	}
	return r
}

// logP is log P(ids | from), read from the beginning.
func logP(l Language, from Prompt, ids []int32) float64 {
	sum, p, r := 0.0, make([]float64, l.Len()), readAgain(l, from)
	for _, id := range ids {
		r.Next(p)
		sum += math.Log(p[id])
		from.read(r, id)
	}
	return sum
}

var prompts = []Prompt{
	{text.Stream{EndOfLine: text.Unknown}}, {text.Stream{IDs: []int32{1, 2}, EndOfLine: text.Unknown}},
	{text.Stream{EndOfLine: 0, Lines: true}}, {text.Stream{IDs: []int32{2, text.Unknown, 1}, EndOfLine: 0, Lines: true}},
}

// The law: a beam of width 1 is greedy.
func TestBeamOfOneIsGreedy(t *testing.T) {
	for seed := range uint64(20) {
		for _, from := range prompts {
			l := table{5, seed}
			if a, b := Read(l, from).Greedy(9), Read(l, from).Beam(9, 1); len(b) != 1 || !slices.Equal(a.IDs, b[0].IDs) || a.LogP != b[0].LogP {
				t.Errorf("seed %d, %+v: greedy %v, beam %v", seed, from, a, b)
			}
		}
	}
}

// The law: a beam that leaves nothing out finds the most likely continuation and its probability.
func TestWideBeamFindsTheBest(t *testing.T) {
	const V, n = 3, 4
	missed := 0
	for seed := range uint64(20) {
		for _, from := range prompts {
			l := table{V, seed}
			want := best(l, from, n)
			got := Read(l, from).Beam(n, V*V*V*V)
			if !slices.Equal(got[0].IDs, want.IDs) || math.Abs(got[0].LogP-want.LogP) > 1e-12 {
				t.Errorf("seed %d, %+v: %v instead of %v", seed, from, got[0], want)
			}
			if !from.Lines && len(got) != V*V*V*V {
				t.Errorf("%d continuations of %d", len(got), V*V*V*V)
			}
			if !slices.Equal(Read(l, from).Greedy(n).IDs, want.IDs) {
				missed++
			}
		}
	}
	if missed == 0 {
		t.Error("greedy always found the best: the test proves nothing")
	}
}

// The law: a beam's probability of a path is that of reading it, the paths are ranked, and over all
// paths the probabilities sum to 1.
func TestBeamIsRankedAndAddsUp(t *testing.T) {
	for _, from := range prompts {
		sum, last := 0.0, 0.0
		for i, path := range Read(table{3, 7}, from).Beam(4, 81) {
			if i > 0 && path.LogP > last {
				t.Errorf("path %d is likelier than the one before", i)
			}
			last = path.LogP
			if want := logP(table{3, 7}, from, path.IDs); math.Abs(want-path.LogP) > 1e-12 {
				t.Errorf("%v: log P %v instead of %v", path.IDs, path.LogP, want)
			}
			sum += math.Exp(path.LogP)
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%+v: the probabilities of all paths sum to %v", from, sum)
		}
	}
}

// whole hides that its readings can be forked.
type whole struct{ Language }
type wholeReading struct{ Reading }

func (w whole) Begin() Reading { return wholeReading{w.Language.Begin()} }

// The law: copying a net's state is the same as reading its history again.
func TestForkIsReadingAgain(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		for _, o := range []text.Options{chars, {Tokens: "char", Lines: true}} {
			m := modelWith(t, texttest.Prose(20), o, cell, "uniform:1")
			from := m.Prompt("the ra")
			a, b := Read(m, from).Beam(6, 4), Read(whole{m}, from).Beam(6, 4)
			if fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("%s, lines %v: %v and %v", cell, o.Lines, a, b)
			}
		}
	}
}

// The law: sampled tokens are as frequent as the truncated distribution says; the seed alone determines them.
func TestDrawFollowsTheCut(t *testing.T) {
	l, from := table{6, 3}, prompts[1]
	p := make([]float64, 6)
	readAgain(l, from).Next(p)
	c := Truncation{Temperature: 0.7, TopK: 4, TopP: 0.95}
	q, _ := c.Of(p, Order(p))
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 20_000
	counts := make([]float64, 6)
	for range n {
		path := Read(l, from).Draw(1, c, rng)
		counts[path.IDs[0]]++
		if path.LogP != math.Log(p[path.IDs[0]]) {
			t.Fatal("log P is not the language's own")
		}
	}
	for i, v := range q {
		if se := math.Sqrt(v * (1 - v) / n); math.Abs(counts[i]/n-v) > 4*se {
			t.Errorf("token %d: %v of the samples instead of %v", i, counts[i]/n, v)
		}
	}
	a := Read(l, from).Draw(30, c, rand.New(rand.NewPCG(9, 9)))
	if b := Read(l, from).Draw(30, c, rand.New(rand.NewPCG(9, 9))); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("the same seed samples a different text")
	}
}

// The law: if lines are separate sequences, a continuation ends with its line.
func TestContinuationsEndWithTheLine(t *testing.T) {
	from := prompts[2]
	for seed := range uint64(20) {
		l := table{3, seed}
		for _, path := range append(Read(l, from).Beam(12, 5), Read(l, from).Greedy(12), Read(l, from).Draw(12, Whole, rand.New(rand.NewPCG(seed, 1)))) {
			if at := slices.Index(path.IDs, 0); at >= 0 && at != len(path.IDs)-1 {
				t.Errorf("seed %d: %v continues past the end of the line", seed, path.IDs)
			}
		}
	}
}
