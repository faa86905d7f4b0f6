package text

import "strings"

// A Scoring says which tokens of a line count in loss, metric and gradient:
//
//	last      the last token before the line's end; the end itself does not count
//	after:X   every token after the first X, including the line's end
//
// In "0110=0" after:= counts the answer and the end after it: that the answer is over is part of it. In aaabbb after:b
// counts the second b, the third and the end: after the first b nothing is left to chance. A line without X, and an
// empty one, is not read at all.
type Scoring struct {
	last   bool
	marker int32
	eol    int32
}

// ScoreLast is the score that counts a line's last token; ScoreAfter begins one that counts what follows a marker.
const (
	ScoreLast  = "last"
	ScoreAfter = "after:"
)

// Scoring reads a score (Options.Score, not empty) for texts of this vocabulary. Errors: no such score, a marker that is
// not one token.
func (v *Vocab) Scoring(score string) (Scoring, error) {
	s := Scoring{eol: v.EndOfLine(), marker: Unknown - 1}
	if score == ScoreLast {
		s.last = true
		return s, nil
	}
	marker, ok := strings.CutPrefix(score, ScoreAfter)
	if !ok {
		return s, errScore.Of(score)
	}
	if !isToken(v.tok, marker) || marker == v.tok.EndOfLine {
		return s, errScoreMarker.Of(marker, v.tok.Name)
	}
	if id := v.ID(marker); v.Token(id) == marker { // otherwise no token is the marker, not even <unk>
		s.marker = id
	}
	return s, nil
}

// ScoredLines are the lines of a stream (which begins with the end-of-line token, as a Corpus's do) that have something
// to score, each from the token that precedes it to the last that is needed to predict a scored one.
func ScoredLines(stream []int32, by Scoring) *Sequences {
	n := max(0, len(stream)-1)
	s := &Sequences{Inputs: stream[:n], Targets: make([]int32, n)}
	for i := range s.Targets {
		s.Targets[i] = Unknown
	}
	line := 0
	for start := 1; start < len(stream); line++ {
		end := start
		for end < len(stream)-1 && stream[end] != by.eol {
			end++
		}
		s.add(stream, by, start, end, line+1)
		start = end + 1
	}
	return s
}

// add adds the line of the tokens start … end−1, which the token at index end ends.
func (s *Sequences) add(stream []int32, by Scoring, start, end, line int) {
	first, last := by.scores(stream, start, end)
	if first > last {
		return
	}
	x := Span{From: start - 1, To: last, Line: line, Length: first - start}
	if !by.last {
		x.Length-- // the marker
	}
	for i := first; i <= last; i++ {
		if id := stream[i]; id >= 0 {
			s.Targets[i-1] = id
			x.Scored++
		} else {
			x.Unknown++
		}
	}
	s.Spans = append(s.Spans, x)
}

// scores returns the indices of the first and the last scored token of a line; first > last: there is none.
func (by Scoring) scores(stream []int32, start, end int) (first, last int) {
	if by.last {
		if end == start {
			return 1, 0
		}
		return end - 1, end - 1
	}
	for i := start; i < end; i++ {
		if stream[i] == by.marker {
			return i + 1, end
		}
	}
	return 1, 0
}

// score finds the scored lines of both parts, if only some tokens count.
func (c *Corpus) score() error {
	if c.Score == "" {
		return nil
	}
	if !c.Lines {
		return errScoreLines.Of(c.Score)
	}
	by, err := c.Vocab.Scoring(c.Score)
	if err != nil {
		return err
	}
	c.scoreBy(by)
	switch {
	case c.TrainLines.Scored() == 0 && !by.last:
		return errScoreNowhere.Of(strings.TrimPrefix(c.Score, ScoreAfter))
	case c.TrainLines.Scored() == 0:
		return &TooShort{Tokens: 0, Need: 1}
	case c.ValidLines.Scored() == 0 && len(c.Valid) > 1 && !by.last:
		return errScoreHeldOut.Of(strings.TrimPrefix(c.Score, ScoreAfter))
	case c.ValidLines.Scored() == 0: // empty lines only
		c.Valid = nil
	}
	return nil
}

func (c *Corpus) scoreBy(by Scoring) {
	c.TrainLines, c.ValidLines = ScoredLines(c.Train, by), ScoredLines(c.Valid, by)
}

// ScoredChars counts the characters of text that the scored tokens of s stand for.
func (v *Vocab) ScoredChars(s *Sequences) int {
	n := 0
	for _, x := range s.Spans {
		for i := x.From; i < x.To; i++ {
			if id := s.Targets[i]; id >= 0 {
				n += v.tok.Chars(v.Token(id), v.Token(s.Inputs[i]))
			}
		}
	}
	return n
}
