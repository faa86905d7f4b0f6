package series

import "strings"

// An Answered is a source of sequences that have one answer each, at the end, made by seed. To add one, write its maker and a
// line in AnsweredSources.
type Answered struct {
	Name  string  // as in --dataset
	Title string  // for people
	About string  // what it is
	Shows string  // what it is good for seeing, one sentence
	Rows  int     // of each sequence, unless a person says otherwise
	N     int     // sequences, unless a person says otherwise
	Valid float64 // share of them held out unless a person says otherwise
	Fails float64 // mean squared error of the best answer that is the same for all sequences
	make  func(seed uint64, n, T int) (Sequences, error)
}

// AnsweredSources is the table of them. Their names are none of Sources.
var AnsweredSources = []Answered{
	{Name: "adding", Title: "The adding problem", About: "a number between 0 and 1 in each row, two of them marked: their sum, at the end", Rows: 50, N: 10_000, Valid: 0.1,
		Fails: AddingFails, make: Adding, Shows: "What gates are for: whether something seen many steps ago is still there at the end. 1/6 is the error of always answering 1."},
}

// FindAnswered looks a name up in the table.
func FindAnswered(name string) (s Answered, ok bool) {
	for _, s := range AnsweredSources {
		if s.Name == name {
			return s, true
		}
	}
	return Answered{}, false
}

// MakeAnswered makes n sequences of T rows of a source, the same for the same seed; 0 stands for its N and its Rows. The
// first sequences of many are those of few. Errors: an unknown name, n or T out of range.
func MakeAnswered(name string, seed uint64, n, T int) (Sequences, error) {
	s, ok := FindAnswered(name)
	if !ok {
		names := make([]string, len(AnsweredSources))
		for i, s := range AnsweredSources {
			names[i] = s.Name
		}
		return Sequences{}, errSource.Of(name, strings.Join(names, ", "))
	}
	if n == 0 {
		n = s.N
	}
	if T == 0 {
		T = s.Rows
	}
	return s.make(seed, n, T)
}

// Table is the sequences as a series, one after another: their inputs, and a last column that is the answer in the last
// row of each sequence, else 0. It is for looking at; its rows do not belong together.
func (s Sequences) Table(title string) *Series {
	t := &Series{Title: title, Target: s.D, Values: make([]float32, 0, s.N*s.T*(s.D+1))}
	for c := range s.D + 1 {
		t.Labels = append(t.Labels, Label{Number: c + 1})
	}
	for c := range s.D {
		t.Inputs = append(t.Inputs, c)
	}
	t.Labels[s.D].Name = "answer"
	for i := range s.N {
		x := s.Sequence(i)
		for r := range s.T {
			t.Values = append(t.Values, x[r*s.D:(r+1)*s.D]...)
			answer := float32(0)
			if r == s.T-1 {
				answer = s.Targets[i]
			}
			t.Values = append(t.Values, answer)
		}
	}
	return t
}
