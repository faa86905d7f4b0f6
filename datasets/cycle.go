package datasets

import (
	"math/rand/v2"
	"strings"
)

var cycle = answers{
	name: "cycle", title: "Cycle navigation", score: "after:=", line: cycleLine, from: 1, train: 20, beyond: 40, lines: 20_000,
}.source(
	"moves on a circle of five places, forward, back or none, and the place reached: >>.<=1; 1 to 20 moves to learn from, up to 40 held out",
	"counting modulo five: short lines come first; a state that goes round in a circle would be right on lines of any length.",
)

const places = 5

func cycleLine(rng *rand.Rand, n int) string {
	var b strings.Builder
	at := 0
	for range n {
		move := rng.IntN(3)
		at = (at + move + places - 1) % places
		b.WriteByte("<.>"[move])
	}
	b.WriteString("=" + string(rune('0'+at)))
	return b.String()
}
