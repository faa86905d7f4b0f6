package lm

import (
	"math"
	"slices"

	"unroll/core/text"
)

// A Stake is the part of a belief that is placed on one token, in thousandths: integers, so that the
// stakes and the rest sum to exactly 1.
type Stake struct {
	ID         int32
	Thousandth int
}

// everything is the total of a belief, in thousandths.
const everything = 1000

// A Bet is a belief about the next token: its stakes, and the rest in equal parts on all other
// tokens. The zero Bet is uniform over all tokens.
type Bet []Stake

// Rest is what is not staked, in thousandths.
func (b Bet) Rest() int {
	left := everything
	for _, s := range b {
		left -= s.Thousandth
	}
	return left
}

// Into sets p to the distribution over len(p) tokens that b represents. Errors: a stake on a token that does not
// exist, two stakes on one token, a negative stake, stakes of more than everything, a rest with no token to go to.
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

// unity is how far from 1 a sum may be because of rounding.
const unity = 1e-9

// Settle scores the belief p when token id came next: for a network's own distribution the result
// equals Score's to the last bit. A belief that gave it probability 0 costs ∞ for good. Errors: a p
// that is not a distribution, an id out of range.
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

// A Tally is what a player's beliefs have cost so far. Its zero value is empty.
type Tally struct {
	NLL    float64 // Σ, nats
	Tokens int
	// Ranks counts how often the token that came was the player's first choice (Ranks[0]), second choice, ….
	Ranks []int
}

// Add records the cost of a token. One that could not be scored does not count.
func (t *Tally) Add(s Scored) {
	if math.IsNaN(s.Nats) {
		return
	}
	t.NLL += s.Nats
	t.guess(s.Rank)
	t.Tokens++
}

// Guess records a token that was found at the rank-th guess (from 1), without a belief.
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

// Bounds are Shannon's bounds on the entropy of a text, in nats/token, computed from how often it
// took how many guesses (C. E. Shannon, Prediction and Entropy of Printed English, 1951, section
// 5). With q_i the share of tokens that took i guesses,
//
//	Σ_i i (q_i − q_{i+1}) log i  ≤  H  ≤  −Σ_i q_i log q_i
//
// The upper bound holds for any player: somebody who guesses in the same way can recover the text from its
// numbers of guesses. The lower bound: a distribution in descending order is a mixture of uniform ones over the
// first i tokens, with weights i (p_i − p_{i+1}), and mixing does not lower entropy; this holds for a player who
// always names the more likely token first, and is too high for others. The q of such a player descend; if by
// chance they do not, they are sorted in descending order, which keeps the lower bound below the upper one. Both
// are bounds for the q of an endless game: from few tokens the upper one is too low. NaN if there are no guesses.
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

// RankOf is the number of the guess that finds token id, for a player who makes these guesses and then
// names the remaining tokens in the order of rest. A guess made twice counts once. 0: neither list has it.
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

// ByFrequency lists all tokens, the most frequent in the training text first; among equals the lower id first.
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
