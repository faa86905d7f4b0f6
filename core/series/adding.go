package series

import "unroll/core/random"

// Sequences are many short series with one answer each, at the end: N sequences of T rows and D columns.
type Sequences struct {
	N, T, D int
	Inputs  []float32 // N×T×D
	Targets []float32 // N
}

// AddingFails is the mean squared error of the answer 1 to every sequence of the adding problem: the variance of a sum of
// two uniform numbers. A network at this line has learned nothing.
const AddingFails = 1. / 6

// Adding makes n sequences of T ≥ 2 rows of Hochreiter and Schmidhuber's adding problem: a number between 0 and 1, and a mark
// that is 1 in one row of the first half and in one of the second, else 0. The answer is the sum of the two numbers
// that are marked; nothing is left to chance, so the floor is 0. Errors: T or n out of range.
func Adding(seed uint64, n, T int) (Sequences, error) {
	if T < 2 || T > mostRows {
		return Sequences{}, errCount.Of(T, 2, mostRows)
	}
	if most := mostRows / T; n < 1 || n > most {
		return Sequences{}, errCount.Of(n, 1, most)
	}
	s := Sequences{N: n, T: T, D: 2, Inputs: make([]float32, n*T*2), Targets: make([]float32, n)}
	for i := range n {
		rng := random.Stream(seed, "series adding", uint64(i))
		x := s.Sequence(i)
		for t := range T {
			x[2*t] = rng.Float32()
		}
		a, b := rng.IntN(T/2), T/2+rng.IntN(T-T/2)
		x[2*a+1], x[2*b+1] = 1, 1
		s.Targets[i] = x[2*a] + x[2*b]
	}
	return s, nil
}

// Sequence is sequence i, T×D.
func (s Sequences) Sequence(i int) []float32 { return s.Inputs[i*s.T*s.D : (i+1)*s.T*s.D] }
