package i18n

// Picking are the headings of the list of saved sessions.
type Picking struct{ Text, Model, Loss, Perplexity, Age string }

var englishPicking = Picking{Text: "text", Model: "model", Loss: "loss", Perplexity: "ppl", Age: "saved"}
