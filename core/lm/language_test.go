package lm

import (
	"math"
	"testing"

	"unroll/core/text"
)

// Token by token or all at once, the same text costs the same; the two ways differ only in the
// rounding of softmax (float32 and float64).
func TestScoresAddUpToTheEvaluation(t *testing.T) {
	for _, lines := range []bool{false, true} {
		m, c := modelOf(t, "to be\nor not to be\nthat is the question\n", text.Options{Tokens: "char", Lines: lines})
		want, err := m.Evaluate("the toe\nbe\n", 1)
		if err != nil {
			t.Fatal(err)
		}
		stream, _ := text.Sequence(c.Vocab, lines, "the toe\nbe\n")
		sum, list := 0.0, Score(m, c.Stream(stream))
		for i, s := range list {
			if s.ID != stream[i+1] || s.Rank < 1 || s.Nats != -math.Log(s.P) {
				t.Errorf("lines=%v: token %d is scored %+v", lines, i+1, s)
			}
			sum += s.Nats
		}
		if len(list) != want.Tokens || !(math.Abs(sum-want.NLL) < 1e-5*want.NLL) {
			t.Errorf("lines=%v: %d tokens of %v nats, the evaluation has %d of %v", lines, len(list), sum, want.Tokens, want.NLL)
		}
	}
}

func TestATokenThatTheVocabularyLacksHasNoScore(t *testing.T) {
	if s := scored([]float64{0.25, 0.75}, text.Unknown); !math.IsNaN(s.Nats) || s.P != 0 || s.Rank != 0 {
		t.Errorf("it is %+v", s)
	}
	if s := scored([]float64{0.25, 0.75, 0}, 0); s.Rank != 2 || s.P != 0.25 {
		t.Errorf("the second of two is %+v", s)
	}
}
