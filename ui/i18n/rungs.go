package i18n

// Rungs holds the words on the ladder of simple forecasts of a series, and on how a network stands on it.
type Rungs struct {
	Mean, Last, Period, Line, Inputs, Exact string   // names of rungs; Period, Line, Inputs: the rows
	Best, BestLast, BestPeriod              string   // as the best rung, in a sentence: a line's name; nothing; rows
	Verdict                                 Standing // the sentence
	Fitting, NothingHeldOut                 string
	// The table.
	Name, RMSE, MSE, MAE, Left, Skill, Train string   // headings
	Bars                                     []string // the heading of the bars: the mark of the network; the fullest form first
	OneStep, Steps, PeriodIs                 string   // how far ahead; steps; rows
	Typing, NoPeriod                         string   // before a period; what was typed, the longest
	Fitted, FittedPart, Judged, JudgedPart   string   // rows, of how many
	Logs, Order                              string
	Keys                                     RungsKeys
	Explain                                  ExplainRungs
}

// RungsKeys holds what the table's keys do.
type RungsKeys struct{ Horizon, HorizonBrief, HorizonBefore, Period, PeriodBrief, Found, Take, Leave string }

// ExplainRungs holds the texts on the table.
type ExplainRungs struct {
	About                  string
	Ahead, AheadOne        string // steps; nothing
	Now                    string // the step, the RMSE
	NaN                    string // the step
	Cannot                 string // why
	RMSE, Skill, Left, MAE string
	Last, Line, Exact      string
	Bars, Bar, Beyond      string
}

// Standing holds sentences on how good forecasts are, each from its fullest form to its shortest. A form that omits something
// refers to its arguments by number. Errors are compared as mean squares, and the first two forms say so: what stands beside them
// are root mean squares.
type Standing struct {
	Walk, NoBetter    []string
	Worse, WalkWorse  []string // percent above the last value; the latter on a random walk
	FarWorse          []string
	WalkFarWorse      []string // on a random walk
	Unsure            []string // held-out values
	BelowLines        []string // percent better than the last value, the best rung
	AsGood            []string // a rung
	Between           []string // the rung that it is better than; Above, Times or Faultless
	AsGoodBelow       []string // a rung; Above, Times or Faultless
	Above             []string // percent above the best rung, the rung
	Times             []string // times the error of the best rung, where percent would be too many, the rung
	Faultless         []string // the best rung, where it has no error
	Better            []string // percent below the best, the best
	AtNoise, TooGood  []string
	Noise, NoiseBrief string // behind a sentence: percent above the noise
	AndNoise          string // the same, behind one that says how the squared error compares
}

