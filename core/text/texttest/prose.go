// Package texttest provides texts for tests.
package texttest

import (
	"math/rand/v2"
	"strings"
)

// Prose is n lines of a small language with something to learn in it.
func Prose(n int) string {
	rng := rand.New(rand.NewPCG(1, 1))
	words := []string{"the ray", "a prism", "white light", "refracts", "bends", "is seen", "slowly", "at once"}
	var b strings.Builder
	for range n {
		for i := range 3 + rng.IntN(2) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[rng.IntN(len(words))])
		}
		b.WriteString(".\n")
	}
	return b.String()
}
