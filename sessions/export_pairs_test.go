package sessions

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/datasets"
)

// pairRuns are recipes for every cell, with all that a decoder can see of the source, reading it one way and both, with one layer and
// two, and with sentences read in different ways.
func pairRuns() (list []recipe.Recipe) {
	options := []translation.Options{
		{Source: "words", Target: "chars", Prepare: true}, {Source: "chars", Target: "words", MinFreq: 2},
		{Source: "words", Target: "words", Length: 4, Cut: true}, {Source: "chars", Target: "chars", Prepare: true, Reverse: true},
	}
	for _, cell := range cellsAndSomeVariants() {
		for j, sees := range []string{"", "context", "additive", "dot"} {
			for k, both := range []bool{false, true} {
				r := recipe.Translation()
				r.Pairs, r.Steps = options[(j+k)%len(options)], 8
				vary(&r, cell)
				r.Model.Hidden, r.Model.Embed, r.Model.Bidirectional = 6, 5, both
				r.Model.Attention, r.Model.Context = sees, sees == "context"
				if sees == "context" {
					r.Model.Attention = ""
				}
				r.Model.Layers, r.Model.Dropout = 1+(j/2+k)%2, []float64{0, 0.2}[(j/2+k)%2]
				list = append(list, r)
			}
		}
	}
	return list
}

// pairsIn writes a file of pairs of several lengths and alphabets.
func pairsIn(t *testing.T, dir string) string {
	t.Helper()
	s, _ := translation.Find("chinese")
	var b strings.Builder
	for i, x := range s.Load()[:80] {
		odd := []string{"", "", "Ähre!", "ΟΔΟΣ  ,", "İz ?", "\u00a0Ǆep.", "<eos>"}[i%7]
		fmt.Fprintf(&b, "%s%s\t%s%s\n", odd, x.Source, x.Target, odd)
	}
	name := filepath.Join(dir, "pairs.tsv")
	must(t, os.WriteFile(name, []byte(b.String()), 0o666))
	return name
}

// savedPairs is a run of r over the file, after its last update, and its data.
func savedPairs(t *testing.T, r recipe.Recipe, file string) (*train.Checkpoint, *task.Pairs) {
	t.Helper()
	x, err := datasets.Opener{}.OpenPairs(file, "")
	must(t, err)
	var k keeper
	run, err := BeginOn(OfPairs(x), r, train.Options{Threads: 1, Recorder: &k})
	must(t, err)
	for s := range run.Snapshots(t.Context()) {
		if s.Phase == train.Finished {
			run.Send(train.Stop())
		}
	}
	must(t, run.End())
	return k.saved, run.Data.(*task.Pairs)
}

// eachPairsExport calls f for each of pairRuns and its export.
func eachPairsExport(t *testing.T, f func(t *testing.T, c *train.Checkpoint, d *task.Pairs, dir string)) {
	file := pairsIn(t, t.TempDir())
	for i, r := range pairRuns() {
		c, d := savedPairs(t, r, file)
		dir := filepath.Join(t.TempDir(), "out")
		if err := Export(dir, c, d); err != nil {
			t.Fatalf("%+v: %v", r.Model, err)
		}
		t.Run(fmt.Sprintf("%s/%d", r.Model.Cell, i%8), func(t *testing.T) { f(t, c, d, dir) })
	}
}

// The law: the export of an encoder and its decoder has every tensor, by PyTorch's names, and the ids of both languages.
func TestExportedTranslatorHasBothVocabularies(t *testing.T) {
	eachPairsExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Pairs, dir string) {
		header, _ := readWeights(t, filepath.Join(dir, "model.safetensors"))
		var meta map[string]string
		var z pairSizes
		must(t, json.Unmarshal(header["__metadata__"], &meta))
		must(t, json.Unmarshal([]byte(meta["model"]), &z))
		m := c.Recipe.Model
		if want := (pairSizes{"translation", m.Variant(), m.Embed, m.Hidden, m.Layers, m.Dropout, m.Bidirectional, m.Context, m.Attention}); z != want {
			t.Errorf("%+v instead of %+v", z, want)
		}
		for name, want := range map[string]bool{
			"encoder.embedding.weight": true, "decoder.embedding.weight": true, "linear.bias": true,
			fmt.Sprintf("encoder.rnn.weight_hh_l%d", m.Layers-1): true, fmt.Sprintf("decoder.rnn.bias_ih_l%d", m.Layers-1): true,
			"encoder.rnn.weight_ih_l0_reverse": m.Bidirectional, fmt.Sprintf("bridge.h_l%d.weight", m.Layers-1): m.Bidirectional,
			"bridge.c_l0.bias": m.Bidirectional && m.Cell == "lstm", "attention.W_q.weight": m.Attention == "additive",
			"attention.w_v.weight": m.Attention == "additive", "attention.W_k.weight": m.Attention == "additive" || (m.Attention == "dot" && m.Bidirectional),
		} {
			if _, is := header[name]; is != want {
				t.Errorf("%s: %v", name, is)
			}
		}
		if len(header)-1 != len(c.Weights) {
			t.Errorf("%d tensors of %d", len(header)-1, len(c.Weights))
		}
		var v pairVocab
		readJSON(t, filepath.Join(dir, "vocab.json"), &v)
		for _, x := range []struct {
			got sideVocab
			of  translation.Side
		}{{v.Source, d.Source}, {v.Target, d.Target}} {
			if n := x.of.Vocab(); len(x.got.Tokens) != n || x.got.Chars != x.of.Chars || x.got.Tokens[3] != "<eos>" || !slices.Equal(x.got.Tokens[4:], x.of.Words[:x.of.Known]) {
				t.Errorf("%d tokens of %d: %q", len(x.got.Tokens), n, x.got.Tokens[:5])
			}
		}
		if v.Prepare != d.Prepare {
			t.Errorf("prepared: %v", v.Prepare)
		}
	})
}

