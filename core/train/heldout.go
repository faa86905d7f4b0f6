package train

import "unroll/core/text"

// EvaluateValid reads the held-out text of c as a run's own validations do, so that the two agree
// to the last bit. Its Tokens are 0 if nothing is held out.
func (m *Model) EvaluateValid(c *text.Corpus, threads int) Evaluation {
	if len(c.Valid) < 2 {
		return Evaluation{Valid: Valid{Step: m.Step}}
	}
	p := newPool(min(threads, evalGroups), false)
	defer p.close()
	e := newEvaluation(m.net, c.Valid, c.Lines, c.Vocab.EndOfLine(), m.Step)
	for e.next(p) {
	}
	return Evaluation{Valid: e.result, Chars: heldOutChars(c)}
}

// HeldOutChars is how many characters the tokens stand for that a validation scores: it makes bits
// per character of a Valid. It may be asked at any time, for a corpus does not change.
func (t *Trainer) HeldOutChars() int { return heldOutChars(t.corpus) }

func heldOutChars(c *text.Corpus) int {
	if len(c.Valid) < 2 {
		return 0
	}
	return c.Vocab.CharsScored(c.Valid)
}
