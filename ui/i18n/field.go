package i18n

// FieldWords holds the texts of text fields.
type FieldWords struct {
	Full       string // in a field that takes no more: the greatest number of characters
	PrefixFile string // what the flag does
}

var englishField = FieldWords{Full: "at most %s characters", PrefixFile: "`FILE|-` whose text is the prefix, line ends and all"}
