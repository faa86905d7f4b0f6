package i18n

// CLIKept holds what the command line says about runs that are kept, or are not.
type CLIKept struct {
	Complete      string // session, number of updates, a larger number
	CompleteFixed string // session, number of updates, schedule
	NotKept       string
}

var englishKept = CLIKept{
	Complete:      "session %s has made all its %s; nothing was added (to continue: --steps %d)",
	CompleteFixed: "session %s has made all its %s; nothing was added (schedule %s ends there: a longer run is a new one)",
	NotKept:       "without --save NAME nothing of this run is kept, unless it is interrupted",
}
