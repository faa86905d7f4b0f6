package i18n

// Readings holds what is said of how data are read.
type Readings struct {
	Folder, Unclear string // beside a folder of texts: its names say which is to be learned, or do not
}

var englishReadings = Readings{Folder: "train, valid", Unclear: "which file?"}

// CLIReading holds the texts of the command line about how data are read.
type CLIReading struct {
	Encoding string // a flag
	// What is being done to a large text, and how much of it is done.
	Reads, Finds, Tokenizes, Counts, Scores string
	SoFar, Share                            string
	Waits                                   string // input is waited for
}

var englishCLIReading = CLIReading{
	Encoding: "encoding of the files, if they are not in UTF-8: gb18030, big5, shift_jis, euc-kr, latin1, … (the tab key lists them)",
	Reads:    "reading", Finds: "finding the vocabulary", Tokenizes: "tokenizing", Counts: "counting n-grams", Scores: "evaluating n-grams",
	SoFar: "%s … %s so far", Share: "%s … %.0f %%", Waits: "waiting for input: %s so far, no more has come for a second",
}
