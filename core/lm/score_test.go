package lm

import (
	"slices"
	"testing"

	"unroll/core/text"
)

// modelOf is a small untrained model over a text, with its corpus.
func modelOf(t *testing.T, s string, o text.Options) (*Model, *text.Corpus) {
	t.Helper()
	c, err := text.NewCorpus(s, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return modelWith(t, s, o, "lstm", "pytorch"), c
}

const hamlet = "to be\nor not to be\nthat is the question\nwhether tis nobler\nin the mind\n"

// The law: a scorer that skips a lead gives the same scores after it as one that scores everything.
func TestSkippingIsReading(t *testing.T) {
	m, mat := modelOf(t, hamlet, text.Options{Tokens: "char", Lines: true})
	all := Score(m, mat.Stream(mat.Train))
	s := NewScorer(m, mat.Stream(mat.Train))
	s.Skip(20)
	for i := 20; i < len(mat.Train); i++ {
		if s.At() != i {
			t.Fatalf("at %d, want %d", s.At(), i)
		}
		if x, ok := s.Next(); !ok || x != all[i-1] {
			t.Fatalf("token %d is %+v, want %+v", i, x, all[i-1])
		}
	}
	if _, ok := s.Next(); ok {
		t.Error("there is a token after the last")
	}
	s.Skip(1000)
}

// The law: a text is tokenized as the run's own would be, with each token as it was written.
func TestCutIsTheSequence(t *testing.T) {
	for _, o := range []text.Options{{Tokens: "char"}, {Tokens: "char", Lines: true}, {Tokens: "word"}, {Tokens: "word", Lines: true}, {Tokens: "byte"}} {
		_, mat := modelOf(t, hamlet, o)
		for _, s := range []string{"to be\r\nor Ж not", "the mind\n\n to be\n", "折 to\tbe"} {
			want, err := text.Sequence(mat.Vocab, o.Lines, s)
			if err != nil {
				t.Fatal(err)
			}
			p, err := PassageOf(mat, s, 1000)
			if err != nil || !slices.Equal(p.IDs, want) || len(p.Tokens) != len(want) || p.Of != p.Len() {
				t.Errorf("%+v: %q is %+v, %v; want %v", o, s, p, err, want)
			}
			unknown := 0
			for i := p.Lead; i < len(p.IDs); i++ {
				if !Knows(mat, p, i) {
					unknown++
				}
			}
			if unknown != p.Foreign {
				t.Errorf("%+v: %q has %d foreign tokens, %d are counted", o, s, unknown, p.Foreign)
			}
		}
	}
}

func TestCutRefuses(t *testing.T) {
	_, mat := modelOf(t, hamlet, text.Options{Tokens: "char"})
	for _, s := range []string{"", "x", "to \xff be"} {
		if _, err := PassageOf(mat, s, 10); err == nil {
			t.Errorf("%q is accepted", s)
		}
	}
	if p, err := PassageOf(mat, "to be or not", 5); err != nil || p.Len() != 5 || p.Of != 12 {
		t.Errorf("5 of 12 tokens are %+v, %v", p, err)
	}
}

// The law: consecutive passages make up the held-out text, and each has what comes before it as its lead.
func TestPassagesAreTheHeldOutText(t *testing.T) {
	for _, lined := range []bool{false, true} {
		_, mat := modelOf(t, hamlet+hamlet+hamlet+hamlet+hamlet+hamlet+hamlet+hamlet+hamlet+hamlet, text.Options{Tokens: "char", Lines: lined, Valid: 0.9})
		var got []int32
		for from := 0; ; {
			p, own := HeldOut(mat, from, 100)
			if !own || p.First != from || p.Lead > 0 && p.Lead > passageLead+1 {
				t.Fatalf("own %v, first %d of %d, lead %d", own, p.First, from, p.Lead)
			}
			got = append(got, p.IDs[p.Lead:]...)
			if from += p.Len(); from >= p.Of {
				break
			}
		}
		want := mat.Valid
		if lined {
			want = want[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("lines=%v: the passages have %d tokens, the text %d", lined, len(got), len(want))
		}
	}
	_, mat := modelOf(t, hamlet, text.Options{Tokens: "char"})
	if p, own := HeldOut(mat, 0, 10); own || p.Len() != 10 {
		t.Errorf("with nothing held out: %+v, own %v", p, own)
	}
}
