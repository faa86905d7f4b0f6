package lm

import (
	"math"
	"testing"

	"unroll/core/text"
)

// play makes a player bet on a text. The player sees the preceding text as a reading does.
func play(t *testing.T, player Reading, v int, stream []int32, eol int32, lined bool) Tally {
	t.Helper()
	var tally Tally
	p := make([]float64, v)
	for i, id := range stream[:len(stream)-1] {
		player.Read(id, lined && id == eol)
		player.Next(p)
		s, err := Settle(p, stream[i+1])
		if err != nil {
			t.Fatal(err)
		}
		tally.Add(s)
	}
	return tally
}

// bettor always makes the same bet.
type bettor struct {
	t   *testing.T
	bet Bet
}

func (bettor) Read(int32, bool) {}

func (b bettor) Next(p []float64) {
	if err := b.bet.Into(p); err != nil {
		b.t.Fatal(err)
	}
}

// The law: a robot that bets the model's own distribution scores the model's NLL, bit for bit.
func TestTheRobotScoresTheModelsNLL(t *testing.T) {
	for _, lined := range []bool{false, true} {
		m, mat := modelOf(t, hamlet, text.Options{Tokens: "char", Lines: lined})
		want := 0.0
		for _, s := range Score(m, mat.Stream(mat.Train)) {
			want += s.Nats
		}
		got := play(t, m.Begin(), m.Len(), mat.Train, mat.Vocab.EndOfLine(), lined)
		if math.Float64bits(got.NLL) != math.Float64bits(want) || got.Tokens != len(mat.Train)-1 {
			t.Errorf("lines=%v: the robot pays %v for %d tokens, the model %v", lined, got.NLL, got.Tokens, want)
		}
	}
}

// The law: a player who stakes nothing has perplexity V.
func TestTheUniformPlayerScoresV(t *testing.T) {
	m, mat := modelOf(t, hamlet, text.Options{Tokens: "char"})
	got := Perplexity(play(t, bettor{t, nil}, m.Len(), mat.Train, mat.Vocab.EndOfLine(), false).Loss())
	if v := float64(m.Len()); !(math.Abs(got-v) < 1e-12*v) {
		t.Errorf("perplexity %v, V is %v", got, v)
	}
}

// The law: a belief sums to 1 and contains the stakes as they were placed; an invalid bet is refused.
func TestBets(t *testing.T) {
	p := make([]float64, 5)
	if err := (Bet{{1, 500}, {4, 250}}).Into(p); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, v := range p {
		sum += v
	}
	if p[1] != 0.5 || p[4] != 0.25 || p[0] != 0.25/3 || math.Abs(sum-1) > 1e-15 {
		t.Errorf("the belief is %v, its sum %v", p, sum)
	}
	for _, bad := range []Bet{{{5, 1}}, {{-1, 1}}, {{0, 600}, {1, 401}}, {{0, -1}}, {{2, 10}, {2, 10}}, {{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}}} {
		if bad.Into(p) == nil {
			t.Errorf("%v is accepted", bad)
		}
	}
	if err := (Bet{{0, 200}, {1, 200}, {2, 200}, {3, 200}, {4, 200}}).Into(p); err != nil {
		t.Errorf("everything staked: %v", err)
	}
}

// The law: a belief that gave probability 0 to what came costs ∞, and the loss stays ∞.
func TestNothingLaidCostsEverything(t *testing.T) {
	p := make([]float64, 3)
	if err := (Bet{{0, 1000}}).Into(p); err != nil {
		t.Fatal(err)
	}
	s, err := Settle(p, 1)
	if err != nil || !math.IsInf(s.Nats, 1) {
		t.Fatalf("it costs %v, %v", s.Nats, err)
	}
	var tally Tally
	tally.Add(s)
	s, _ = Settle(p, 0)
	if tally.Add(s); !math.IsInf(tally.Loss(), 1) || tally.Tokens != 2 {
		t.Errorf("later it is %+v", tally)
	}
}

func TestSettleRefusesWhatIsNoDistribution(t *testing.T) {
	for _, p := range [][]float64{{0.5, 0.4}, {1.5, -0.5}, {math.NaN(), 1}, {}} {
		if _, err := Settle(p, 0); err == nil {
			t.Errorf("%v is settled", p)
		}
	}
	if _, err := Settle([]float64{0.5, 0.5}, 2); err == nil {
		t.Error("a token out of range is settled")
	}
}

