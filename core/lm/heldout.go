package lm

import (
	"math"

	"unroll/core/heldout"
	"unroll/core/history"
	"unroll/core/text"
	"unroll/core/work"
)

// EvaluateValid reads the held-out text of c in the same way as a run's own validations, so that
// the two agree to the last bit. Tokens is 0 if nothing is held out.
func (m *Model) EvaluateValid(c *text.Corpus, threads int) Evaluation {
	if len(c.Valid) < 2 {
		return Evaluation{Valid: history.Valid{Step: m.Step}}
	}
	if c.Scores() {
		e, _ := m.EvaluateLines(c.ValidLines, threads)
		return e
	}
	p := work.New(min(threads, heldout.Groups), false)
	defer p.Close()
	e := NewValidation(m.net, c, m.Step)
	for e.Next(p) {
	}
	v, _ := e.Outcome()
	return Judged(v, c)
}

// Judged is a validation v on the held-out text of c, with the characters and the rare words of its scored tokens.
func Judged(v history.Valid, c *text.Corpus) Evaluation {
	return Evaluation{Valid: v, Chars: HeldOutChars(c), Rare: heldOutRare(c, v.Tokens)}
}

// heldOutRare is how many of the scored tokens stand for rare words; where windows score tokens several times, by their share.
func heldOutRare(c *text.Corpus, tokens int) int {
	if len(c.Valid) < 2 || c.Scores() { // lines that are scored have few words, all of them frequent
		return 0
	}
	n := len(c.Valid) - 1
	return int(math.Round(float64(c.Vocab.Rare(c.Valid[1:])) * float64(tokens) / float64(n)))
}

// HeldOutChars is the number of characters that a validation's scored tokens stand for: with it,
// bits per character can be computed from a Valid.
func HeldOutChars(c *text.Corpus) int {
	if len(c.Valid) < 2 {
		return 0
	}
	if c.Scores() {
		return c.Vocab.ScoredChars(c.ValidLines)
	}
	chars := c.Vocab.CharsScored(c.Valid)
	if w := c.Windows; w.Kind == text.Every { // the mean of a token, as many as are scored
		n := len(c.Valid) - 1
		return int(math.Round(float64(chars) / float64(n) * float64(min(w.T, n)*heldout.CountWindows(n, w.T, 1))))
	}
	return chars
}
