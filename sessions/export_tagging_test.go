package sessions

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// taggedRuns are recipes for every cell, direction and depth, with words read in different ways.
func taggedRuns() (list []recipe.Recipe) {
	options := []tagging.Options{{Suffixes: true}, {Lower: true, MinFreq: 2}, {Lower: true, Suffixes: true, MinFreq: 3}, {}}
	for _, cell := range cellsAndSomeVariants() {
		for i := range 2 * len(options) {
			r := recipe.Tagging()
			r.Tagging, r.Steps = options[i%len(options)], 10
			vary(&r, cell)
			r.Model.Hidden, r.Model.Embed = 6, 5
			r.Model.Bidirectional, r.Model.Layers, r.Model.Dropout = i < len(options), 1+i%2, []float64{0, 0.2}[i/2%2]
			if !r.Tagging.Suffixes && i%2 == 1 {
				r.Model.Embed = 0
			}
			list = append(list, r)
		}
	}
	return list
}

// sentencesOf is a file of tagged sentences whose words have letters of several alphabets.
func sentencesOf(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for i, s := range tagging.Harbour(3, 60) {
		for j, w := range s.Words {
			if (i+j)%7 == 0 {
				w = []string{"Ähre", "茶", "ΟΔΟΣ", "Ǆep", "İz", "42nd"}[(i+3*j)%6] + w
			}
			fmt.Fprintf(&b, "%s\t%s\n", w, s.Tags[j])
		}
		b.WriteString("\n")
	}
	name := filepath.Join(dir, "tide.tsv")
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// savedTagger is a run of r over the file, after its last update, and its data.
func savedTagger(t *testing.T, r recipe.Recipe, file string) (*train.Checkpoint, *task.Tagged) {
	t.Helper()
	x, err := datasets.Opener{}.OpenTagged(file, "")
	if err != nil {
		t.Fatal(err)
	}
	var k keeper
	run, err := BeginOn(OfTagged(x), r, train.Options{Threads: 1, Recorder: &k})
	if err != nil {
		t.Fatal(err)
	}
	for s := range run.Snapshots(t.Context()) {
		if s.Phase == train.Finished {
			run.Send(train.Stop())
		}
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	return k.saved, run.Data.(*task.Tagged)
}

// eachTaggedExport calls f for each of taggedRuns and its export.
func eachTaggedExport(t *testing.T, f func(t *testing.T, c *train.Checkpoint, d *task.Tagged, dir string)) {
	file := sentencesOf(t, t.TempDir())
	for i, r := range taggedRuns() {
		c, d := savedTagger(t, r, file)
		dir := filepath.Join(t.TempDir(), "out")
		if err := Export(dir, c, d); err != nil {
			t.Fatalf("%+v: %v", r.Model, err)
		}
		t.Run(fmt.Sprintf("%s/%d", r.Model.Cell, i%8), func(t *testing.T) { f(t, c, d, dir) })
	}
}

// readJSON reads a file of an export.
func readJSON(t *testing.T, name string, to any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The law: the export of a tagger has every tensor, both directions by PyTorch's names, and what numbers words and tags.
func TestExportedTaggerHasItsNumbers(t *testing.T) {
	eachTaggedExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Tagged, dir string) {
		header, _ := readWeights(t, filepath.Join(dir, "model.safetensors"))
		var meta map[string]string
		var z taggerSizes
		if err := json.Unmarshal(header["__metadata__"], &meta); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(meta["model"]), &z); err != nil {
			t.Fatal(err)
		}
		m := c.Recipe.Model
		if want := (taggerSizes{"tagging", m.Variant(), m.Embed, m.Hidden, m.Layers, m.Dropout, m.Bidirectional}); z != want {
			t.Errorf("%+v instead of %+v", z, want)
		}
		_, embedded := header["embedding.weight"]
		_, reverse := header[fmt.Sprintf("rnn.weight_hh_l%d_reverse", m.Layers-1)]
		if len(header)-1 != len(c.Weights) || embedded != (m.Embed > 0) || reverse != m.Bidirectional {
			t.Errorf("%d tensors of %d; an embedding: %v, a second direction: %v", len(header)-1, len(c.Weights), embedded, reverse)
		}
		var v taggerVocab
		readJSON(t, filepath.Join(dir, "vocab.json"), &v)
		if o := (tagging.Options{Lower: v.Lower, MinFreq: v.MinFreq, Suffixes: v.Suffixes}); o != c.Recipe.Tagging {
			t.Errorf("%+v instead of %+v", o, c.Recipe.Tagging)
		}
		if !slices.Equal(v.Features, d.Features) || !slices.Equal(v.Tags, d.Tags) {
			t.Errorf("%d features instead of %d, tags %q", len(v.Features), len(d.Features), v.Tags)
		}
	})
}

