package sessions

import (
	"cmp"
	"context"
	"io"
	"math"
	"slices"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/translation"
	"unroll/core/work"
)

// pairFiles are those of an encoder and its decoder. It needs the pairs, which number the words of both sides.
func pairFiles(c *train.Checkpoint, d task.Data) ([]exportFile, error) {
	g, err := train.GraphOf(c)
	if err != nil {
		return nil, err
	}
	m := d.Model(g, c.Step).(*translation.Model)
	check, err := newPairsCheck(m)
	if err != nil {
		return nil, err
	}
	s, of := c.Recipe.Model, m.Corpus
	sizes := pairSizes{task.Translation.Name, s.Variant(), s.Embed, s.Hidden, s.Layers, s.Dropout, s.Bidirectional, s.Context, s.Attention}
	return []exportFile{
		{"model.safetensors", func(w io.Writer) error { return writeWeights(w, c, sizes) }},
		{"vocab.json", asJSON(pairVocab{sideVocabOf(&of.Source), sideVocabOf(&of.Target), of.Prepare})},
		{"check.json", asJSON(check)},
	}, nil
}

// pairSizes is what model.py needs besides the tensors and vocab.json: arguments of its Translator.
type pairSizes struct {
	Task          string  `json:"task"` // says which class it is
	Cell          string  `json:"cell"`
	Embed         int     `json:"embed"`
	Hidden        int     `json:"hidden"`
	Layers        int     `json:"layers"`
	Dropout       float64 `json:"dropout"`
	Bidirectional bool    `json:"bidirectional"` // of the encoder
	Context       bool    `json:"context"`
	Attention     string  `json:"attention"`
}

// pairVocab says how sentences become ids, and what the outputs mean.
type pairVocab struct {
	Source  sideVocab `json:"source"`
	Target  sideVocab `json:"target"`
	Prepare bool      `json:"prepare"`
}

// A sideVocab is the tokens of one language in the order of their ids, of which the first four are marks.
type sideVocab struct {
	Tokens []string `json:"tokens"`
	Chars  bool     `json:"chars"` // a sentence is split into characters; else at spaces
}

func sideVocabOf(s *translation.Side) sideVocab {
	v := sideVocab{Tokens: make([]string, s.Vocab()), Chars: s.Chars}
	for id := range v.Tokens {
		v.Tokens[id] = s.Word(int32(id))
	}
	return v
}

// A pairsCheck is pairs and what unroll makes of them.
type pairsCheck struct {
	Pairs []checkPair `json:"pairs"`
}

// A checkPair is a pair as text and as ids, S of the source and T of the target, both with <eos>; what the network says with the
// target as the decoder's input; and the translation that it makes itself.
type checkPair struct {
	Source    string      `json:"source"`
	Target    string      `json:"target"`
	SourceIDs []int32     `json:"source_ids"`
	TargetIDs []int32     `json:"target_ids"`
	Logits    [][]float32 `json:"logits"`              // T×V
	Attention [][]float32 `json:"attention,omitempty"` // T×S
	Greedy    []int32     `json:"greedy"`
	Made      string      `json:"translation"` // Greedy as text
}

const (
	checkPairs  = 5  // of the data, at most
	checkSource = 32 // tokens of a source, at most, without <eos>
	checkTarget = 12 // of a target
	checkMade   = 20 // of a translation that the network makes
	// checkNumbers is how many logits there are at most, though always those of 2 pairs.
	checkNumbers = 1 << 18
)

// newPairsCheck has m read some pairs, and translate them.
func newPairsCheck(m *translation.Model) (pairsCheck, error) {
	k := pairsCheck{checkedPairs(m.Corpus)}
	var rows []translation.Row
	var sources [][]int32
	for _, p := range k.Pairs {
		begun := append([]int32{translation.Bos}, p.TargetIDs[:len(p.TargetIDs)-1]...)
		rows = append(rows, translation.Row{Source: p.SourceIDs, Tokens: begun, Targets: p.TargetIDs})
		sources = append(sources, p.SourceIDs)
	}
	var bad error
	e := translation.NewEvaluator(m.Net, rows, m.At())
	e.Seen = func(pair, _ int, logits, attention []float32) {
		p := &k.Pairs[pair]
		p.Logits = append(p.Logits, slices.Clone(logits))
		if attention != nil {
			p.Attention = append(p.Attention, slices.Clone(attention))
		}
		for _, v := range logits {
			if v := float64(v); math.IsInf(v, 0) || math.IsNaN(v) {
				bad = errNotFinite.Of(v)
			}
		}
	}
	alone := work.New(1, false)
	defer alone.Close()
	for e.Next(alone) {
	}
	made, err := m.Greedy(context.Background(), sources, checkMade)
	if bad != nil || err != nil {
		return pairsCheck{}, cmp.Or(bad, err)
	}
	for i, h := range made {
		k.Pairs[i].Greedy, k.Pairs[i].Made = h.IDs, m.Corpus.Target.Join(m.Corpus.Words(h))
	}
	return k, nil
}

// checkedPairs are the beginnings of the first held-out pairs, or of the training part if nothing is held out, as many tokens shorter as
// pairs come before them, so that no two need be as long; and one whose source training lacks, with letters of several alphabets and of
// both cases. Their ids are those of their text.
func checkedPairs(c *translation.Corpus) (list []checkPair) {
	from := c.Valid
	if len(from) == 0 {
		from = c.Train
	}
	numbers := 0
	for i, p := range from[:min(checkPairs, len(from))] {
		begin := func(s *translation.Side, x []int32, most int) string {
			return s.Join(s.Spell(x[:max(1, min(most, len(x))-i)]))
		}
		x := checkPairOf(c, begin(&c.Source, p.Source, checkSource), begin(&c.Target, p.Target, checkTarget))
		if numbers += len(x.TargetIDs) * c.Target.Vocab(); len(list) > 0 && numbers > checkNumbers {
			break
		}
		list = append(list, x)
	}
	return append(list, checkPairOf(c, "  İstanbul ΟΔΟΣ\u00a0Äpfel,\u3000naïvely!\x1f茶碗\t?? "+list[0].Source, list[0].Target))
}

func checkPairOf(c *translation.Corpus, source, target string) checkPair {
	p := checkPair{Source: source, Target: target, SourceIDs: c.SourceRow(c.SourceTokens(source))}
	for _, i := range c.Target.Index(c.TargetTokens(target)) {
		p.TargetIDs = append(p.TargetIDs, c.Target.ID(i))
	}
	p.TargetIDs = append(p.TargetIDs, translation.Eos)
	return p
}
