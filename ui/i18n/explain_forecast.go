package i18n

import "maps"

// ExplainForecast holds the texts on series: the panel and the view of forecasts, the page of errors, and what the loss chart and the settings
// say of a series.
type ExplainForecast struct {
	About, Panel           string
	Model                  string // what the network is
	Now                    string // the row under the crosshair, its value
	Series, Changed        string // marks
	OneStep, Steps         string // the latter: k, k
	Free, Origin           string
	Band, HeldOut          string // the share wanted, in per cent
	Errors                 string // of the page
	ByHorizon, Last, Law   string // curves
	Residuals, Normal      string
	Figures                string // RMSE, that of the last value, the skill
	Covers                 string // the share, of how many, the share wanted
	Loss, LossNats, Levels string // on the loss chart
	Floor                  string // the loss, the score
}

var englishExplainForecast = ExplainForecast{
	About:     "The series in its own unit, row by row, and what the newest network says of each row from the rows before it. m chooses the {horizon}; enter begins a {free run|free-run} at the crosshair; ↑ and ↓ change the value there, i types the last values, 0 restores them. Only free runs read what you have changed.",
	Panel:     "The last rows of the series with the network's forecasts {one step ahead|horizon}, and a {free run|free-run} that begins before the end and goes on beyond it. The view “forecast” has all rows.",
	Model:     "A network with a state is a {latent autoregressive model|latent-ar}; one without reads the last {lags|lag} alone, an {autoregressive model|ar-model}. Both read {standardised} values.",
	Now:       "Row %s is %s.",
	Series:    "the values of the series",
	Changed:   "a value that you have changed",
	OneStep:   "forecasts one step ahead: each from the true values up to the row before it",
	Steps:     "forecasts %d steps ahead, drawn at the row they are of: each from the true values up to %d rows before it, with forecasts in the place of the values between",
	Free:      "the {free run|free-run}: each value, except the first, is a forecast from forecasts",
	Origin:    "where the free run begins: the last row that it knows",
	Band:      "the {%d~%% band|prediction-band}",
	HeldOut:   "here the held-out part begins, which the network never trains on",
	Errors:    "How far forecasts are from what came, on the rows that are held out, and what {skill} that is.",
	ByHorizon: "{RMSE|rmse} of the network by {horizon}: it grows as forecasts are made from forecasts",
	Last:      "RMSE of repeating the last value, {persistence}",
	Law:       "RMSE on the same rows of the best forecast, by the exact law of the source; its expected error is the minimum on the loss chart",
	Residuals: "{residuals|residual} one step ahead: how many there are of each size",
	Normal:    "the normal distribution with their mean and standard deviation, for as many values",
	Figures:   "One step ahead the RMSE is %s; repeating the last value has %s. The {skill} is %s.",
	Covers:    "The {band|prediction-band} covers %.1f~%% of %s values; %d~%% are expected.",
	Loss:      "The loss is ½ of the mean squared error of {standardised} values, so the mean of the training part alone has about ½. The {RMSE|rmse} beside it is in the unit of the series.",
	LossNats:  "The loss is −log of the density that the network gave to what came, in {%s|nat} per step, of {standardised} values; it may be below 0. The {σ of equal entropy|sigma} beside it is in the unit of the series.",
	Levels:    "lines to compare with: the mean of the training part; the last value, {persistence}; the value a period ago, if there is a period; and the best line through the past, an {AR model|ar-model}",
	Floor:     "the minimum, what the law of the source leaves to chance: loss %s, which is %s. On average no forecast can be below it, but on these rows a loss may be slightly lower by chance",
}

// englishSeriesTerms are the words of the field that are about series, by id.
var englishSeriesTerms = map[string]Term{
	"ar-model": {Name: "autoregressive model", Also: []string{"AR model", "AR", "AR(τ)"},
		Says: "Forecasts a value from the τ values before it: x̂(t)~=~f(x(t−1),~…,~x(t−τ)). AR(τ) on the charts is the best straight line, f~=~b~+~Σ~w_i~x(t−i), fitted by least squares."},
	"latent-ar": {Name: "latent autoregressive model", Also: []string{"latent"},
		Says: "Keeps a summary h(t) of all values so far, and forecasts from it: h(t)~=~g(h(t−1),~x(t−1)), x̂(t)~=~f(h(t)). A recurrent network is one."},
	"lag": {Name: "lag", Also: []string{"lags", "taps"},
		Says: "How many rows back a value lies: x(t−3) has lag 3. A model with 4 lags reads the last 4 values at each step."},
	"horizon": {Name: "horizon", Also: []string{"k steps ahead", "step ahead"},
		Says: "How many steps ahead a forecast is. Forecasts k steps ahead are made from values up to k rows before; those between are forecasts themselves, so errors add up."},
	"persistence": {Name: "persistence", Also: []string{"last value", "naive forecast"},
		Says: "The simplest forecast: the last value again. On a random walk nothing is better."},
	"free-run": {Name: "free run", Also: []string{"free-running forecast"},
		Says: "The network reads its own forecast as the next value, and so on, without seeing the series again."},
	"residual": {Name: "residual", Also: []string{"residuals"},
		Says: "What a forecast misses by: value minus forecast. If there is nothing left to learn, residuals look like noise around 0."},
	"prediction-band": {Name: "prediction band", Also: []string{"coverage", "90 % band"},
		Says: "A network with the Gaussian head predicts a mean and a standard deviation; of a normal distribution 90~%% lie within 1.645 of them around the mean. After the first step of a free run the band is that of 200 sampled runs. If the network is right about its own uncertainty, the band covers 90~%% of the values."},
	"skill": {Name: "skill",
		Says: "1~−~MSE~/~MSE of persistence: the share of the squared error of repeating the last value that is saved. 0 is no better, 1 perfect, below 0 worse."},
	"rmse": {Name: "RMSE", Also: []string{"root mean squared error", "MSE"},
		Says: "The square root of the mean squared error: about how far a forecast is from what came, in the unit of the series. Large errors count more than in the mean absolute error."},
	"standardised": {Name: "standardised", Also: []string{"standardisation"},
		Says: "The mean of the training part is subtracted from each value, and the result divided by the training part's standard deviation, so that the network reads numbers around 0 of size about 1. What comes out is converted back."},
	"sigma": {Name: "σ of equal entropy", Also: []string{"σ", "entropy power"},
		Says: "The standard deviation of the normal distribution whose entropy is the loss, in the unit of the series: for a forecast of a distribution what perplexity is for tokens. Its square is called the entropy power."},
}

// englishSeriesTries are what to try next, by what the page is about.
var englishSeriesTries = map[string]string{
	"forecast":    "put the crosshair on a peak, press enter, then ↑ some times, and see how long the free run remembers it",
	"errors":      "press ← and → to read the errors at other horizons; then learn the random walk, where the exact law does nothing but repeat the last value",
	"horizon":     "press m in the forecast view until all horizons are shown, and see which reach the peaks",
	"persistence": "learn the random walk and compare the two curves of errors",
	"free-run":    "press enter on different rows and see whether the run keeps the rhythm of the series",
}

// joined is two tables as one.
func joined[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}
