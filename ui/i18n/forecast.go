package i18n

// Forecast holds the texts about series: those of the panel and of the view of forecasts.
type Forecast struct {
	Title                       string
	Series, SeriesBrief         string // names of curves, and in short
	OneStep, OneStepBrief       string
	Steps, StepsBrief           string // how many, more than one
	Free, FreeBrief             string
	Row, HeldOut                string // the axis; where the held-out part begins
	FreeFrom                    string // the row that a free run begins after
	Ahead, AheadOne             string // the title: several numbers of steps, one step
	At                          string // a row, its value
	AtNone                      string // a row after the last
	Band                        string // low, high
	Changed                     string // how many values are a person's
	ChangedOne                  string
	Was                         string // a value before it was changed
	Typing, TypeHint, NotNumber string // before the line; in the bottom row; a word that is no number
	NoValue, NothingChanged     string
	TooMany                     string            // rows
	OneOnly                     string            // why there is only one step
	NoModel                     string            // before the first network
	NoUnit                      string            // why nats and bits mean nothing
	NoPrefix                    string            // why there is no prefix
	ViewAbout                   map[string]string // what views show of a series, where it is not what they show of a text
	Errors                      ForecastErrors
	Keys                        ForecastKeys
}

// ForecastErrors holds the texts of the page of errors.
type ForecastErrors struct {
	Horizon, Residuals    string // titles
	InLogs                string // after a title: logarithms are forecast
	Axis, Error           string // the axes: steps ahead, value − forecast
	Network, Last, Law    string // curves
	LastBrief, LawBrief   string
	RMSE, Skill           string // RMSE, that of the last value; the share saved
	Moments               string // mean, sd
	Normal                string // the curve of the same σ
	Covers                string // the share, how many values, the share wanted
	OfHeldOut, OfTraining string // rows from, to
	Reading               string
	Rows                  string // how many rows the curves are over
}

// ForecastKeys holds what the keys of the view do.
type ForecastKeys struct {
	Right, Left, MoveBrief, Longer, Shorter string
	Horizon, HorizonBefore, HorizonBrief    string
	Run, RunBrief, ToggleRun                string
	Raise, Lower, NudgeBrief                string
	Type, TypeBrief, Reset                  string
	Done, DoneBrief                         string // while values are typed
	Errors, ErrorsBrief, Series             string
	SeriesBrief                             string
	More, MoreBrief, Fewer                  string
	PageRight, PageLeft, First, Last        string
	HeldOut                                 string
}

var englishForecast = Forecast{
	Title: "forecast", Series: "series", SeriesBrief: "data", OneStep: "1 step ahead", OneStepBrief: "1 step", Steps: "%d steps ahead", StepsBrief: "%d steps",
	Free: "free run", FreeBrief: "free", Row: "row", HeldOut: "held out", FreeFrom: "free run from row %s",
	Ahead: "%s steps ahead", AheadOne: "1 step ahead", At: "row %s: %s", AtNone: "row %s: after the last", Band: "%s … %s",
	Changed: "%d values changed, 0 restores them", ChangedOne: "1 value changed, 0 restores it", Was: "was %s",
	Typing: "last values:", TypeHint: "numbers, the newest at the right; esc when done", NotNumber: "%q is not a number",
	NoValue: "there is no value here to change: the series ends before it", NothingChanged: "nothing has been changed",
	TooMany: "forecasts are drawn for up to %s rows: W shows fewer",
	OneOnly: "only one step ahead: the network reads other columns, whose future is not known",
	NoModel: "waiting for the first network …",
	NoUnit:  "the loss is a squared error: nats and bits do not apply", NoPrefix: "a series has no prefix: i in the forecast view types its last values",
	ViewAbout: map[string]string{"lab": "loss, gradient norm, settings, forecast"},
	Errors: ForecastErrors{
		Horizon: "error by horizon (RMSE)", Residuals: "residuals, one step ahead (rows)", InLogs: "%s, of logarithms", Axis: "steps ahead", Error: "value − forecast",
		Network: "network", Last: "last value", LastBrief: "last", Law: "exact law", LawBrief: "law",
		RMSE: "RMSE %s (last value %s)", Skill: "skill %s", Moments: "mean %s, sd %s", Normal: "normal",
		Covers:    "band covers %.1f %% of %s (%d %% expected)",
		OfHeldOut: "held-out rows %s–%s", OfTraining: "training rows %s–%s (nothing is held out)", Reading: "working out the errors …", Rows: "over %s rows",
	},
	Keys: ForecastKeys{
		Right: "move the crosshair to later rows", Left: "move the crosshair to earlier rows", MoveBrief: "move", Longer: "more steps ahead", Shorter: "fewer steps ahead",
		Horizon: "1, 4, 16, 64 steps ahead, or all of them", HorizonBefore: "the same in reverse order", HorizonBrief: "horizon",
		Run: "begin the free run at the crosshair", RunBrief: "run from here", ToggleRun: "show or hide the free run",
		Raise: "raise the value at the crosshair by 0.1 standard deviations; free runs read it", Lower: "lower it", NudgeBrief: "nudge",
		Type: "type the last values before the crosshair", TypeBrief: "type values", Reset: "restore all values that were changed", Done: "close the line", DoneBrief: "done",
		Errors: "errors: by horizon, their distribution, the band", ErrorsBrief: "errors", Series: "back to the series", SeriesBrief: "series",
		More: "wider: more rows", MoreBrief: "wider/closer", Fewer: "closer: fewer rows", PageRight: "later rows", PageLeft: "earlier rows",
		First: "the first row", Last: "the last row", HeldOut: "the beginning of the held-out part",
	},
}
