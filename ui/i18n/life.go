package i18n

// Life holds the texts about the program's end, and about a terminal that cannot show it.
type Life struct {
	Finishing, Saving    string // what the end waits for
	LeaveTwice, LeaveNow string // how not to wait for it
	NoSize, SetSize      string // on a terminal whose size is not known: a line each, not over 40 columns
}

var englishLife = Life{
	Finishing: "finishing an update, then saving", Saving: "saving",
	LeaveTwice: "ctrl+c twice leaves at once, unsaved", LeaveNow: "ctrl+c leaves at once, unsaved",
	NoSize: "the terminal says that its size is 0", SetSize: "q, then stty rows 24 cols 80; or resize",
}
