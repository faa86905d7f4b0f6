package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// A chain is a source with finitely many states: each emits a symbol with its own probabilities,
// and state and symbol together determine the next state. All the Laws here are chains.
//
// With π the stationary distribution of the states, the entropy rate is
//
//	h = Σ_s π(s) H(s),  H(s) = −Σ_x p(x|s) log p(x|s)
//
// which holds because a state and a symbol determine the next state.
type chain struct {
	alphabet []string
	states   [][]arc
	pi       []float64 // the stationary distribution
	start    int       // state at the beginning of a text; anywhere: sampled from pi
	reset    []int     // by symbol: the state that it always leads to; anywhere: it depends
}

// An arc is one of the transitions out of a state. Weights are integers proportional to the
// probabilities, so that samples are the same on every machine.
type arc struct {
	symbol int
	weight uint64
	to     int
	p      float64 // probability of the symbol in this state; newChain computes it
}

const anywhere = -1

// newChain makes a law from states that can all be reached from each other.
func newChain(alphabet []string, states [][]arc, start int) *chain {
	for _, arcs := range states {
		all := float64(total(arcs))
		for i := range arcs {
			arcs[i].p = float64(arcs[i].weight) / all
		}
	}
	return &chain{
		alphabet: alphabet,
		states:   states,
		pi:       stationary(states),
		start:    start,
		reset:    resets(len(alphabet), states),
	}
}

func (c *chain) Alphabet() []string { return slices.Clone(c.alphabet) }

func (c *chain) Rate() float64 {
	h := 0.0
	for s, arcs := range c.states {
		h += c.pi[s] * entropy(arcs)
	}
	return h
}

func entropy(arcs []arc) float64 {
	h := 0.0
	for _, a := range arcs {
		h -= a.p * math.Log(a.p)
	}
	return h
}

func total(arcs []arc) uint64 {
	var sum uint64
	for _, a := range arcs {
		sum += a.weight
	}
	return sum
}

// Next follows the probability of each state through the history, starting from pi:
//
//	b'(s') ∝ Σ_{s –x→ s'} b(s) p(x|s)
func (c *chain) Next(history []string) []float64 {
	b, rest := c.settle(history)
	for _, name := range rest {
		if b = c.observe(b, slices.Index(c.alphabet, name)); len(b) == 0 {
			return nil
		}
	}
	next := make([]float64, len(c.alphabet))
	for _, in := range b {
		for _, a := range c.states[in.state] {
			next[a.symbol] += in.p * a.p
		}
	}
	return next
}

// A belief lists the possible states, each once, with probabilities that sum to 1.
type belief []possible

type possible struct {
	state int
	p     float64
}

// settle is what is known before the rest of history: the state after the last symbol that leads to
// the same state from anywhere, or else pi before the whole history.
func (c *chain) settle(history []string) (b belief, rest []string) {
	for i := len(history) - 1; i >= 0; i-- {
		if x := slices.Index(c.alphabet, history[i]); x >= 0 && c.reset[x] != anywhere {
			return belief{{c.reset[x], 1}}, history[i+1:]
		}
	}
	for s, p := range c.pi {
		b = append(b, possible{s, p})
	}
	return b, history
}

// observe is what is known after symbol x; empty if x is impossible.
func (c *chain) observe(b belief, x int) belief {
	var after belief
	at := map[int]int{} // index in after, by state
	sum := 0.0
	for _, in := range b {
		a, ok := c.step(in.state, x)
		if !ok {
			continue
		}
		i, ok := at[a.to]
		if !ok {
			i = len(after)
			at[a.to] = i
			after = append(after, possible{state: a.to})
		}
		after[i].p += in.p * a.p
		sum += in.p * a.p
	}
	for i := range after {
		after[i].p /= sum
	}
	return after
}

// step is the arc with symbol x out of state s.
func (c *chain) step(s, x int) (a arc, ok bool) {
	for _, a := range c.states[s] {
		if a.symbol == x {
			return a, true
		}
	}
	return arc{}, false
}

func (c *chain) Generate(seed uint64, n int) string {
	rng := rand.New(rand.NewPCG(seed, 0x756e726f6c6c)) // "unroll": a stream used for nothing else
	s := c.start
	if s == anywhere {
		s = drawState(c.pi, rng)
	}
	var b strings.Builder
	for range n {
		a := drawArc(c.states[s], rng)
		b.WriteString(c.alphabet[a.symbol])
		s = a.to
	}
	return b.String()
}

func drawState(pi []float64, rng *rand.Rand) int {
	u := rng.Float64()
	for s, p := range pi {
		if u -= p; u < 0 {
			return s
		}
	}
	return len(pi) - 1 // rounding: pi sums to slightly less than 1
}

func drawArc(arcs []arc, rng *rand.Rand) arc {
	u := rng.Uint64N(total(arcs))
	for _, a := range arcs {
		if u < a.weight {
			return a
		}
		u -= a.weight
	}
	panic("datasets: the weights of a state do not add up")
}

// stationary is the fixed point of π ← ½(π + πP), found by iterating until a step moves less than
// 1e-13 of the probability. Staying in place half of the time does not change the fixed point, and
// makes even a periodic source converge.
func stationary(states [][]arc) []float64 {
	pi, next := make([]float64, len(states)), make([]float64, len(states))
	for s := range pi {
		pi[s] = 1 / float64(len(pi))
	}
	for moved := 1.0; moved > 1e-13; {
		halfStep(states, pi, next)
		moved = 0
		for s := range pi {
			moved += math.Abs(next[s] - pi[s])
		}
		pi, next = next, pi
	}
	return pi
}

func halfStep(states [][]arc, pi, next []float64) {
	for s := range next {
		next[s] = pi[s] / 2
	}
	for s, arcs := range states {
		out := pi[s] / 2
		for _, a := range arcs {
			next[a.to] += out * a.p
		}
	}
}

func resets(symbols int, states [][]arc) []int {
	const unseen = anywhere - 1
	to := slices.Repeat([]int{unseen}, symbols)
	for _, arcs := range states {
		for _, a := range arcs {
			switch to[a.symbol] {
			case unseen:
				to[a.symbol] = a.to
			case a.to:
			default:
				to[a.symbol] = anywhere
			}
		}
	}
	return to
}
