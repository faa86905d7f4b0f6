package i18n

// Accuracy holds the words about the share of right tags.
type Accuracy struct {
	Title, Panel string // of the panel: its name, what it shows
}

var englishAccuracy = Accuracy{Title: "held-out words tagged right", Panel: "The share of held-out words whose likeliest tag is the right one."}
