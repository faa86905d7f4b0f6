package i18n

// Rungs holds the words on the ladder of simple forecasts of a series, and on how a network stands on it.
type Rungs struct {
	Mean, Last, Period, Line, Inputs, Exact string   // names of rungs; Period, Line, Inputs: the rows
	Best                                    string   // a line as the best rung: its name
	Verdict                                 Standing // the sentence
	Fitting, NothingHeldOut                 string
}

// Standing holds sentences on how good forecasts are, each from its fullest form to its shortest. A form that omits something
// refers to its arguments by number. Errors are compared as mean squares.
type Standing struct {
	Walk, NoBetter   []string
	BelowLines       []string // percent better than the last value, the best rung
	AsGood           []string // a rung
	AsGoodBelow      []string // a rung, percent above the best, the best
	Better           []string // percent below the best, the best
	AtNoise, TooGood []string
	Noise            string // after a sentence: percent above the noise
}

var englishRungs = Rungs{
	Mean: "the mean", Last: "last value", Period: "%d rows ago", Line: "AR(%d)", Inputs: "inputs (%d rows)", Exact: "exact law",
	Best: "the best line, %s",
	Verdict: Standing{
		Walk: []string{"no better than repeating the last value, and nothing can be: it is a random walk", "no better than the last value: it is a random walk",
			"no better than the last value"},
		NoBetter:    []string{"no better than repeating the last value", "no better than the last value"},
		BelowLines:  []string{"%.0f %% better than the last value, worse than any line", "better than the last value, worse than any line", "worse than any line"},
		AsGood:      []string{"about as good as %s", "≈ %s"},
		AsGoodBelow: []string{"about as good as %s, %.0f %% above %s", "about as good as %[1]s", "≈ %[1]s"},
		Better:      []string{"squared error %.0f %% below %s", "%.0f %% below %s", "%.0[1]f %% below the rungs"},
		AtNoise:     []string{"at the noise: what is left is chance", "at the noise"},
		TooGood:     []string{"below the noise: it has seen what it is judged by", "below the noise"},
		Noise:       "%s, %.0f %% above the noise",
	},
	Fitting: "fitting lines …", NothingHeldOut: "no rows are held out",
}
