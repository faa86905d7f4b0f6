package translation

import (
	"cmp"
	"slices"

	"unroll/core/history"
	"unroll/core/nn"
)

// An Evaluator reads pairs, each once, with the reference as the decoder's input, and adds up the NLL of their targets, chunk by chunk,
// so that the caller can do other things in between. The result depends only on the weights and the pairs.
type Evaluator struct {
	Result history.Valid // Right: tokens that were the likeliest
	// Seen is called for every target token that has been read, after each chunk, by the goroutine that called Next: the pair's place
	// in the list, the token's in its targets, the network's V logits, which the next call overwrites, and the weights of attention on
	// the tokens of its source (nil: none). nil: nobody asks.
	Seen func(pair, at int, logits, attention []float32)

	net    nn.Graph[float32]
	rows   []Row
	order  []int32 // by length, so that there is little padding
	next   int
	T      int // steps of the tapes
	groups []evalGroup
	each   func(i, thread int)
}

// An evalGroup is what one tape reads.
type evalGroup struct {
	tape   nn.Tape[float32]
	lay    layOut
	pairs  []int32 // of each column
	rows   []Row
	logits []float32 // B×V
	nll    float64
	scored int
	right  int
}

const (
	evalGroups = 4    // tapes that the pairs are divided among, for the threads to share
	evalRows   = 1024 // rows of a batch, but at least a pair
	evalSteps  = 16   // of the first tapes; those for longer sentences have at least twice as many, and fewer pairs side by side
)

// NewEvaluator prepares to read pairs with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], rows []Row, step int) *Evaluator {
	e := &Evaluator{net: net, rows: rows, Result: history.Valid{Step: step}}
	for i := range rows {
		e.order = append(e.order, int32(i))
	}
	slices.SortStableFunc(e.order, func(i, j int32) int {
		x, y := rows[i], rows[j]
		return cmp.Or(cmp.Compare(x.steps(), y.steps()), byLength(x, y))
	})
	e.each = func(i, _ int) { e.groups[i].read() }
	return e
}

// steps are those of a tape that reads the row.
func (r Row) steps() int { return max(len(r.Source), len(r.Targets)) }

// pairsAtOnce is how many pairs a tape of T steps reads.
func (e *Evaluator) pairsAtOnce(T int) int {
	return max(1, min(evalRows/T, (len(e.rows)+evalGroups-1)/evalGroups))
}

// makeRoom makes tapes that the next pairs fit into, if they do not fit into those that are there.
func (e *Evaluator) makeRoom() {
	T := max(e.T, evalSteps)
	for {
		last := min(e.next+evalGroups*e.pairsAtOnce(T), len(e.order)) - 1
		need := e.rows[e.order[last]].steps()
		if need <= T {
			break
		}
		T = max(2*T, need)
	}
	if T == e.T {
		return
	}
	B := e.pairsAtOnce(T)
	e.T, e.groups = T, nil
	for range min(evalGroups, (len(e.rows)+B-1)/B) {
		e.groups = append(e.groups, evalGroup{tape: e.net.NewTape(T, B), pairs: make([]int32, 0, B), logits: make([]float32, B*e.net.Spec().OutputWidth())})
	}
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *Evaluator) Next(w nn.Workers) bool {
	if e.next == len(e.order) {
		return false
	}
	e.makeRoom()
	for i := range e.groups {
		g := &e.groups[i]
		n := min(cap(g.pairs), len(e.order)-e.next)
		g.pairs, g.rows = append(g.pairs[:0], e.order[e.next:e.next+n]...), g.rows[:0]
		for _, p := range g.pairs {
			g.rows = append(g.rows, e.rows[p])
		}
		e.next += n
	}
	w.Run(len(e.groups), e.each)
	for i := range e.groups {
		g := &e.groups[i]
		e.Result.NLL += g.nll
		e.Result.Tokens += g.scored
		e.Result.Right += g.right
		if e.Seen != nil {
			e.show(g)
		}
	}
	return e.next < len(e.order)
}

// read reads the group's pairs.
func (g *evalGroup) read() {
	if g.nll, g.scored, g.right = 0, 0, 0; len(g.rows) == 0 {
		return
	}
	S, T := steps(g.rows)
	g.lay.lay(g.rows, cap(g.pairs), S, T, false)
	g.tape.Forward(&g.lay.b, nil)
	g.nll, g.scored = g.tape.Score(&g.lay.b, nil)
	g.right = g.tape.Right()
}

// outputs calls each for every target token of the group's pairs, step by step, with its V logits.
func (g *evalGroup) outputs(each func(k, t int, logits []float32)) {
	b, V := &g.lay.b, len(g.logits)/cap(g.pairs)
	for t := range b.T {
		g.tape.Output(t*b.B, g.logits)
		for k, r := range g.rows {
			if t < len(r.Targets) {
				each(k, t, g.logits[k*V:(k+1)*V])
			}
		}
	}
}

// show calls Seen for what a group has read.
func (e *Evaluator) show(g *evalGroup) {
	if len(g.rows) == 0 {
		return
	}
	b, attention := &g.lay.b, attentionOf(g.tape)
	g.outputs(func(k, t int, logits []float32) {
		var weights []float32
		if attention.Name != "" {
			weights = attention.Values.Row(t*b.B + k)[b.Source.T-len(g.rows[k].Source):]
		}
		e.Seen(int(g.pairs[k]), t, logits, weights)
	})
}

// attentionOf are the weights of the tape's last Forward, T·B×S; without attention it has no name.
func attentionOf(tape nn.Tape[float32]) nn.Activation[float32] {
	for _, a := range tape.Activations() {
		if a.Part == "attention" {
			return a
		}
	}
	return nn.Activation[float32]{}
}
