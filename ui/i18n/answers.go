package i18n

// Answers holds the texts of the view of lines and their answers.
type Answers struct {
	Title, Reading     string
	HeldOut, OfTrained string // right, lines, percent
	Brief              string // the same
	Within             string // the longest length trained, percent
	Beyond             string // percent
	Length             string // the horizontal axis
	Trained            string // the longest length trained
	Lines, WrongOnly   string // the heading of the list
	NoneWrong          string
	Scored             string // in the list of texts: which tokens count
	Wants              string // the right answer
	WrongAt            string // the first wrong token's place, of how many, what it is, what it should be
	Keys               AnswersKeys
}

// AnswersKeys holds what its keys do.
type AnswersKeys struct {
	Down, Up, MoveBrief, PageDown, PageUp string
	First, Last, Wrong, WrongBrief        string
}

// ExplainAnswers holds the texts on that view.
type ExplainAnswers struct {
	About, Now        string // nothing; how many lines are right
	Sample            string // lines read, lines there are
	Dot               string
	Line              string // "trained to 20"
	Right, Wrong, End string
}

var englishAnswers = Answers{
	Scored: "scored: %s",
	Title:  "answers", Reading: "reading the lines …",
	HeldOut: "%s of %s held-out lines right: %s", OfTrained: "%s of %s training lines right: %s (nothing is held out)",
	Brief:  "%s/%s right: %s",
	Within: "lengths to %d, as trained: %s", Beyond: "longer: %s",
	Length: "length", Trained: "trained to %d", Lines: "lines and the answers given", WrongOnly: "wrong answers only",
	NoneWrong: "none of these lines is wrong", Wants: "should be %s", WrongAt: "token %d/%d: %s, not %s",
	Keys: AnswersKeys{
		Down: "next line", Up: "previous line", MoveBrief: "move", PageDown: "page down", PageUp: "page up",
		First: "first line", Last: "last line", Wrong: "list wrong answers only, or all lines again", WrongBrief: "wrong only",
	},
}

var englishExplainAnswers = ExplainAnswers{
	About: "How many of the held-out lines the newest network answers right, by length: the number of tokens that are given before the answer. " +
		"A line is right if each of its tokens that count is the most likely one, so that continuing what is given with the likeliest token each time gives exactly the answer.",
	Now: "So far: %s.", Sample: "Of many lines some are read: %d of %d.",
	Dot:   "the share of the lines of one length that are right",
	Line:  "the longest length in the training text (%s): what lies to its right shows whether the network has found the rule or only knows lines like those it has seen",
	Right: "a right answer", Wrong: "a wrong answer, with the right one after it", End: "the end of the line, which is part of the answer",
}
