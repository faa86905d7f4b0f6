package datasets

import (
	"math/rand/v2"
	"strings"
)

var dyck = answers{
	name: "dyck", title: "Closing brackets", score: "after:=", line: dyckLine, from: 1, train: 20, beyond: 40, lines: 30_000,
}.source(
	"the beginning of a Dyck word of three kinds of brackets, and what closes it: ([]{=}); 1 to 20 brackets to learn from, up to 40 held out",
	"a stack that only the closing brackets reveal: each must match one that can be far behind.",
)

// dyckLine opens or closes a bracket n times, each by the toss of a coin if both are possible, then closes what is open.
func dyckLine(rng *rand.Rand, n int) string {
	var b strings.Builder
	var open []byte // what would close them
	for range n {
		if len(open) > 0 && rng.IntN(2) == 0 {
			b.WriteByte(open[len(open)-1])
			open = open[:len(open)-1]
			continue
		}
		kind := rng.IntN(len(opening))
		b.WriteByte(opening[kind])
		open = append(open, closing[kind])
	}
	b.WriteByte('=')
	for i := range open {
		b.WriteByte(open[len(open)-1-i])
	}
	return b.String()
}
