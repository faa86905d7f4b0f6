package i18n

// CLISeries holds the texts of the command line about series of numbers.
type CLISeries struct {
	Rows, Steps    Plural // steps: ahead
	Task, Data     string // flags; of Task the tasks
	OpeningAnswers string // title, sequences, rows of each, trained on and held out, model, parameters, length
	Opening        string // title, rows, rows trained on and held out, what is read, model, parameters, length
	OneOf, Several string // what is read: the column that is predicted from its own past; the target and the inputs
	Logs           string // what errors are of
	Summary        CLISeriesSummary
	Eval           CLISeriesEval
	Ladder         CLISeriesLadder
	Predict        CLISeriesPredict
	Show           CLISeriesShow
	Datasets       CLISeriesDatasets
}

// CLISeriesSummary holds the texts printed during a run over a series and at its end.
type CLISeriesSummary struct {
	Took, Speed string // updates, duration, rows per second; rows per second
	Validation  string // RMSE, step, the list of those below
	OfLogs      string // RMSE
	OfFails     string // percent
	MAE, Left   string // left: percent
	Skill       string
	Nats        string            // loss, its unit, the metric's name and value
	Covers      string            // percent meant, percent found
	NoneHeld    string            // the metric's name and its training value
	Levels      map[string]string // by task.Level.ID: a number if it has one, the score
	Floor       string
	Scale       string // the list of Levels and Floor
	SavedAs     string // session
}

// CLISeriesEval holds the rows of an evaluation.
type CLISeriesEval struct {
	Rows, RMSE, MAE, Left, Skill, Nats, Sigma, Covered, Exact, Z string
	OfVariance, AgainstLast, PerStep, Meant, Noise, Paired       string // what is said of a row
	Answers, OfSame                                              string // of sequences with one answer each
	SameEntropy                                                  string
	Ahead                                                        string // heading: steps
	OneOnly                                                      string
	FirstOf                                                      string // rows
}

// CLISeriesLadder holds the texts of the ladder of simple forecasts.
type CLISeriesLadder struct {
	Horizon, Period, Most        string // flags
	Rung, Train, RMSE, MAE, Left string // headings
	Skill                        string
	Judged                       string // rows, title, rows, steps ahead
	Floor                        string // RMSE
}

// CLISeriesPredict holds the texts of forecasts.
type CLISeriesPredict struct {
	Horizon, From, Past, CSV    string // flags
	Row, Sequence               string // headings
	Forecast, Low, High, Actual string // headings
	Band                        string // percent
}

// CLISeriesShow holds the rows that describe a session of a series.
type CLISeriesShow struct {
	Data, Reads, Split                string
	Model                             string // model, head, lags, dropout, initialization, parameters
	Share, FirstRows, FirstRowsOf     string // percent; rows; rows and rows held out
	Only, TheOnly, Inputs             string // what is read
	Logs, Differences, LogDifferences string
	Filled, Seed                      string
	Answered                          string // what is read of sequences with one answer each: how many, rows
}

// CLISeriesDatasets holds the texts on the series that come with the program.
type CLISeriesDatasets struct {
	Name, Rows, Last, Floor, Shows    string // headings
	RMSE                              string // below the table
	Title, About, Split, Values, Lag1 string // rows
	Period, SHA256                    string
	SplitIs, ValuesAre, Lag1Is        string
	PeriodIs, LastIs, FloorIs         string
	Exactly                           string
	Answers, AnswersIs, Same, SameIs  string // of sequences with one answer each: how many, rows of each; RMSE
}

