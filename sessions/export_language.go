package sessions

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/core/train"
)

// languageFiles are those of a language model. It needs no text, which may no longer exist.
func languageFiles(c *train.Checkpoint, _ task.Data) ([]exportFile, error) {
	if c.Recipe.ReadsAnswers() {
		return nil, errBothExport.Of()
	}
	check, err := newCheck(c)
	if err != nil {
		return nil, err
	}
	s := c.Recipe.Model
	sizes := modelSizes{s.Variant(), c.Vocab.Len(), s.Embed, s.Hidden, s.Layers, s.Dropout, c.Lines()}
	return []exportFile{
		{"model.safetensors", func(w io.Writer) error { return writeWeights(w, c, sizes) }},
		{"vocab.json", asJSON(c.Vocab)},
		{"check.json", asJSON(check)},
	}, nil
}

// A check is an input for the model and unroll's output.
type check struct {
	Prefix string    `json:"prefix"` // for people: invalid UTF-8 in it is replaced
	IDs    []int32   `json:"ids"`    // that the network reads, from a state of 0
	Logits []float32 `json:"logits"` // of the token after them, by id
}

// checkTokens is the length of the input: long enough that the state matters, and that an error in
// the recurrence is visible.
const checkTokens = 32

// newCheck lets the model write the prefix itself, because its text may no longer exist.
func newCheck(c *train.Checkpoint) (check, error) {
	m, err := train.ModelOf(c)
	if err != nil {
		return check{}, err
	}
	k := check{Prefix: m.Sample("", checkTokens, 1, 1), Logits: make([]float32, m.Vocab.Len())}
	if m.Lines { // the state does not extend beyond a line
		k.Prefix = slices.MaxFunc(strings.Split(k.Prefix, "\n"), func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	}
	_, k.IDs = m.Vocab.Prefix(k.Prefix)
	if m.Lines || len(k.IDs) == 0 { // as lm.Sampler does
		k.IDs = append([]int32{m.Vocab.EndOfLine()}, k.IDs...)
	}
	for _, next := range m.Predict(k.Prefix, 1, m.Vocab.Len()).Top {
		k.Logits[next.ID] = float32(next.Logit)
	}
	return k, nil
}

// modelSizes is what model.py needs besides the tensors: the arguments of its LM.
type modelSizes struct {
	Cell    string  `json:"cell"`
	Vocab   int     `json:"vocab"`
	Embed   int     `json:"embed"`
	Hidden  int     `json:"hidden"`
	Layers  int     `json:"layers"`
	Dropout float64 `json:"dropout"`
	Lines   bool    `json:"lines"`
}
