package lm

import (
	"math"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// naiveWindow is the loss of the tokens from … from+T, read from a state of 0.
func naiveWindow(m *Model, ids []int32, from, T int) (nll float64) {
	tape := m.net.NewTape(1, 1)
	for i := from; i < min(from+T, len(ids)-1); i++ {
		b := &nn.Batch[float32]{T: 1, B: 1, Tokens: ids[i : i+1], Targets: ids[i+1 : i+2]}
		tape.Forward(b, nil)
		v, _ := tape.Score(b, nil)
		nll += v
	}
	return nll
}

// The law: a validation in windows adds up the loss of each window of T tokens from a state of 0: with Random one after another, with
// the rest at the end, with Every one from each token on. It does not depend on the threads, and eval reads the same.
func TestAValidationReadsWindowsFromAStateOf0(t *testing.T) {
	m := trained(t, chars)
	all := texttest.Prose(20)
	for _, n := range []int{2, 7, 8, 9, 200, 500} {
		for _, kind := range []string{text.Random, text.Every} {
			for _, T := range []int{1, 8, 32} {
				ids, err := text.Sequence(m.Vocab, false, all[:n])
				if err != nil {
					t.Fatal(err)
				}
				w := text.Windows{Kind: kind, T: T}
				want, tokens := 0.0, 0
				for at := 0; at < n-1; at += w.Stride() {
					if kind == text.Every && at > 0 && at+T > n-1 {
						break
					}
					want += naiveWindow(m, ids, at, T)
					tokens += min(T, n-1-at)
				}
				c := &text.Corpus{Vocab: m.Vocab, Valid: ids, Windows: w}
				for _, threads := range []int{1, 3} {
					p := work.New(threads, false)
					e := NewValidation(m.net, c, 5)
					for e.Next(p) {
					}
					p.Close()
					v, places := e.Outcome()
					if v.Tokens != tokens || math.Abs(v.NLL-want) > 1e-5*want || v.Step != 5 || places.First.N > 0 {
						t.Errorf("%s, %d tokens, T %d: %v over %d instead of %v over %d", kind, n, T, v.NLL, v.Tokens, want, tokens)
					}
					if again := m.EvaluateValid(c, threads); again.NLL != m.EvaluateValid(c, 1).NLL || again.Tokens != tokens || again.Chars != tokens {
						t.Errorf("eval: %+v", again)
					}
				}
			}
		}
	}
}
