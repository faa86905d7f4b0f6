// Package random makes the random streams of a run: one for each purpose and step, derived from the
// run's seed alone, so that there is no random state to save and looking never changes learning.
package random

import (
	"hash/fnv"
	"math/rand/v2"
)

// Stream is the random stream of a purpose; n distinguishes its uses (an epoch, a step).
func Stream(seed uint64, purpose string, n uint64) *rand.Rand {
	return rand.New(rand.NewPCG(Seed(seed, purpose), n))
}

// Seed is the seed of a purpose, for code that makes its own streams.
func Seed(seed uint64, purpose string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return seed*0x9E3779B97F4A7C15 ^ h.Sum64()
}
