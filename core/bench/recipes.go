package bench

import (
	"fmt"
	"math/rand/v2"

	"unroll/core/fault"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
)

// sizes are those at which each cell is measured: layers, hidden units, batch, unrolled steps.
var sizes = [...]struct{ L, H, B, T int }{
	{1, 128, 32, 32}, // the default recipe
	{1, 256, 32, 32},
	{2, 512, 50, 50}, // an LSTM of this size has 13 MB of weights
}

// vocab is how many different characters a plain English text has.
const vocab = 65

// recipes are what is measured: every cell at every size, small ones first, then taggers.
func recipes() []recipe.Recipe {
	var list []recipe.Recipe
	for _, s := range sizes {
		for _, cell := range nn.Cells() {
			list = append(list, Characters(cell.Name, s.L, s.H, s.B, s.T))
		}
	}
	for _, s := range taggers {
		list = append(list, Tagger("lstm", s.L, s.H, s.B, s.T))
	}
	return list
}

// Characters is the recipe of a net over one-hot characters, trained with Adam and gradients clipped to norm 1.
func Characters(cell string, L, H, B, T int) recipe.Recipe {
	r := recipe.Default()
	r.Text.Valid = 0
	r.Model.Cell, r.Model.Layers, r.Model.Hidden, r.Model.Vocab = cell, L, H, vocab
	r.Settings.Batch, r.Settings.Unroll = B, T
	return r
}

// Name is a short name of a recipe: "LSTM 1×256 B32 T32".
func Name(r recipe.Recipe) string {
	return fmt.Sprintf("%s B%d T%d", r.Model, r.Settings.Batch, r.Settings.Unroll)
}

// windows is how many updates one epoch of the text has.
const windows = 50

var errVocab = fault.New("bench.vocab", "a vocabulary of %d characters: the benchmark has at most 20000")

// data are what updates of r are made on.
func data(r recipe.Recipe) (task.Data, error) {
	if r.Task == task.Tagging.Name {
		n := windows * r.Settings.Batch * r.Settings.Unroll / (meanLength + 1)
		return Sentences(lengths(n, r.Settings.Unroll), r.Model.Vocab, r.Model.Outputs)
	}
	if r.Task == task.Translation.Name {
		return RandomPairs(r, windows*r.Settings.Batch)
	}
	c, err := Corpus(r)
	return task.Text{Corpus: c}, err
}

// Corpus is a text of random characters, r.Model.Vocab different ones: nothing can be learned from it,
// but an update takes as long as with any other text.
func Corpus(r recipe.Recipe) (*text.Corpus, error) {
	V, rng := r.Model.Vocab, rand.New(rand.NewPCG(1, 1))
	const first = '一' // followed by 20,000 characters that normalisation leaves unchanged
	if V > 20_000 {
		return nil, errVocab.Of(V)
	}
	letters := make([]rune, 0, V+windows*r.Settings.Batch*r.Settings.Unroll+1)
	for i := range V {
		letters = append(letters, first+rune(i))
	}
	for len(letters) < cap(letters) {
		letters = append(letters, first+rune(rng.IntN(V)))
	}
	return text.NewCorpus(string(letters), nil, r.Text)
}
