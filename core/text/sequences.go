package text

// Sequences are inputs, each with its target, cut into pieces that are read from a state of 0: the scored lines of a
// text, later sentences with a label for each word. What is in no Span is never read. They do not change.
type Sequences struct {
	Width   int     // ids of each row of Inputs; 0: 1
	Inputs  []int32 // rows × Width
	Targets []int32 // parallel to Inputs; negative: not scored
	Spans   []Span  // in the order of the text
}

// A Span is one sequence: the rows From … To−1 of its Sequences.
type Span struct {
	From, To int
	Line     int // in its part of the text, from 1
	Length   int // tokens that are given: those before the marker, or before the last token
	Scored   int // rows with a target
	Unknown  int // further rows that would be scored, if their target were in the vocabulary
}

// IDs is the number of ids of each row.
func (s *Sequences) IDs() int { return max(s.Width, 1) }

// Len is the number of rows.
func (s Span) Len() int { return s.To - s.From }

// Rows is the number of rows that are read, all sequences together.
func (s *Sequences) Rows() int {
	n := 0
	for _, x := range s.Spans {
		n += x.Len()
	}
	return n
}

// Scored is the number of rows that are scored.
func (s *Sequences) Scored() int {
	n := 0
	for _, x := range s.Spans {
		n += x.Scored
	}
	return n
}

// Longest is the sequence with the most rows, the first of several; zero if there are none.
func (s *Sequences) Longest() (longest Span) {
	for _, x := range s.Spans {
		if x.Len() > longest.Len() {
			longest = x
		}
	}
	return longest
}

// Counts is how often each of V ids is a scored target.
func (s *Sequences) Counts(V int) []int {
	counts := make([]int, V)
	for _, x := range s.Spans {
		for _, id := range s.Targets[x.From:x.To] {
			if id >= 0 {
				counts[id]++
			}
		}
	}
	return counts
}
