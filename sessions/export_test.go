package sessions

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
)

// A keeper remembers the last save.
type keeper struct{ saved *train.Checkpoint }

func (k *keeper) Name() string                   { return "kept in memory" }
func (k *keeper) Save(c *train.Checkpoint) error { k.saved = c; return nil }
func (k *keeper) Close() error                   { return nil }

// savedRun is a run after two updates.
func savedRun(t *testing.T, change func(*recipe.Recipe)) *train.Checkpoint {
	t.Helper()
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeFor(text)
	r.Model.Hidden, r.Steps = 6, 2
	change(&r)
	var k keeper
	run, err := Begin(text, r, train.Options{Threads: 1, Recorder: &k})
	if err != nil {
		t.Fatal(err)
	}
	for s := range run.Snapshots(context.Background()) {
		if s.Phase == train.Finished {
			run.Send(train.Stop())
		}
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	return k.saved
}

// cellsAndSomeVariants are the recurrent cells, one with one bias a gate and a GRU with the reset gate before the product.
// The Specs say nothing else.
func cellsAndSomeVariants() (list []nn.Spec) {
	for _, c := range nn.Cells() {
		list = append(list, nn.Spec{Cell: c.Name})
	}
	return append(list, nn.Spec{Cell: "lstm", Biases: 1}, nn.Spec{Cell: "gru", Reset: "before"})
}

// vary gives a recipe a cell.
func vary(r *recipe.Recipe, cell nn.Spec) {
	r.Model.Cell, r.Model.Reset, r.Model.Biases = cell.Cell, cell.Reset, cell.Biases
}

// eachExport calls f for a run of every cell and its export.
func eachExport(t *testing.T, f func(t *testing.T, c *train.Checkpoint, dir string)) {
	for _, cell := range cellsAndSomeVariants() {
		t.Run(cell.Variant(), func(t *testing.T) {
			c := savedRun(t, func(r *recipe.Recipe) {
				vary(r, cell)
				r.Model.Layers, r.Model.Embed = 2, 3
			})
			dir := filepath.Join(t.TempDir(), "out")
			if err := Export(dir, c, nil); err != nil {
				t.Fatal(err)
			}
			f(t, c, dir)
		})
	}
}

// The law: the exported file has every tensor with its name and shape, to the last bit, and what
// else model.py needs to know.
func TestExportedWeightsAreTheRuns(t *testing.T) {
	eachExport(t, func(t *testing.T, c *train.Checkpoint, dir string) {
		header, numbers := readWeights(t, filepath.Join(dir, "model.safetensors"))
		if got, want := len(header)-1, len(c.Weights); got != want {
			t.Errorf("%d tensors instead of %d", got, want)
		}
		at := 0
		for _, w := range c.Weights {
			var e struct {
				DType   string
				Shape   []int
				Offsets [2]int `json:"data_offsets"`
			}
			if err := json.Unmarshal(header[w.Name], &e); err != nil {
				t.Fatalf("%s: %v", w.Name, err)
			}
			if e.DType != "F32" || !slices.Equal(e.Shape, w.Shape) || e.Offsets[0] != at || e.Offsets[1]-at != 4*len(w.Data) {
				t.Fatalf("%s of shape %v is %+v, starting at byte %d", w.Name, w.Shape, e, at)
			}
			for i, v := range w.Data {
				if got := binary.LittleEndian.Uint32(numbers[at+4*i:]); got != math.Float32bits(v) {
					t.Fatalf("%s: number %d is %v instead of %v", w.Name, i, math.Float32frombits(got), v)
				}
			}
			at = e.Offsets[1]
		}
		if at != len(numbers) {
			t.Errorf("%d bytes after the last tensor", len(numbers)-at)
		}
		var meta map[string]string
		var sizes modelSizes
		if err := json.Unmarshal(header["__metadata__"], &meta); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(meta["model"]), &sizes); err != nil {
			t.Fatal(err)
		}
		if want := (modelSizes{Cell: c.Recipe.Model.Variant(), Vocab: c.Vocab.Len(), Embed: 3, Hidden: 6, Layers: 2}); sizes != want {
			t.Errorf("it says %+v instead of %+v", sizes, want)
		}
	})
}

func readWeights(t *testing.T, name string) (header map[string]json.RawMessage, numbers []byte) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	end := 8 + binary.LittleEndian.Uint64(b)
	if end%8 != 0 {
		t.Errorf("numbers begin at byte %d", end)
	}
	if err := json.Unmarshal(b[8:end], &header); err != nil {
		t.Fatal(err)
	}
	return header, b[end:]
}

// The law: the check contains the model's output for its tokens.
func TestExportedCheckIsTheModelsAnswer(t *testing.T) {
	eachExport(t, func(t *testing.T, c *train.Checkpoint, dir string) {
		b, err := os.ReadFile(filepath.Join(dir, "check.json"))
		if err != nil {
			t.Fatal(err)
		}
		var k check
		if err := json.Unmarshal(b, &k); err != nil {
			t.Fatal(err)
		}
		if len(k.IDs) != checkTokens || len(k.Logits) != c.Vocab.Len() || c.Vocab.Decode(k.IDs) != k.Prefix {
			t.Fatalf("%d tokens %q, %d logits of %d", len(k.IDs), k.Prefix, len(k.Logits), c.Vocab.Len())
		}
		m, err := train.ModelOf(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, next := range m.Predict(k.Prefix, 1, c.Vocab.Len()).Top {
			if float64(k.Logits[next.ID]) != next.Logit {
				t.Errorf("%q: %v instead of %v", next.Text, k.Logits[next.ID], next.Logit)
			}
		}
	})
}

// If lines are separate sequences, the check begins with the token before a line, and stays in the line.
func TestExportedCheckStaysInALine(t *testing.T) {
	c := savedRun(t, func(r *recipe.Recipe) { r.Text.Lines = true })
	k, err := newCheck(c)
	if err != nil {
		t.Fatal(err)
	}
	eol := c.Vocab.EndOfLine()
	if len(k.IDs) == 0 || k.IDs[0] != eol || slices.Contains(k.IDs[1:], eol) || strings.Contains(k.Prefix, "\n") {
		t.Errorf("%q is read as %v, a line ends with %d", k.Prefix, k.IDs, eol)
	}
}

// Something that already has the name is left alone, and a failed export leaves nothing.
func TestExportIsWholeOrNotThere(t *testing.T) {
	c := savedRun(t, func(*recipe.Recipe) {})
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.WriteFile(taken, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Export(taken, c, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	if err := Export(dir, c, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a folder: %v", err)
	}
	if err := Export(filepath.Join(dir, "no", "where"), c, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("below nothing: %v", err)
	}
	if err := Export(filepath.Join(dir, "a\x00b"), c, nil); err == nil { // no system allows such a name
		t.Error("under an impossible name: no error")
	}
	if b, _ := os.ReadFile(taken); string(b) != "mine" {
		t.Errorf("the file now holds %q", b)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

// model.py has every cell, every model without a state and every head for numbers.
func TestExportedModuleHasEveryCell(t *testing.T) {
	b, err := scripts.ReadFile("pytorch/model.py")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, cell := range append(nn.Cells(), nn.FeedForward()...) {
		names = append(names, cell.Name)
	}
	for _, h := range nn.Heads() {
		if h.Real {
			names = append(names, h.Name)
		}
	}
	for _, name := range names {
		if !strings.Contains(string(b), "\n    \""+name+"\": ") {
			t.Errorf("model.py lacks %s", name)
		}
	}
}
