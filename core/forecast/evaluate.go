package forecast

import (
	"unroll/core/history"
	"unroll/core/nn"
)

// An Evaluator reads the held-out part once and adds up its loss, chunk by chunk, so that the caller can do other things in
// between. The result depends only on the weights and the series.
//
// A long part is read in pieces side by side. Each begins evalLead examples early, unscored, with what was before it,
// the training part included, so that a state is warm; every held-out example is scored exactly once.
type Evaluator struct {
	d       *Data
	first   int // the first example to be scored
	n, per  int // examples to be scored; of each piece
	at      int // examples read of each piece, with the lead
	groups  []evalGroup
	each    func(i, thread int)
	Result  history.Valid
	Windows history.Windows // losses by place in the chunk
}

type evalGroup struct {
	first, n int // pieces
	tape     nn.Tape[float32]
	batch    nn.Batch[float32]
	loss     float64
	scored   int
	losses   []float64
}

const (
	evalParts  = 32  // the most pieces; fewer for short series
	evalShort  = 256 // examples that a piece should have at least
	evalGroups = 4   // tapes that the pieces are divided among, for the threads to share
	evalSteps  = 31  // examples of each piece that are read at a time
	evalLead   = 8 * evalSteps
)

// NewEvaluator prepares to read the held-out part of d with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], d *Data, step int) *Evaluator {
	n := d.ValidExamples()
	parts := min(max(1, n/evalShort), evalParts)
	e := &Evaluator{d: d, first: d.train, n: n, per: (n + parts - 1) / parts, Result: history.Valid{Step: step}}
	groups := min(evalGroups, parts)
	for g := range groups {
		first := g * parts / groups
		size := (g+1)*parts/groups - first
		e.groups = append(e.groups, evalGroup{first: first, n: size, tape: net.NewTape(evalSteps, size), losses: make([]float64, evalSteps*size)})
	}
	e.each = e.read
	if len(net.States(1)) == 0 || n == 0 {
		e.at = evalLead
	}
	return e
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *Evaluator) Next(w nn.Workers) bool {
	if e.at >= e.per+evalLead {
		return false
	}
	w.Run(len(e.groups), e.each)
	for g := range e.groups {
		e.Result.NLL += e.groups[g].loss
		e.Result.Tokens += e.groups[g].scored
		if e.at > evalLead {
			b := &e.groups[g].batch
			e.Windows.Add(e.groups[g].losses, b.B, b.Counts)
		}
	}
	e.at += evalSteps
	return e.at < e.per+evalLead
}

func (e *Evaluator) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	*b = nn.Batch[float32]{T: evalSteps, B: g.n, Reals: b.Reals[:0], RealTargets: b.RealTargets[:0], Reset: b.Reset[:0], Scored: b.Scored[:0]}
	for t := range evalSteps {
		u := e.at + t - evalLead // place in the piece; negative: the lead
		for piece := g.first; piece < g.first+g.n; piece++ {
			g.add(e, piece*e.per+u, u)
		}
	}
	g.tape.Forward(b, nil)
	g.loss, g.scored = g.tape.Score(b, g.losses)
}

// add appends the example that is k behind the first to be scored; zeros where there is none.
func (g *evalGroup) add(e *Evaluator, k, u int) {
	b, x := &g.batch, e.first+k
	inside := x >= 0 && k < e.n && u < e.per
	if inside {
		b.Reals = e.d.addInput(b.Reals, x)
		b.RealTargets = append(b.RealTargets, e.d.answer(x))
	} else {
		for range e.d.Width() {
			b.Reals = append(b.Reals, 0)
		}
		b.RealTargets = append(b.RealTargets, 0)
	}
	b.Reset = append(b.Reset, x == 0)
	b.Scored = append(b.Scored, inside && u >= 0)
}
