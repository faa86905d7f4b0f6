package i18n

// Tagging holds the words about tagged sentences on the screens.
type Tagging struct {
	Title, Panel string // of the panel: its name, what it shows
}

var englishTagging = Tagging{Title: "a held-out sentence", Panel: "A held-out sentence with the tags that the network gives its words."}
