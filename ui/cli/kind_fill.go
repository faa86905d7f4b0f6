package cli

import (
	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/datasets"
	"unroll/sessions"
)

// filling is the task of blanks that are filled in from both sides; its data are texts.
const filling = "fill"

// What flags are of.
var (
	ofFill    = tasksOf{filling}
	ofReading = tasksOf{language, filling}        // what reads texts
	ofBoth    = tasksOf{tagged, language, paired} // what can be made to read both ways, or not
)

// What errors call a text whose blanks are filled in, and what has learned from one.
var (
	errAsFill       = fault.New("cli.kind.fill.as", "a text with blanks: --task fill")
	errModelsOfFill = fault.New("cli.kind.fill.models", "sessions that fill in blanks")
	errHasFill      = fault.New("cli.kind.fill.has", "fills in blanks")

	errTextMissing  = fault.New("cli.text_missing", "--text is missing, as in --text \"I am _ hungry\"")
	errNoBlank      = fault.New("cli.no_blank", "--text has no blank: write _ where a token is to be filled in, as in --text \"I am _ hungry\"")
	errFillNoSample = fault.New("cli.fill_no_sample", "session %s fills in blanks: it reads what comes after a token to predict it, so there is nothing to sample")
	errFillNoLadder = fault.New("cli.fill_no_ladder", "the ladder is of k-grams, which know the past alone")

	hintFill       = fault.New("cli.hint.fill", "to fill in blanks: unroll predict %s --text \"a _ text\"")
	hintFillLadder = fault.New("cli.hint.fill_ladder", "leave --task out; what counts of both sides can do is in the summary after unroll train --task fill")
)

// fillKind is the line of that task in kinds.
func fillKind() kind {
	return kind{
		name: filling, names: datasets.Names, start: func(string) recipe.Recipe { return recipe.Fill() },
		least: func(r *recipe.Recipe) { r.Model.Vocab = max(r.Model.Vocab, 1) }, open: openFill,
		many: errTexts.Of(), thing: errAText.Of(), is: errIsText.Of(), as: errAsFill.Of(), models: errModelsOfFill.Of(), has: errHasFill.Of(),
	}
}

// openFill opens texts whose blanks are to be filled in.
func openFill(f *textFlags, o datasets.Opener, args []string, first recipe.Recipe) (learnable, error) {
	t, err := f.openWith(o, args)
	r := sessions.RecipeForFill(t)
	if err == nil && first.Text.Lines != r.Text.Lines { // the flags say how lines are read
		r.Settings.Unroll = max(r.Settings.Unroll, sessions.FillSteps(t, first.Text))
	}
	return learnable{sessions.OfText(t), t, r}, err
}
