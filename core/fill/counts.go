package fill

import (
	"math"

	"unroll/core/text"
)

// Counts are how often each token of a training part stood beside which others. They never change.
//
// Their estimates are Witten–Bell's (1991): what was counted in a context, mixed with a simpler estimate that counts as much as
// there were different tokens. With c(·) counts and u(·) the number of different x,
//
//	P(x)       = (c(x) + 1) / (n + V)
//	P(x | a)   = (c(a x) + u(a)·P(x)) / (c(a) + u(a)), likewise P(x | b) from the right
//	P(x | a,b) = (c(a x b) + u(a,b)·(P(x | a) + P(x | b))/2) / (c(a,b) + u(a,b))
//
// The edge of a sequence counts as a neighbour.
type Counts struct {
	V     int
	n     int
	one   []int32 // by id
	after map[[2]int32]int32
	befor map[[2]int32]int32 // of (x, b)
	mid   map[[3]int32]int32 // of (a, x, b)
	left  map[int32]tally    // by a
	right map[int32]tally    // by b
	both  map[[2]int32]tally // by (a, b)
}

// A tally is how often something occurred, and with how many different tokens.
type tally struct{ times, different int32 }

func (t tally) plus(first bool) tally {
	t.times++
	if first {
		t.different++
	}
	return t
}

// edge is the neighbour of a token at the edge of a sequence.
const edge int32 = -2

// mostCounted is how many tokens are counted at most, the last of the training part.
const mostCounted = 2_000_000

// Count counts the scored tokens of sequences of a vocabulary of V.
func Count(of *text.Sequences, V int) *Counts {
	c := &Counts{V: V, one: make([]int32, V), after: map[[2]int32]int32{}, befor: map[[2]int32]int32{}, mid: map[[3]int32]int32{},
		left: map[int32]tally{}, right: map[int32]tally{}, both: map[[2]int32]tally{}}
	from := max(0, len(of.Inputs)-mostCounted)
	for _, span := range of.Spans {
		for i := max(span.From, from); i < span.To; i++ {
			x := of.Targets[i]
			if x < 0 {
				continue
			}
			a, b := Neighbours(of.Inputs[span.From:span.To], i-span.From)
			c.n++
			c.one[x]++
			c.after[[2]int32{a, x}]++
			c.befor[[2]int32{x, b}]++
			c.mid[[3]int32{a, x, b}]++
			c.left[a] = c.left[a].plus(c.after[[2]int32{a, x}] == 1)
			c.right[b] = c.right[b].plus(c.befor[[2]int32{x, b}] == 1)
			c.both[[2]int32{a, b}] = c.both[[2]int32{a, b}].plus(c.mid[[3]int32{a, x, b}] == 1)
		}
	}
	return c
}

// Neighbours are the tokens before and after the one at index i of a sequence, in the form that Counts take.
func Neighbours(ids []int32, i int) (a, b int32) {
	a, b = edge, edge
	if i > 0 {
		a = ids[i-1]
	}
	if i+1 < len(ids) {
		b = ids[i+1]
	}
	return a, b
}

func mixed(times int32, t tally, simpler float64) float64 {
	if t.times == 0 {
		return simpler
	}
	u := float64(t.different)
	return (float64(times) + u*simpler) / (float64(t.times) + u)
}

func (c *Counts) alone(x int32) float64 { return float64(c.one[x]+1) / float64(c.n+c.V) }

// Past is P(x | a), from the token before alone.
func (c *Counts) Past(x, a int32) float64 {
	return mixed(c.after[[2]int32{a, x}], c.left[a], c.alone(x))
}

// Both is P(x | a, b), from the tokens on both sides.
func (c *Counts) Both(x, a, b int32) float64 {
	next := mixed(c.befor[[2]int32{x, b}], c.right[b], c.alone(x))
	return mixed(c.mid[[3]int32{a, x, b}], c.both[[2]int32{a, b}], (c.Past(x, a)+next)/2)
}

// Losses are the mean losses in nats/token of Past and of Both over the scored rows of sequences; NaN if there are none.
func (c *Counts) Losses(of *text.Sequences) (past, both float64) {
	n := 0
	for _, span := range of.Spans {
		for i := span.From; i < span.To; i++ {
			x := of.Targets[i]
			if x < 0 {
				continue
			}
			a, b := Neighbours(of.Inputs[span.From:span.To], i-span.From)
			past -= math.Log(c.Past(x, a))
			both -= math.Log(c.Both(x, a, b))
			n++
		}
	}
	return past / float64(n), both / float64(n)
}

// Distributions are Past and Both of every token between two neighbours, V numbers each.
func (c *Counts) Distributions(a, b int32) (past, both []float64) {
	past, both = make([]float64, c.V), make([]float64, c.V)
	for x := range int32(c.V) {
		past[x], both[x] = c.Past(x, a), c.Both(x, a, b)
	}
	return past, both
}
