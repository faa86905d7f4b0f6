package sessions

import (
	"io"
	"math"
	"slices"

	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/work"
)

// taggingFiles are those of a model of tagged sentences. It needs the sentences, which number words and tags.
func taggingFiles(c *train.Checkpoint, d task.Data) ([]exportFile, error) {
	g, err := train.GraphOf(c)
	if err != nil {
		return nil, err
	}
	m := d.Model(g, c.Step).(*tagging.Model)
	check, err := newTaggingCheck(m)
	if err != nil {
		return nil, err
	}
	s, of := c.Recipe.Model, m.Corpus
	sizes := taggerSizes{task.Tagging.Name, s.Variant(), s.Embed, s.Hidden, s.Layers, s.Dropout, s.Bidirectional}
	return []exportFile{
		{"model.safetensors", func(w io.Writer) error { return writeWeights(w, c, sizes) }},
		{"vocab.json", asJSON(taggerVocab{of.Features, of.Tags, of.Lower, of.MinFreq, of.Suffixes})},
		{"check.json", asJSON(check)},
	}, nil
}

// taggerSizes is what model.py needs besides the tensors and vocab.json: arguments of its Tagger.
type taggerSizes struct {
	Task          string  `json:"task"` // says which class it is
	Cell          string  `json:"cell"`
	Embed         int     `json:"embed"`
	Hidden        int     `json:"hidden"`
	Layers        int     `json:"layers"`
	Dropout       float64 `json:"dropout"`
	Bidirectional bool    `json:"bidirectional"`
}

// taggerVocab says how words become ids, and what the outputs mean.
type taggerVocab struct {
	Features []string `json:"features"` // V: the unknown word, then "w" and a word, or "s", a letter for the word's first one, and a suffix
	Tags     []string `json:"tags"`     // K
	Lower    bool     `json:"lower"`
	MinFreq  int      `json:"min_freq"`
	Suffixes bool     `json:"suffixes"`
}

// A taggingCheck is sentences and what unroll makes of them.
type taggingCheck struct {
	Sentences []checkSentence `json:"sentences"`
}

// A checkSentence is T words, the W ids of each (negative: none) and their logits.
type checkSentence struct {
	Words  []string    `json:"words"`
	IDs    [][]int32   `json:"ids"`    // T×W
	Logits [][]float32 `json:"logits"` // T×K
}

const (
	checkSentences = 5  // of the data, at most
	checkWords     = 32 // of each, at most
)

// newTaggingCheck has m read some sentences.
func newTaggingCheck(m *tagging.Model) (taggingCheck, error) {
	list := checkedSentences(m.Corpus)
	of := m.Corpus.Rows(list)
	var bad error
	logits := make([][]float32, len(of.Targets))
	e := tagging.NewEvaluator(m.Net, of, m.At())
	e.Seen = func(row int, o []float32) {
		logits[row] = slices.Clone(o)
		for _, v := range o {
			if v := float64(v); math.IsInf(v, 0) || math.IsNaN(v) {
				bad = errNotFinite.Of(v)
			}
		}
	}
	alone := work.New(1, false)
	defer alone.Close()
	for e.Next(alone) {
	}
	var k taggingCheck
	for i, x := range of.Spans {
		s := checkSentence{Words: list[i].Words, Logits: logits[x.From:x.To]}
		for ids := range slices.Chunk(of.Inputs[x.From*of.IDs():x.To*of.IDs()], of.IDs()) {
			s.IDs = append(s.IDs, ids)
		}
		k.Sentences = append(k.Sentences, s)
	}
	return k, bad
}

// checkedSentences are the first held-out sentences, or of the training part if nothing is held out, and one whose words
// training lacks, with letters of several alphabets and of both cases.
func checkedSentences(c *tagging.Corpus) (list []tagging.Sentence) {
	from := c.Valid
	if len(from) == 0 {
		from = c.Train
	}
	for _, s := range from[:min(checkSentences, len(from))] {
		list = append(list, tagging.Sentence{Words: s.Words[:min(checkWords, len(s.Words))]})
	}
	odd := tagging.Sentence{}
	for _, w := range []string{"İstanbul", "ΟΔΟΣ", "Äpfel", "naïvely", "茶碗", "٣rd", "x"} {
		for c.Known(w) {
			w += "x"
		}
		odd.Words = append(odd.Words, w)
	}
	odd.Words = append(odd.Words, list[0].Words[0])
	return append(list, odd)
}
