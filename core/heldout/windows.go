package heldout

import (
	"unroll/core/history"
	"unroll/core/nn"
)

// A Reading reads a held-out part once, chunk by chunk, so that the caller can do other things in between.
type Reading interface {
	// Next reads a chunk, dividing the work among w; false: all has been read, and Outcome is final.
	Next(w nn.Workers) bool
	// Outcome is the loss, and losses by place in the chunk, which reveal a state that is not carried over; none where it should not be.
	Outcome() (history.Valid, history.Windows)
}

// A WindowEvaluator reads the windows of a held-out part, each from a state of 0, and adds up the loss of every row of every
// window. The result depends only on the weights, the rows and the windows.
type WindowEvaluator struct {
	result history.Valid

	rows      Rows
	T, stride int
	left, at  int // windows to read; the next one
	groups    []group
	each      func(i, thread int)
}

// NewWindows prepares to read rows in windows of T steps that begin stride rows apart, with net, whose weights are those after step
// updates.
func NewWindows(net nn.Graph[float32], rows Rows, T, stride, step int) *WindowEvaluator {
	e := &WindowEvaluator{rows: rows, T: min(T, max(1, rows.N)), stride: stride, left: CountWindows(rows.N, T, stride), result: history.Valid{Step: step}}
	groups := min(Groups, (e.left+Pieces-1)/Pieces)
	for range groups {
		e.groups = append(e.groups, group{tape: net.NewTape(e.T, Pieces)})
	}
	e.each = e.read
	return e
}

// CountWindows is how many windows of T steps that begin stride rows apart n rows have. If they do not overlap, the last may be
// shorter, so that every row is read; else a row is read as many times as windows cover it.
func CountWindows(n, T, stride int) int {
	switch {
	case n <= 0:
		return 0
	case stride < T:
		return max(0, n-T)/stride + 1
	}
	return (n + T - 1) / T
}

// Next reads a chunk.
func (e *WindowEvaluator) Next(w nn.Workers) bool {
	if e.left == 0 {
		return false
	}
	for i := range e.groups {
		g := &e.groups[i]
		g.first, g.n = e.at, min(Pieces, e.left)
		e.at, e.left = e.at+g.n, e.left-g.n
	}
	w.Run(len(e.groups), e.each)
	for i := range e.groups {
		e.result.NLL += e.groups[i].loss
		e.result.Tokens += e.groups[i].scored
	}
	return e.left > 0
}

// Outcome has no losses by place: every window begins with a state of 0.
func (e *WindowEvaluator) Outcome() (history.Valid, history.Windows) {
	return e.result, history.Windows{}
}

func (e *WindowEvaluator) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	*b = nn.Batch[float32]{T: e.T, B: Pieces, Tokens: b.Tokens[:0], Targets: b.Targets[:0], Reals: b.Reals[:0], RealTargets: b.RealTargets[:0],
		Scored: b.Scored[:0], Reset: b.Reset[:0]}
	for t := range e.T {
		for row := range Pieces {
			k := (g.first+row)*e.stride + t
			inside := row < g.n && k < e.rows.N
			e.rows.Add(b, k, inside, inside)
			b.Reset[len(b.Reset)-1] = b.Reset[len(b.Reset)-1] || t == 0
		}
	}
	g.tape.Forward(b, nil)
	g.loss, g.scored = g.tape.Score(b, nil)
}
