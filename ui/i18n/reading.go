package i18n

// Readings holds what is said of how data are read.
type Readings struct {
	Folder, Unclear string // beside a folder of texts: its names say which is to be learned, or do not
}

var englishReadings = Readings{Folder: "train, valid", Unclear: "which file?"}

// CLIReading holds the texts of the command line about how data are read.
type CLIReading struct {
	Encoding string // a flag
}

var englishCLIReading = CLIReading{
	Encoding: "encoding of the files, if they are not in UTF-8: gb18030, big5, shift_jis, euc-kr, latin1, … (the tab key lists them)",
}
