package preset

import "unroll/core/recipe"

// Zaremba, Sutskever and Vinyals sum the loss over the T steps of a window and average over the
// batch only. Here it is the mean over all tokens: gradients are T times smaller, so the rate is T
// times theirs, and θ is theirs divided by T.

var pennTreebank = Text{
	About:   "Penn Treebank as prepared by Mikolov: 10,000 words with <unk> and N, a sentence a line; a folder with train.txt and valid.txt",
	Prepare: "mkdir ptb; for p in train valid test; do cp simple-examples/data/ptb.$p.txt ptb/$p.txt; done",
	File:    "ptb", Vocab: 10_000, Train: 929_589, Valid: 73_760,
}

func zarembaRecipe(hidden, T int, dropout float64, init, schedule string, epochs float64) recipe.Recipe {
	return changed(func(r *recipe.Recipe) {
		r.Text.Tokens = "word"
		r.Model.Cell, r.Model.Layers, r.Model.Hidden, r.Model.Embed = "lstm", 2, hidden, hidden
		r.Model.Dropout, r.Model.Init = dropout, init
		r.Settings.Batch, r.Settings.Unroll = 20, T
		r.Optimizer, r.Settings.LR, r.Settings.Clip = "sgd", float64(T), recipe.Limit(5/float64(T))
		r.Schedule, r.Epochs = schedule, epochs
	})
}

const (
	ptbWordLM = "tensorflow/models, tutorials/rnn/ptb/ptb_word_lm.py, which builds this net"
	tableOne  = "table 1 of the paper, as later papers quote it"
)

var zaremba = []Preset{
	{
		Name: "zaremba-small", Title: "small LSTM on Penn Treebank", Source: "Zaremba, Sutskever, Vinyals 2014, Recurrent Neural Network Regularization (arXiv:1409.2329)", Text: pennTreebank,
		Recipe:  zarembaRecipe(200, 20, 0, "uniform:0.1", "step:4,0.5", 13),
		Figures: []Figure{{On: Valid, Value: 121.39, Source: ptbWordLM}, {On: Test, Value: 114.5, Source: tableOne}},
		Differences: []string{
			"rate 20 and θ 0.25 here are their 1 and 5: they sum a window's loss over its 20 steps, here it is a mean",
			"each gate has two biases, as PyTorch's has; there it has one",
		},
	},
	{
		Name: "zaremba-medium", Title: "medium LSTM on Penn Treebank, with dropout", Source: "Zaremba, Sutskever, Vinyals 2014, Recurrent Neural Network Regularization (arXiv:1409.2329)", Text: pennTreebank,
		Recipe:  zarembaRecipe(650, 35, 0.5, "uniform:0.05", "step:6,0.8333333333333334", 39),
		Figures: []Figure{{On: Valid, Value: 86.16, Source: ptbWordLM + " (its rate falls by 0.8, not 1/1.2)"}, {On: Test, Value: 82.7, Source: tableOne}},
		Differences: []string{
			"rate 35 and θ 1/7 here are their 1 and 5: they sum a window's loss over its 35 steps, here it is a mean",
			"each gate has two biases, as PyTorch's has; there it has one",
		},
	},
}
