package i18n

// Accuracy holds the words about the share of right tags.
type Accuracy struct {
	Title, Brief, Panel string // of the panel: its name, the same with less room, what it shows
	Percent             string // a share in per cent
	Right               string // on the loss chart: that of the last validation
	Progress            string // the same in the line that shows a run's progress
	At                  string // the word for a step, the step, the share: at the crosshair
	// In place of the chart.
	NothingHeldOut, Waiting, NotCounted string
	// The exact law's lines.
	Past, Whole           string // names
	PastBrief, WholeBrief string
	Explain               ExplainAccuracy
}

// ExplainAccuracy holds the texts of the page on the panel.
type ExplainAccuracy struct {
	Now     string // the step, the share, right words, words
	Nothing string // nothing is held out
	Valid   string // the mark of a validation
	Taggers string // the simple taggers: their list
	Past    string // the share of those who know the past only
	Whole   string // of those who know the whole sentence
	Worth   string // the difference in percentage points
	Chance  string
	Missing string // words whose tag training lacks
	// On the loss chart.
	LossPast, LossWhole string // the losses of those who know the past only, and the whole sentence
	LossChance          string
}

var englishAccuracy = Accuracy{
	Title: "held-out words tagged right", Brief: "tagged right", Panel: "The accuracy: the share of held-out words whose most likely tag is the right one, at each {validation}. The loss chart shows how sure the network is of its tags; this one counts how many are right.",
	Percent: "%.1f %%", Right: "%s %s right", Progress: "%s right", At: "%s %s  %s",
	NothingHeldOut: "nothing is held out", Waiting: "before the first validation", NotCounted: "accuracy was not recorded",
	Past: "best from the past %s", Whole: "best from all words %s", PastBrief: "past %s", WholeBrief: "whole %s",
	Explain: ExplainAccuracy{
		Now:        "After %s updates %s are right: %s of %s words.",
		Nothing:    "Nothing is held out, so nothing is counted: --valid holds a share of the sentences out.",
		Valid:      "the accuracy at a validation",
		Taggers:    "simple taggers, on the same words: %s",
		Past:       "%s: the most that can be expected from what came before each word and the word itself, by the exact law of the source",
		Whole:      "%s: the most that can be expected from the whole sentence",
		Worth:      "Reading the rest of the sentence is worth %s percentage points.",
		Chance:     "On these words a tagger may be slightly above its line by chance.",
		Missing:    "%s of these words have a tag that the training part lacks: they count as wrong.",
		LossPast:   "%s: the least loss that can be expected from what came before each word and the word itself, by the exact law of the source ({filtering})",
		LossWhole:  "%s: the least that can be expected from the whole sentence ({smoothing})",
		LossChance: "On these words a loss may be slightly below its line by chance.",
	},
}
