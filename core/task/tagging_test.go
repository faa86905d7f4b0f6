package task

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/tagging"
	"unroll/core/work"
)

// weather is sentences of the source as data, with its law. Some held-out words have a tag that training lacks if odd is set.
func weather(t *testing.T, whole, odd bool) *Tagged {
	t.Helper()
	list := tagging.Weather.Make(3, 300)
	if odd {
		list[270].Tags[0], list[280].Tags[2] = "hail", "hail"
	}
	c, err := tagging.NewCorpus(list[:250], list[250:], tagging.Options{Suffixes: true})
	if err != nil {
		t.Fatal(err)
	}
	if !odd {
		c.Law = &tagging.Weather
	}
	return NewTagged(c, whole)
}

// The law: the levels' accuracies are those of the taggers, by their own best tags: the HMM's is of the likeliest sequence; the exact
// law's are what can be expected, and the network's own side is the floor.
func TestLevelsHaveTheAccuracyOfTheirTaggers(t *testing.T) {
	for _, whole := range []bool{false, true} {
		d := weather(t, whole, false)
		for _, x := range tagging.Taggers(d.Counts) {
			right, words := 0, 0
			for _, s := range d.Valid {
				for i, k := range x.Best(s.Words) {
					words++
					if d.Counts.Tags[k] == s.Tags[i] {
						right++
					}
				}
			}
			if got, want := level(d, x.ID).Right, float64(right)/float64(words); got != want {
				t.Errorf("%s has %v right, not %v", x.ID, got, want)
			}
		}
		past, all := d.Law.Floors(d.Valid)
		own, other, ids := past, all, [2]string{"past", "whole"}
		if whole {
			own, other, ids = all, past, [2]string{"whole", "past"}
		}
		if v, w := d.Best(), level(d, ids[1]); v != (Level{ID: ids[0], Loss: own.Loss, Right: own.Accuracy}) || w != (Level{ID: ids[1], Loss: other.Loss, Right: other.Accuracy}) || d.Floor() != own.Loss {
			t.Errorf("whole %v: %+v and %+v", whole, v, w)
		}
		if !(all.Accuracy > past.Accuracy) || !math.IsNaN(d.Levels()[0].Right) {
			t.Errorf("%v from the whole sentence, %v from the past; untrained %v", all.Accuracy, past.Accuracy, d.Levels()[0].Right)
		}
	}
	if v := weather(t, true, true).Best(); v.ID != "" || !math.IsNaN(v.Loss) || !math.IsNaN(v.Right) {
		t.Errorf("without a law %+v", v)
	}
}

// The law: a validation counts the words that the model tags right; the accuracy is of all held-out words, and one that is not known
// stays so.
func TestAValidationCountsRightWords(t *testing.T) {
	d := weather(t, true, true)
	s := d.Fit(nn.Spec{Cell: "gru", Hidden: 5, Layers: 1, Embed: 4, Init: "pytorch", Bidirectional: true})
	g, err := Net(s)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	p := work.New(2, false)
	defer p.Close()
	e := d.Validate(g, 7)
	for e.Next(p) {
	}
	v, _ := e.Outcome()
	score, err := d.Model(g, 7).(*tagging.Model).Score(context.Background(), d.Valid)
	if err != nil {
		t.Fatal(err)
	}
	if v.Step != 7 || v.Right != score.Right || v.Tokens != score.N-2 || v.Right == 0 {
		t.Errorf("%+v, the model has %+v", v, score)
	}
	if got := d.Accuracy(v); got != score.Accuracy() || math.Abs(v.Accuracy()*d.Known()-got) > 1e-12 || !(v.Accuracy() > got) {
		t.Errorf("%v of all words, %v of the scored, not %v", got, v.Accuracy(), score.Accuracy())
	}
	if got := d.Accuracy(history.Valid{Tokens: 5, Right: history.NotCounted}); !math.IsNaN(got) {
		t.Errorf("not known, but %v", got)
	}
}
