package datasets

import (
	"math/rand/v2"
	"strings"
)

// Of each n there is one line. Every seventh is left out of those trained, so that lengths between them are held out too.
var anbn = answers{
	name: "anbn", title: "aⁿbⁿ", score: "after:b", line: repeated("ab"), from: 1, train: 40, beyond: 80, gaps: seventh, lines: 2_000,
	hidden: 16, lr: 5e-3, // with more units an LSTM needs longer, and does not go as far
}.source(
	"as many b as a: aaabbb; n up to 40 to learn from, except every seventh, and up to 80 held out",
	"counting: an LSTM's cell counts on far beyond what it was trained on, a GRU's state, which stays between −1 and 1, hardly.",
)

var anbncn = answers{
	name: "anbncn", title: "aⁿbⁿcⁿ", score: "after:b", line: repeated("abc"), from: 1, train: 30, beyond: 60, gaps: seventh, lines: 2_000,
}.source(
	"as many b as a, and as many c: aabbcc; n up to 30 to learn from, except every seventh, and up to 60 held out",
	"two counters at once, which no context-free grammar has.",
)

func seventh(n int) bool { return n%7 == 0 }

// repeated is n of each letter.
func repeated(alphabet string) func(*rand.Rand, int) string {
	return func(_ *rand.Rand, n int) string {
		var b strings.Builder
		for i := range alphabet {
			b.WriteString(strings.Repeat(alphabet[i:i+1], n))
		}
		return b.String()
	}
}
