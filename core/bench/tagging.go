package bench

import (
	"math/rand/v2"
	"strconv"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
)

// taggers are the sizes at which a bidirectional LSTM is measured on sentences: layers, hidden units, batch, steps of a window.
var taggers = [...]struct{ L, H, B, T int }{{1, 128, 32, 64}, {1, 256, 32, 64}}

// What a tagger of the benchmark reads and says: words that are a row of the embedding each, and as many tags as the Universal
// Dependencies have.
const (
	taggerVocab = 5000
	taggerEmbed = 100
	taggerTags  = 17
)

// Tagger is the recipe of a net that reads sentences in both directions, trained with Adam and gradients clipped to norm 1.
func Tagger(cell string, L, H, B, T int) recipe.Recipe {
	r := recipe.Tagging()
	r.Tagging.Suffixes = false
	r.Model.Cell, r.Model.Layers, r.Model.Hidden, r.Model.Embed = cell, L, H, taggerEmbed
	r.Model.Vocab, r.Model.Outputs = taggerVocab, taggerTags
	r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = B, T, 1
	return r
}

// Sentences are sentences of the given lengths, of random words: V−1 different ones and K different tags, if there are as
// many words. Nothing can be learned from them, but an update takes as long as with any others.
func Sentences(lengths []int, V, K int) (*task.Tagged, error) {
	rng, n := rand.New(rand.NewPCG(1, 1)), 0
	var list []tagging.Sentence
	for _, length := range lengths {
		var s tagging.Sentence
		for range length {
			w := n
			if n >= V-1 { // each has been there once
				w = rng.IntN(V - 1)
			}
			s.Words, s.Tags = append(s.Words, strconv.Itoa(w)), append(s.Tags, strconv.Itoa(w%K))
			n++
		}
		list = append(list, s)
	}
	c, err := tagging.NewCorpus(list, list[:1], tagging.Options{})
	if err != nil {
		return nil, err
	}
	return task.NewTagged(c, true), nil
}

// meanLength is how many words a sentence has.
const meanLength = 16

// lengths are n lengths of sentences, up to most: the sum of two exponential waiting times, whose mean and median are those of
// written English, 16 and 14 words.
func lengths(n, most int) []int {
	rng, list := rand.New(rand.NewPCG(2, 2)), make([]int, n)
	for i := range list {
		list[i] = min(most, 1+int((meanLength-0.5)/2*(rng.ExpFloat64()+rng.ExpFloat64())))
	}
	return list
}
