package i18n

// Picking holds the headings of the list of saved sessions, and the hint while it is filtered.
type Picking struct {
	Text, Model, Loss, Perplexity, Age string
	FilterHint                         string // beside a filter being typed
	More                               string // how many entries are below the list's last row
}

var englishPicking = Picking{Text: "text", Model: "model", Loss: "loss", Perplexity: "ppl", Age: "saved", FilterHint: "enter keeps it, esc shows all", More: "%d more"}
