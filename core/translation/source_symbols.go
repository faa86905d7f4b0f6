package translation

import (
	"math/rand/v2"
	"slices"

	"unroll/core/random"
)

// distinct makes n pairs whose sources are different: draw makes one after another.
func distinct(seed uint64, name string, n int, draw func(rng *rand.Rand) Line) []Line {
	rng, seen := random.Stream(seed, "translation source "+name, 0), make(map[string]bool, n)
	list := make([]Line, 0, n)
	for len(list) < n {
		if x := draw(rng); !seen[x.Source] {
			seen[x.Source] = true
			list = append(list, x)
		}
	}
	return list
}

const (
	letters     = "abcdefghijklmnopqrstuvwxyz"
	mostLetters = 20
)

// drawnLetters are 1 to mostLetters letters; each length is as likely.
func drawnLetters(rng *rand.Rand) []byte {
	s := make([]byte, 1+rng.IntN(mostLetters))
	for i := range s {
		s[i] = letters[rng.IntN(len(letters))]
	}
	return s
}

func echo(seed uint64, n int) []Line {
	return distinct(seed, "echo", n, func(rng *rand.Rand) Line {
		s := string(drawnLetters(rng))
		return Line{s, s}
	})
}

func backwards(seed uint64, n int) []Line {
	return distinct(seed, "reverse", n, func(rng *rand.Rand) Line {
		s := drawnLetters(rng)
		source := string(s)
		slices.Reverse(s)
		return Line{source, string(s)}
	})
}

func sorting(seed uint64, n int) []Line {
	return distinct(seed, "sort", n, func(rng *rand.Rand) Line {
		s := drawnLetters(rng)
		source := string(s)
		slices.Sort(s)
		return Line{source, string(s)}
	})
}
