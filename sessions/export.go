package sessions

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/core/train"
)

// scripts are the Python files of an exported model. They are the same for every model: what
// differs is in model.safetensors.
//
//go:embed pytorch/*.py
var scripts embed.FS

// Export writes what a run has learned into a new folder, for PyTorch: weights, vocabulary, a
// module that loads them, and a check that it computes what unroll does. The folder appears when it
// is complete, or not at all. The error is an fs.ErrExist if something already has the name. A run of another task than
// language modelling is refused.
func Export(dir string, c *train.Checkpoint) error {
	if t, err := task.Find(c.Recipe.Task); err != nil || t != task.Language {
		return errNoExport.Of(c.Recipe.Task)
	}
	if _, err := os.Lstat(dir); err == nil {
		return errIn.Of(dir, fs.ErrExist)
	}
	files, err := exported(c)
	if err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	aside := filepath.Join(filepath.Dir(dir), fmt.Sprintf(".%s-%08x", filepath.Base(dir), rand.Uint32()))
	if err := os.Mkdir(aside, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		if err == nil {
			err = osDisk{}.Create(filepath.Join(aside, f.name), f.write)
		}
	}
	if err == nil {
		err = os.Rename(aside, dir)
	}
	if err != nil {
		os.RemoveAll(aside)
	}
	return err
}

// An exportFile is a file of the folder.
type exportFile struct {
	name  string
	write func(io.Writer) error
}

func exported(c *train.Checkpoint) ([]exportFile, error) {
	check, err := newCheck(c)
	if err != nil {
		return nil, err
	}
	files := []exportFile{
		{"model.safetensors", func(w io.Writer) error { return writeWeights(w, c) }},
		{"vocab.json", asJSON(c.Vocab)},
		{"check.json", asJSON(check)},
	}
	entries, err := scripts.ReadDir("pytorch")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := scripts.ReadFile(path.Join("pytorch", e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, exportFile{e.Name(), func(w io.Writer) error {
			_, err := w.Write(text)
			return err
		}})
	}
	return files, nil
}

func asJSON(v any) func(io.Writer) error {
	return func(w io.Writer) error { return json.NewEncoder(w).Encode(v) }
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

// writeWeights writes a safetensors file: 8 bytes with the header's length, the header, the
// numbers. Any reader accepts it; the values of the metadata must be strings.
func writeWeights(w io.Writer, c *train.Checkpoint) error {
	s := c.Recipe.Model
	sizes, err := json.Marshal(modelSizes{s.Cell, c.Vocab.Len(), s.Embed, s.Hidden, s.Layers, s.Dropout, c.Lines()})
	if err != nil {
		return err
	}
	header := map[string]any{"__metadata__": map[string]string{"format": "pt", "program": "unroll " + Version(), "step": fmt.Sprint(c.Step), "model": string(sizes)}}
	at := 0
	for _, t := range c.Weights {
		end := at + 4*len(t.Data)
		header[t.Name] = map[string]any{"dtype": "F32", "shape": t.Shape, "data_offsets": []int{at, end}}
		at = end
	}
	head, err := json.Marshal(header)
	if err != nil {
		return err
	}
	head = append(head, bytes.Repeat([]byte(" "), (8-len(head)%8)%8)...) // numbers begin at a multiple of 8
	if err := binary.Write(w, binary.LittleEndian, uint64(len(head))); err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, t := range c.Weights {
		if err := binary.Write(w, binary.LittleEndian, t.Data); err != nil {
			return err
		}
	}
	return nil
}
