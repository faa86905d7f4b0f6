package forecast

import (
	"context"
	"math"

	"unroll/core/heldout"
	"unroll/core/history"
	"unroll/core/nn"
)

const answersAtOnce = 32 // sequences that a tape reads side by side

// An AnswerEvaluator reads the held-out sequences once and adds up the loss of their answers, chunk by chunk, so that the caller
// can do other things in between. The result depends only on the weights and the sequences.
type AnswerEvaluator struct {
	d      *Sequences
	at     int // the next sequence
	groups []answerGroup
	each   func(i, thread int)
	Result history.Valid
}

// An answerGroup is the sequences that one tape reads.
type answerGroup struct {
	tape   nn.Tape[float32]
	batch  nn.Batch[float32]
	loss   float64
	scored int
}

// NewAnswerEvaluator prepares to read the held-out sequences of d with net, whose weights are those after step updates.
func NewAnswerEvaluator(net nn.Graph[float32], d *Sequences, step int) *AnswerEvaluator {
	e := &AnswerEvaluator{d: d, at: d.train, Result: history.Valid{Step: step}, groups: make([]answerGroup, heldout.Groups)}
	for g := range e.groups {
		e.groups[g].tape = net.NewTape(d.T, answersAtOnce)
	}
	e.each = e.read
	return e
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *AnswerEvaluator) Next(w nn.Workers) bool {
	if e.at >= e.d.N {
		return false
	}
	w.Run(len(e.groups), e.each)
	for g := range e.groups {
		e.Result.NLL += e.groups[g].loss
		e.Result.Tokens += e.groups[g].scored
	}
	e.at += len(e.groups) * answersAtOnce
	return e.at < e.d.N
}

func (e *AnswerEvaluator) read(i, _ int) {
	g := &e.groups[i]
	e.d.rows(&g.batch, e.at+i*answersAtOnce)
	g.tape.Forward(&g.batch, nil)
	g.loss, g.scored = g.tape.Score(&g.batch, nil)
}

// rows sets b to answersAtOnce sequences from first on; those behind the last are filled up and not scored.
func (d *Sequences) rows(b *nn.Batch[float32], first int) {
	emptied(b, d.T, answersAtOnce)
	for t := range d.T {
		for s := range answersAtOnce {
			d.add(b, min(first+s, d.N-1), t, first+s < d.N)
		}
	}
}

// An Answerer is a network of sequences that does not learn. Any goroutine may ask it; each call has tapes of its own.
type Answerer struct {
	Net  nn.Graph[float32]
	Data *Sequences
	step int
}

// NewAnswerer makes net, as it was after step updates, available for questions about d; net must never be modified again.
func NewAnswerer(net nn.Graph[float32], d *Sequences, step int) *Answerer {
	return &Answerer{Net: net, Data: d, step: step}
}

// At is the number of updates that it was trained for.
func (m *Answerer) At() int { return m.step }

// Gaussian says whether it predicts a distribution: then answers have a band.
func (m *Answerer) Gaussian() bool { return m.Net.Spec().Head == "gaussian" }

// An Answer is what a network says at the end of a sequence, and what is right.
type Answer struct {
	Sequence int // in Sequences
	Point
	True float64
}

// Answers are those to the first n held-out sequences; fewer if there are not so many. Errors: ctx's.
func (m *Answerer) Answers(ctx context.Context, n int) ([]Answer, error) {
	d := m.Data
	n = min(n, d.ValidExamples())
	var list []Answer
	tape, o := m.Net.NewTape(d.T, answersAtOnce), make([]float32, m.Net.Spec().OutputWidth())
	var b nn.Batch[float32]
	for len(list) < n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		first := d.train + len(list)
		d.rows(&b, first)
		tape.Forward(&b, nil)
		for s := range min(answersAtOnce, n-len(list)) {
			tape.Output((d.T-1)*answersAtOnce+s, o)
			list = append(list, Answer{first + s, m.point(o), float64(d.Targets[first+s])})
		}
	}
	return list, nil
}

func (m *Answerer) point(o []float32) Point {
	if !m.Gaussian() {
		return Point{float64(o[0]), math.NaN(), math.NaN()}
	}
	mean, sd := nn.GaussianOf(o, 0)
	return Point{mean, mean - bandZ*sd, mean + bandZ*sd}
}
