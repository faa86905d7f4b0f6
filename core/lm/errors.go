package lm

import "unroll/core/fault"

var errPassage = fault.New("lm.passage", "too short to score (tokens: %d): at least two are needed, because nothing comes before the first")

// What can be wrong with a bet or a distribution.
var (
	errStakeToken    = fault.New("lm.stake_token", "a bet on token %d, but the vocabulary has %d tokens, numbered from 0")
	errStakeTwice    = fault.New("lm.stake_twice", "two bets on token %d: make one bet of their sum")
	errStakeNegative = fault.New("lm.stake_negative", "a bet of %d thousandths on token %d: it must be at least 0")
	errStakesSum     = fault.New("lm.stakes_sum", "the bets add up to %d thousandths: at most %d can be bet")
	errStakesRest    = fault.New("lm.stakes_rest", "every token has a bet, and %d thousandths are left: add them to a bet")
	errProbability   = fault.New("lm.probability", "token %d has probability %v: it must be at least 0")
	errSum           = fault.New("lm.sum", "the probabilities add up to %v: they must add up to 1")
	errToken         = fault.New("lm.token", "the next token is number %d, but there are probabilities for %d tokens, numbered from 0")
)
