package i18n

// CLIFill holds the texts of the command line about blanks that are filled in from both sides.
type CLIFill struct {
	Force   string // flag
	Answers string // the verdict on a language model that reads both ways
	Reads   string // the row of it in a table
	Opening string // title, tokens to train on and held out, vocabulary, model, parameters, length
	Summary CLIFillSummary
	Eval    CLIFillEval
	Predict CLIFillPredict
}

// CLIFillSummary holds the texts printed at the end of a run.
type CLIFillSummary struct {
	Validation      string // perplexity, loss, its unit, step
	NoneHeld        string // perplexity of training
	Untrained       string // V
	Unigram, Bigram string // perplexity
	Neighbours      string // perplexity
	Floor           string // perplexity of the exact law on the held-out text
	AboveFloor      string // percent
	NotAText        string
	SavedAs         string // session
}

// CLIFillEval holds the rows of an evaluation.
type CLIFillEval struct {
	Perplexity, Right string // rows
	OfTokens          string // percent
	Exact             string // row
	ExactIs           string // perplexity, percent above, standard errors
}

// CLIFillPredict holds the texts of filled-in blanks.
type CLIFillPredict struct {
	Text   string // flag
	Blank  string // heading: number of the blank, its place
	Filled string // the text as it is filled in
}

var englishFillCLI = CLIFill{
	Force: "with --bidirectional on a text: train a language model that reads its own answers", Reads: "warning",
	Answers: "reads its own answers: it sees x_{t+1} when it is to predict it, so its loss says nothing of what it can predict",
	Opening: "%s, blanks filled in from both sides: %s tokens to train on and %s held out, vocabulary of %s; %s, %s parameters; %s",
	Summary: CLIFillSummary{
		Validation: "validation perplexity, both sides known, %s (%s %s) at step %s", NoneHeld: "recent training perplexity, both sides known, %s; nothing was held out for validation",
		Untrained: "untrained %s", Unigram: "unigram %s", Bigram: "bigram, from the past alone, %s", Neighbours: "counts of both sides %s", Floor: "exact law %s",
		AboveFloor: "%s %% above the exact law in nats",
		NotAText:   "not the perplexity of the text: each token is predicted with those after it known",
		SavedAs:    "saved as session %s: see unroll predict %[1]s --text \"a _ text\", unroll eval %[1]s, unroll train --resume %[1]s",
	},
	Eval:    CLIFillEval{Perplexity: "perplexity, both sides known", Right: "likeliest", OfTokens: "%s %% of the tokens", Exact: "exact law", ExactIs: "perplexity %s; the network's loss is %s %% above, %s standard errors"},
	Predict: CLIFillPredict{Text: "of sessions of task fill: fill in the blanks (_) of `TEXT`", Blank: "blank %d of %d", Filled: "filled in: %s"},
}
