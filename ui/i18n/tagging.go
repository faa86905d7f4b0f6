package i18n

// Tagging holds the words about tagged sentences on the screens.
type Tagging struct {
	Title, TitleTrained, Panel string // of the panel: its name, the same if nothing is held out, what it shows
	PanelNow                   string // the step, right words, words
	PanelWrong                 string
	Waiting                    string
	NoPrefix, NoTemperature    string   // why there is none
	LabAbout                   string   // what the lab's panels show
	PerSecond                  string   // words
	Pages                      []string // names of the view's pages
	Nothing                    string   // there are no sentences
	Sentence, SentenceTrained  string   // which, of how many
	Typed, Words               string   // how many
	Typing, TypeHint, NoWords  string
	Right                      string // right words, words
	PerWord, UnitPerWord       string // the loss, its unit; the unit
	// Columns of a sentence.
	Word, Tag, Gold, Second, Unseen string
	TagsOf, Others                  string // the word; how many tags
	// With the past alone and with the whole sentence.
	Network, Law, HMM                string
	Past, Whole, Gain, Without, Bars string // columns
	Mean, Means                      string // who, the mean; who, with the past alone, with the whole sentence
	ForwardOnly                      string
	// The confusion matrix.
	Corner                              string // over the tags of its rows
	Count, Precision, Recall, F1        string
	Judging                             string
	Cell, CellRight, CellNone           string // the right tag, the one given, words, of how many, percent
	OfTraining                          string
	Judged, JudgedBrief, JudgedUnseen   string // right, of how many, percent; percent, of how many
	GoldSaid, Times, OfTimes            string // columns of the words most often wrong
	NotInTraining, NoErrors, NoSentence string
	Keys                                TaggingKeys
	Explain                             ExplainTagging
}

// TaggingKeys holds what the keys of the view do.
type TaggingKeys struct {
	Next, Before, NextBrief                            string
	NextError, ErrorBefore, ErrorBrief                 string
	Type, TypeBrief, Done, DoneBrief                   string
	Down, Up, MoveBrief, PageDown, PageUp, First, Last string
	CellRight, CellLeft, CellDown, CellUp              string
	Worst, WorstBefore, WorstBrief                     string
	OpenCell, OpenWord, OpenBrief                      string
	NextPage, NextPageBrief, PageBefore                string
	Sentence, Sides, Matrix, Words                     string
}

// ExplainTagging holds the texts on the view's pages.
type ExplainTagging struct {
	Sentence, Now, NowGold                   string // Now: the word, its tag, percent; NowGold: the right tag, its −log p
	Wrong, Gold, Second, Unseen, Type        string
	Sides, Both, Forward, Law, HMM, SidesNow string // SidesNow: the means
	Past, Whole, Gain, Without               string
	Helps, Misleads, TypedSides              string
	Matrix, CellNow, Never, Few, Shade       string
	Precision, Recall, F1                    string
	Judged, Sample, Missing                  string // the step, right, words, percent; sentences, of how many; words
	Words, GoldSaid, Times, OfTimes          string
}

