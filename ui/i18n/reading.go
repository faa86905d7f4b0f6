package i18n

// Readings holds what is said of how data are read.
type Readings struct {
	Folder, Unclear string // beside a folder of texts: its names say which is to be learned, or do not
}

var englishReadings = Readings{Folder: "train, valid", Unclear: "which file?"}