// The law: the bounds for the shares ½, ¼, ¼ are those worked out by hand: lower ¾ ln 3, upper 1.5 ln 2.
func TestShannonsBoundsByHand(t *testing.T) {
	lo, hi := Tally{Ranks: []int{2, 1, 1}}.Bounds()
	// 1(½−¼)ln 1 + 2(¼−¼)ln 2 + 3(¼−0)ln 3
	if want := 0.75 * math.Log(3); math.Abs(lo-want) > 1e-15 {
		t.Errorf("lower %v, want %v", lo, want)
	}
	if want := 1.5 * math.Ln2; math.Abs(hi-want) > 1e-15 {
		t.Errorf("upper %v, want %v", hi, want)
	}
	if lo, hi = (Tally{Ranks: []int{9}}).Bounds(); lo != 0 || hi != 0 {
		t.Errorf("a player who always knows is between %v and %v", lo, hi)
	}
	if lo, hi = (Tally{Ranks: []int{3, 3, 3, 3}}).Bounds(); math.Abs(lo-math.Log(4)) > 1e-15 || math.Abs(hi-math.Log(4)) > 1e-15 {
		t.Errorf("a player who knows nothing of 4 tokens is between %v and %v", lo, hi)
	}
	if lo, hi = (Tally{}).Bounds(); !math.IsNaN(lo) || !math.IsNaN(hi) {
		t.Errorf("without guesses the bounds are %v and %v", lo, hi)
	}
}

// The law: guesses in the order of the true probabilities bracket the true entropy. The source has
// three contexts of equal weight, with thousandths as probabilities, so the shares are exact.
func TestShannonsBoundsHoldForTheIdealPlayer(t *testing.T) {
	contexts := [][]int{{700, 200, 100}, {400, 350, 250}, {1000, 0, 0}}
	tally, entropy := Tally{Ranks: make([]int, 3)}, 0.0
	for _, c := range contexts {
		for i, n := range c {
			tally.Ranks[i] += n
			if p := float64(n) / 1000; p > 0 {
				entropy -= p * math.Log(p) / float64(len(contexts))
			}
		}
	}
	lo, hi := tally.Bounds()
	if !(lo < entropy && entropy < hi) {
		t.Errorf("%v is not between %v and %v", entropy, lo, hi)
	}
}

// The law: whatever was counted, the lower bound does not exceed the upper one.
func TestShannonsBoundsAreInOrder(t *testing.T) {
	for _, ranks := range [][]int{{0, 0, 1, 1, 1}, {5, 0, 0, 0, 0, 0, 1}, {1, 2, 3}, {100, 1, 0, 7, 30}, {0, 9}} {
		if lo, hi := (Tally{Ranks: ranks}).Bounds(); !(lo <= hi+1e-12) || lo < 0 {
			t.Errorf("%v: %v is above %v", ranks, lo, hi)
		}
	}
}

// The law: a player's own guesses come first, then the remaining tokens in the order given.
func TestRankOf(t *testing.T) {
	rest := []int32{4, 3, 2, 1, 0}
	for _, c := range []struct {
		id      int32
		guesses []int32
		want    int
	}{{2, []int32{2}, 1}, {2, []int32{0, 0, 2}, 2}, {3, []int32{4, 1}, 3}, {4, nil, 1}, {0, []int32{3}, 5}, {9, []int32{3}, 0}} {
		if got := RankOf(c.id, c.guesses, rest); got != c.want {
			t.Errorf("%d after %v is found at guess %d, want %d", c.id, c.guesses, got, c.want)
		}
	}
}

// The law: the most frequent token of the training text comes first, and every token comes once.
func TestByFrequency(t *testing.T) {
	_, mat := modelOf(t, "abbcccc\ndd", text.Options{Tokens: "char"})
	got := ""
	for _, id := range ByFrequency(mat) {
		got += mat.Vocab.Token(id)
	}
	if got != "cbd\na" {
		t.Errorf("the order is %q", got)
	}
}
