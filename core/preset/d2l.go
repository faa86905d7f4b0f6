package preset

import "unroll/core/train"

// Dive into Deep Learning 1.0 trains nets with 32 hidden units on the first 10,000 windows of The Time
// Machine and plots the loss on the next 5,000 next to the training loss: curves, but no figure in the text.

var timeMachine = Text{
	About:   "H. G. Wells, The Time Machine: whatever is no letter becomes one space, all in lower case; the first 15,000 characters",
	Prepare: "tr -cs A-Za-z ' ' <timemachine.txt | tr A-Z a-z | head -c 15000 >tm.txt",
	File:    "tm.txt", Vocab: 27, Train: 10_000, Valid: 5_000,
}

// The differences that all of the book's nets have.
var d2lDifferences = []string{
	"there a window begins at every character, and a batch is 1,024 of them drawn at random; here 32 readings go side by side through the text, 9 updates a pass and not 10",
	"there the state is 0 at the beginning of each window; here it is carried on, in training and in validation, which helps a little",
	"there <unk> is a 28th token that never comes",
}

// onlyDrawn is the reason why three of them have no figure.
const onlyDrawn = "the book draws the curves and prints no number"

// twoBiases applies where the book implements the cell itself.
const twoBiases = "each gate has two biases, as PyTorch's has, so that their sum learns twice as fast as the book's one"

func d2lRecipe(cell string, layers int, init string, lr, epochs float64) train.Recipe {
	return recipe(func(r *train.Recipe) {
		r.Text.Valid = 0.33333
		r.Model.Cell, r.Model.Hidden, r.Model.Layers, r.Model.Init = cell, 32, layers, init
		r.Settings.Batch, r.Settings.Unroll = 32, 32
		r.Optimizer, r.Settings.LR, r.Settings.Clip = "sgd", lr, 1
		r.Epochs = epochs
	})
}

var d2l = []Preset{
	{
		Name: "d2l-rnn", Title: "RNN from scratch", Source: "Dive into Deep Learning 1.0, section 9.5", Text: timeMachine,
		Recipe:      d2lRecipe("rnn", 1, "normal:0.01", 1, 100),
		Figures:     []Figure{{On: Valid, Value: 7.3, Source: "a run of the book's settings; the book draws the curve and prints no number"}},
		Differences: with(d2lDifferences, twoBiases),
	},
	{
		Name: "d2l-rnn-concise", Title: "RNN, concise", Source: "Dive into Deep Learning 1.0, section 9.6", Text: timeMachine,
		Recipe: d2lRecipe("rnn", 1, "pytorch", 1, 100),
		Figures: []Figure{{On: Valid, Value: 7.4,
			Source: "the book's slides (d2l.smola.org, rnn-concise, PyTorch); they do not say of which part, and it fits the validation of section 9.5"}},
		Differences: d2lDifferences,
	},
	{
		Name: "d2l-lstm", Title: "LSTM from scratch", Source: "Dive into Deep Learning 1.0, section 10.1", Text: timeMachine,
		Recipe: d2lRecipe("lstm", 1, "normal:0.01", 4, 50), Differences: with(d2lDifferences, twoBiases),
		Unpublished: onlyDrawn,
	},
	{
		Name: "d2l-gru", Title: "GRU from scratch", Source: "Dive into Deep Learning 1.0, section 10.2", Text: timeMachine,
		Recipe: d2lRecipe("gru", 1, "normal:0.01", 4, 50), Differences: with(d2lDifferences, twoBiases, resetAfter),
		Unpublished: onlyDrawn,
	},
	{
		Name: "d2l-deep-rnn", Title: "deep RNN from scratch", Source: "Dive into Deep Learning 1.0, section 10.3", Text: timeMachine,
		Recipe: d2lRecipe("rnn", 2, "normal:0.01", 2, 100), Differences: with(d2lDifferences, twoBiases),
		Unpublished: onlyDrawn,
	},
}

const resetAfter = "the reset gate acts after the product with W_hh, as in PyTorch, and not before it"

// with returns list followed by more; it does not modify list.
func with(list []string, more ...string) []string {
	return append(list[:len(list):len(list)], more...)
}
