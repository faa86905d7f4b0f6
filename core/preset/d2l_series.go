package preset

import "unroll/core/recipe"

// Section 9.1 of Dive into Deep Learning predicts a sine with noise from its last four values. It draws the noise anew at
// every build, so a figure is a median over the builds that are kept, with their range.

var sineWithNoise = Text{
	About: "the noisy sine that comes with the program: x_t = sin(0.01 t) + 0.2 ε for t = 1 … 1000; the first 604 values to train on",
	Train: 600, Valid: 396,
}

// sineRecipe reads the last lags values of the noisy sine.
func sineRecipe(cell string, lags int, change func(r *recipe.Recipe)) recipe.Recipe {
	r := recipe.Series(cell)
	r.Text.Valid, r.Series.Lags = 0.396, lags
	change(&r)
	return r
}

const (
	ownNoise    = "the noise is drawn anew at every build of the book; here it is the series of --data-seed"
	halfSquares = "its squared loss is not halved; here it is, so that its rate of 0.01 is 0.02 here"
	exercise    = "the book asks for it in an exercise and prints no figure"
	rowByRow    = "the book says nothing of sizes and rates; here 16 readings go side by side through the series, 16 values at a time, and the state is carried on"
)

var d2lSeries = []Preset{
	{
		Name: "d2l-ar", Title: "linear model of four values on a noisy sine", Source: "Dive into Deep Learning 1.0, section 9.1", Text: sineWithNoise, Series: "sine-noise",
		Recipe: sineRecipe("linear", 4, func(r *recipe.Recipe) {
			r.Optimizer, r.Settings.LR, r.Settings.Batch, r.Settings.Clip = "sgd", 0.02, 16, recipe.Off
			r.Epochs = 5
		}),
		Figures: []Figure{
			{On: Valid, Metric: MSE, Value: 0.055, Low: 0.044, High: 0.079, Source: "the last point of the book's plot, median of 11 builds"},
			{On: Train, Metric: MSE, Value: 0.054, Low: 0.049, High: 0.069, Source: "the last point of the book's plot, median of 11 builds"},
		},
		Differences: []string{ownNoise, halfSquares},
	},
	{
		Name: "d2l-0.17-mlp", Title: "MLP 4-10-1 on a noisy sine, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.1", Text: sineWithNoise, Series: "sine-noise",
		Recipe: sineRecipe("mlp", 4, func(r *recipe.Recipe) {
			r.Optimizer, r.Settings.LR, r.Settings.Batch, r.Settings.Clip = "adam", 0.01, 16, recipe.Off
			r.Epochs = 5
		}),
		Figures: []Figure{{On: Train, Metric: MSE, Value: 0.052, Low: 0.046, High: 0.068, Source: "printed below the code of that section, median of 76 builds"}},
		Differences: []string{
			ownNoise,
			"there the training loss is computed again after each epoch; here it is the mean over the last epoch, while the weights still move",
			"there weights begin as Xavier's uniform ones; here within ±1/√(inputs), as PyTorch's layers do",
		},
	},
	sineExercise("d2l-sine-rnn", "RNN on a noisy sine", "rnn", "section 9.6, exercise 2"),
	sineExercise("d2l-sine-lstm", "LSTM on a noisy sine", "lstm", "section 10.1, exercise 5"),
}

// sineExercise is a recurrent network on the same series.
func sineExercise(name, title, cell, section string) Preset {
	return Preset{
		Name: name, Title: title, Source: "Dive into Deep Learning 1.0, " + section, Text: sineByRow, Series: "sine-noise",
		Recipe: sineRecipe(cell, 1, func(r *recipe.Recipe) {
			r.Settings.Unroll, r.Settings.Clip = 16, 1
			r.Epochs = 100
		}),
		Unpublished: exercise, Differences: []string{ownNoise, rowByRow},
	}
}

// sineByRow is sineWithNoise read value by value.
var sineByRow = func() Text {
	t := sineWithNoise
	t.Train = 603
	return t
}()
