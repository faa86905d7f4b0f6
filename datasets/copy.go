package datasets

import (
	"math/rand/v2"
	"strings"
)

var copying = answers{
	name: "copy", title: "Copy after a delay", score: "after:=", line: copyLine, from: 2, train: 20, beyond: 40, lines: 30_000,
}.source(
	"a few letters, dots for as long or longer, and the letters again: abca....=abca; up to 20 characters before the answer to learn from, up to 40 held out",
	"how much a state can hold and for how long: every letter must survive the dots.",
)

var reversal = answers{
	name: "reversal", title: "Reversal", score: "after:=", line: reversalLine, from: 1, train: 10, beyond: 20, lines: 30_000,
}.source(
	"letters, and the same backwards: abca=acba; 1 to 10 letters to learn from, up to 20 held out",
	"a state used as a stack: the letter that came last is wanted first.",
)

const copied = 6 // different letters

func copyLine(rng *rand.Rand, n int) string {
	s := letters(rng, 1+rng.IntN(n/2), copied)
	return s + strings.Repeat(".", n-len(s)) + "=" + s
}

func reversalLine(rng *rand.Rand, n int) string {
	s := letters(rng, n, copied)
	var b strings.Builder
	b.WriteString(s + "=")
	for i := range n {
		b.WriteByte(s[n-1-i])
	}
	return b.String()
}
