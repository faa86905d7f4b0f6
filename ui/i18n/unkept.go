package i18n

// Unkept holds the words about a run that is left and could not be saved.
type Unkept struct {
	Ask   string // the error
	Other string // the data of the run, the error
}

var englishUnkept = Unkept{
	Ask:   "q again drops this run, any other key keeps it: %s",
	Other: "%s is still in memory: %s",
}