var englishTagging = Tagging{
	Title: "a held-out sentence", TitleTrained: "a training sentence",
	Panel:    "A sentence that is held out, with the tag that the newest network gives to each of its words. From time to time another sentence takes its place, unless one has been chosen in the view “tags”.",
	PanelNow: "After %s updates %d of its %d words have the right {tag}.", PanelWrong: "a tag that is wrong, and after it the right one",
	Waiting:  "the first tags come with the first update",
	NoPrefix: "tagged sentences have no prefix: i in the view “tags” types a sentence", NoTemperature: "the temperature is for sampling text: tags are not sampled",
	LabAbout: "loss, gradient norm, settings, right tags, a sentence", PerSecond: "words/s",
	Pages:   []string{"sentence", "past and whole", "confusion", "wrong words"},
	Nothing: "there are no sentences", Sentence: "sentence %s of %s", SentenceTrained: "training sentence %s of %s",
	Typed: "typed", Words: "%d words", Typing: "words:", TypeHint: "esc when done", NoWords: "type words, with spaces between them",
	Right: "%d of %d right", PerWord: "%s %s/word", UnitPerWord: "%s/word",
	Word: "word", Tag: "tag", Gold: "right", Second: "second", Unseen: "unseen", TagsOf: "tags of %s", Others: "%d others",
	Network: "network", Law: "exact law", HMM: "bigram HMM", Past: "past", Whole: "whole", Gain: "saved", Without: "past tag", Bars: "what later words save",
	Mean: "%s: %s", Means: "%s: past %s, whole %s",
	ForwardOnly: "the network reads forward only: later words do not change its tags",
	Corner:      "right", Count: "words", Precision: "prec", Recall: "rec", F1: "F1", Judging: "reading the held-out sentences …",
	Cell: "%s tagged %s: %s of %s words, %s %%", CellRight: "%s tagged %s, which is right: %s of %s words, %s %%", CellNone: "no word here has the tag %s",
	OfTraining: "training sentences: nothing is held out",
	Judged:     "%s of %s words right, %s %%", JudgedBrief: "%s of %s right, %s %%", JudgedUnseen: "of words not in training %s %% of %s",
	GoldSaid: "right, tagged", Times: "times", OfTimes: "of", NotInTraining: "(not in training)", NoErrors: "no errors are known", NoSentence: "there is no such sentence",
	Keys: TaggingKeys{
		Next: "next sentence", Before: "previous sentence", NextBrief: "sentence", NextError: "next sentence with an error", ErrorBefore: "previous sentence with an error", ErrorBrief: "error",
		Type: "type a sentence", TypeBrief: "type", Done: "close the line; ← and → return to the held-out sentences", DoneBrief: "done",
		Down: "next word", Up: "previous word", MoveBrief: "move", PageDown: "many words down", PageUp: "many words up", First: "first word", Last: "last word",
		CellRight: "next tag given", CellLeft: "previous tag given", CellDown: "next right tag", CellUp: "previous right tag",
		Worst: "the most frequent error, then the next", WorstBefore: "the same in reverse order", WorstBrief: "next error",
		OpenCell: "show a sentence with such a word", OpenWord: "show a sentence in which this word is wrong", OpenBrief: "sentence",
		NextPage: "next page", NextPageBrief: "page", PageBefore: "previous page",
		Sentence: "page: a sentence with its tags", Sides: "page: with the past alone and with the whole sentence", Matrix: "page: the confusion matrix", Words: "page: the words most often wrong",
	},
	Explain: ExplainTagging{
		Sentence:   "The words of a sentence that the network never trains on, each with the {tag} that the newest network finds likeliest and how likely that is; under the table, or beside it, are all tags of the word under the cursor.",
		Now:        "“%s” is tagged %s, with probability %s~%%.",
		NowGold:    "Right is %s, which costs %s.",
		Wrong:      "the tag is not the right one",
		Gold:       "before the right tag, among all tags of a word",
		Second:     "the second likeliest tag, with its probability in percent",
		Unseen:     "training does not have the word",
		Type:       "i types a sentence of your own, which is tagged at every key; ← and → go back to the others.",
		Sides:      "What the words that follow are worth, word by word: −log~p of the right tag, once with what came up to the word and once with the whole sentence.",
		Both:       "The network reads in {both directions|bidirectional}. For “past” it is given the sentence only up to the word, as a sentence of its own.",
		Forward:    "The network reads forward only: with the whole sentence it says what it says without the words that follow. The whole sentence is worth only what the columns beside it say.",
		Law:        "Beside it is the exact law of the source: {filtering} knows the words so far, {smoothing} the whole sentence. On average nothing can be better.",
		HMM:        "Beside it is a {hidden Markov model|hmm} counted from the training part, in which each tag depends on the one before: {filtering} and {smoothing} by its tables.",
		SidesNow:   "Means over this sentence: %s.",
		Past:       "−log~p of the right tag with the words up to this one, in {%s|nat}",
		Whole:      "the same with the whole sentence",
		Gain:       "the difference: what the words that follow save; below 0 where they mislead",
		Without:    "the tag that the network gives with the words up to this one, where that is another",
		Helps:      "the words that follow make the right tag more likely",
		Misleads:   "they make it less likely",
		TypedSides: "The right tags of a typed sentence are not known: the numbers are of the tags that the network gives.",
		Matrix:     "The {confusion matrix|confusion-matrix}: a row for each right tag, a column for each tag that the network gives, both from the most common to the rarest. A number is how many percent of the words of its row were given the tag of its column: on the diagonal are those that are right. Tags over the columns have two letters, which stand before the rows too.",
		CellNow:    "Under the cursor: %s.",
		Never:      "no word", Few: "fewer than half a percent, but some",
		Shade:     "many words; beside the diagonal, where a quarter of a row already has the full shade",
		Precision: "the {precision}, in percent", Recall: "the {recall}, in percent", F1: "the {F1|f1}, in percent",
		Judged:   "After %s updates %s of %s words are right, %s~%%.",
		Sample:   "These are %s of the %s sentences, spread over all.",
		Missing:  "%s words have a tag that training lacks: they count as wrong, and are not in the matrix.",
		Words:    "The words that the network most often gives a wrong tag, always the same one in the place of the same one. enter shows a sentence with such a word.",
		GoldSaid: "the right tag, and the one that the network gives",
		Times:    "how often it is wrong in this way", OfTimes: "how often the word is there",
	},
}

