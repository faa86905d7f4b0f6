package fill

import (
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/text"
)

// Context is how many tokens on each side of a scored one are read at least, where its sequence has them.
const Context = 32

const (
	steps  = 128 // tokens of a window
	rows   = 8   // windows side by side, at most
	groups = 4   // tapes that the windows are divided among, for the threads to share
	inner  = steps - 2*Context
)

// A piece is rows that are read together, of which those from lo to hi are scored.
type piece struct{ from, to, lo, hi int }

// pieces cuts sequences so that every row is scored in exactly one piece. A sequence that fits into a window is one piece; a
// longer one is cut into overlapping pieces, each with Context rows on both sides of those that it scores, where there are
// as many.
func pieces(of *text.Sequences) (list []piece) {
	for _, x := range of.Spans {
		if x.Len() <= steps {
			list = append(list, piece{x.From, x.To, x.From, x.To})
			continue
		}
		for lo := x.From; lo < x.To; lo += inner {
			hi := min(lo+inner, x.To)
			list = append(list, piece{max(x.From, lo-Context), min(x.To, hi+Context), lo, hi})
		}
	}
	return list
}

// An Evaluator reads sequences and adds up the NLL of each token given those on both sides of it, chunk by chunk, so that
// the caller can do other things in between. Every token is scored once. The result depends only on the weights and the
// sequences, not on the batch size, the unrolling or the threads.
type Evaluator struct {
	Result history.Valid
	// Seen is called for every row that has been scored, after each chunk, by the goroutine that called Next: its index in the
	// sequences, and the network's outputs, V logits, which the next call overwrites. nil: nobody asks.
	Seen func(row int, logits []float32)

	of     *text.Sequences
	groups []group
	each   func(i, thread int)
	logits []float32
}

// A group is the pieces that one tape reads.
type group struct {
	left   []piece
	B      int
	tape   nn.Tape[float32]
	batch  nn.Batch[float32]
	rows   []int32 // of the sequences, for each row of the batch; −1: not scored in it
	read   bool    // a window, in the last chunk
	nll    float64
	scored int
}

// NewEvaluator prepares to read sequences with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], of *text.Sequences, step int) *Evaluator {
	e := &Evaluator{of: of, Result: history.Valid{Step: step}, logits: make([]float32, net.Spec().OutputWidth())}
	list := pieces(of)
	n := min(groups, len(list))
	for g := range n {
		mine := list[g*len(list)/n : (g+1)*len(list)/n]
		total := 0
		for _, p := range mine {
			total += p.to - p.from
		}
		B := min(max(1, (total+steps-1)/steps), rows)
		size := steps * B
		e.groups = append(e.groups, group{left: mine, B: B, tape: net.NewTape(steps, B), rows: make([]int32, size),
			batch: nn.Batch[float32]{T: steps, B: B, Tokens: make([]int32, size), Targets: make([]int32, size), Reset: make([]bool, size)}})
	}
	e.each = e.read
	return e
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *Evaluator) Next(w nn.Workers) bool {
	w.Run(len(e.groups), e.each)
	more := false
	for i := range e.groups {
		g := &e.groups[i]
		e.Result.NLL += g.nll
		e.Result.Tokens += g.scored
		e.show(g)
		more = more || len(g.left) > 0
	}
	return more
}

// show passes on what a group has read.
func (e *Evaluator) show(g *group) {
	if e.Seen == nil || !g.read {
		return
	}
	for i, row := range g.rows {
		if row >= 0 {
			g.tape.Output(i, e.logits)
			e.Seen(int(row), e.logits)
		}
	}
}

func (e *Evaluator) read(i, _ int) {
	g := &e.groups[i]
	g.nll, g.scored, g.read = 0, 0, len(g.left) > 0
	if !g.read {
		return
	}
	g.pack(e.of)
	g.tape.Forward(&g.batch, nil)
	g.nll, g.scored = g.tape.Score(&g.batch, nil)
}

// pack fills a window with the next pieces, as many as fit.
func (g *group) pack(of *text.Sequences) {
	b := &g.batch
	for i := range b.Tokens {
		b.Tokens[i], b.Targets[i], b.Reset[i], g.rows[i] = text.Unknown, text.Unknown, true, -1
	}
	for lane := range g.B {
		for t := 0; len(g.left) > 0 && t+g.left[0].to-g.left[0].from <= steps; g.left = g.left[1:] {
			p := g.left[0]
			for at := p.from; at < p.to; at++ {
				i := t*g.B + lane
				b.Tokens[i], b.Reset[i] = of.Inputs[at], at == p.from
				if at >= p.lo && at < p.hi {
					b.Targets[i], g.rows[i] = of.Targets[at], int32(at)
				}
				t++
			}
		}
	}
}
