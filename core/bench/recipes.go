package bench

import (
	"fmt"
	"math/rand/v2"

	"unroll/core/fault"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/train"
)

// sizes are those at which each cell is measured: layers, width, batch, unrolled steps.
var sizes = [...]struct{ L, H, B, T int }{
	{1, 128, 32, 32}, // the default lab
	{1, 256, 32, 32},
	{2, 512, 50, 50}, // weights of 13 MB, an LSTM's
}

// vocab is how many characters a plain English text has.
const vocab = 65

// recipes are what is measured: every cell at every size, the small ones first.
func recipes() []train.Recipe {
	var list []train.Recipe
	for _, s := range sizes {
		for _, cell := range nn.Cells() {
			list = append(list, Characters(cell.Name, s.L, s.H, s.B, s.T))
		}
	}
	return list
}

// Characters is a net over one-hot characters, trained by Adam with the gradient clipped to 1.
func Characters(cell string, L, H, B, T int) train.Recipe {
	r := train.DefaultRecipe()
	r.Text.Valid = 0
	r.Model.Cell, r.Model.Layers, r.Model.Hidden, r.Model.Vocab = cell, L, H, vocab
	r.Settings.Batch, r.Settings.Unroll = B, T
	return r
}

// Name is a recipe's work in short: "LSTM 1×256 B32 T32".
func Name(r train.Recipe) string {
	return fmt.Sprintf("%s B%d T%d", r.Model, r.Settings.Batch, r.Settings.Unroll)
}

// windows is how many updates the text lasts for, before it is read from its beginning again.
const windows = 50

var errVocab = fault.New("bench.vocab", "a vocabulary of %d characters: the benchmark has at most 20000")

// Corpus is a text of random characters, of as many kinds as r.Model.Vocab says: nothing can be learned
// from it, and an update takes as long as from any other.
func Corpus(r train.Recipe) (*text.Corpus, error) {
	V, rng := r.Model.Vocab, rand.New(rand.NewPCG(1, 1))
	const first = '一' // 20,000 characters follow it that no normalisation changes
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
