package lm

import "unroll/core/text"

// A Scorer goes through a stream as Score does, one token at a time, so that the caller can do
// other things in between. One goroutine uses it at a time.
type Scorer struct {
	reading Reading
	stream  text.Stream
	at      int
	p       []float64
}

// NewScorer returns a scorer positioned before the second token of stream.
func NewScorer(l Language, stream text.Stream) *Scorer {
	return &Scorer{reading: l.Begin(), stream: stream, p: make([]float64, l.Len())}
}

// At is the index in the stream of the token that Next will score.
func (s *Scorer) At() int { return s.at + 1 }

// Next scores the next token; false: there is none.
func (s *Scorer) Next() (Scored, bool) {
	if s.at+1 >= len(s.stream.IDs) {
		return Scored{}, false
	}
	s.read()
	s.reading.Next(s.p)
	return scored(s.p, s.stream.IDs[s.at]), true
}

// Skip reads without scoring up to where Next scores the token at index i of the stream.
func (s *Scorer) Skip(i int) {
	for s.at+1 < min(i, len(s.stream.IDs)-1) {
		s.read()
	}
}

func (s *Scorer) read() {
	id := s.stream.IDs[s.at]
	s.reading.Read(id, s.stream.Starts(id))
	s.at++
}

// P is the distribution that the last token was scored with. The next call of Next overwrites it.
func (s *Scorer) P() []float64 { return s.p }