// AboveBest says how far a squared error is above that of the best rung, of which it saves the share better (below 0); times is how
var englishRungs = Rungs{
	Mean: "the mean", Last: "last value", Period: "%d rows ago", Line: "AR(%d)", Inputs: "inputs (%d rows)", Exact: "exact law",
	Best: "the best line (%s)", BestLast: "the last value", BestPeriod: "the value %d rows ago",
	Verdict: Standing{
		Walk: []string{"no better than repeating the last value, and nothing can be: it is a random walk", "no better than the last value: it is a random walk", "no better than the last value: a random walk",
			"no better than the last value"},
		NoBetter: []string{"no better than repeating the last value", "no better than the last value"},
		Worse:    []string{"worse than repeating the last value: squared error %.0f %% above it", "worse than the last value: MSE %.0f %% above it", "worse than the last value"},
		WalkWorse: []string{"squared error %.0f %% above that of repeating the last value; on a random walk nothing is better", "MSE %.0f %% above that of the last value; on a random walk nothing is better",
			"worse than the last value"},
		FarWorse:     []string{"far worse than repeating the last value", "far worse than the last value"},
		WalkFarWorse: []string{"far worse than repeating the last value; on a random walk nothing is better than that", "far worse than repeating the last value", "far worse than the last value"},
		Unsure: []string{"better than repeating the last value, but %s held-out values are too few to be sure", "better than the last value, but %s held-out values are too few to be sure",
			"better than the last value, too few values to be sure",
			"better than last value (unsure)", "not surely better"},
		BelowLines:  []string{"worse than any line; squared error %.0f %% below the last value's", "worse than any line; MSE %.0f %% below the last value's", "better than the last value, worse than any line", "worse than any line"},
		AsGood:      []string{"about as good as %s", "≈ %s"},
		Between:     []string{"better than %s; %s", "better than %s; %s", "better than %[1]s"},
		AsGoodBelow: []string{"about as good as %s; %s", "≈ %s; %s", "about as good as %[1]s", "≈ %[1]s"},
		Above:       []string{"squared error %.0f %% above %s", "MSE %.0f %% above %s"},
		Times:       []string{"%s times the squared error of %s", "%s times the MSE of %s"},
		Faultless:   []string{"%s has no error"},
		Better:      []string{"squared error %.0f %% below %s", "MSE %.0f %% below %s", "MSE %.0[1]f %% below the rungs"},
		AtNoise:     []string{"at the noise: what is left is chance", "at the noise"},
		TooGood:     []string{"below the noise: it has seen what it is judged by", "below the noise"},
		Noise:       "%s; squared error %.0f %% above the noise", NoiseBrief: "%s, MSE %.0f %% above the noise",
		AndNoise: "%s and %.0f %% above the noise",
	},
	Fitting: "fitting lines …", NothingHeldOut: "no rows are held out",
	Name: "model", RMSE: "rmse", MSE: "mse", MAE: "mae", Left: "left", Skill: "skill", Train: "train", Bars: []string{"log scale, %s the network", "%s the network", "%s network", "%s"},
	OneStep: "1 step ahead", Steps: "%d steps ahead", PeriodIs: "period %s",
	Typing: "period in rows:", NoPeriod: "%q is not a period: it is a number of rows from 2 to %s",
	Fitted: "lines fitted to %s rows", FittedPart: "lines fitted to the last %s of %s rows",
	Judged: "judged by %s held-out rows", JudgedPart: "judged by the first %s of %s held-out rows",
	Logs: "errors of logarithms", Order: "order",
	Keys: RungsKeys{Horizon: "farther ahead: 1, 4, 16 or 64 steps", HorizonBrief: "steps ahead", HorizonBefore: "less far ahead",
		Period: "type the period of the line “rows ago”", PeriodBrief: "period", Found: "find the period again", Take: "take the period", Leave: "leave it as it was"},
	Explain: ExplainRungs{
		About:    "How far simple forecasts get on this series: a row for each, from the mean to lines through more and more of the past, fitted by least squares to the rows that the network is trained on and judged by the same held-out rows. The network's row moves down as it learns.",
		Ahead:    "All forecasts are of the value %d steps ahead (m changes that); farther than one step, each reads its own forecasts in the place of values.",
		AheadOne: "All forecasts are of the next value (m changes that: 4, 16 or 64 steps ahead, where each reads its own forecasts in the place of values).",
		Now:      "After %s updates the root mean squared error of the network is %s.",
		NaN:      "After %s updates the network's forecasts are not numbers: the run diverged.",
		Cannot:   "It is not known here: %s.",
		RMSE:     "the root of the mean squared error, in the data's unit",
		Skill:    "the {skill}: how much of the last value's squared error is saved, 0 no better than repeating it, 1 perfect",
		Left:     "the squared error as a share of the variance of the held-out rows: 1 for their mean",
		MAE:      "the mean of the errors' sizes, in the data's unit",
		Last:     "repeats the last value; where nothing is better, the series is a random walk",
		Line:     "a line through the last three values, an {AR model|ar-model}",
		Exact:    "the law that made the series: no forecast is better, except by chance",
		Bars:     "Bars are of the rmse on a logarithmic scale that begins below the least of them, because from 0 on they would all look alike: equal distances are equal ratios.",
		Bar:      "the network's error, across the bars of all rows", Beyond: "a bar that is longer than there is room for",
	},
}
