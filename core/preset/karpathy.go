package preset

import "unroll/core/recipe"

var tinyShakespeare = Text{
	About: "tiny Shakespeare as it is in karpathy/char-rnn, data/tinyshakespeare/input.txt: 1,115,394 characters, the last 5 % held out",
	File:  "tinyshakespeare.txt", Vocab: 65, Train: 1_059_624, Valid: 55_770,
}

var wholeShakespeare = Text{
	About: "any text, as it comes, nothing held out; sizes are those of tiny Shakespeare",
	File:  "tinyshakespeare.txt", Vocab: 65, Train: 1_115_394,
}

var karpathy = []Preset{
	{
		Name: "min-char-rnn", Title: "the RNN in 112 lines of Python", Source: "Andrej Karpathy, gist d4dee566867f8291f086, min-char-rnn.py (2015)", Text: wholeShakespeare,
		Recipe: changed(func(r *recipe.Recipe) {
			r.Text.Valid = 0
			r.Model.Cell, r.Model.Hidden, r.Model.Init = "rnn", 100, "normal:0.01"
			r.Settings.Batch, r.Settings.Unroll = 1, 25
			r.Optimizer, r.Settings.LR, r.Settings.Clip = "rmsprop", 1e-3, 5
			r.Steps = 100_000
		}),
		Differences: []string{
			"there Adagrad with rate 0.1 moves the weights; here RMSProp with 0.001, which is Adagrad's rate after 10,000 gradients of the same size",
			"there each number of a gradient summed over 25 steps is cut at ±5; here the norm of their mean, which hardly ever gets that long",
			"there it goes on until it is stopped; here it ends after 100,000 updates, a little more than two passes over tiny Shakespeare",
			"the hidden layer has two biases, as PyTorch's has; there it has one",
		},
		Unpublished: "it prints a smoothed loss, summed over 25 characters, and says nowhere how far it comes",
	},
	{
		Name: "char-rnn", Title: "char-rnn as it comes: LSTM 2×128", Source: "karpathy/char-rnn, train.lua, the defaults (2015)", Text: tinyShakespeare,
		Recipe: changed(func(r *recipe.Recipe) {
			r.Text.Valid = 0.05
			r.Model.Cell, r.Model.Hidden, r.Model.Layers, r.Model.Init = "lstm", 128, 2, "uniform:0.08"
			r.Settings.Batch, r.Settings.Unroll = 50, 50
			r.Optimizer, r.Settings.LR, r.Settings.Clip = "rmsprop", 2e-3, recipe.Off
			r.Schedule, r.Epochs = "step:10,0.97", 50
		}),
		Differences: []string{
			"there RMSProp's average forgets with 0.95, here with 0.99",
			"there each number of a gradient is cut at ±5; here --clip off, for a norm is another thing and RMSProp's steps are bounded anyway",
			"there forget gates begin with a bias of 1; here it is drawn as all else",
			"there the text is cut into whole batches and what is left is dropped; here passes begin a few characters later or earlier",
		},
		Unpublished: "the Readme's example (loss 2.0681 at epoch 0.95) does not say for which settings; these give 2.064 there",
	},
}
