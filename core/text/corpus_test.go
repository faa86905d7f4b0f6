package text

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func corpus(t testing.TB, train string, o Options) *Corpus {
	t.Helper()
	c, err := NewCorpus(train, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The last ⌈share·n⌉ tokens are held out, the others are for training, and none is in both.
func TestSplitIsDisjointAndExact(t *testing.T) {
	for n := range 301 {
		s := strings.Repeat("abcdefghij", n/10+1)[:n]
		for percent := range 100 {
			c := corpus(t, s, Options{Tokens: "char", Valid: float64(percent) / 100})
			if want := (n*percent + 99) / 100; len(c.Valid) != want {
				t.Fatalf("%d %% of %d: %d held out, want %d", percent, n, len(c.Valid), want)
			}
			if got := c.Vocab.Decode(c.Train) + c.Vocab.Decode(c.Valid); got != s {
				t.Fatalf("%d %% of %d: the two together are a different text", percent, n)
			}
			if c.Chars != n {
				t.Fatalf("%d %% of %d: %d characters", percent, n, c.Chars)
			}
		}
	}
}

func TestTrainDoesNotGrowIntoValid(t *testing.T) {
	c := corpus(t, "aaaabbbb", Options{Tokens: "char", Valid: 0.5})
	_ = append(c.Train, 99)
	if c.Valid[0] != 1 {
		t.Errorf("valid begins with %d", c.Valid[0])
	}
}

func TestLinesAreSplitAtTheirEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`[a-c]{0,6}`), 1, 40).Draw(t, "lines")
		share := rapid.Float64Range(0, 0.99).Draw(t, "share")
		tokens := rapid.SampledFrom(TokenizerNames()).Draw(t, "tokens")
		s := strings.Join(lines, "\n") + "\n"
		c, err := NewCorpus(s, nil, Options{Tokens: tokens, Lines: true, Valid: share})
		if err != nil {
			t.Fatal(err)
		}
		eol := c.Vocab.EndOfLine()
		together := slices.Clone(c.Train[1:]) // without the token that starts the first line
		for _, part := range [][]int32{c.Train, c.Valid} {
			if len(part) > 0 && (part[0] != eol || part[len(part)-1] != eol) {
				t.Fatalf("%q at %v: %v does not begin and end with %d", s, share, part, eol)
			}
		}
		if len(c.Valid) > 0 {
			together = append(together, c.Valid[1:]...)
		}
		if !slices.Equal(together, c.Vocab.Encode(s)) {
			t.Fatalf("%q at %v: the two together are %v", s, share, together)
		}
		if float64(max(len(c.Valid)-1, 0)) > math.Ceil(share*float64(len(together))) {
			t.Fatalf("%q: %d of %d held out, more than %v", s, len(c.Valid)-1, len(together), share)
		}
	})
}

func TestLastLineIsEndedWithLines(t *testing.T) {
	a, b := corpus(t, "ab\ncd", Options{Tokens: "char", Lines: true}), corpus(t, "ab\ncd\n", Options{Tokens: "char", Lines: true})
	if !slices.Equal(a.Train, b.Train) {
		t.Errorf("%v and %v", a.Train, b.Train)
	}
}

