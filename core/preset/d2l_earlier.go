package preset

import (
	"unroll/core/recipe"
	"unroll/core/text"
)

// Dive into Deep Learning 0.17, which the second Chinese edition follows, memorizes 10,000
// characters with large nets: its figures are training perplexities of the last epoch.

var timeMachineByHeart = Text{
	About:   "H. G. Wells, The Time Machine: in each line whatever is no letter becomes one space, none at its ends, all in lower case, lines put together without a space; the first 10,000 characters",
	Prepare: "sed 's/[^A-Za-z][^A-Za-z]*/ /g; s/^ //; s/ $//' timemachine.txt | tr A-Z a-z | tr -d '\\n' | head -c 10000 >tm10.txt",
	File:    "tm10.txt", Vocab: 27, Train: 10_000,
}

func d2lEarlierRecipe(cell string, hidden, layers int, lr float64, changes ...func(r *recipe.Recipe)) recipe.Recipe {
	return changed(func(r *recipe.Recipe) {
		r.Text.Valid = 0
		r.Model.Cell, r.Model.Hidden, r.Model.Layers = cell, hidden, layers
		r.Settings.Batch, r.Settings.Unroll = 32, 35
		r.Optimizer, r.Settings.LR, r.Settings.Clip = "sgd", lr, 1
		r.Epochs = 500
		for _, change := range changes {
			change(r)
		}
	})
}

// shuffled reads windows as the book's random sampling does.
func shuffled(r *recipe.Recipe) { r.Windows = text.Random }

// printed is a figure as printed in the book, with one decimal, in so many of its builds.
func printed(perplexity, low, high float64, builds string) []Figure {
	return []Figure{{On: Train, Value: perplexity, Low: low, High: high, Source: "printed below the code of that section, median of " + builds + " builds"}}
}

var earlierDifferences = []string{unkToken}

var d2lEarlier = []Preset{
	{
		Name: "d2l-0.17-rnn", Title: "RNN from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.5", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("rnn", 512, 1, 1, fromScratch), Figures: printed(1.0, 1.0, 1.2, "80"), Differences: earlierDifferences,
	},
	{
		Name: "d2l-0.17-rnn-random", Title: "RNN from scratch, random sampling, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.5", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("rnn", 512, 1, 1, fromScratch, shuffled), Figures: printed(1.4, 1.2, 1.6, "80"), Differences: earlierDifferences,
	},
	{
		Name: "d2l-0.17-rnn-concise", Title: "RNN, concise, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.6", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("rnn", 256, 1, 1), Figures: printed(1.3, 1.2, 1.4, "77"), Differences: earlierDifferences,
	},
	{
		Name: "d2l-0.17-gru", Title: "GRU from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.1", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("gru", 256, 1, 1, fromScratch), Figures: printed(1.1, 1.0, 1.3, "72"), Differences: earlierDifferences,
	},
	{
		Name: "d2l-0.17-lstm", Title: "LSTM from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.2", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("lstm", 256, 1, 1, fromScratch), Figures: printed(1.1, 1.1, 1.4, "63"), Differences: earlierDifferences,
	},
	{
		Name: "d2l-0.17-deep-lstm", Title: "deep LSTM, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.3", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("lstm", 256, 2, 2), Figures: printed(1.0, 1.0, 1.6, "63"), Differences: earlierDifferences,
	},
}
