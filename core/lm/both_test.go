package lm

import (
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
)

// bothModel is a language model that reads both ways, with random weights.
func bothModel(t testing.TB, lines bool) *Model {
	t.Helper()
	tok, err := text.FindTokenizer("char")
	if err != nil {
		t.Fatal(err)
	}
	v := text.BuildVocab(tok, "abcde\n")
	net, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: v.Len(), Hidden: 6, Layers: 2, Init: "uniform:1", Bidirectional: true})
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, 2)))
	return NewModel(net, v, lines, 3)
}

// The law: a bidirectional language model is asked for the next token by reading all of the prefix, with nothing behind it: token by
// token, forked, or at once, bit by bit; the beginning of the prefix matters; the same seed samples the same.
func TestABidirectionalModelReadsThePrefixWhole(t *testing.T) {
	for _, lines := range []bool{false, true} {
		m := bothModel(t, lines)
		prefix := "abcdeabcdd"
		p := m.Read(prefix, false, nil)
		ids := m.Vocab.Encode(prefix)
		if lines {
			ids = append([]int32{m.Vocab.EndOfLine()}, ids...)
		}
		tape := m.net.NewTape(len(ids), 1)
		tape.Forward(&nn.Batch[float32]{T: len(ids), B: 1, Tokens: ids}, nil)
		want := make([]float32, m.Len())
		tape.Output(len(ids)-1, want)
		if !slices.Equal(p.Logits, want) {
			t.Errorf("lines %v: %v, read at once %v", lines, p.Logits, want)
		}
		if longer := m.Read(prefix+"e", true, m.Read(prefix, true, nil)); !slices.Equal(longer.Logits, m.Read(prefix+"e", true, nil).Logits) {
			t.Errorf("lines %v: continued from what was read it is another prediction", lines)
		}
		if slices.Equal(m.Read("c"+prefix[1:], false, nil).Logits, want) {
			t.Error("the beginning of the prefix is not read")
		}
		if a := m.Sample(prefix, 40, 1, 5); a != m.Sample(prefix, 40, 1, 5) || len(a) != 40 {
			t.Errorf("it samples %q", a)
		}
	}
	m := bothModel(t, true)
	if !slices.Equal(m.Read("aaa\nbc", false, nil).Logits, m.Read("ddd\nbc", false, nil).Logits) {
		t.Error("a line is read over its beginning")
	}
	if long := m.Sample("", 3*bothTokens, 1, 1); len(long) != 3*bothTokens {
		t.Errorf("%d tokens of a long sample", len(long))
	}
}
