package datasets

import (
	"slices"
	"strings"
)

var periodic = Source{
	Name:    "periodic",
	Title:   "A ruler, over and over",
	About:   "24 characters repeated without end, short marks and long like a ruler's; nothing in it is left to chance",
	Shows:   "how memory pays: the loss falls in steps to zero, as the network learns to look 1, 2, 4 and then 8 characters back.",
	Options: chars,
	Load:    drawn("periodic", "A ruler, over and over", periodicLaw, 60_000),
}

// ruler has an a at every second place, a b at every fourth, a c at every eighth; d, e and f alternate at the rest.
const ruler = "abacabadabacabaeabacabaf"

// periodicLaw is a source whose state is the place on the ruler: its entropy rate is 0.
func periodicLaw() *chain {
	alphabet := slices.Compact(slices.Sorted(slices.Values(strings.Split(ruler, ""))))
	states := make([][]arc, len(ruler))
	for s := range states {
		x := slices.Index(alphabet, ruler[s:s+1])
		states[s] = []arc{{symbol: x, weight: 1, to: (s + 1) % len(ruler)}}
	}
	return newChain(alphabet, states, anywhere)
}
