package translation

import (
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

	rows   []Row
	order  []int32 // by length, so that there is little padding
	next   int
	groups []evalGroup
	each   func(i, thread int)
}

// An evalGroup is what one tape reads.
type evalGroup struct {
	tape   nn.Tape[float32]
	lay    layOut
	pairs  []int32 // of each column
	rows   []Row
	logits []float32 // T·B×V
	nll    float64
	scored int
	right  int
}

const (
	evalGroups = 4    // tapes that the pairs are divided among, for the threads to share
	evalRows   = 1024 // rows of a batch, but at least a pair
)

// NewEvaluator prepares to read pairs with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], rows []Row, step int) *Evaluator {
	e := &Evaluator{rows: rows, Result: history.Valid{Step: step}}
	for i := range rows {
		e.order = append(e.order, int32(i))
	}
	slices.SortStableFunc(e.order, func(i, j int32) int { return byLength(rows[i], rows[j]) })
	S, T := steps(rows)
	most := max(S, T, 1)
	B := max(1, min(evalRows/most, (len(rows)+evalGroups-1)/evalGroups))
	for range min(evalGroups, (len(rows)+B-1)/B) {
		e.groups = append(e.groups, evalGroup{tape: net.NewTape(most, B), pairs: make([]int32, 0, B), logits: make([]float32, B*net.Spec().OutputWidth())})
	}
	e.each = func(i, _ int) { e.groups[i].read() }
	return e
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *Evaluator) Next(w nn.Workers) bool {
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
