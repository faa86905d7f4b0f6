package i18n

// CLITagging holds the texts of the command line about tagged sentences.
type CLITagging struct {
	Words, Sentences Plural
	Opening          string // title, sentences, words to train on and held out, share of those unseen, tags, features, model, parameters, length
	Missing          string // words, list of tags, the first word, its sentence
	Summary          CLITaggingSummary
	Eval             CLITaggingEval
	Ladder           CLITaggingLadder
	Predict          CLITaggingPredict
	Show             CLITaggingShow
	Datasets         CLITaggingDatasets
}

// CLITaggingSummary holds the texts printed during a run over tagged sentences and at its end.
type CLITaggingSummary struct {
	Took, Speed string // updates, duration, words per second; words per second
	Validation  string // accuracy, of known words, of unseen ones, step, loss, its unit, tag perplexity
	AllKnown    string // the same without unseen words
	NoneHeld    string // tag perplexity of training
	Scale       string // the list of taggers
	Tagger      string // name, accuracy, loss
}

// CLITaggingEval holds the rows and headings of an evaluation.
type CLITaggingEval struct {
	Words, Accuracy, Known, UnseenWords string // rows
	Loss, Perplexity, Missing, Exact    string
	Right, OfN, Untrained, PerWord      string // what is said of a row: right; words; tags; unit
	ExactIs                             string // loss, unit
	MissingIs                           string // list of tags
	Tag, Precision, Recall, F1          string // headings
	TakenFor, Times, Word, Given, Of    string
	Confusions, WrongWords              string // above the tables
}

// CLITaggingLadder holds the texts of the ladder of simple taggers.
type CLITaggingLadder struct {
	Tagger, Accuracy, Known, Unseen, Perplexity string // headings
	Judged                                      string // words, title, unseen, words of training
	Exact                                       string // below the table, where the law is known
}

// CLITaggingPredict holds the texts of predicted tags.
type CLITaggingPredict struct {
	Sentence, CoNLLU            string // flags
	Word, Tag, P, Next, IsRight string // headings
	New                         string // a word that training did not have
}

// CLITaggingShow holds the rows that describe a session of tagged sentences.
type CLITaggingShow struct {
	Reads, Column, Lower, MinFreq, Suffixes, WordsAlone string // of Reads: column; least number
}

// CLITaggingDatasets holds the texts on the tagged sentences that come with the program.
type CLITaggingDatasets struct {
	Name, Sentences, Words, Tags, Past, Whole, Shows string // headings
	Legend                                           string // below the table
	Title, About, Split, Unseen, SHA256              string // rows
	SplitIs, TagsAre, UnseenIs, FloorIs              string // words; number, list; words, percent; loss, unit, accuracy
}

var englishTaggingCLI = CLITagging{
	Words: Plural{"1 word", "%s words"}, Sentences: Plural{"1 sentence", "%s sentences"},
	Opening: "%s: %s, %s to train on and %s held out, %s %% of those unseen, %s tags, %s features; %s, %s parameters; %s",
	Missing: "%s held out with a tag that training lacks, counted as wrong: %s (the first is %q in held-out sentence %s)",
	Summary: CLITaggingSummary{
		Took: "%s in %s, %s words/s", Speed: "%s words/s",
		Validation: "validation accuracy %s (known words %s, unseen %s) at step %s: %s %s, tag perplexity %s",
		AllKnown:   "validation accuracy %s at step %s: %s %s, tag perplexity %s",
		NoneHeld:   "recent training tag perplexity %s; nothing was held out for validation",
		Scale:      "for scale, accuracy and %s: %s", Tagger: "%s %s, %s",
	},
	Eval: CLITaggingEval{
		Words: "words", Accuracy: "accuracy", Known: "known words", UnseenWords: "unseen words",
		Loss: "loss", Perplexity: "tag perplexity", Missing: "missing tags", Exact: "exact law",
		Right: "%s right", OfN: "of %s", Untrained: "untrained: %s", PerWord: "%s/word",
		ExactIs: "loss %s %s, on the same words", MissingIs: "training lacks %s: counted as wrong, and in no loss",
		Tag: "tag", Precision: "precision", Recall: "recall", F1: "F1", TakenFor: "taken for", Times: "times", Word: "word", Given: "given", Of: "of",
		Confusions: "most often confused:", WrongWords: "words most often wrong:",
	},
	Ladder: CLITaggingLadder{
		Tagger: "tagger", Accuracy: "accuracy", Known: "known words", Unseen: "unseen", Perplexity: "perplexity",
		Judged: "judged on %s of %s, %s of them unseen; counted in the %s to train on",
		Exact:  "nothing is better than the exact law but by chance",
	},
	Predict: CLITaggingPredict{
		Sentence: "of tagged sentences: tag the words of `TEXT`, with spaces between them", CoNLLU: "of tagged sentences: print CoNLL-U instead of a table",
		Word: "word", Tag: "tag", P: "p", Next: "runner-up", IsRight: "right", New: "unseen",
	},
	Show: CLITaggingShow{
		Reads: "reads", Column: "tags of column %s", Lower: "words in lower case", MinFreq: "words that occur %d times or more",
		Suffixes: "words and their suffixes", WordsAlone: "words alone",
	},
	Datasets: CLITaggingDatasets{
		Name: "tagged", Sentences: "sentences", Words: "words", Tags: "tags", Past: "past", Whole: "whole", Shows: "shows",
		Legend: "past, whole: accuracy of the exact law from the past, the whole sentence",
		Title:  "title", About: "about", Split: "split", Unseen: "unseen", SHA256: "sha256",
		SplitIs: "%s for training, %s held out", TagsAre: "%s: %s", UnseenIs: "%s of the words held out, %s", FloorIs: "%.4f %s/word, accuracy %s: expected of the exact law",
	},
}
