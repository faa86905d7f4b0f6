package i18n

// PickingTagged holds what the list says of tagged sentences.
type PickingTagged struct {
	Sources, Files           string // headings: those that come with the program; those of the folder
	AboutSources, AboutFiles string
	Folder                   string // beside a folder with a part to learn from
	Counts                   string // sentences, words, tags
	Unseen                   string // the share of held-out words that are not in the training part, in per cent
	Floors                   string // loss, its unit and accuracy with the past; the same with the whole sentence
}

var englishPickingTagged = PickingTagged{
	Sources: "tagged sentences", Files: "tagged files in this folder",
	AboutSources: "Sentences with a tag for every word: the network learns to tag. It may read each sentence forward and backward. Of weather the lowest possible loss is known.",
	AboutFiles: "Sentences with a tag for every word, in the folder in which the program was started: CoNLL-U, or a word, a tab and its tag a line. " +
		"A folder that has a part to train on and one to validate with is one entry.",
	Folder: "the folder",
	Counts: "%s sentences · %s words · %s tags",
	Unseen: "held-out words never seen: %s\u00a0%%",
	Floors: "At best: %s\u00a0%s and %s\u00a0%% right from the past, %s\u00a0%s and %s\u00a0%% from the whole sentence",
}

// PickingAskTagged holds the words of the question whether a file is tagged sentences.
type PickingAskTagged struct {
	Ask   string // the question
	Read  string // the answer
	About string // what depends on it
}

var englishPickingAskTagged = PickingAskTagged{
	Ask:   "Two columns with a tab between them: words with their tags, or a text?",
	Read:  "read it as tagged sentences",
	About: "The answer decides what is learned: the tag of every word, or which character comes next. c asks again.",
}
