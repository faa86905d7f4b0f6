package i18n

// Chart holds the words on charts.
type Chart struct {
	FloorBrief, PublishedBrief, LevelBrief string
	LevelNames                             map[string]string // by task.Level.ID, if there is little room
	EpochMark, EpochsMark                  string            // the meaning of a mark on the axis
	Scale, ScaleAbout                      string            // the key that chooses the range of values
	Scales                                 []string          // the names of the ranges: by panel.Scale
}

var englishChart = Chart{
	FloorBrief: "minimum %s", PublishedBrief: "published %s%s", LevelBrief: "%s %s",
	LevelNames: map[string]string{"untrained": "untrained", "unigram": "unigram", "mean": "mean", "persistence": "last", "seasonal": "period",
		"commonest_tag": "commonest", "per_word": "per word", "suffixes": "suffixes", "hmm": "HMM", "past": "past", "whole": "whole",
		"target_unigram": "no context", "target_kgram": "k-gram"},
	EpochMark: "epoch", EpochsMark: "%s epochs",
	Scale: "range of the charts: robust, all values, logarithmic", ScaleAbout: "range: %s",
	Scales: []string{"robust", "all values", "logarithmic, robust", "logarithmic, all values"},
}
