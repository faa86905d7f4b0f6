package text

import (
	"slices"
	"strings"
	"testing"
)

// The law: with a smaller vocabulary, tokens that are rare in the training part are <unk>, in both parts; the others are numbered by their
// bytes; the end of a line is never left out, and what is held out has no say.
func TestSmallerVocabularies(t *testing.T) {
	train, valid := "the tide the tide the sea\nthe boat tide\n", "the sea the rare rare rare\n"
	for _, c := range []struct {
		least, most int
		want        []string
		unknown     int // of those trained on
	}{
		{0, 0, []string{"<eos>", "boat", "rare", "sea", "the", "tide"}, 0},
		{1, 0, []string{"<eos>", "boat", "rare", "sea", "the", "tide"}, 0},
		{2, 0, []string{"<eos>", "<unk>", "the", "tide"}, 2},
		{4, 0, []string{"<eos>", "<unk>", "the"}, 5},
		{100, 0, []string{"<eos>", "<unk>"}, 9},
		{0, 2, []string{"<eos>", "<unk>"}, 9},
		{0, 3, []string{"<eos>", "<unk>", "the"}, 5},
		{0, 4, []string{"<eos>", "<unk>", "the", "tide"}, 2},
		{0, 5, []string{"<eos>", "<unk>", "boat", "the", "tide"}, 1},
		{0, 6, []string{"<eos>", "<unk>", "boat", "sea", "the", "tide"}, 0},
		{2, 3, []string{"<eos>", "<unk>", "the"}, 5},
	} {
		x, err := NewCorpus(train, &valid, Options{Tokens: "word", MinFreq: c.least, MaxVocab: c.most})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(x.Vocab.tokens, c.want) {
			t.Errorf("%d, %d: %q", c.least, c.most, x.Vocab.tokens)
		}
		n := strings.Count(x.Vocab.Decode(x.Train), UnknownWord)
		if share, _ := x.Unknown(); n != c.unknown || share != float64(n)/float64(len(x.Train)) {
			t.Errorf("%d, %d: %d unknown, %g", c.least, c.most, n, share)
		}
		for _, ids := range [][]int32{x.Train, x.Valid} {
			for _, id := range ids {
				if id < 0 || int(id) >= x.Vocab.Len() {
					t.Errorf("%d, %d: id %d", c.least, c.most, id)
				}
			}
		}
		b, _ := x.Vocab.MarshalJSON()
		var again Vocab
		if err := again.UnmarshalJSON(b); err != nil || !slices.Equal(again.tokens, x.Vocab.tokens) {
			t.Errorf("%s: %v", b, err)
		}
	}
}

// The law: what cannot be made smaller is refused.
func TestVocabulariesThatCannotBeSmaller(t *testing.T) {
	for _, o := range []Options{{Tokens: "char", MinFreq: 2}, {Tokens: "byte", MaxVocab: 5}, {Tokens: "word", MinFreq: -1}, {Tokens: "word", MaxVocab: 1}, {Tokens: "word", MaxVocab: -1}} {
		if _, err := NewCorpus("a b\n", nil, o); err == nil {
			t.Errorf("%+v", o)
		}
	}
}
