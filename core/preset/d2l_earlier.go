package preset

import "unroll/core/train"

// Dive into Deep Learning 0.17, which the second Chinese edition follows, memorizes 10,000
// characters with large nets: its figures are training perplexities of the last epoch.

var timeMachineByHeart = Text{
	About:   "H. G. Wells, The Time Machine: in each line whatever is no letter becomes one space, none at its ends, all in lower case, lines put together without a space; the first 10,000 characters",
	Prepare: "sed 's/[^A-Za-z][^A-Za-z]*/ /g; s/^ //; s/ $//' timemachine.txt | tr A-Z a-z | tr -d '\\n' | head -c 10000 >tm10.txt",
	File:    "tm10.txt", Vocab: 27, Train: 10_000,
}

func d2lEarlierRecipe(cell string, hidden, layers int, init string, lr float64) train.Recipe {
	return recipe(func(r *train.Recipe) {
		r.Text.Valid = 0
		r.Model.Cell, r.Model.Hidden, r.Model.Layers, r.Model.Init = cell, hidden, layers, init
		r.Settings.Batch, r.Settings.Unroll = 32, 35
		r.Optimizer, r.Settings.LR, r.Settings.Clip = "sgd", lr, 1
		r.Epochs = 500
	})
}

// printed is a figure as printed in the book, with one decimal.
func printed(perplexity float64) []Figure {
	return []Figure{{On: Train, Value: perplexity, Source: "printed below the code of that section", FromMemory: true}}
}

const earlierUnk = "there <unk> is a 28th token that never comes"

var d2lEarlier = []Preset{
	{
		Name: "d2l-0.17-rnn", Title: "RNN from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.5", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("rnn", 512, 1, "normal:0.01", 1), Figures: printed(1.0), Differences: []string{earlierUnk, twoBiases},
	},
	{
		Name: "d2l-0.17-rnn-concise", Title: "RNN, concise, earlier edition", Source: "Dive into Deep Learning 0.17, section 8.6", Text: timeMachineByHeart,
		Recipe:      d2lEarlierRecipe("rnn", 256, 1, "pytorch", 1),
		Figures:     []Figure{{On: Train, Value: 1.3, Source: "a reader's copy of that section's code prints it (1.4 on another machine)"}},
		Differences: []string{earlierUnk},
	},
	{
		Name: "d2l-0.17-gru", Title: "GRU from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.1", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("gru", 256, 1, "normal:0.01", 1), Figures: printed(1.1), Differences: []string{earlierUnk, twoBiases, resetAfter},
	},
	{
		Name: "d2l-0.17-lstm", Title: "LSTM from scratch, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.2", Text: timeMachineByHeart,
		Recipe:      d2lEarlierRecipe("lstm", 256, 1, "normal:0.01", 1),
		Figures:     []Figure{{On: Train, Value: 1.1, Source: "a reader's copy of that section's notebook prints it"}},
		Differences: []string{earlierUnk, twoBiases},
	},
	{
		Name: "d2l-0.17-deep-lstm", Title: "deep LSTM, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.3", Text: timeMachineByHeart,
		Recipe: d2lEarlierRecipe("lstm", 256, 2, "pytorch", 2), Figures: printed(1.0), Differences: []string{earlierUnk},
	},
}
