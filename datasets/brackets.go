package datasets

import (
	"slices"
	"strings"
)

var brackets = Source{
	Name:    "brackets",
	Title:   "Balanced brackets",
	About:   "three kinds of brackets nested up to 6 deep, each line balanced, with probabilities that are known exactly",
	Shows:   "whether a network remembers what is still open: what may close depends on a bracket that can be far behind.",
	Options: chars,
	Load:    drawn("brackets", "Balanced brackets", bracketsLaw, 200_000),
}

const (
	opening  = "([{"
	closing  = ")]}"
	deepest  = 6
	lineHead = "\n" // the state before the first bracket of a line; other states are stacks, such as "([{"
)

// inside holds the weights of opening the same kind as the surrounding bracket, the next kind and
// the one after that, in the circular order of opening.
var inside = [len(opening)]uint64{1, 6, 3}

// bracketsLaw is a pushdown source of bounded depth, so its stacks are the states of a chain. A coin toss
// decides between opening and closing; the kind that opens depends on the surrounding bracket (outside
// all brackets, all kinds are equally likely). If nothing is open, closing ends the line. A line is never
// empty, and at a depth of deepest, brackets can only close. A text begins at the beginning of a line.
func bracketsLaw() *chain {
	alphabet := strings.Split("\n"+opening+closing, "")
	slices.Sort(alphabet)
	stacks := []string{lineHead, ""}
	for i := 1; i < len(stacks); i++ {
		if s := stacks[i]; len(s) < deepest {
			for _, kind := range opening {
				stacks = append(stacks, s+string(kind))
			}
		}
	}
	number := make(map[string]int, len(stacks))
	for i, s := range stacks {
		number[s] = i
	}
	states := make([][]arc, len(stacks))
	for i, s := range stacks {
		for _, m := range moves(s) {
			states[i] = append(states[i], arc{
				symbol: slices.Index(alphabet, m.symbol),
				weight: m.weight,
				to:     number[m.stack],
			})
		}
	}
	return newChain(alphabet, states, 0)
}

// A move is an arc with names instead of numbers.
type move struct {
	symbol string
	weight uint64
	stack  string // after the move
}

func moves(stack string) []move {
	if stack == lineHead {
		return opens("")
	}
	list := opens(stack)
	var coin uint64
	for _, m := range list {
		coin += m.weight
	}
	return append(list, closes(stack, max(coin, 1)))
}

func opens(stack string) []move {
	if len(stack) == deepest {
		return nil
	}
	list := make([]move, len(opening))
	for i := range opening {
		list[i] = move{symbol: opening[i : i+1], weight: 1, stack: stack + opening[i:i+1]}
		if n := len(stack); n > 0 {
			around := strings.IndexByte(opening, stack[n-1])
			list[i].weight = inside[(i-around+len(opening))%len(opening)]
		}
	}
	return list
}

func closes(stack string, weight uint64) move {
	n := len(stack)
	if n == 0 {
		return move{symbol: "\n", weight: weight, stack: lineHead}
	}
	kind := strings.IndexByte(opening, stack[n-1])
	return move{symbol: closing[kind : kind+1], weight: weight, stack: stack[:n-1]}
}
