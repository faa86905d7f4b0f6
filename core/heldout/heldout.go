// Package heldout reads the rows of a held-out part once and adds up their loss: tokens of a text, rows of a series.
package heldout

import (
	"unroll/core/history"
	"unroll/core/nn"
)

// Rows is what is read.
type Rows struct {
	N      int // rows to be scored: 0 … N−1
	Before int // rows before those, with negative numbers
	// Lead is how many rows before a piece are read unscored, so that a state is warm; a multiple of Steps. 0: there is no
	// state to warm.
	Lead int
	// Add appends row k to b. inside: there is such a row, and it belongs to the piece or its lead; else something without
	// input is to be appended. scored: it counts.
	Add func(b *nn.Batch[float32], k int, inside, scored bool)
}

// An Evaluator reads rows once, chunk by chunk, so that the caller can do other things in between. The result depends only
// on the weights and the rows, not on the batch size, the unrolling or the threads.
//
// Many rows are split into pieces that are read side by side. Each begins Lead rows early, unscored; every row is scored
// exactly once.
type Evaluator struct {
	Result  history.Valid
	Windows history.Windows // losses by place in the chunk: they reveal a state that is not carried over

	rows   Rows
	per    int // rows scored in each piece
	at     int // rows read in each piece, including the lead
	groups []group
	each   func(i, thread int)
}

// A group is the pieces that one tape reads.
type group struct {
	first, n int // pieces
	tape     nn.Tape[float32]
	batch    nn.Batch[float32]
	loss     float64
	scored   int
	losses   []float64 // of each row
}

// How a part is cut up.
const (
	Pieces = 32  // the most; fewer for short parts
	Short  = 256 // rows that a piece should have at least
	Groups = 4   // tapes that the pieces are divided among, for the threads to share
	Steps  = 31  // rows of each piece read at a time: a prime, so that it divides few line lengths
)

// New prepares to read rows with net, whose weights are those after step updates.
func New(net nn.Graph[float32], rows Rows, step int) *Evaluator {
	pieces := min(max(1, rows.N/Short), Pieces)
	e := &Evaluator{rows: rows, per: (rows.N + pieces - 1) / pieces, Result: history.Valid{Step: step}}
	groups := min(Groups, pieces)
	for g := range groups {
		first := g * pieces / groups
		size := (g+1)*pieces/groups - first
		e.groups = append(e.groups, group{first: first, n: size, tape: net.NewTape(Steps, size), losses: make([]float64, Steps*size)})
	}
	e.each = e.read
	if rows.N == 0 || (pieces == 1 && rows.Before == 0) { // nothing to lead up to, or with
		e.at = rows.Lead
	}
	return e
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *Evaluator) Next(w nn.Workers) bool {
	end := e.per + e.rows.Lead
	if e.at >= end {
		return false
	}
	w.Run(len(e.groups), e.each)
	for i := range e.groups {
		g := &e.groups[i]
		e.Result.NLL += g.loss
		e.Result.Tokens += g.scored
		if e.at > e.rows.Lead { // before that, a sequence may begin in the chunk
			e.Windows.Add(g.losses, g.batch.B, g.batch.Counts)
		}
	}
	e.at += Steps
	return e.at < end
}

// Outcome is Result and Windows.
func (e *Evaluator) Outcome() (history.Valid, history.Windows) { return e.Result, e.Windows }

// Read views the batches of the last Next, for tests.
func (e *Evaluator) Read() (list []*nn.Batch[float32]) {
	for i := range e.groups {
		list = append(list, &e.groups[i].batch)
	}
	return list
}

// Forget sets the carried states to 0, which a validation must not do: it is for tests of what that costs.
func (e *Evaluator) Forget() {
	for i := range e.groups {
		e.groups[i].tape.Reset()
	}
}

func (e *Evaluator) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	*b = nn.Batch[float32]{T: Steps, B: g.n, Tokens: b.Tokens[:0], Targets: b.Targets[:0], Reals: b.Reals[:0], RealTargets: b.RealTargets[:0],
		Scored: b.Scored[:0], Reset: b.Reset[:0]}
	for t := range Steps {
		u := e.at + t - e.rows.Lead // place in the piece; negative: the lead
		for piece := g.first; piece < g.first+g.n; piece++ {
			k := piece*e.per + u
			inside := k >= -e.rows.Before && k < e.rows.N && u < e.per
			e.rows.Add(b, k, inside, inside && u >= 0)
		}
	}
	g.tape.Forward(b, nil)
	g.loss, g.scored = g.tape.Score(b, g.losses)
}
