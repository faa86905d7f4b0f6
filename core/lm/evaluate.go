package lm

import (
	"math"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/text"
)

// An Evaluator reads a stream once and adds up its NLL, chunk by chunk, so that the caller can do
// other things in between. The result depends only on the weights and the stream, not on the batch
// size, the unrolling or the threads.
//
// A long stream is split into parts that are read side by side. Each part except the first begins
// evalLead tokens early, unscored, so that its first scored tokens have context too; every token
// but the stream's first is scored exactly once.
type Evaluator struct {
	stream  text.Stream
	per     int // tokens scored in each part
	at      int // tokens read in each part, including the lead
	groups  []evalGroup
	each    func(i, thread int)
	Result  history.Valid
	Windows history.Windows // its losses by place in the chunk: they reveal a state that is not carried over
}

type evalGroup struct {
	first, n int // parts
	tape     nn.Tape[float32]
	batch    nn.Batch[float32]
	nll      float64
	scored   int
	rows     []float64 // NLL of each row
}

const (
	evalParts  = 32  // the most; fewer for short streams
	evalShort  = 256 // tokens that a part should have at least
	evalGroups = 4   // parts are divided among this many tapes, for the threads to share
	evalSteps  = 31  // tokens of each part read at a time: a prime, so that it divides few line lengths
	evalLead   = 124 // multiple of evalSteps
)

// NewEvaluator prepares to read stream with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], stream text.Stream, step int) *Evaluator {
	n := max(0, len(stream.IDs)-1)
	parts := min(max(1, n/evalShort), evalParts)
	e := &Evaluator{stream: stream, per: (n + parts - 1) / parts, Result: history.Valid{Step: step}}
	groups := min(evalGroups, parts)
	for g := range groups {
		first := g * parts / groups
		size := (g+1)*parts/groups - first
		e.groups = append(e.groups, evalGroup{first: first, n: size, tape: net.NewTape(evalSteps, size), rows: make([]float64, evalSteps*size)})
	}
	e.each = e.read
	if parts == 1 {
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
		e.Result.NLL += e.groups[g].nll
		e.Result.Tokens += e.groups[g].scored
		if e.at > evalLead { // before that, a stream may begin in the chunk
			b := &e.groups[g].batch
			e.Windows.Add(e.groups[g].rows, b.B, b.Counts)
		}
	}
	e.at += evalSteps
	return e.at < e.per+evalLead
}

// Forget sets the carried states to 0, which a validation must not do: it is for tests of what that costs.
func (e *Evaluator) Forget() {
	for g := range e.groups {
		e.groups[g].tape.Reset()
	}
}

func (e *Evaluator) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	b.T, b.B = evalSteps, g.n
	b.Tokens, b.Targets, b.Reset = b.Tokens[:0], b.Targets[:0], b.Reset[:0]
	for t := range evalSteps {
		u := e.at + t - evalLead // index in the part; negative: the lead
		for part := g.first; part < g.first+g.n; part++ {
			g.add(e, part*e.per+u, u)
		}
	}
	g.tape.Forward(b, nil)
	g.nll, g.scored = g.tape.Score(b, g.rows)
}

// add appends the token at index abs of the stream, and the next token as its target if that is to be scored.
func (g *evalGroup) add(e *Evaluator, abs, u int) {
	in, out := text.Unknown, text.Unknown
	inside := abs >= 0 && abs+1 < len(e.stream.IDs) && u < e.per
	if inside {
		in = e.stream.IDs[abs]
	}
	if inside && u >= 0 {
		out = e.stream.IDs[abs+1]
	}
	b := &g.batch
	b.Tokens = append(b.Tokens, in)
	b.Targets = append(b.Targets, out)
	b.Reset = append(b.Reset, abs == 0 || e.stream.Starts(in))
}

// Perplexity is exp(Σ NLL / Σ tokens): the number of equally likely next tokens that would be as hard
// to guess. Untrained about V, best 1, worst ∞. nats is the mean over tokens, never over batches.
func Perplexity(nats float64) float64 { return math.Exp(nats) }
