package preset

import (
	"unroll/core/recipe"
	"unroll/core/translation"
)

// Sections 10.7 and 11.4 of Dive into Deep Learning 1.0, and the same nets of 0.17, learn from the first pairs of the file fra.txt. Their
// printed losses have three units: 10.7's is per token; 11.4's is per position of a padded target, of which there are nine a sentence; 0.17's
// is a sum over ten positions divided by ten and then by the tokens: a tenth of nats per token.

var fra641 = Text{
	About: "English and French sentences of the book's file fra.txt (tatoeba.org, by way of manythings.org/anki), a tab between them: the first 512 pairs to learn from, the next 129 held out; words that occur once in all 641 are <unk>, sentences are cut at 9 words",
	File:  "fra.txt", Source: 195, Vocab: 214, Train: 2_136, Valid: 628,
}

var fra601 = Text{
	About: "English and French sentences of the book's file fra.txt (tatoeba.org, by way of manythings.org/anki), a tab between them: the first 601 pairs, nothing held out; words that occur once in them are <unk>, sentences are cut at 10 words",
	File:  "fra.txt", Source: 184, Vocab: 201, Train: 2_541,
}

// Shares of 9·B positions that have tokens.
const (
	tokensOfTrain = 2_136. / (9 * 512)
	tokensOfValid = 628. / (9 * 129)
)

// pairsRecipe is an encoder–decoder as the book's newer edition has it: GRU 2×256, the encoder's last state at every step.
func pairsRecipe(changes ...func(r *recipe.Recipe)) recipe.Recipe {
	r := recipe.Translation()
	r.Text.Valid = 0.2013
	r.Model.Hidden, r.Model.Layers, r.Model.Embed, r.Model.Dropout = 256, 2, 256, 0.2
	r.Model.Cell, r.Model.Bidirectional, r.Model.Attention, r.Model.Context, r.Model.Init = "gru", false, "", true, "xavier"
	r.Model.Between = true
	r.Optimizer, r.Schedule = "adam", "constant"
	r.Pairs = translation.Options{Prepare: true, MinFreq: 2, First: 641, Length: 9, Cut: true, All: true, InOrder: true}
	r.Settings.LR, r.Settings.Batch, r.Settings.Clip = 0.005, 128, 1
	r.Epochs = 30
	for _, change := range changes {
		change(&r)
	}
	return r
}

// earlierPairs is the same of the edition before it: GRU 2×32.
func earlierPairs(r *recipe.Recipe) {
	r.Text.Valid = 0
	r.Model.Hidden, r.Model.Embed, r.Model.Dropout = 32, 32, 0.1
	r.Pairs.All, r.Pairs.First, r.Pairs.InOrder, r.Pairs.Length = false, 601, false, 10
	r.Settings.Batch, r.Settings.Clip = 64, 0.037
	r.Epochs = 300
}

// attends replaces the encoder's last state by additive attention.
func attends(r *recipe.Recipe) { r.Model.Attention, r.Model.Context = "additive", false }

// The differences that all these nets have.
var pairsDifferences = []string{
	"there the encoder reads the padding after a source too, without attention; here it stops at <eos>",
}

const (
	lastOfPlot     = "the last point of the book's plot, median of 5 builds"
	lastBatches    = "there the training loss is of the last two batches, here of the last epoch"
	twoBatches     = "there the validation loss is the mean of two batches, one of 128 pairs and one of a single pair, which is likelier than most; here it is over all tokens, and 0.3 to 0.4 nats/token higher"
	padLearned     = "there padding after a target is learned too, since the saved class has no mask, and costs almost nothing; here it is not (--mask off learns it), and the figure is divided by the share of positions that have tokens"
	theirSum       = "θ 0.037 here is their 1: they add up a batch's sentences and divide by ten, which is 27 times the mean over its tokens"
	weightsDropped = "there dropout is on the weights of attention too"
	ownDense       = "there the head and the products of attention begin as PyTorch's linear layers do; here as Xavier's too"
	perPosition    = "nats per position, padding included"
	tensOfNats     = "× 10 nats/token"
)

var d2lPairs = []Preset{
	{
		Name: "d2l-seq2seq", Title: "English to French, encoder and decoder", Source: "Dive into Deep Learning 1.0, section 10.7", Text: fra641,
		Recipe: pairsRecipe(),
		Figures: []Figure{
			{On: Valid, Metric: Nats, Value: 3.36, Low: 3.31, High: 3.58, Source: lastOfPlot},
			{On: Train, Metric: Nats, Value: 0.23, Low: 0.21, High: 0.24, Source: lastOfPlot},
		},
		Differences: with(pairsDifferences, ownDense, lastBatches, twoBatches),
	},
	{
		Name: "d2l-attention", Title: "English to French, additive attention", Source: "Dive into Deep Learning 1.0, section 11.4", Text: fra641,
		Recipe: pairsRecipe(attends),
		Figures: []Figure{
			{On: Valid, Metric: Nats, Value: 1.79, Low: 1.68, High: 2.01, Per: tokensOfValid, Unit: perPosition, Source: lastOfPlot},
			{On: Train, Metric: Nats, Value: 0.11, Per: tokensOfTrain, Unit: perPosition, Source: lastOfPlot},
		},
		Differences: with(pairsDifferences, ownDense, lastBatches, twoBatches, padLearned, weightsDropped),
	},
	{
		Name: "d2l-0.17-seq2seq", Title: "English to French, encoder and decoder, earlier edition", Source: "Dive into Deep Learning 0.17, section 9.7", Text: fra601,
		Recipe:      pairsRecipe(earlierPairs),
		Figures:     []Figure{{On: Train, Metric: Nats, Value: 0.019, Low: 0.018, High: 0.02, Per: 0.1, Unit: tensOfNats, Source: "printed below the code of that section, median of 70 builds"}},
		Differences: with(pairsDifferences, theirSum),
	},
	{
		Name: "d2l-0.17-attention", Title: "English to French, additive attention, earlier edition", Source: "Dive into Deep Learning 0.17, section 10.4", Text: fra601,
		Recipe:      pairsRecipe(earlierPairs, attends, func(r *recipe.Recipe) { r.Epochs = 250 }),
		Figures:     []Figure{{On: Train, Metric: Nats, Value: 0.02, Low: 0.019, High: 0.022, Per: 0.1, Unit: tensOfNats, Source: "printed below the code of that section, median of 79 builds"}},
		Differences: with(pairsDifferences, theirSum, weightsDropped),
	},
}
