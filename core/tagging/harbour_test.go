package tagging

import (
	"slices"
	"strings"
	"testing"
)

// The law: everything that the grammar names is there, every word has a tag of the Universal Dependencies, and words are lower
// case but for names.
func TestHarbourGrammar(t *testing.T) {
	upos := strings.Fields("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
	used := map[string]bool{"TEXT": true}
	for name, forms := range harbour {
		for _, form := range forms {
			for part := range strings.FieldsSeq(form) {
				word, tag, tagged := strings.Cut(part, "/")
				switch {
				case !tagged && harbour[part] == nil:
					t.Errorf("%s: %s is nothing", name, part)
				case tagged && (!slices.Contains(upos, tag) || (word != strings.ToLower(word)) != (tag == "PROPN")):
					t.Errorf("%s: %s", name, part)
				}
				used[part] = true
			}
		}
	}
	for name := range harbour {
		if !used[name] {
			t.Errorf("%s is not used", name)
		}
	}
}

// The law: sentences are the same for the same seed, those of few are the first of many, and the words are ambiguous: the
// commonest tag of each is wrong often, and its neighbours tell more.
func TestHarbour(t *testing.T) {
	many, few := Harbour(1, 4000), Harbour(1, 10)
	for i, s := range few {
		if !slices.Equal(s.Words, many[i].Words) || !slices.Equal(s.Tags, many[i].Tags) {
			t.Fatalf("%v and %v", s, many[i])
		}
		t.Log(strings.Join(s.Words, " "))
	}
	c := Count(many[:3200])
	word, pairs := Judge(c, PerWord{c}, many[3200:]), Judge(c, NewBigrams(c), many[3200:])
	t.Logf("per word %.3f, with the tag before %.3f", word.Accuracy(), pairs.Accuracy())
	if word.Accuracy() > 0.93 || pairs.Accuracy() < word.Accuracy()+0.03 {
		t.Errorf("per word %.3f, with the tag before %.3f", word.Accuracy(), pairs.Accuracy())
	}
}
