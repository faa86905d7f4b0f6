package i18n

// Picking are the headings of the list of saved sessions, and what is said while it is filtered.
type Picking struct {
	Text, Model, Loss, Perplexity, Age string
	FilterHint                         string // beside a filter that is typed
}

var englishPicking = Picking{Text: "text", Model: "model", Loss: "loss", Perplexity: "ppl", Age: "saved", FilterHint: "enter keeps it, esc shows all"}
