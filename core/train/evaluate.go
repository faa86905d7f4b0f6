package train

import (
	"unroll/core/nn"
	"unroll/core/text"
)

// An evaluation reads a stream once and adds up its NLL, chunk by chunk so that whoever runs it
// can look up in between. The result depends on the weights and the stream alone: not on the
// batch, the unrolling or the threads.
//
// A long stream is cut into parts that are read side by side. Each part but the first begins
// `lead` tokens early, unscored, so that its first scored tokens have a past too; every token but
// the stream's first is scored exactly once.
type evaluation struct {
	stream  []int32
	eol     int32 // with lines: the state is reset before each; else Unknown
	per     int   // tokens scored in each part
	at      int   // tokens read of each part, lead included
	groups  []evalGroup
	each    func(i, thread int)
	result  Valid
	windows Windows // its losses by place in the chunk: a state that is not carried on shows there too
}

type evalGroup struct {
	first, n int // parts
	tape     nn.Tape[float32]
	batch    nn.Batch[float32]
	nll      float64
	scored   int
	rows     []float64 // nll of each row
}

const (
	evalParts  = 32  // at most; fewer for short streams
	evalShort  = 256 // tokens that a part should have at least
	evalGroups = 4   // parts are dealt to so many tapes, which threads can take
	evalSteps  = 31  // tokens of each part read at a time: a number that divides no line's length
	evalLead   = 124 // multiple of evalSteps
)

// newEvaluation prepares to read stream with net. lines: as in text.Options.
func newEvaluation(net nn.Graph[float32], stream []int32, lines bool, eol int32, step int) *evaluation {
	n := max(0, len(stream)-1)
	parts := min(max(1, n/evalShort), evalParts)
	e := &evaluation{stream: stream, eol: text.Unknown, per: (n + parts - 1) / parts, result: Valid{Step: step}}
	if lines {
		e.eol = eol
	}
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

// next reads a chunk; false: all has been read and result stands.
func (e *evaluation) next(p *pool) bool {
	if e.at >= e.per+evalLead {
		return false
	}
	p.Run(len(e.groups), e.each)
	for g := range e.groups {
		e.result.NLL += e.groups[g].nll
		e.result.Tokens += e.groups[g].scored
		if e.at > evalLead { // else a stream may begin in it
			e.windows.add(e.groups[g].batch.Targets, e.groups[g].rows, e.groups[g].n)
		}
	}
	e.at += evalSteps
	return e.at < e.per+evalLead
}

func (e *evaluation) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	b.T, b.B = evalSteps, g.n
	b.Tokens, b.Targets, b.Reset = b.Tokens[:0], b.Targets[:0], b.Reset[:0]
	for t := range evalSteps {
		u := e.at + t - evalLead // place in the part; below 0: the lead
		for part := g.first; part < g.first+g.n; part++ {
			g.add(e, part*e.per+u, u)
		}
	}
	g.tape.Forward(b, nil)
	g.nll, g.scored = g.tape.Score(b, g.rows)
}

// add appends the token at place abs of the stream, and what follows it if it is to be scored.
func (g *evalGroup) add(e *evaluation, abs, u int) {
	in, out := text.Unknown, text.Unknown
	inside := abs >= 0 && abs+1 < len(e.stream) && u < e.per
	if inside {
		in = e.stream[abs]
	}
	if inside && u >= 0 {
		out = e.stream[abs+1]
	}
	b := &g.batch
	b.Tokens = append(b.Tokens, in)
	b.Targets = append(b.Targets, out)
	b.Reset = append(b.Reset, abs == 0 || (in == e.eol && in != text.Unknown))
}
