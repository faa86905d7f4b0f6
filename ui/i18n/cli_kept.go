package i18n

// CLIKept holds what the command line says about runs that are kept, or are not.
type CLIKept struct {
	Complete      string // session, number of updates, a larger number
	CompleteFixed string // session, number of updates, schedule
	NotKept       string
	LongPipe      string // the limit in MB
	Yes           string // the flag
	About         string // session, data, model, updates, when it was saved
	AboutDamaged  string // session, the error
	AskRemove     string
	VersionFlag   string
	InBits        string // beside a perplexity that is too large to say much: bits per token, what is beside it otherwise
}

var englishKept = CLIKept{
	Complete:      "session %s has made all its %s; nothing was added (to continue: --steps %d)",
	CompleteFixed: "session %s has made all its %s; nothing was added (schedule %s ends there: a longer run is a new one)",
	NotKept:       "without --save NAME nothing of this run is kept, unless it is interrupted",
	LongPipe:      "standard input is longer than %d MB and not kept: to resume, pipe the same data in again",
	Yes:           "remove without asking",
	About:         "%s: %s, %s, %s, saved %s", AboutDamaged: "%s: %s",
	AskRemove:   "Remove for good? [y/N]",
	VersionFlag: "print the version",
	InBits:      "%s bits/token; %s",
}