func TestValidationTextIsTakenWhole(t *testing.T) {
	valid := "cd"
	c, err := NewCorpus("aab", &valid, Options{Tokens: "char", Valid: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	if c.Vocab.Len() != 4 || len(c.Train) != 3 || len(c.Valid) != 2 || c.Chars != 5 {
		t.Errorf("V = %d, %d and %d tokens, %d characters", c.Vocab.Len(), len(c.Train), len(c.Valid), c.Chars)
	}
	bad := "c\xff"
	var utf *BadUTF8
	if _, err := NewCorpus("aab", &bad, Options{Tokens: "char"}); !errors.As(err, &utf) || utf.Offset != 1 {
		t.Errorf("%v", err)
	}
}

func TestWrongOptionsAreRefused(t *testing.T) {
	for _, o := range []Options{
		{}, {Tokens: "syllable"},
		{Tokens: "char", Valid: 1}, {Tokens: "char", Valid: -0.1}, {Tokens: "char", Valid: math.NaN()}, {Tokens: "char", Valid: math.Inf(1)},
	} {
		if _, err := NewCorpus("some text", nil, o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

func TestSequenceIsCutLikeTheCorpus(t *testing.T) {
	for _, tokens := range TokenizerNames() {
		for _, lines := range []bool{false, true} {
			c := corpus(t, "ab\nba", Options{Tokens: tokens, Lines: lines})
			ids, err := Sequence(c.Vocab, lines, "ab\nba")
			if err != nil || !slices.Equal(ids, c.Train) {
				t.Errorf("%s, lines %v: %v, %v; want %v", tokens, lines, ids, err, c.Train)
			}
		}
	}
	c := corpus(t, "ab", Options{Tokens: "char"})
	if ids, err := Sequence(c.Vocab, false, "aXb"); err != nil || !slices.Equal(ids, []int32{0, Unknown, 1}) {
		t.Errorf("%v, %v", ids, err)
	}
	if _, err := Sequence(c.Vocab, false, "\xff"); err == nil {
		t.Error("invalid UTF-8 was accepted")
	}
}

func TestEntropyOfUniformIsLogV(t *testing.T) {
	for _, V := range []int{1, 2, 27, 1000} {
		counts := slices.Repeat([]int{3}, V)
		if got, want := Entropy(counts), math.Log(float64(V)); math.Abs(got-want) > 1e-12 {
			t.Errorf("V = %d: %v, want %v", V, got, want)
		}
	}
	if h := Entropy([]int{0, 5, 0}); h != 0 {
		t.Errorf("of a certain token: %v", h)
	}
	if h := Entropy(nil); h != 0 {
		t.Errorf("of nothing: %v", h)
	}
	if got, want := Entropy([]int{3, 1}), 2*math.Ln2-.75*math.Log(3); math.Abs(got-want) > 1e-15 {
		t.Errorf("of 3 : 1: %v, want %v", got, want)
	}
}

func TestUnigramIsTheEntropyOfTheTrainingTokens(t *testing.T) {
	c := corpus(t, "aabb"+"cccccc", Options{Tokens: "char", Valid: 0.6})
	if got := c.Unigram(); math.Abs(got-math.Ln2) > 1e-15 {
		t.Errorf("%v, want log 2: c is held out", got)
	}
}

// The law: a part of a text has whole lines, begins as a text does, and exceeds the requested length by
// no more than the rest of a line.
func TestWithin(t *testing.T) {
	c := corpus(t, strings.Repeat("abcab", 60), Options{Tokens: "char", Valid: 0.4})
	m := c.Within(50, 20)
	if !slices.Equal(m.Train, c.Train[len(c.Train)-50:]) || !slices.Equal(m.Valid, c.Valid[:20]) {
		t.Errorf("%d and %d tokens", len(m.Train), len(m.Valid))
	}
	if whole := c.Within(1e6, 1e6); len(whole.Train) != len(c.Train) || len(whole.Valid) != len(c.Valid) {
		t.Errorf("of a short text: %d and %d tokens", len(whole.Train), len(whole.Valid))
	}
	c = corpus(t, strings.Repeat("abcd\nefghij\n", 20), Options{Tokens: "char", Lines: true, Valid: 0.4})
	m = c.Within(50, 20)
	eol := c.Vocab.EndOfLine()
	for _, s := range [][]int32{m.Train, m.Valid} {
		if s[0] != eol || s[len(s)-1] != eol {
			t.Errorf("%v does not consist of whole lines", s)
		}
	}
	if len(m.Train) < 50 || len(m.Train) > 57 || len(m.Valid) < 20 || len(m.Valid) > 27 {
		t.Errorf("%d and %d tokens", len(m.Train), len(m.Valid))
	}
}

func TestFactsOfACorpus(t *testing.T) {
	c := corpus(t, "abab\nabab\nabcb\n", Options{Tokens: "char", Valid: 0.3, Lines: true})
	f := FactsOf(c)
	// 15 characters; a third and the line it is in are held out, and each stream begins with an end of line
	if f.Vocab != 4 || f.Chars != 15 || f.Valid != 6 || f.Train != 11 || f.FirstValid != "abcb\n" || !f.Lines || f.Tokens != "char" {
		t.Errorf("%+v", f)
	}
	if train, valid := f.Own(); f.Ends != 3 || train+valid != 15 || valid != 5 {
		t.Errorf("%d ends of lines, %d and %d tokens of its own", f.Ends, train, valid)
	}
	all := FactsOf(corpus(t, "abab\nabcb", Options{Tokens: "char", Lines: true})) // nothing is held out, and the last line is ended
	if train, valid := all.Own(); all.Ends != 2 || train != 10 || valid != 0 {
		t.Errorf("%d ends of lines, %d and %d tokens of its own", all.Ends, train, valid)
	}
	if math.Abs(f.Unigram-c.Unigram()) > 0 || f.Unigram <= 0 {
		t.Errorf("unigram entropy %v", f.Unigram)
	}
}
