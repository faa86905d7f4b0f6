package answers

import (
	"context"
	"strings"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/core/work"
	"unroll/ui/draw/grid"
)

// A report is how a model, as it was at a step, answers the lines.
type report struct {
	step    int
	lengths []lm.LengthScore
	list    []answer // of some of the lines, in their order
}

// An answer is a line with what the network gives as its answer. Texts are safe to draw; an end of the line that counts
// is ↵.
type answer struct {
	question, gives, wants string
	right                  bool
	first                  fault // of a wrong answer
}

// A fault is the first token of an answer that is not the right one.
type fault struct {
	at, of      int // its place, from 1, and the number of tokens of the right answer
	gives, want string
}

// judge reads the lines with m, chunk by chunk, until ctx ends; then the report is not wanted.
func judge(ctx context.Context, m *lm.Model, lines *text.Sequences) (r *report) {
	work.Quietly(func() {
		r = &report{step: m.Step}
		p := work.New(1, true)
		defer p.Close()
		e := m.ValidateLines(lines)
		for e.Next(p) {
			if ctx.Err() != nil {
				return
			}
		}
		r.lengths = e.ByLength()
		n := min(listed, len(lines.Spans))
		for k := range n {
			if ctx.Err() != nil {
				return
			}
			i := k * len(lines.Spans) / n
			r.list = append(r.list, answered(m, lines, lines.Spans[i], e.Right(i)))
		}
	})
	return r
}

// answered is a line with its answers; what a right one gives need not be computed.
func answered(m *lm.Model, lines *text.Sequences, x text.Span, right bool) answer {
	count := x.Scored + x.Unknown
	given := lines.Inputs[x.From+1 : x.To-count+1]
	wants := lines.Targets[x.To-count : x.To]
	a := answer{question: shownTokens(m, given), wants: shownTokens(m, wants), right: right}
	if a.gives = a.wants; !right {
		gives := m.Answer(lines, x).IDs
		a.gives, a.first = shownTokens(m, gives), firstFault(m, gives, wants)
	}
	return a
}

// firstFault compares an answer with the right one; a token that was never given is missing from it.
func firstFault(m *lm.Model, gives, wants []int32) fault {
	for i, id := range wants {
		if i >= len(gives) || gives[i] != id {
			return fault{at: i + 1, of: len(wants), gives: shownTokens(m, gives[min(i, len(gives)):min(i+1, len(gives))]), want: shownTokens(m, wants[i:i+1])}
		}
	}
	return fault{}
}

// shownTokens are tokens as a person reads them: words are joined by spaces.
func shownTokens(m *lm.Model, ids []int32) string {
	var list []string
	for _, id := range ids {
		token := grid.SafeToken(m.Vocab.Token(id))
		if id == m.Vocab.EndOfLine() {
			token = "↵"
		}
		list = append(list, token)
	}
	between := ""
	if m.Vocab.Tokenizer().EndOfLine == text.EOS {
		between = " "
	}
	return strings.Join(list, between)
}

// sum is the score of the lines whose length is within bounds.
func (r *report) sum(from, to int) (s lm.LengthScore) {
	for _, x := range r.lengths {
		if x.Length >= from && x.Length <= to {
			s.Lines, s.Right = s.Lines+x.Lines, s.Right+x.Right
		}
	}
	return s
}

// list is what is listed: all lines, or the wrong ones.
func (v *View) list() []answer {
	if v.seen == nil || !v.wrong {
		if v.seen == nil {
			return nil
		}
		return v.seen.list
	}
	var some []answer
	for _, a := range v.seen.list {
		if !a.right {
			some = append(some, a)
		}
	}
	return some
}