var englishSeries = CLISeries{
	Rows: Plural{"1 row", "%s rows"}, Steps: Plural{"1 step ahead", "%s steps ahead"},
	Task:           "what the data are: %s (default: what they look like)",
	Data:           "of series, tagged sentences and pairs: read the data that the session learned from `FILE` or -, if they have moved (two files: twice)",
	Opening:        "%s: %s, %s to train on and %s held out, %s; %s, %s parameters; %s",
	OpeningAnswers: "%s: %s sequences of %s, %s to train on and %s held out; %s, %s parameters; %s",
	OneOf:          "column %s", Several: "column %s from columns %s",
	Logs: "of logarithms",
	Summary: CLISeriesSummary{
		Took: "%s in %s, %s rows/s", Speed: "%s rows/s", Validation: "validation RMSE %s at step %s: %s", OfLogs: "%s (of logarithms)", OfFails: "%s %% of the squared error of always giving the same answer",
		MAE: "MAE %s", Left: "%s %% of the variance left", Skill: "skill %s", Nats: "%s %s, %s %s", Covers: "the %.0f %% band covers %.1f %%",
		NoneHeld: "recent training %s %s; nothing was held out for validation",
		Levels:   map[string]string{"mean": "mean %s", "persistence": "last value %s", "seasonal": "%d rows ago %s", "ar": "AR(%d) %s"},
		Floor:    "minimum %s", Scale: "for scale, RMSE: %s",
		SavedAs: "saved as session %s: see unroll eval %[1]s, unroll predict %[1]s, unroll train --resume %[1]s",
	},
	Eval: CLISeriesEval{
		Rows: "rows", RMSE: "RMSE", MAE: "MAE", Left: "left", Skill: "skill", Nats: "loss", Sigma: "σ", Covered: "covered", Exact: "exact law", Z: "z",
		OfVariance: "of the variance", AgainstLast: "1 − MSE / MSE of repeating the last value", PerStep: "%s/step of standardised values",
		Answers: "answers", OfSame: "of the squared error of always giving the same answer",
		SameEntropy: "of the normal distribution with that entropy",
		Meant:       "in the band that should hold %.0f %%", Noise: "RMSE on the same rows", Paired: "standard errors apart, on the same rows",
		Ahead: "steps ahead", FirstOf: "the first of %s held out",
		OneOnly: "only one step ahead: the network reads other columns than the one it predicts",
	},
	Ladder: CLISeriesLadder{
		Horizon: "of a series: forecast `K` steps ahead", Period: "of a series: repeat the value `N` rows ago (default: found; -1: none)",
		Most: "of a series: highest order `N` of a line through the past",
		Rung: "forecast", Train: "train RMSE", RMSE: "RMSE", MAE: "MAE", Left: "left", Skill: "skill",
		Judged: "judged on %s of %s, fitted to the %s before; %s",
		Floor:  "minimum: RMSE %s (an error may be lower by chance)",
	},
	Predict: CLISeriesPredict{
		Horizon: "of a series: forecast `K` rows", From: "of a series: forecast from `ROW` on, given the rows before it (default: after the last)",
		Past: "of a series: continue the numbers `PAST`, or those in a file or -", CSV: "of a series: print CSV instead of a table",
		Row: "row", Sequence: "sequence", Forecast: "forecast", Low: "low", High: "high", Actual: "actual",
		Band: "low to high: %.0f %% of values should lie there",
	},
	Show: CLISeriesShow{
		Data: "data", Reads: "reads", Split: "split",
		Model: "%s, head %s, lags %d, dropout %g, init %s; %s parameters",
		Share: "the last %g %% held out", FirstRows: "the first %s to train on, the others held out", FirstRowsOf: "the first %s to train on, the next %s held out",
		Only: "column %s", TheOnly: "its column of numbers", Inputs: "%s, to predict %s",
		Logs: "logarithms", Differences: "differences", LogDifferences: "differences of logarithms",
		Filled: "gaps interpolated", Seed: "seed %d",
		Answered: "%s sequences of %s, with one answer each",
	},
	Datasets: CLISeriesDatasets{
		Name: "series", Rows: "rows", Last: "last value", Floor: "minimum", Shows: "shows",
		RMSE:  "last value: RMSE of repeating it, a step ahead; minimum: of the exact law",
		Title: "title", About: "about", Split: "split", Values: "values", Lag1: "lag 1", SHA256: "sha256", Period: "period",
		SplitIs: "%s for training, %s held out", ValuesAre: "mean %s, standard deviation %s, from %s to %s", Lag1Is: "autocorrelation %.3f",
		PeriodIs: "%s, found by autocorrelation", LastIs: "RMSE %s: of repeating it, one step ahead", FloorIs: "RMSE %s: of the exact law, one step ahead",
		Exactly: "RMSE 0: the exact law has no noise",
		Answers: "sequences", AnswersIs: "%s of %s, with one answer each", Same: "same", SameIs: "RMSE %s: of always giving the same answer",
	},
}
