package sessions

import (
	"io"
	"slices"

	"unroll/core/lm"
	"unroll/core/task"
	"unroll/core/text"
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
	eol := m.Vocab.EndOfLine()
	ids := m.Sampler().Sample(checkTokens, 1, lm.SampleStream(1, m.Step))
	if m.Lines { // the state does not extend beyond a line
		ids = longestLine(m.Vocab, ids)
	}
	k := check{Prefix: m.Vocab.Decode(ids), IDs: ids}
	w := m.Sampler()
	w.Read(ids) // with Lines, or if there are none, it reads an end of line first
	k.Logits = slices.Clone(w.Logits())
	if m.Lines || len(ids) == 0 {
		k.IDs = append([]int32{eol}, ids...)
	}
	return k, nil
}

// longestLine is the ids of the line of most bytes, the first of several, without the end of line.
func longestLine(v *text.Vocab, ids []int32) (longest []int32) {
	most := -1
	for len(ids) > 0 {
		n := slices.Index(ids, v.EndOfLine())
		line := ids[:max(n, 0)]
		if n < 0 {
			line, n = ids, len(ids)-1
		}
		if size := len(v.Decode(line)); size > most {
			longest, most = line, size
		}
		ids = ids[n+1:]
	}
	return longest
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
