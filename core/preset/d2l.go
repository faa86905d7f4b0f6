package preset

import (
	"unroll/core/recipe"
	"unroll/core/text"
)

// Dive into Deep Learning 1.0 trains nets with 32 hidden units on the first 10,000 windows of The Time
// Machine and plots the loss on the next 5,000 next to the training loss: curves, but no figure in the text.
// A window begins at every character, so that 10,000 of 32 characters are 10,032 characters.

var timeMachine = Text{
	About:   "H. G. Wells, The Time Machine: whatever is no letter becomes one space, all in lower case; the first 15,064 characters",
	Prepare: "tr -cs A-Za-z ' ' <timemachine.txt | tr A-Z a-z | head -c 15064 >tm.txt",
	File:    "tm.txt", Vocab: 27, Train: 10_032, Valid: 5_032,
}

// The differences that all of the book's nets have.
var d2lDifferences = []string{
	"there the first 32 held-out windows overlap with the last ones to learn from; here they begin 32 characters later",
	"there a point of the plot is the mean of the perplexities of batches, which is a little more than the perplexity here, and a training point is of half an epoch",
	unkToken,
}

// unkToken is a difference of all nets on The Time Machine.
const unkToken = "there <unk> is a 28th token that never comes"

// plots is where the figures of the 1.0 edition are read off.
const plots = "the last point of the book's plot, median of 11 builds"

func d2lRecipe(cell string, layers int, lr, epochs float64, changes ...func(r *recipe.Recipe)) recipe.Recipe {
	return changed(func(r *recipe.Recipe) {
		r.Text.Valid, r.Windows = 0.33404, text.Every
		r.Model.Cell, r.Model.Hidden, r.Model.Layers = cell, 32, layers
		r.Settings.Batch, r.Settings.Unroll = 1024, 32
		r.Optimizer, r.Settings.LR, r.Settings.Clip = "sgd", lr, 1
		r.Epochs = epochs
		for _, change := range changes {
			change(r)
		}
	})
}

// fromScratch is how the book writes a cell itself: one bias a gate, and in a GRU the reset gate before the product.
func fromScratch(r *recipe.Recipe) {
	r.Model.Init, r.Model.Biases = "normal:0.01", 1
	if r.Model.Cell == "gru" {
		r.Model.Reset = "before"
	}
}

// plotted are the last points of the validation and of the training, each with its range.
func plotted(valid, low, high, trained, lowest, highest float64) []Figure {
	return []Figure{
		{On: Valid, Value: valid, Low: low, High: high, Source: plots},
		{On: Train, Value: trained, Low: lowest, High: highest, Source: plots},
	}
}

var d2l = []Preset{
	{
		Name: "d2l-rnn", Title: "RNN from scratch", Source: "Dive into Deep Learning 1.0, section 9.5", Text: timeMachine,
		Recipe: d2lRecipe("rnn", 1, 1, 100, fromScratch), Figures: plotted(7.30, 7.15, 7.53, 6.17, 6.12, 6.38), Differences: d2lDifferences,
	},
	{
		Name: "d2l-rnn-concise", Title: "RNN, concise", Source: "Dive into Deep Learning 1.0, section 9.6", Text: timeMachine,
		Recipe: d2lRecipe("rnn", 1, 1, 100), Figures: plotted(7.27, 7.10, 7.42, 5.94, 5.86, 6.10), Differences: d2lDifferences,
	},
	{
		Name: "d2l-lstm", Title: "LSTM from scratch", Source: "Dive into Deep Learning 1.0, section 10.1", Text: timeMachine,
		Recipe: d2lRecipe("lstm", 1, 4, 50, fromScratch), Figures: plotted(7.42, 7.34, 7.69, 6.81, 6.67, 7.08), Differences: d2lDifferences,
	},
	{
		Name: "d2l-lstm-concise", Title: "LSTM, concise", Source: "Dive into Deep Learning 1.0, section 10.1", Text: timeMachine,
		Recipe: d2lRecipe("lstm", 1, 4, 50), Figures: plotted(6.84, 6.68, 7.01, 5.74, 5.64, 5.85), Differences: d2lDifferences,
	},
	{
		Name: "d2l-gru", Title: "GRU from scratch", Source: "Dive into Deep Learning 1.0, section 10.2", Text: timeMachine,
		Recipe: d2lRecipe("gru", 1, 4, 50, fromScratch), Figures: plotted(6.83, 6.71, 6.98, 5.74, 5.61, 5.91), Differences: d2lDifferences,
	},
	{
		Name: "d2l-gru-concise", Title: "GRU, concise", Source: "Dive into Deep Learning 1.0, section 10.2", Text: timeMachine,
		Recipe: d2lRecipe("gru", 1, 4, 50), Figures: plotted(6.65, 6.31, 6.75, 5.01, 4.89, 5.08), Differences: d2lDifferences,
	},
	{
		Name: "d2l-deep-rnn", Title: "deep RNN from scratch", Source: "Dive into Deep Learning 1.0, section 10.3", Text: timeMachine,
		Recipe: d2lRecipe("rnn", 2, 2, 100, fromScratch), Figures: plotted(7.04, 6.80, 7.26, 5.38, 5.19, 5.56), Differences: d2lDifferences,
	},
	{
		Name: "d2l-deep-gru", Title: "deep GRU, concise", Source: "Dive into Deep Learning 1.0, section 10.3", Text: timeMachine,
		Recipe: d2lRecipe("gru", 2, 2, 100), Figures: plotted(6.42, 6.11, 6.60, 4.19, 4.08, 4.29), Differences: d2lDifferences,
	},
}

// with returns list followed by more; it does not modify list.
func with(list []string, more ...string) []string {
	return append(list[:len(list):len(list)], more...)
}
