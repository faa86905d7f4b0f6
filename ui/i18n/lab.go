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
}

var englishLab = LabWords{
	TakesView: "%s takes a view by name or number: %s", TakesText: "%s takes a text; in quotes if it has spaces",
	Unzoom: "all panels", NoSample: "the first sample comes with the first update", SamplePaused: "paused: samples appear while the run learns",
	EscLeaves:      "esc again leaves for the list (the run is saved); q quits",
	NothingLearned: "learning rate 0: nothing is learned until it is raised",
}
