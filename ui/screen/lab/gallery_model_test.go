package lab

import (
	"math"
	"slices"
	"sync"

	"unroll/core/nn"
	"unroll/core/text"
)

// A counted graph is a network for pictures: its logits are those of counted trigrams, in 64ths. They are the same bits on
// every processor, which no trained network's are, and read like a network that has learned something. Of nn.Graph it has
// what a model is asked for.
type counted struct {
	nn.Graph[float32]
	spec   nn.Spec
	two    map[int32]map[int32]int
	three  map[[2]int32]map[int32]int
	twos   map[int32]int
	threes map[[2]int32]int
	p      []float64 // of each token, whatever came before
	known  sync.Map  // logits by the two tokens before
}

// fresh is a network that has learned nothing yet: all of its tokens are about as likely.
func fresh(spec nn.Spec) *counted {
	g := &counted{spec: spec}
	for id := range spec.Vocab {
		g.p = append(g.p, math.Exp(float64(id*7%11)/64))
	}
	return g
}

// trust is how often a shorter history has its say.
const trust = 3

// countIn counts c's training text.
func countIn(c *text.Corpus, spec nn.Spec) *counted {
	g := &counted{spec: spec, two: map[int32]map[int32]int{}, three: map[[2]int32]map[int32]int{}, twos: map[int32]int{}, threes: map[[2]int32]int{}}
	ones, v := make([]int, c.Vocab.Len()), float64(c.Vocab.Len())
	for i, id := range c.Train {
		ones[id]++
		if i > 0 {
			last := c.Train[i-1]
			count(g.two, last, id)
			g.twos[last]++
		}
		if i > 1 {
			last := [2]int32(c.Train[i-2 : i])
			count(g.three, last, id)
			g.threes[last]++
		}
	}
	for _, n := range ones {
		g.p = append(g.p, (float64(n)+0.5)/(float64(len(c.Train))+v/2))
	}
	return g
}

func count[K comparable](of map[K]map[int32]int, after K, id int32) {
	if of[after] == nil {
		of[after] = map[int32]int{}
	}
	of[after][id]++
}

// logit is that of a token after two others; negative: there were none.
func (g *counted) logit(before, last, id int32) float32 {
	p := g.p[id]
	if n := g.twos[last]; n > 0 {
		p = (float64(g.two[last][id]) + trust*p) / float64(n+trust)
	}
	if h := [2]int32{before, last}; g.threes[h] > 0 {
		p = (float64(g.three[h][id]) + trust*p) / float64(g.threes[h]+trust)
	}
	return float32(math.Round(64*math.Log(p))) / 64
}

func (g *counted) Spec() nn.Spec { return g.spec }

// NewTape is a tape for B sequences.
func (g *counted) NewTape(_, B int) nn.Tape[float32] {
	t := &countedTape{graph: g, state: make([]float32, 2*B)}
	t.Reset()
	return t
}

// countedTape reads by a counted graph; its state is the last two tokens of each sequence.
type countedTape struct {
	nn.Tape[float32]
	graph *counted
	state []float32
	rows  [][2]int32 // the last two tokens at each row that was read
}

func (t *countedTape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	t.rows = t.rows[:0]
	for i, id := range b.Tokens {
		last := t.state[2*(i%b.B):][:2]
		if b.Reset != nil && b.Reset[i] {
			last[0], last[1] = -1, -1
		}
		last[0], last[1] = last[1], float32(id)
		t.rows = append(t.rows, [2]int32{int32(last[0]), int32(last[1])})
	}
}

// Score counts the rows that are scored; their loss is nowhere shown.
func (t *countedTape) Score(b *nn.Batch[float32], _ []float64) (loss float64, scored int) {
	for i := range b.Tokens {
		if b.Counts(i) {
			scored++
		}
	}
	return 0, scored
}

func (t *countedTape) Output(row int, dst []float32) {
	h := [2]int32{int32(t.state[0]), int32(t.state[1])}
	if row < len(t.rows) { // otherwise nothing was read since the state was set
		h = t.rows[row]
	}
	if logits, ok := t.graph.known.Load(h); ok {
		copy(dst, logits.([]float32))
		return
	}
	for id := range dst {
		dst[id] = t.graph.logit(h[0], h[1], int32(id))
	}
	t.graph.known.Store(h, slices.Clone(dst))
}

func (t *countedTape) State() [][]float32 { return [][]float32{t.state} }
func (t *countedTape) Reset() {
	for i := range t.state {
		t.state[i] = -1
	}
}
func (t *countedTape) Rebind(g nn.Graph[float32]) { t.graph = g.(*counted) }
func (t *countedTape) UseWorkers(nn.Workers)      {}
