package text

import (
	"math/rand/v2"
)

// A Window is what a network reads in one update: T tokens of each of B sequences. Row t·B+b is
// token t of sequence b, so that one time step of the whole batch is contiguous.
type Window struct {
	T, B    int
	Inputs  []int32 // T·B
	Targets []int32 // T·B: the token after each input; Unknown is not scored
	Reset   []bool  // T·B: forget the state before this token; nil: never
	Scored  int     // targets that are not Unknown
	Fresh   bool    // no state is carried into it: it is the first of an epoch, or begins with whole lines
}

// Position is a place in the sequences: enough to resume from there.
type Position struct {
	Epoch  int `json:"epoch"`  // whole epochs done
	Offset int `json:"offset"` // tokens read of each sequence in this epoch
	// Fresh: nothing has been read in this epoch, and the state must be reset first.
	Fresh bool `json:"fresh,omitempty"`
	Rows  int  `json:"rows"` // number of sequences: T may have changed since the text was split into them
}

// A Reader splits a stream into B parallel sequences of equal length and returns consecutive
// windows, so that the state after one is the state before the next. At the end of an epoch a new
// one begins, with the state reset, at an offset of a few tokens (so that the tail that does not
// fill a window differs each time) and, with lines, in a different order.
type Reader struct {
	stream []int32
	lines  bool
	eol    int32
	seed   func(epoch int) *rand.Rand
	pos    Position
	rows   int
	length int // tokens to predict in each sequence
	order  []int32
}

// NewReader reads c's training text as at most batch sequences; fewer if the text does not have a window
// of T tokens for each (Rows says how many). seed returns the random stream of an epoch. Error: *TooShort.
func NewReader(c *Corpus, batch, T int, seed func(epoch int) *rand.Rand) (*Reader, error) {
	n := len(c.Train) - 1
	if n < T {
		return nil, &TooShort{Tokens: max(len(c.Train), 0), Need: T + 1}
	}
	r := &Reader{stream: c.Train, lines: c.Lines, eol: c.Vocab.EndOfLine(), seed: seed}
	r.cut(batch, T)
	r.begin(T)
	return r, nil
}

func (r *Reader) cut(batch, T int) {
	n := len(r.stream) - 1
	r.rows = max(1, min(batch, n/T))
	r.length = n / r.rows
}

// Rows is B, the number of parallel sequences.
func (r *Reader) Rows() int { return r.rows }

// Position is where the next window begins.
func (r *Reader) Position() Position {
	p := r.pos
	p.Rows = r.rows
	return p
}

// Epochs is the number of epochs done, including the fraction of the current one.
func (r *Reader) Epochs() float64 {
	return float64(r.pos.Epoch) + float64(r.pos.Offset)/float64(r.length)
}

// Seek goes to a position that Position returned, in a reader of the same stream.
func (r *Reader) Seek(p Position, T int) {
	if p.Rows > 0 {
		r.rows = p.Rows
		r.length = (len(r.stream) - 1) / r.rows
	}
	r.pos.Epoch = p.Epoch
	r.begin(T)
	r.pos = p
}

// Resize changes the number of sequences: the epoch starts again, with the state reset.
func (r *Reader) Resize(batch, T int) {
	r.cut(batch, T)
	r.begin(T)
}

// Fits reports whether the stream has a window of T tokens.
func (r *Reader) Fits(T int) bool { return len(r.stream)-1 >= T }

func (r *Reader) begin(T int) {
	rng := r.seed(r.pos.Epoch)
	r.order = r.stream
	if r.lines {
		r.order = shuffleLines(r.stream, r.eol, rng)
	}
	r.pos.Offset = rng.IntN(r.length%T + 1)
	r.pos.Fresh = true
}

// Next fills w with the next T tokens of each sequence. It allocates only when w grows.
func (r *Reader) Next(T int, w *Window) {
	T = min(T, r.length)
	if r.pos.Offset+T > r.length {
		if !r.pos.Fresh { // otherwise T has grown since begin: nothing was read
			r.pos.Epoch++
		}
		r.begin(T)
	}
	r.fill(T, w)
	r.pos.Offset += T
	r.pos.Fresh = false
}

func (r *Reader) fill(T int, w *Window) {
	n := T * r.rows
	w.T, w.B, w.Scored, w.Fresh = T, r.rows, 0, r.pos.Fresh
	w.Inputs, w.Targets, w.Reset = resize(w.Inputs, n), resize(w.Targets, n), resize(w.Reset, n)
	for t := range T {
		for b := range r.rows {
			i, at := t*r.rows+b, b*r.length+r.pos.Offset+t
			w.Inputs[i], w.Targets[i] = r.order[at], r.order[at+1]
			w.Reset[i] = (r.pos.Fresh && t == 0) || (r.lines && w.Inputs[i] == r.eol)
			if w.Targets[i] != Unknown {
				w.Scored++
			}
		}
	}
}

func resize[E any](s []E, n int) []E {
	if cap(s) < n {
		return make([]E, n)
	}
	return s[:n]
}

// shuffleLines is stream (which begins with eol) with its lines shuffled.
func shuffleLines(stream []int32, eol int32, rng *rand.Rand) []int32 {
	var starts []int // of each line, after the eol before it
	for i, id := range stream[:len(stream)-1] {
		if id == eol {
			starts = append(starts, i+1)
		}
	}
	rng.Shuffle(len(starts), func(i, j int) { starts[i], starts[j] = starts[j], starts[i] })
	out := make([]int32, 0, len(stream))
	out = append(out, eol)
	for _, s := range starts {
		for i := s; i < len(stream); i++ {
			out = append(out, stream[i])
			if stream[i] == eol {
				break
			}
		}
	}
	return out
}

// Passed counts the epochs done, including the current one once no whole window of T tokens is left in it.
func (r *Reader) Passed(T int) float64 {
	if !r.pos.Fresh && r.pos.Offset+min(T, r.length) > r.length {
		return float64(r.pos.Epoch + 1)
	}
	return r.Epochs()
}
