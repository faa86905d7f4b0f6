package bench

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
)

// What a translator of the benchmark reads and says: as many tokens on either side, with <eos>, and different ones.
const (
	translatorTokens = 9
	translatorVocab  = 200
	reservedIDs      = 4 // <unk>, <pad>, <bos>, <eos>
)

// Translator is the recipe of an encoder and a decoder, GRU 2×256 with an embedding of 256, trained with Adam and gradients clipped to
// norm 1. What the decoder sees of the source: "context" at every step, or one of nn.Attentions.
func Translator(sees string) recipe.Recipe {
	r := recipe.Translation()
	r.Model.Cell, r.Model.Layers, r.Model.Hidden, r.Model.Embed = "gru", 2, 256, 256
	r.Model.Bidirectional, r.Model.Dropout = false, 0
	r.Model.Context, r.Model.Attention = sees == "context", ""
	if !r.Model.Context {
		r.Model.Attention = sees
	}
	r.Model.Source, r.Model.Vocab = translatorVocab, translatorVocab
	r.Pairs.Length, r.Pairs.MinFreq = translatorTokens, 1
	r.Settings.Batch, r.Settings.Unroll, r.Settings.Clip = 128, translatorTokens, 1
	return r
}

// RandomPairs are pairs of random words, S and T tokens long with their <eos>, and both vocabularies full. Nothing can be learned from
// them, but an update takes as long as with any others.
func RandomPairs(r recipe.Recipe, n int) (*task.Pairs, error) {
	rng := rand.New(rand.NewPCG(1, 1))
	side := func(pair, V int) string {
		words, different := make([]string, r.Settings.Unroll-1), V-reservedIDs
		for i := range words {
			w := pair*len(words) + i
			if w >= different { // each has been there once
				w = rng.IntN(different)
			}
			words[i] = strconv.Itoa(w)
		}
		return strings.Join(words, " ")
	}
	var list []translation.Line
	for i := range n {
		list = append(list, translation.Line{Source: side(i, r.Model.Source), Target: side(i, r.Model.Vocab)})
	}
	c, err := translation.NewCorpus(list, list[:1], r.Pairs)
	if err != nil {
		return nil, err
	}
	return task.NewPairs(c), nil
}

// pairAdds is the number of multiply-adds of an encoder and a decoder on B sources of S tokens and targets of T. N = B·T or B·S rows:
//
//	layer       as in multiplyAdds; the decoder's W_h has no first row, since its gradient reaches the encoder
//	its input   3·U·E·GH of the first layer, for U different tokens: all of the vocabulary, or as many as rows
//	            3·B·C·GH of a context that is the same at every step, 3·N·C·GH of one that is not
//	bridge      3·B·2H·H for each state of a layer, if the encoder reads both ways
//	attention   3·B·S·W·H for keys, 3·N·H·H for queries, if they are projected
//	            3·N·S·(W + H) for contexts and scores
//	read-out    3·N·H·V
//
// The tanh of additive attention, N·S·H of them in either direction, are not counted.
func pairAdds(s nn.Spec, B, S, T float64) float64 {
	cell, _ := nn.FindCell(s.Cell)
	H, E, L, ways := float64(s.Hidden), float64(s.Embed), float64(s.Layers), 1.0
	GH := float64(len(cell.Gates)) * H
	if s.Bidirectional {
		ways = 2
	}
	N, W := B*T, ways*H
	n := ways * L * (3*B*S - B) * H * GH
	n += 3 * ways * GH * (min(float64(s.Source), B*S)*E + (L-1)*B*S*W)
	if s.Bidirectional {
		n += 3 * B * L * float64(1+len(cell.States)) * 2 * H * H
	}
	n += 3 * GH * (L*N*H + min(float64(s.Vocab), N)*E + (L-1)*N*H)
	if s.Context {
		n += 3 * B * W * GH
	}
	if s.Attention != "" {
		n += 3*N*W*GH + 3*N*S*(W+H)
		if s.Attention == "additive" || s.Bidirectional {
			n += 3 * B * S * W * H
		}
		if s.Attention == "additive" {
			n += 3 * N * H * H
		}
	}
	return n + 3*N*H*float64(s.OutputWidth())
}
