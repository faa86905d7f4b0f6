package i18n

// PresetsOfPairs holds what is said of presets of pairs of sentences.
type PresetsOfPairs struct {
	Split, SplitWhole string // vocabularies of source and target; target tokens to train on, held out
	In                string // a figure and its unit
	InBoth            string // a figure, its unit, the same in nats/token, that unit
	Ours              string // a run's figure in the published unit; the same in nats/token, that unit
	NatsPerToken      string
}

var englishPresetsOfPairs = PresetsOfPairs{
	Split:        "vocabularies %s and %s; %s target tokens for training, %s held out",
	SplitWhole:   "vocabularies %s and %s; %s target tokens for training, nothing held out",
	In:           "%s %s",
	InBoth:       "%s %s = %.3f %s",
	Ours:         "%s (%.3f %s)",
	NatsPerToken: "nats/token",
}
