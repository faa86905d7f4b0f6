package tagging

import (
	"math"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/text"
)

// An Evaluator reads sentences, each once and whole, and adds up the NLL of their tags, chunk by chunk, so that the caller
// can do other things in between. The result depends only on the weights and the sentences.
type Evaluator struct {
	Result history.Valid
	Right  int // of the words scored, those whose likeliest tag is right
	// Seen is called for every word that has been read, after each chunk, by the goroutine that called Next: its row in the
	// sequences and the network's outputs, K logits, which the next call overwrites. nil: nobody asks.
	Seen func(row int, logits []float32)

	of     *text.Sequences
	groups []evalGroup
	each   func(i, thread int)
	logits []float32
}

// An evalGroup is the sentences that one tape reads.
type evalGroup struct {
	at, end int // spans
	T, B    int
	tape    nn.Tape[float32]
	batch   nn.Batch[float32]
	rows    []int32 // of the sequences, for each row of the batch; −1: padding
	nll     float64
	scored  int
}

const (
	evalGroups = 4    // tapes that the sentences are divided among, for the threads to share
	evalSteps  = 32   // steps of a window, or as many as the longest sentence has
	evalRows   = 1024 // rows of a window, but at least a sentence
)

// NewEvaluator prepares to read sentences with net, whose weights are those after step updates.
func NewEvaluator(net nn.Graph[float32], of *text.Sequences, step int) *Evaluator {
	e := &Evaluator{of: of, Result: history.Valid{Step: step}, logits: make([]float32, net.Spec().OutputWidth())}
	n := min(evalGroups, len(of.Spans))
	for g := range n {
		x := evalGroup{at: g * len(of.Spans) / n, end: (g + 1) * len(of.Spans) / n, T: evalSteps}
		for _, s := range of.Spans[x.at:x.end] {
			x.T = max(x.T, s.Len())
		}
		x.B = max(1, min(evalRows/x.T, x.end-x.at))
		x.tape = net.NewTape(x.T, x.B)
		e.groups = append(e.groups, x)
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
		e.judge(g)
		more = more || g.at < g.end
	}
	return more
}

func (e *Evaluator) read(i, _ int) {
	g := &e.groups[i]
	g.nll, g.scored, g.rows = 0, 0, g.rows[:0]
	if g.at == g.end {
		return
	}
	g.pack(e.of)
	g.tape.Forward(&g.batch, nil)
	g.nll, g.scored = g.tape.Score(&g.batch, nil)
}

// pack fills a window with the next sentences, as many whole ones as fit.
func (g *evalGroup) pack(of *text.Sequences) {
	n, ids := g.T*g.B, of.IDs()
	b := &g.batch
	if b.Tokens == nil {
		*b = nn.Batch[float32]{T: g.T, B: g.B, Tokens: make([]int32, n*ids), Targets: make([]int32, n), Reset: make([]bool, n)}
		g.rows = make([]int32, n)
	}
	g.rows = g.rows[:n]
	for i := range b.Tokens {
		b.Tokens[i] = text.Unknown
	}
	for i := range n {
		b.Targets[i], b.Reset[i], g.rows[i] = text.Unknown, true, -1
	}
	for row := range g.B {
		for t := 0; g.at < g.end && t+of.Spans[g.at].Len() <= g.T; g.at++ {
			x := of.Spans[g.at]
			for from := x.From; from < x.To; from++ {
				i := t*g.B + row
				copy(b.Tokens[i*ids:(i+1)*ids], of.Inputs[from*ids:])
				b.Targets[i], b.Reset[i], g.rows[i] = of.Targets[from], from == x.From, int32(from)
				t++
			}
		}
	}
}

// judge looks at the outputs of a group's window.
func (e *Evaluator) judge(g *evalGroup) {
	for i, row := range g.rows {
		if row < 0 {
			continue
		}
		g.tape.Output(i, e.logits)
		if k := e.of.Targets[row]; k >= 0 && Likeliest(e.logits) == k {
			e.Right++
		}
		if e.Seen != nil {
			e.Seen(int(row), e.logits)
		}
	}
}

// Likeliest is the index of the largest logit, the first of equals; −1 where there is a NaN.
func Likeliest(logits []float32) int32 {
	best := int32(-1)
	for k, v := range logits {
		if v != v {
			return -1
		}
		if best < 0 || v > logits[best] {
			best = int32(k)
		}
	}
	return best
}

// Surprisal is −log softmax(o)_k, also where softmax(o)_k is too small a number.
func Surprisal(logits []float32, k int32) float64 {
	most, sum := math.Inf(-1), 0.0
	for _, v := range logits {
		most = math.Max(most, float64(v))
	}
	for _, v := range logits {
		sum += math.Exp(float64(v) - most)
	}
	return math.Log(sum) + most - float64(logits[k])
}
