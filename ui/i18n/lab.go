package i18n

// LabWords is what the lab says beside its panels.
type LabWords struct {
	TakesView    string // a command and the views there are
	TakesText    string // a command
	NoSample     string // in the place of a sample, while there is none
	SamplePaused string // the same while the run is paused
}

var englishLab = LabWords{
	TakesView: "%s takes a view by name or number: %s", TakesText: "%s takes a text; in quotes if it has spaces",
	NoSample: "the first sample comes with the first update", SamplePaused: "paused: samples appear while the run learns",
}
