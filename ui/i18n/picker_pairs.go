package i18n

// PickingPairs holds what the list says of pairs of sentences.
type PickingPairs struct {
	Sources, Files           string // headings: those that come with the program; those of the folder
	AboutSources, AboutFiles string
	Folder                   string // beside a folder with a part to learn from
	Counts                   string // pairs, held out, vocabularies of source and target
	Left                     string // pairs that were left out: without a word, too long
	Cut                      string // sentences that were cut, at how many tokens
	Floor                    string // sources with several targets, of how many; the floor of the training loss and its unit
	Explains                 string // the name, pairs, held out
	Lines                    string // the lines on the loss chart
	Exact                    string // what the floor is; if there is one
}

var englishPickingPairs = PickingPairs{
	Sources: "translation", Files: "pairs in this folder",
	AboutSources: "Sentences and their translations: an encoder reads one, a decoder writes the other. Dates, numbers and sequences of letters have one right answer; English to Chinese has several.",
	AboutFiles: "Sentences and their translations, in the folder in which the program was started: a pair a line with a tab between. " +
		"A folder that has a part to train on and perhaps one to validate with is one entry.",
	Folder:   "the folder",
	Counts:   "%s pairs, %s held out · vocabularies %s and %s",
	Left:     "Left out: %s with an empty side, %s too long",
	Cut:      "%s sentences are cut at %s tokens",
	Floor:    "%s of %s sources have several translations: the training loss cannot fall below %s\u00a0%s per token",
	Explains: "“%s” has %s pairs of sentences, of which %s are held out. An encoder reads a sentence; a decoder starts with its last state and writes the other, a token at a time. The loss is of the tokens of the target, its end included; padding is not counted.",
	Lines:    "Lines to compare with: guessing among all tokens, and counts of the targets' tokens that never look at the source. Below them the network uses the source.",
	Exact:    "A source with several translations leaves open which is meant, so the training loss has a floor, whatever the network.",
}

// PickingAskPairs holds the words of the question whether a file is pairs of sentences.
type PickingAskPairs struct {
	Ask     string // the question: pairs, or a text
	AskTags string // pairs, words with their tags, or a text
	Read    string // the answer
	About   string // what depends on it
}

var englishPickingAskPairs = PickingAskPairs{
	Ask:     "Two columns with a tab between them: sentences with their translations, or a text?",
	AskTags: "Two columns with a tab between them: words with their tags, pairs to be translated, or a text?",
	Read:    "read it as pairs of sentences",
	About:   "The answer decides what is learned: the second column from the first, the tag of every word, or which character comes next. c asks again.",
}
