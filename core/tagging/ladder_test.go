package tagging

import (
	"math"
	"slices"
	"testing"
)

var small = []Sentence{
	{[]string{"the", "tide", "ebbs"}, []string{"D", "N", "V"}},
	{[]string{"the", "tables", "turn"}, []string{"D", "N", "V"}},
	{[]string{"she", "tables", "it"}, []string{"P", "V", "P"}},
	{[]string{"she", "tables", "bills"}, []string{"P", "V", "N"}},
}

// The law: what a tagger says is a distribution, for words that it knows and for others, and no tag has none of it.
func TestTaggersGiveDistributions(t *testing.T) {
	c := Count(small)
	for _, x := range []Tagger{Commonest{c}, PerWord{c}, Suffixes{c}, NewBigrams(c)} {
		for _, row := range x.Tag([]string{"the", "tables", "Unseen", "7", "茶", ""}) {
			if math.Abs(sum(row)-1) > 1e-9 || slices.Min(row) <= 0 {
				t.Errorf("%T: %v", x, row)
			}
		}
		if x.Tag(nil) == nil || len(x.Best(nil)) != 0 {
			t.Errorf("%T: of no words %v", x, x.Best(nil))
		}
	}
}

// Each knows what the one before cannot: the word, its end, the tag before it.
func TestWhatTaggersKnow(t *testing.T) {
	c := Count(small)
	at := func(x Tagger, words ...string) string { return c.Tags[x.Best(words)[len(words)-1]] }
	for _, w := range []struct {
		x    Tagger
		want string
		of   []string
	}{
		{Commonest{c}, "V", []string{"tide"}}, {PerWord{c}, "V", []string{"ebbs"}}, {PerWord{c}, "V", []string{"the", "tables"}},
		{NewBigrams(c), "N", []string{"the", "tables"}}, {NewBigrams(c), "V", []string{"she", "tables"}}, {Suffixes{c}, "D", []string{"the"}},
	} {
		if got := at(w.x, w.of...); got != w.want {
			t.Errorf("%T: %v is %s, want %s", w.x, w.of, got, w.want)
		}
	}
	many := slices.Concat(small, []Sentence{{[]string{"walking", "talking", "seeing", "Rome", "Paris"}, []string{"G", "G", "G", "X", "X"}}})
	c = Count(many)
	if got := at(Suffixes{c}, "eating"); got != "G" {
		t.Errorf("eating is %s", got)
	}
	if got := at(Suffixes{c}, "Oslo"); got != "X" {
		t.Errorf("Oslo is %s", got)
	}
}

// A tag that training does not have is wrong, and in no mean.
func TestJudgeMissingTags(t *testing.T) {
	c := Count(small)
	s := Judge(c, PerWord{c}, []Sentence{{[]string{"the", "oh"}, []string{"D", "INTJ"}}})
	if s.N != 2 || s.Right != 1 || s.Missing != 1 || s.Unseen != 1 || math.IsInf(s.NLL, 0) || s.Loss() != s.NLL {
		t.Errorf("%+v", s)
	}
}