// englishTaggingTerms are the words of the field that are about tags, by id.
var englishTaggingTerms = map[string]Term{
	"tag": {Name: "tag", Also: []string{"tags", "label"},
		Says: "What is to be said of each word: its part of speech, for example. Tagging gives one to every word of a sentence."},
	"bidirectional": {Name: "bidirectional", Also: []string{"both directions", "BiLSTM"},
		Says: "Two recurrent networks read the sentence, one forward and one backward; at each word the output reads both states, H~=~[H→,~H←], and so the whole sentence."},
	"filtering": {Name: "filtering",
		Says: "P(z_t~|~x_1~…~x_t): what is known of the hidden state from what has been seen so far. No network that reads forward can do better."},
	"smoothing": {Name: "smoothing", Also: []string{"forward–backward"},
		Says: "P(z_t~|~x_1~…~x_T): what is known of the hidden state from all that is seen, before and after. No network that reads in both directions can do better."},
	"hmm": {Name: "hidden Markov model", Also: []string{"HMM", "hidden Markov source"},
		Says: "Hidden states, here tags, follow each other with probabilities P(z_t~|~z_(t−1)), and each shows a word with probability P(x_t~|~z_t)."},
	"confusion-matrix": {Name: "confusion matrix",
		Says: "Counts of pairs: the tag that a word has, and the one that it was given. What is not on the diagonal is an error."},
	"precision": {Name: "precision",
		Says: "Of the words that were given a tag, the share that have it."},
	"recall": {Name: "recall",
		Says: "Of the words that have a tag, the share that were given it."},
	"f1": {Name: "F1",
		Says: "The harmonic mean of precision and recall, 2PR~/~(P~+~R): high only if both are."},
}

// englishTaggingTries are what to try next, by what the page is about.
var englishTaggingTries = map[string]string{
	"tagging":     "choose a sentence in the view “tags”: the panel then keeps it",
	"tags":        "press e until a word is wrong, and read which tags the network hesitates between",
	"directions":  "look for a word where much is saved, and find the later word that decides it",
	"confusion":   "press e for the most frequent error, and enter for a sentence with it",
	"wrong-words": "press enter on a word and see whether its neighbours could have told",
}
