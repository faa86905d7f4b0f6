package lm

import (
	"math"

	"unroll/core/kernel"
	"unroll/core/text"
)

// A Language is anything that gives the probability of each next token: a network at some step, a
// k-gram, the law of a source. It never changes, and any number of goroutines may begin readings of it.
type Language interface {
	Len() int // V
	Begin() Reading
}

// A Reading goes through a text token by token. One goroutine uses it.
type Reading interface {
	// Read reads one token; text.Unknown stands for one that is not in the vocabulary. With reset the
	// history is forgotten first: id then precedes the first token of a line.
	Read(id int32, reset bool)
	// Next sets p (V numbers that sum to 1) to the distribution of the token that follows.
	Next(p []float64)
}

// Scored is a token of a text with its score.
type Scored struct {
	ID   int32
	P    float64 // its probability; 0 if it is not in the vocabulary
	Nats float64 // −log P, its surprisal; NaN if it is not in the vocabulary
	Rank int     // 1: the most likely; among equals the lower id comes first; 0 if it is not in the vocabulary
}

// Score makes l read stream and scores every token except the first. The history is reset at every token
// that starts a sequence.
func Score(l Language, stream text.Stream) []Scored {
	if len(stream.IDs) < 2 {
		return nil
	}
	list := make([]Scored, 0, len(stream.IDs)-1)
	s := NewScorer(l, stream)
	for x, ok := s.Next(); ok; x, ok = s.Next() {
		list = append(list, x)
	}
	return list
}

func scored(p []float64, id int32) Scored {
	if id < 0 || int(id) >= len(p) {
		return Scored{ID: id, Nats: math.NaN()}
	}
	s := Scored{ID: id, P: p[id], Nats: -log(p[id])}
	s.Rank = 1
	for other, q := range p {
		if q > s.P || (q == s.P && other < int(id)) {
			s.Rank++
		}
	}
	return s
}

// Stream tokenizes s in the same way as m's own text, for Score. Errors: *text.BadUTF8; *text.TooShort if there
// is nothing to score.
func (m *Model) Stream(s string) (text.Stream, error) {
	ids, err := text.Sequence(m.Vocab, m.Lines, s)
	if err == nil && len(ids) < 2 {
		err = &text.TooShort{Tokens: len(ids), Need: 2}
	}
	return m.stream(ids), err
}

// stream is ids in the form that the model reads.
func (m *Model) stream(ids []int32) text.Stream {
	return text.Stream{IDs: ids, V: m.Len(), Lines: m.Lines, EndOfLine: m.Vocab.EndOfLine()}
}

// Len is V.
func (m *Model) Len() int { return m.Vocab.Len() }

// Begin returns a reading with a state of 0.
func (m *Model) Begin() Reading { return netReading{m.Sampler()} }

type netReading struct{ w *Sampler }

func (r netReading) Read(id int32, reset bool) { r.w.feed(id, reset) }

func (r netReading) Next(p []float64) {
	r.w.output()
	for i, v := range r.w.logits {
		p[i] = float64(v)
	}
	kernel.Softmax(p, p)
}
