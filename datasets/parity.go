package datasets

import (
	"math/rand/v2"
	"strings"
)

var parity = answers{
	name: "parity", title: "Parity", score: "after:=", line: parityLine, from: 1, train: 20, beyond: 40, lines: 20_000,
}.source(
	"lines of bits, and whether the number of ones is odd: 0110=0; 1 to 20 bits to learn from, up to 40 held out",
	"that every single bit can reverse the answer: a state that flips at each 1 gets it right, counting k-grams never does.",
)

func parityLine(rng *rand.Rand, n int) string {
	var b strings.Builder
	odd := 0
	for range n {
		bit := rng.IntN(2)
		odd ^= bit
		b.WriteByte('0' + byte(bit))
	}
	b.WriteString("=" + string(rune('0'+odd)))
	return b.String()
}
