package i18n

// LabWords holds the texts of the lab outside its panels.
type LabWords struct {
	TakesView    string // a command and the existing views
	TakesText    string // a command
	Unzoom       string // what zoom does to a panel that has the screen to itself
	NoSample     string // in place of a sample, while there is none
	SamplePaused string // the same while the run is paused
	// NothingLearned is said when the learning rate becomes 0.
	NothingLearned string
	EscLeaves      string // after esc where nothing is open
	// EscLeavesUnsaved is the same of a run whose last save failed: leaving tries again, also in other places.
	EscLeavesUnsaved string
	Continue         string // in the bottom row: what space does to a run that does not learn
	Continues        string // a run that had finished learns again, after a step
	Over             string // an opened session that has finished and cannot go on
	NotNumbers       string // in place of predictions
	Variants         Variants
}

// Variants are words for what few runs have, in the header: all are short.
type Variants struct {
	Reset    string // of a GRU: "before"
	OneBias  string
	Windows  string // how they are cut
	MinFreq  string // a number
	MaxVocab string // a number
	Encoding string // a name
}

var englishLab = LabWords{
	TakesView: "%s takes a view by name or number: %s", TakesText: "%s takes a text; in quotes if it has spaces",
	Unzoom: "all panels", NoSample: "the first sample comes with the first update", SamplePaused: "paused: samples appear while the run learns",
	EscLeaves:        "esc again leaves for the list (the run is saved); q quits",
	EscLeavesUnsaved: "not saved: esc again tries once more and leaves for the list; q quits",
	Continue:         "continue", Continues: "the run had finished: it continues after step %s, without an end",
	Over:           "session %s has finished and cannot go on",
	NotNumbers:     "the network's probabilities are not numbers",
	Variants:       Variants{Reset: "reset %s", OneBias: "one bias", Windows: "windows %s", MinFreq: "min-freq %d", MaxVocab: "vocab-size %d", Encoding: "read as %s"},
	NothingLearned: "learning rate 0: nothing is learned until it is raised",
}
