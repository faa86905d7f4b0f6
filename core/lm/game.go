package lm

import (
	"math"
	"slices"

	"unroll/core/text"
)

// A Stake is the part of a belief that is laid on one token, in thousandths: everything numbers, so that
// what is laid and what is left sum to 1 exactly.
type Stake struct {
	ID         int32
	Thousandth int
}

// everything is a belief in thousandths.
const everything = 1000

// A Bet is a belief about the next token: what its stakes say, and the rest in equal parts on all
// other tokens. The zero Bet believes in every token alike.
type Bet []Stake

// Rest is what no stake has, in thousandths.
func (b Bet) Rest() int {
	left := everything
	for _, s := range b {
		left -= s.Thousandth
	}
	return left
}

// Into sets p to the distribution over len(p) tokens that b stands for. Errors: a stake on a token
// that is not there or on one twice, one below 0, stakes of more than everything, a rest with no token
// to lie on.
func (b Bet) Into(p []float64) error {
	laid := make(map[int32]bool, len(b))
	for _, s := range b {
		switch {
		case s.ID < 0 || int(s.ID) >= len(p):
			return errStakeToken.Of(s.ID, len(p))
		case laid[s.ID]:
			return errStakeTwice.Of(s.ID)
		case s.Thousandth < 0:
			return errStakeNegative.Of(s.Thousandth, s.ID)
		}
		laid[s.ID] = true
	}
	rest, others := b.Rest(), len(p)-len(b)
	switch {
	case rest < 0:
		return errStakesSum.Of(everything-rest, everything)
	case rest > 0 && others == 0:
		return errStakesRest.Of(rest)
	}
	share := 0.0
	if others > 0 {
		share = float64(rest) / (everything * float64(others))
	}
	for i := range p {
		p[i] = share
	}
	for _, s := range b {
		p[s.ID] = float64(s.Thousandth) / everything
	}
	return nil
}

// unity is how far from 1 a sum may lie for the roundings on its way.
const unity = 1e-9

// Settle is what the belief p gave the token id that came: for a network's own distribution the same
// to the last bit as Score says. A belief that gave it nothing costs ∞, and is never forgiven.
// Errors: a p that is no distribution, an id that it lacks.
func Settle(p []float64, id int32) (Scored, error) {
	sum := 0.0
	for i, v := range p {
		if !(v >= 0) {
			return Scored{}, errProbability.Of(i, v)
		}
		sum += v
	}
	if !(math.Abs(sum-1) <= unity) {
		return Scored{}, errSum.Of(sum)
	}
	if id < 0 || int(id) >= len(p) {
		return Scored{}, errToken.Of(id, len(p))
	}
	return scored(p, id), nil
}

// A Tally is what a player's beliefs have cost so far. Its zero value has seen nothing.
type Tally struct {
	NLL    float64 // Σ, nats
	Tokens int
	// Ranks counts how often the token that came was the player's first, second, … choice: Ranks[0]
	// is the first.
	Ranks []int
}

// Add takes in what a token cost. One that could not be scored does not count.
func (t *Tally) Add(s Scored) {
	if math.IsNaN(s.Nats) {
		return
	}
	t.NLL += s.Nats
	t.guess(s.Rank)
	t.Tokens++
}

// Guess takes in a token that was guessed at the rank-th guess, from 1, and no belief with it.
func (t *Tally) Guess(rank int) {
	t.guess(rank)
	t.Tokens++
}

func (t *Tally) guess(rank int) {
	if rank < 1 {
		return
	}
	for len(t.Ranks) < rank {
		t.Ranks = append(t.Ranks, 0)
	}
	t.Ranks[rank-1]++
}

// Loss is nats/token; NaN before the first.
func (t Tally) Loss() float64 { return t.NLL / float64(t.Tokens) }

// Bounds are Shannon's on the entropy of a text, in nats/token, from how often it took how many
// guesses (C. E. Shannon, Prediction and Entropy of Printed English, 1951, section 5). With q_i the
// share of tokens that took i guesses,
//
//	Σ_i i (q_i − q_{i+1}) log i  ≤  H  ≤  −Σ_i q_i log q_i
//
// Above: who guesses as the player does can write the text down as its numbers of guesses, which
// holds for any player. Below: a distribution in falling order is a mixture of even ones over the
// first i tokens, with weights i (p_i − p_{i+1}), and mixing does not lower entropy; that holds for
// one who always names the likelier token first, and lies too high for others. The q of such a
// player fall; where chance has it otherwise they are taken in falling order, which keeps the lower
// bound beneath the upper one. Both are bounds for the q of an endless game: from few tokens the upper
// one comes out too low. NaN for no guesses.
func (t Tally) Bounds() (lower, upper float64) {
	n := 0
	for _, c := range t.Ranks {
		n += c
	}
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	counts := slices.Sorted(slices.Values(t.Ranks))
	slices.Reverse(counts)
	for i, c := range counts {
		next := 0
		if i+1 < len(counts) {
			next = counts[i+1]
		}
		k := float64(i + 1)
		lower += k * float64(c-next) / float64(n) * math.Log(k)
		if q := float64(c) / float64(n); c > 0 {
			upper -= q * math.Log(q)
		}
	}
	return lower, math.Abs(upper) // −1 log 1 is −0
}

// RankOf is at which guess the token id is found by one who makes these guesses, and then names
// what is left in the order of rest. A guess made twice counts once. 0: neither has it.
func RankOf(id int32, guesses, rest []int32) int {
	named := map[int32]bool{}
	for _, list := range [][]int32{guesses, rest} {
		for _, g := range list {
			if named[g] {
				continue
			}
			named[g] = true
			if g == id {
				return len(named)
			}
		}
	}
	return 0
}

// ByFrequency are all tokens, the most frequent of the training text first; of equals the lower id.
func ByFrequency(m *text.Corpus) []int32 {
	counts, ids := make([]int, m.Vocab.Len()), make([]int32, m.Vocab.Len())
	for _, id := range m.Train {
		if id >= 0 {
			counts[id]++
		}
	}
	for i := range ids {
		ids[i] = int32(i)
	}
	slices.SortStableFunc(ids, func(a, b int32) int { return counts[b] - counts[a] })
	return ids
}
