package fill

import "unroll/core/text"

// Sequences are ids as a network reads them that fills in blanks: the target of each row is its own token, which
// nn.Spec.Fill keeps from the network. Without lines they are one sequence. With lines (ids begin with eol, the token that
// ends a line, as a Corpus's do) each line that is not empty is a sequence of its own, between two of these tokens, which are
// read and not scored: a blank at the edge of a line has a neighbour that says so.
func Sequences(ids []int32, lines bool, eol int32) *text.Sequences {
	s := &text.Sequences{}
	if !lines || eol == text.Unknown {
		s.Inputs, s.Targets = ids, ids
		if len(ids) > 0 {
			s.Spans = []text.Span{spanOf(ids, 0, len(ids), 1)}
		}
		return s
	}
	line := 0
	for start := 1; start < len(ids); {
		end := start
		for end < len(ids) && ids[end] != eol {
			end++
		}
		if line++; end > start {
			from := len(s.Inputs)
			s.Inputs = append(append(append(s.Inputs, eol), ids[start:end]...), eol)
			s.Targets = append(append(append(s.Targets, text.Unknown), ids[start:end]...), text.Unknown)
			s.Spans = append(s.Spans, spanOf(s.Targets, from, len(s.Targets), line))
			s.Spans[len(s.Spans)-1].Unknown -= 2
		}
		start = end + 1
	}
	return s
}

// spanOf is the rows from … to−1 as a sequence.
func spanOf(targets []int32, from, to, line int) text.Span {
	x := text.Span{From: from, To: to, Line: line, Length: to - from}
	for _, id := range targets[from:to] {
		if id >= 0 {
			x.Scored++
		} else {
			x.Unknown++
		}
	}
	return x
}
