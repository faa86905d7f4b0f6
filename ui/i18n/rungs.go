package i18n

// Rungs holds the words on the ladder of simple forecasts of a series, and on how a network stands on it.
type Rungs struct {
	Mean, Last, Period, Line, Inputs, Exact string   // names of rungs; Period, Line, Inputs: the rows
	Best, BestLast, BestPeriod              string   // as the best rung, in a sentence: a line's name; nothing; rows
	Verdict                                 Standing // the sentence
	Fitting, NothingHeldOut                 string
	// The table.
	Name, RMSE, MSE, MAE, Left, Skill, Train string // headings
	Bars                                     string // the heading of the bars: the mark of the network
	OneStep, Steps, PeriodIs                 string // how far ahead; steps; rows
	Typing, NoPeriod                         string // before a period; what was typed, the longest
	Fitted, FittedPart, Judged, JudgedPart   string // rows, of how many
	Logs, Order                              string
	Keys                                     RungsKeys
	Explain                                  ExplainRungs
}

// RungsKeys holds what the table's keys do.
type RungsKeys struct{ Horizon, HorizonBrief, HorizonBefore, Period, PeriodBrief, Found, Take, Leave string }

// ExplainRungs holds the texts on the table.
type ExplainRungs struct {
	About                  string
	Ahead                  string // steps
	Now                    string // the step, the RMSE
	NaN                    string // the step
	Cannot                 string // why
	RMSE, Skill, Left, MAE string
	Last, Line, Exact      string
	Bar, Beyond            string
}

// Standing holds sentences on how good forecasts are, each from its fullest form to its shortest. A form that omits something
// refers to its arguments by number. Errors are compared as mean squares.
type Standing struct {
	Walk, NoBetter   []string
	BelowLines       []string // percent better than the last value, the best rung
	AsGood           []string // a rung
	Between          []string // the rung that it is better than, percent above the best, the best
	AsGoodBelow      []string // a rung, percent above the best, the best
	Better           []string // percent below the best, the best
	AtNoise, TooGood []string
	Noise            string // after a sentence: percent above the noise
}

var englishRungs = Rungs{
	Mean: "the mean", Last: "last value", Period: "%d rows ago", Line: "AR(%d)", Inputs: "inputs (%d rows)", Exact: "exact law",
	Best: "the best line, %s", BestLast: "the last value", BestPeriod: "the value %d rows ago",
	Verdict: Standing{
		Walk: []string{"no better than repeating the last value, and nothing can be: it is a random walk", "no better than the last value: it is a random walk", "no better than the last value: a random walk",
			"no better than the last value"},
		NoBetter:    []string{"no better than repeating the last value", "no better than the last value"},
		BelowLines:  []string{"%.0f %% better than the last value, worse than any line", "better than the last value, worse than any line", "worse than any line"},
		AsGood:      []string{"about as good as %s", "≈ %s"},
		Between:     []string{"better than %s, %.0f %% above %s", "better than %[1]s"},
		AsGoodBelow: []string{"about as good as %s, %.0f %% above %s", "about as good as %[1]s", "≈ %[1]s"},
		Better:      []string{"squared error %.0f %% below %s", "%.0f %% below %s", "%.0[1]f %% below the rungs"},
		AtNoise:     []string{"at the noise: what is left is chance", "at the noise"},
		TooGood:     []string{"below the noise: it has seen what it is judged by", "below the noise"},
		Noise:       "%s, %.0f %% above the noise",
	},
	Fitting: "fitting lines …", NothingHeldOut: "no rows are held out",
	Name: "model", RMSE: "rmse", MSE: "mse", MAE: "mae", Left: "left", Skill: "skill", Train: "train", Bars: "rmse, %s network",
	OneStep: "1 step ahead", Steps: "%d steps ahead", PeriodIs: "period %s",
	Typing: "period in rows:", NoPeriod: "%q is not a period: it is a number of rows from 2 to %s",
	Fitted: "lines fitted to %s rows", FittedPart: "lines fitted to the last %s of %s rows",
	Judged: "judged by %s held-out rows", JudgedPart: "judged by the first %s of %s held-out rows",
	Logs: "errors of logarithms", Order: "order",
	Keys: RungsKeys{Horizon: "farther ahead: 1, 4, 16 or 64 steps", HorizonBrief: "steps ahead", HorizonBefore: "less far ahead",
		Period: "type the period of the line “rows ago”", PeriodBrief: "period", Found: "find the period again", Take: "take the period", Leave: "leave it as it was"},
	Explain: ExplainRungs{
		About:  "How far simple forecasts get on this series: a row for each, from the mean to lines through more and more of the past, fitted by least squares to the rows that the network is trained on and judged by the same held-out rows. The network's row moves down as it learns.",
		Ahead:  "All forecasts are of the value %d steps ahead (m changes that); farther than one step, each takes its own forecasts for values.",
		Now:    "After %s updates the root mean squared error of the network is %s.",
		NaN:    "After %s updates the forecasts of the network are no numbers: the run diverged.",
		Cannot: "It is not known here: %s.",
		RMSE:   "the root of the mean squared error, in the data's unit",
		Skill:  "the {skill}: how much of the last value's squared error is saved, 0 no better than repeating it, 1 perfect",
		Left:   "the squared error as a share of the variance of the held-out rows: 1 for their mean",
		MAE:    "the mean of the errors' sizes, in the data's unit",
		Last:   "repeats the last value; where nothing is better, the series is a random walk",
		Line:   "a line through the last three values, an {AR model|ar-model}",
		Exact:  "the law that made the series: no forecast is better, but by chance",
		Bar:    "the network's error, across the bars of all rows", Beyond: "a bar that is longer than there is room for",
	},
}
