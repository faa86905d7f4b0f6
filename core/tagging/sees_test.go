package tagging

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
)

// The law: what a net that reads forward says of a word does not depend on the words behind it, to the last bit, and does on those
// before it; one that reads both ways depends on both, but on no other sentence. For every cell, one layer and two, with
// suffixes and without.
func TestWhatATaggerSees(t *testing.T) {
	list := Weather.Make(3, 40)
	for i := range list { // so that sentences have room before and behind the word
		list[i].Words, list[i].Tags = list[i].Words[:5], list[i].Tags[:5]
	}
	const at = 2
	for _, suffixes := range []bool{false, true} {
		c, err := NewCorpus(list, nil, Options{Suffixes: suffixes})
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range nn.Cells() {
			for _, layers := range []int{1, 2} {
				for _, both := range []bool{false, true} {
					m := seeing(t, c, cell.Name, layers, both)
					name := fmt.Sprintf("%s, %d layers, both %v, suffixes %v", cell.Name, layers, both, suffixes)
					before, behind, beside := m.moved(t, list, at, at-1), m.moved(t, list, at, at+1), m.moved(t, list, at, -1)
					if !before || behind != both || beside {
						t.Errorf("%s: the word before counts: %v, that behind it: %v, another sentence: %v", name, before, behind, beside)
					}
				}
			}
		}
	}
}

// seeing is a net with initial weights.
func seeing(t *testing.T, c *Corpus, cell string, layers int, both bool) *Model {
	t.Helper()
	spec := nn.Spec{Cell: cell, Vocab: len(c.Features), Embed: 6, Outputs: len(c.Tags), Hidden: 7, Layers: layers, Init: "uniform:0.6", Bidirectional: both}
	if c.Width() > 1 {
		spec.Features = c.Width()
	}
	g, err := nn.New[float32](spec)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return NewModel(g, c, 0)
}

// moved says whether the tags of the word at, of the second sentence, change with another word of it; with the words of the first and
// of the third sentence where other is negative.
func (m *Model) moved(t *testing.T, list []Sentence, at, other int) bool {
	t.Helper()
	p, err := m.Tag(context.Background(), list[:3])
	if err != nil {
		t.Fatal(err)
	}
	next := map[string]string{}
	for i, w := range Weather.Words {
		next[w] = Weather.Words[(i+1)%len(Weather.Words)]
	}
	changed := make([]Sentence, 3)
	for i, s := range list[:3] {
		changed[i] = Sentence{Words: slices.Clone(s.Words), Tags: s.Tags}
		for k, w := range s.Words {
			if other >= 0 && i == 1 && k == other || other < 0 && i != 1 {
				changed[i].Words[k] = next[w]
			}
		}
	}
	q, err := m.Tag(context.Background(), changed)
	if err != nil {
		t.Fatal(err)
	}
	return !slices.Equal(p[1][at], q[1][at])
}