// The law: the check contains what the model says of pairs of several lengths, of sources that training lacks, and its greedy
// translations.
func TestExportedTranslatorCheckIsTheModelsAnswer(t *testing.T) {
	eachPairsExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Pairs, dir string) {
		var k pairsCheck
		readJSON(t, filepath.Join(dir, "check.json"), &k)
		g, err := train.GraphOf(c)
		must(t, err)
		m, lengths, unknown := d.Model(g, c.Step).(*translation.Model), map[int]bool{}, 0
		for _, p := range k.Pairs {
			if !slices.Equal(p.SourceIDs, d.SourceRow(d.SourceTokens(p.Source))) {
				t.Errorf("%q is read as %v", p.Source, p.SourceIDs)
			}
			begun := append([]int32{translation.Bos}, p.TargetIDs[:len(p.TargetIDs)-1]...)
			read, err := m.Read(t.Context(), []translation.Row{{Source: p.SourceIDs, Tokens: begun, Targets: p.TargetIDs}})
			must(t, err)
			if len(p.Logits) != len(p.TargetIDs) || (c.Recipe.Model.Attention != "") != (len(p.Attention) == len(p.TargetIDs)) {
				t.Fatalf("%d logits and %d weights of %d", len(p.Logits), len(p.Attention), len(p.TargetIDs))
			}
			for i, id := range p.TargetIDs {
				sum := 0.0
				for _, v := range p.Logits[i] {
					sum += math.Exp(float64(v))
				}
				if nats := math.Log(sum) - float64(p.Logits[i][id]); math.Abs(nats-read[0].Nats[i]) > 1e-5 {
					t.Errorf("token %d: %g and %g nats", i, nats, read[0].Nats[i])
				}
				for j := range p.Attention {
					if len(p.Attention[j]) != len(p.SourceIDs) || math.Abs(float64(p.Attention[j][0]-read[0].Attention[j][0])) > 1e-5 {
						t.Errorf("weights %v instead of %v", p.Attention[j], read[0].Attention[j])
					}
				}
			}
			made, err := m.Greedy(t.Context(), [][]int32{p.SourceIDs}, checkMade)
			must(t, err)
			if !slices.Equal(made[0].IDs, p.Greedy) || p.Made != d.Target.Join(d.Words(made[0])) {
				t.Errorf("%v is translated as %v", p.Greedy, made[0].IDs)
			}
			if lengths[len(p.SourceIDs)] = true; slices.Contains(p.SourceIDs, translation.Unk) {
				unknown++
			}
		}
		if len(lengths) < 3 || unknown == 0 {
			t.Errorf("%d different lengths, %d with unknown tokens", len(lengths), unknown)
		}
	})
}

// The law: PyTorch reads sentences as the same ids, and computes unroll's logits and weights of attention alone and padded, and its
// greedy translations; and the check says so if one number of the weights is 0.001 off.
func TestExportedTranslatorAgreesInPyTorch(t *testing.T) {
	if testing.Short() {
		t.Skip("importing PyTorch takes seconds")
	}
	python := pythonWithTorch()
	if python == "" {
		t.Skip("no python3 here can import torch (PYTHON names another)")
	}
	var right, wrong []string
	eachPairsExport(t, func(t *testing.T, c *train.Checkpoint, d *task.Pairs, dir string) {
		right = append(right, dir)
		c.Weights[len(c.Weights)-1].Data[0] += 1e-3 // a token's bias
		wrong = append(wrong, otherExport(t, dir, c, d))
	})
	agreeInPyTorch(t, python, right, wrong, func(i int) string { return fmt.Sprintf("%s, %+v", pairRuns()[i].Model, pairRuns()[i].Pairs) })
}

// The law: a network whose outputs have overflowed is not exported, and an export of pairs that are gone says what to do.
func TestExportOfATranslatorThatCannotBe(t *testing.T) {
	file := pairsIn(t, t.TempDir())
	c, d := savedPairs(t, pairRuns()[0], file)
	c.Weights[len(c.Weights)-1].Data[0] = float32(math.Inf(1))
	dir := filepath.Join(t.TempDir(), "out")
	if err := Export(dir, c, d); err == nil || !strings.Contains(err.Error(), "finite") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder is left")
	}
	x, err := datasets.Opener{}.OpenPairs(file, "")
	must(t, err)
	m := Meta{Name: "mine", Recipe: c.Recipe, Data: OfPairs(x).Reference()}
	again, err := ExportData(m, datasets.Opener{})
	must(t, err)
	if !slices.Equal(again.(*task.Pairs).Target.Words, d.Target.Words) {
		t.Error("words have other ids")
	}
	must(t, os.Remove(file))
	var bad *datasets.BadData
	if _, err := ExportData(m, datasets.Opener{}); !errors.As(err, &bad) || !strings.HasSuffix(bad.Hint.Error(), "unroll sessions export mine FILE") {
		t.Errorf("pairs that have gone: %v", err)
	}
}
