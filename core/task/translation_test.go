package task

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/translation"
	"unroll/core/work"
)

// somePairs are pairs of letters and their places in the alphabet, some of them ambiguous, as data.
func somePairs(t *testing.T, o translation.Options) *Pairs {
	t.Helper()
	rng := rand.New(rand.NewPCG(4, 2))
	var list []translation.Line
	for range 240 {
		var x translation.Line
		for range 1 + rng.IntN(5) {
			k := rng.IntN(6)
			x.Source, x.Target = x.Source+" "+string(rune('a'+k)), x.Target+fmt.Sprint(" ", k/2*2)
		}
		if rng.IntN(4) == 0 {
			x.Target += " too"
		}
		list = append(list, x)
	}
	c, err := translation.NewCorpus(list[:200], list[200:], o)
	if err != nil {
		t.Fatal(err)
	}
	return NewPairs(c)
}

// validated reads the held-out pairs of d with a net of zeros, or a random one, of nothing but its last state.
func validated(t *testing.T, d *Pairs, zero bool, threads int) (nn.Graph[float32], history.Valid) {
	t.Helper()
	g, err := Net(d.Fit(nn.Spec{Cell: "gru", Hidden: 6, Layers: 1, Embed: 4, Init: "pytorch"}))
	if err != nil {
		t.Fatal(err)
	}
	if g.Init(rand.New(rand.NewPCG(1, 2))); zero {
		clear(g.Weights())
		g.Prepare()
	}
	p := work.New(threads, false)
	defer p.Close()
	e := d.Validate(g, 3)
	for e.Next(p) {
	}
	v, _ := e.Outcome()
	return g, v
}

// The law: a validation scores as many tokens as are held out, with their <eos> and without padding, masked or not; a net of zeros costs
// what the level of an untrained one says; and what another net costs is what its model reads.
func TestAValidationOfPairsIsOfTheirTokens(t *testing.T) {
	for _, o := range []translation.Options{{}, {MinFreq: 5}, {NoMask: true, Length: 9}, {Length: 4, Cut: true}, {Reverse: true}} {
		d := somePairs(t, o)
		_, v := validated(t, d, true, 1)
		loss := v.NLL / float64(v.Tokens)
		if v.Tokens != d.HeldOut() || d.Levels()[0].ID != "untrained" || math.Abs(loss-d.Levels()[0].Loss) > 1e-6 || d.Levels()[0].N != d.Target.Vocab() {
			t.Errorf("%+v: %+v costs %g, held out %d, %+v", o, v, loss, d.HeldOut(), d.Levels()[0])
		}
		g, v := validated(t, d, false, 2)
		m := d.Model(g, 3).(*translation.Model)
		list, err := m.Read(t.Context(), d.ValidRows)
		if err != nil {
			t.Fatal(err)
		}
		nats := 0.0
		for _, r := range list {
			nats += r.Loss()
		}
		if math.Abs(nats-v.NLL) > 1e-3 || v.Step != 3 || m.At() != 3 {
			t.Errorf("%+v: %+v, the model reads %g", o, v, nats)
		}
	}
}

// The law: the levels of k-grams are the means of their losses over the held-out tokens, the unigram's first; of no held-out pairs over
// the training ones; and the training floor is below both on the training part, and above 0 where a source has two targets.
func TestLevelsOfPairs(t *testing.T) {
	for _, held := range []bool{true, false} {
		d := somePairs(t, translation.Options{})
		if !held {
			d.Valid = nil
			d = NewPairs(d.Corpus)
		}
		list := d.Valid
		if !held {
			list = d.Train
		}
		if len(d.Levels()) != 3 || d.Levels()[1].ID != translation.TargetUnigram || d.Levels()[2].ID != translation.TargetGrams || d.Levels()[1].N != 1 {
			t.Fatalf("%+v", d.Levels())
		}
		for _, l := range d.Levels()[1:] {
			g, err := translation.NewGrams(t.Context(), d.Corpus, l.N)
			if err != nil {
				t.Fatal(err)
			}
			sum, n := 0.0, 0
			for _, p := range list {
				for _, v := range g.Losses(d.Scored(p)) {
					sum, n = sum+v, n+1
				}
			}
			if math.Abs(l.Loss-sum/float64(n)) > 1e-12 || !math.IsNaN(l.Right) || (held && n != d.HeldOut()) {
				t.Errorf("held %v: %+v, want %g of %d tokens", held, l, sum/float64(n), n)
			}
		}
		if f := d.TrainFloor(); !(f.Nats > 0) || f != d.Corpus.Floor() || f.Nats >= d.Levels()[2].Loss || f.Ambiguous == 0 {
			t.Errorf("%+v", f)
		}
	}
}

// The law: a net is as wide as the vocabularies of both sides, with their marks, and what a spec of another task had is gone.
func TestFitOfPairs(t *testing.T) {
	d := somePairs(t, translation.Options{MinFreq: 100})
	s := d.Fit(nn.Spec{Cell: "lstm", Hidden: 6, Layers: 1, Embed: 4, Init: "pytorch", Features: 3, Attention: "dot"})
	if s.Source != 4+d.Source.Known || s.Vocab != 4+d.Target.Known || s.Features != 0 || s.Attention != "dot" || s.Check() != nil || d.Source.Known == len(d.Source.Words) {
		t.Errorf("%+v: %v; %d of %d words are known", s, s.Check(), d.Source.Known, len(d.Source.Words))
	}
	if _, err := d.Batches(s, 8, d.Longest()-1, nil); err == nil {
		t.Error("too short a window is not refused")
	}
	if got := Translation.Score.Of(math.Log(7)); math.Abs(got-7) > 1e-12 || Translation.Accuracy.Of(0.5) != 50 || !Translation.Loss.InNats() {
		t.Errorf("%g", got)
	}
}
