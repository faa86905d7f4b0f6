package translation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/random"
)

// shapes are encoder–decoders of every cell, with all that a decoder can see, one layer and two, reading one way and both.
func shapes() map[string]nn.Spec {
	all := map[string]nn.Spec{}
	for i, cell := range nn.Cells() {
		for j, sees := range []string{"", "context", "additive", "dot"} {
			s := nn.Spec{Cell: cell.Name, Embed: 4, Hidden: 7, Layers: 1 + (i+j/2)%2, Init: "uniform:0.8", Attention: sees, Bidirectional: (i+j)%2 == 1}
			if sees == "context" {
				s.Attention, s.Context = "", true
			}
			all[fmt.Sprintf("%s, sees %q", cell.Name, sees)] = s
		}
	}
	return all
}

// letterPairs are n pairs of a sentence of up to most letters of the first kinds and one as made up, in words.
func letterPairs(seed uint64, n, most, kinds int) (list []Line) {
	rng := rand.New(rand.NewPCG(seed, 7))
	sentence := func() string {
		words := make([]string, 1+rng.IntN(most))
		for i := range words {
			words[i] = letters[rng.IntN(kinds):][:1]
		}
		return strings.Join(words, " ")
	}
	for range n {
		list = append(list, Line{sentence(), sentence()})
	}
	return list
}

// untrained is a model of a corpus whose weights are random, and large enough that what it says depends on what it reads.
func untrained(t testing.TB, c *Corpus, s nn.Spec, seed uint64) *Model {
	t.Helper()
	s.Source, s.Vocab = c.Source.Vocab(), c.Target.Vocab()
	g, err := nn.New[float32](s)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(random.Stream(seed, "init", 0))
	return NewModel(g, c, 0)
}

// sourcesOf are the ids of the sources of pairs.
func sourcesOf(c *Corpus, list []Pair) (ids [][]int32) {
	for _, p := range list {
		ids = append(ids, c.Row(p).Source)
	}
	return ids
}

// greedyOf is Greedy, which must not fail.
func greedyOf(t testing.TB, m *Model, sources [][]int32, most int) []Hypothesis {
	t.Helper()
	list, err := m.Greedy(t.Context(), sources, most)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// readingsOf is Read, which must not fail.
func readingsOf(t testing.TB, m *Model, rows []Row) []Reading {
	t.Helper()
	list, err := m.Read(t.Context(), rows)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// searchOf is Search, which must not fail.
func searchOf(t testing.TB, m *Model, source []int32, b Beam) Search {
	t.Helper()
	s, err := m.Search(t.Context(), source, b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told is a row in which a hypothesis is the reference.
func told(source []int32, h Hypothesis) Row {
	return Row{Source: source, Tokens: append([]int32{Bos}, h.IDs[:len(h.IDs)-1]...), Targets: h.IDs}
}
