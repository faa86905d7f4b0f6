package lm

import (
	"unroll/core/history"
	"unroll/core/text"
	"unroll/core/work"
)

// EvaluateValid reads the held-out text of c as a run's own validations do, so that the two agree
// to the last bit. Its Tokens are 0 if nothing is held out.
func (m *Model) EvaluateValid(c *text.Corpus, threads int) Evaluation {
	if len(c.Valid) < 2 {
		return Evaluation{Valid: history.Valid{Step: m.Step}}
	}
	p := work.New(min(threads, evalGroups), false)
	defer p.Close()
	e := NewEvaluator(m.net, c.Stream(c.Valid), m.Step)
	for e.Next(p) {
	}
	return Evaluation{Valid: e.Result, Chars: HeldOutChars(c)}
}

// HeldOutChars is how many characters the tokens stand for that a validation scores: it makes bits
// per character of a Valid.
func HeldOutChars(c *text.Corpus) int {
	if len(c.Valid) < 2 {
		return 0
	}
	return c.Vocab.CharsScored(c.Valid)
}
