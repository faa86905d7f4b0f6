package i18n

// Sequences holds the texts about sequences with one answer each, at the end.
type Sequences struct {
	Title, Sorted     string // of the panel; in which order they are
	True, Network     string // names of curves
	Sequence          string // the axis
	None              string // nothing is held out
	About             string // rows of a sequence
	TrueIs, NetworkIs string
	Loss, Level       string // on the loss chart
	NoPrefix          string // why there is no prefix
}

var englishSequences = Sequences{
	Title: "answers", Sorted: "by the true answer", True: "true", Network: "network", Sequence: "held-out sequence",
	None:     "no sequences are held out",
	About:    "The network reads each sequence row by row, %s rows, and answers in the last one; only that answer is scored.",
	Loss:     "Only the answer at the end of a sequence is scored; the loss is that of the model's head, and the figure beside it is in the unit of the answers.",
	NoPrefix: "sequences with one answer each have no prefix",
	Level:    "the line to compare with: always the same answer, the mean. Who stays there has learned nothing",
	TrueIs:   "the true answers to up to 200 held-out sequences, from the smallest to the greatest", NetworkIs: "what the network answers: the nearer to the line, the better",
}
