package datasets

import (
	"math/rand/v2"
	"strings"
)

var markov = Source{
	Name:    "markov",
	Title:   "A Markov source",
	About:   "8 letters drawn at random, each depends on the two before it, with probabilities that are known exactly",
	Shows:   "how close a model comes to the minimum, the entropy rate: on average no model can be below it.",
	Options: chars,
	Load:    drawn("markov", "A Markov source", markovLaw, 200_000),
}

const (
	markovLetters = "abcdefgh"
	markovOrder   = 2 // number of letters that the next one depends on
	markovSpread  = 8 // weights are 2⁰ … 2⁷
	markovSeed    = 1 // seed of the probabilities
)

// markovLaw is a Markov chain in which every letter can follow every context. The weight of each is
// a power of two with a random exponent, so that usually one or two letters have most of the
// probability, as in a Dirichlet distribution with a small concentration.
func markovLaw() *chain {
	rng := rand.New(rand.NewPCG(markovSeed, 0))
	V, contexts := len(markovLetters), 1
	for range markovOrder {
		contexts *= V
	}
	states := make([][]arc, contexts)
	for s := range states { // s is the context as a number in base V, the last letter lowest
		states[s] = make([]arc, V)
		for x := range V {
			states[s][x] = arc{symbol: x, weight: 1 << rng.IntN(markovSpread), to: (s*V + x) % contexts}
		}
	}
	return newChain(strings.Split(markovLetters, ""), states, anywhere)
}
