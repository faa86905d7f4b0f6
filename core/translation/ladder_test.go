package translation

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The law: the probabilities of what may follow the beginning of a target sum to 1, for every order, whether targets are cut or not.
func TestGramsSumToOne(t *testing.T) {
	for _, o := range []Options{{}, {MinFreq: 3}, {Length: 4, Cut: true}} {
		c := corpusOf(t, o, lexicon(40, 5), nil)
		for order := 1; order <= 5; order++ {
			g, err := NewGrams(context.Background(), c, order)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range c.Train[:20] {
				y := c.Scored(p)
				for j := range y {
					sum := 0.
					for id := range int32(c.Target.Vocab()) {
						if id != Pad && id != Bos {
							sum += math.Exp(-g.Losses(append(y[:j:j], id))[j])
						}
					}
					if math.Abs(sum-1) > 1e-9 {
						t.Fatalf("%+v, order %d: %v sum to %g", o, order, y[:j], sum)
					}
				}
			}
		}
	}
}

// The law: <eos> is as likely as it is among the scored tokens: where all targets are cut hardly ever, also after many of them.
func TestGramsOfCutTargets(t *testing.T) {
	var long []string
	for range 300 {
		long = append(long, "a=x x x x x x")
	}
	c := corpusOf(t, Options{Length: 4, Cut: true}, append(long, "a=x"), nil)
	for order := 1; order <= 4; order++ {
		g, err := NewGrams(context.Background(), c, order)
		if err != nil {
			t.Fatal(err)
		}
		cut, whole := g.Losses(c.Scored(c.Train[0])), g.Losses(c.Scored(c.Train[300]))
		if len(cut) != 4 || len(whole) != 2 || math.Exp(-whole[1]) > 0.01 || cut[0] > 0.02 {
			t.Errorf("order %d: %v, %v", order, cut, whole)
		}
	}
}

// The law: the order is chosen on training pairs: targets whose tokens depend on the two before have an order of 3 or more, and other
// held-out pairs do not change it.
func TestTheOrderIsChosenInTraining(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	list := func(n int, noise bool) (list []string) {
		for range n {
			y := []string{"0", "1"}
			for len(y) < 12 {
				a, b := y[len(y)-2], y[len(y)-1]
				next := map[bool]string{true: "0", false: "1"}[a == b]
				if noise || r.IntN(10) == 0 {
					next = string(rune('0' + r.IntN(2)))
				}
				y = append(y, next)
			}
			list = append(list, "a="+strings.Join(y, " "))
		}
		return list
	}
	train := list(300, false)
	var orders []int
	for _, noise := range []bool{false, true} {
		g, err := NewGrams(context.Background(), corpusOf(t, Options{}, train, list(50, noise)), 0)
		if err != nil {
			t.Fatal(err)
		}
		orders = append(orders, g.Order)
	}
	if orders[0] < 3 || orders[1] != orders[0] {
		t.Errorf("orders %v", orders)
	}
}

// The law: on a language translated word by word the rungs stand in their order; all are judged by the same tokens, and the sums over
// pairs are the losses. Without held-out pairs they are judged by the training pairs.
func TestLadder(t *testing.T) {
	for _, held := range [][]string{lexicon(200, 7), nil} {
		c := corpusOf(t, Options{}, lexicon(1000, 6), held)
		l, err := NewLadder(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		if l.Train != (held == nil) || l.Of != len(l.Pairs) || len(l.Rungs) != 5 {
			t.Errorf("%v, %d of %d, %d rungs", l.Train, len(l.Pairs), l.Of, len(l.Rungs))
		}
		tokens := 0
		for _, p := range l.Pairs {
			tokens += len(c.Scored(p))
		}
		for i, id := range []string{Untrained, TargetUnigram, TargetGrams, IBMModel1} {
			r := l.Find(id)
			sum := 0.
			for _, v := range r.Nats {
				sum += v
			}
			if r != &l.Rungs[i] || r.Tokens != tokens || !sameNumber(sum, r.NLL) || r.Score.Sentences != 0 || !math.IsNaN(r.Score.CorpusBLEU()) {
				t.Errorf("%s: %+v", id, r)
			}
			if i > 0 && !(r.Loss() < l.Rungs[i-1].Loss()) {
				t.Errorf("%s has %g nats per token, %s %g", id, r.Loss(), l.Rungs[i-1].ID, l.Rungs[i-1].Loss())
			}
		}
		if !sameNumber(l.Rungs[0].Loss(), math.Log(float64(c.Target.Vocab()))) || l.Rungs[3].Loss() > 0.6*l.Rungs[1].Loss() {
			t.Errorf("%g, %g, %g", l.Rungs[0].Loss(), l.Rungs[1].Loss(), l.Rungs[3].Loss())
		}
		if r := l.Find(Copying); !math.IsNaN(r.Loss()) || r.Score.Sentences != len(l.Pairs) || r.Score.Exact != 0 || r.Tokens != tokens {
			t.Errorf("%+v", r)
		}
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := NewLadder(ended, corpusOf(t, Options{}, lexicon(30, 1), nil)); err == nil {
		t.Error("goes on though it was ended")
	}
	if l, err := NewLadder(context.Background(), corpusOf(t, Options{MinFreq: 9}, []string{"a=b"}, nil)); err != nil || math.IsInf(l.Rungs[3].Loss(), 0) {
		t.Errorf("one pair: %+v, %v", l, err)
	}
}

// The law: copying is without fault where the target is the source, also where one is written in words and the other in characters.
func TestCopying(t *testing.T) {
	for _, tokens := range [][2]string{{Words, Words}, {Chars, Words}, {Words, Chars}} {
		lines := []Line{{"a b c d", "a b c d"}, {"e  f g h i", "e f g h i"}}
		c, err := NewCorpus(lines, nil, Options{Source: tokens[0], Target: tokens[1]})
		if err != nil {
			t.Fatal(err)
		}
		l, err := NewLadder(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		if s := l.Find(Copying).Score; s.ExactMatch() != 1 || !sameNumber(s.BLEU.Score(), 1) || s.TokenAccuracy() != 1 {
			t.Errorf("%v: %+v", tokens, s)
		}
		if !slices.Equal(c.Copy(c.Train[0]), c.TargetTokens("a b c d")) {
			t.Errorf("%v: %q", tokens, c.Copy(c.Train[0]))
		}
	}
}
