package cli

import (
	"fmt"

	"unroll/core/fault"
	"unroll/core/recipe"
)

// Errors about a language model that reads both ways.
var (
	errReadsAnswers = fault.New("cli.reads_answers", "a language model that reads both ways reads, at every step, the token that it is to predict: its loss falls to near 0, and it can predict nothing")
	errForceAlone   = fault.New("cli.force_alone", "--force is for --bidirectional on a text that is learned token by token: leave it out")

	hintForce = fault.New("cli.hint.force", "to see that happen: --force; to fill in blanks from both sides: --task fill")
)

// answers refuses a language model that reads its own answers, unless that is asked for.
func (f *textFlags) answers(r recipe.Recipe) error {
	switch {
	case r.ReadsAnswers() && !f.force:
		return &usage{errReadsAnswers.Of(), hintForce.Of()}
	case f.force && !r.ReadsAnswers():
		return misuse(errForceAlone)
	}
	return nil
}

// oneWay is r for a text from the list: a language model reads both ways only if that is asked for.
func (f *textFlags) oneWay(r recipe.Recipe) recipe.Recipe {
	r.Model.Bidirectional = r.Model.Bidirectional && f.force
	return r
}

// warnOfAnswers says on standard error that a session's network reads its own answers, if it does.
func (c *call) warnOfAnswers(r recipe.Recipe) {
	if r.ReadsAnswers() {
		fmt.Fprintln(c.errw, c.words.CLI.Fill.Answers)
	}
}