// The law: the check contains what the model says of sentences of several lengths, of words that training lacks, and of
// others than those of ASCII.
func TestExportedTaggerCheckIsTheModelsAnswer(t *testing.T) {
	eachTaggedExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Tagged, dir string) {
		var k taggingCheck
		readJSON(t, filepath.Join(dir, "check.json"), &k)
		g, err := train.GraphOf(c)
		if err != nil {
			t.Fatal(err)
		}
		m, lengths, unseen, foreign := d.Model(g, c.Step).(*tagging.Model), map[int]bool{}, 0, 0
		for _, s := range k.Sentences {
			p, err := m.Tag(t.Context(), []tagging.Sentence{{Words: s.Words}})
			if err != nil || len(p) != 1 || len(p[0]) != len(s.Logits) || len(s.IDs) != len(s.Words) {
				t.Fatalf("%v: %d words, %d of ids, %d of logits", err, len(s.Words), len(s.IDs), len(s.Logits))
			}
			lengths[len(s.Words)] = true
			for i, w := range s.Words {
				if !d.Corpus.Known(w) {
					unseen++
				}
				if w[0] >= 0x80 {
					foreign++
				}
				if !slices.Equal(s.IDs[i], d.IDs(nil, w)) {
					t.Errorf("%q is read as %v", w, s.IDs[i])
				}
				for j, o := range s.Logits[i] {
					if odds := float64(o - s.Logits[i][0]); math.Abs(odds-math.Log(p[0][i][j]/p[0][i][0])) > 1e-5 {
						t.Errorf("%q, tag %d: log odds %g, and p %v", w, j, odds, p[0][i])
					}
				}
			}
		}
		if len(lengths) < 3 || unseen == 0 || foreign == 0 {
			t.Errorf("%d different lengths, %d words that training lacks, %d of other alphabets", len(lengths), unseen, foreign)
		}
	})
}

// The law: PyTorch reads words as the same ids, and computes unroll's logits alone, padded and packed; and the check says so
// if one number of the weights is 0.001 off.
func TestExportedTaggerAgreesInPyTorch(t *testing.T) {
	if testing.Short() {
		t.Skip("importing PyTorch takes seconds")
	}
	python := pythonWithTorch()
	if python == "" {
		t.Skip("no python3 here can import torch (PYTHON names another)")
	}
	var right, wrong []string
	eachTaggedExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Tagged, dir string) {
		right = append(right, dir)
		c.Weights[len(c.Weights)-1].Data[0] += 1e-3 // a tag's bias
		wrong = append(wrong, otherExport(t, dir, c, d))
	})
	agreeInPyTorch(t, python, right, wrong, func(i int) string { return fmt.Sprintf("%s, %+v", taggedRuns()[i].Model, taggedRuns()[i].Tagging) })
}

// otherExport is an export of c beside dir, with dir's check.
func otherExport(t *testing.T, dir string, c *train.Checkpoint, d task.Data) string {
	t.Helper()
	other := dir + "-other"
	if err := Export(other, c, d); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "check.json"))
	if err == nil {
		err = os.WriteFile(filepath.Join(other, "check.json"), b, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// The law: a network whose outputs have overflowed is not exported, since nothing can be compared with it.
func TestExportOfATaggerThatHasOverflowed(t *testing.T) {
	c, d := savedTagger(t, taggedRuns()[0], sentencesOf(t, t.TempDir()))
	bias := c.Weights[len(c.Weights)-1].Data
	bias[0] = float32(math.Inf(1))
	dir := filepath.Join(t.TempDir(), "out")
	if err := Export(dir, c, d); err == nil || !strings.Contains(err.Error(), "finite") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder is left")
	}
}
