package text

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestIDsAreInOrderOfCodePoints(t *testing.T) {
	v := BuildVocab(find(t, "char"), "茶b\naé日a😀")
	if want := []string{"\n", "a", "b", "é", "日", "茶", "😀"}; !slices.Equal(v.tokens, want) {
		t.Errorf("%q, want %q", v.tokens, want)
	}
	for i, token := range v.tokens {
		if v.ID(token) != int32(i) || v.Token(int32(i)) != token {
			t.Errorf("%q is %d, %d is %q", token, v.ID(token), i, v.Token(int32(i)))
		}
	}
}

func TestVocabularyDoesNotDependOnTheOrderOfTheText(t *testing.T) {
	a := BuildVocab(find(t, "word"), "the cat sat\n", "on a mat\n")
	b := BuildVocab(find(t, "word"), "mat a on\nsat cat the the\n")
	if !slices.Equal(a.tokens, b.tokens) {
		t.Errorf("%q and %q", a.tokens, b.tokens)
	}
}

func TestByteVocabularyIsClosed(t *testing.T) {
	for _, s := range []string{"", "abc", "\xff\x00"} {
		v := BuildVocab(find(t, "byte"), s)
		if v.Len() != 256 || v.ID("\x80") != 0x80 {
			t.Errorf("%q: V = %d, byte 0x80 is %d", s, v.Len(), v.ID("\x80"))
		}
	}
}

func TestWhatTheVocabularyLacksIsUnknown(t *testing.T) {
	v := BuildVocab(find(t, "char"), "abc")
	if ids := v.Encode("aXé"); !slices.Equal(ids, []int32{0, Unknown, Unknown}) {
		t.Errorf("%v", ids)
	}
	for _, id := range []int32{Unknown, -7, 3, 1 << 30} {
		if v.Token(id) != UnknownWord {
			t.Errorf("id %d is %q", id, v.Token(id))
		}
	}
	w := BuildVocab(find(t, "word"), "a b")
	if w.ID("c") != Unknown {
		t.Errorf("an unknown word is %d", w.ID("c"))
	}
}

func TestUnkIsAWordWhereTheTextHasIt(t *testing.T) {
	v := BuildVocab(find(t, "word"), "the <unk> sat\n")
	unk := v.ID(UnknownWord)
	if unk < 0 || v.Token(unk) != UnknownWord {
		t.Fatalf("<unk> is %d", unk)
	}
	for _, w := range []string{"dog", "x", "日"} {
		if v.ID(w) != unk {
			t.Errorf("%q is %d, want that of <unk>, %d", w, v.ID(w), unk)
		}
	}
	if ids := v.Encode("the dog sat\n"); v.Decode(ids) != "the <unk> sat\n" {
		t.Errorf("%q", v.Decode(ids))
	}
}

func TestPrefixIsCutAsTyped(t *testing.T) {
	for _, c := range []struct {
		tokens, typed string
		want          []string
	}{
		{"char", "ab\r\n", []string{"a", "b", "\n"}},
		{"char", "a\xff", []string{"a", "\xff"}},
		{"char", "", nil},
		{"byte", "\r\n", []string{"\r", "\n"}},
		{"word", "the ca", []string{"the", "ca"}},
		{"word", "the ", []string{"the"}},
		{"word", "the\n", []string{"the", EOS}},
		{"word", "the\ncat", []string{"the", EOS, "cat"}},
		{"word", "the <eos>", []string{"the", EOS}},
		{"word", "  ", nil},
		{"word", "\ufeff", nil},
	} {
		v := BuildVocab(find(t, c.tokens), "the cat\nab")
		tokens, ids := v.Prefix(c.typed)
		if !slices.Equal(tokens, c.want) {
			t.Errorf("%s %q: %q, want %q", c.tokens, c.typed, tokens, c.want)
		}
		for i, token := range tokens {
			if ids[i] != v.ID(token) {
				t.Errorf("%s %q: %q is %d, want %d", c.tokens, c.typed, token, ids[i], v.ID(token))
			}
		}
	}
}

func TestEndOfLineIsUnknownWithoutLines(t *testing.T) {
	if id := BuildVocab(find(t, "char"), "abc").EndOfLine(); id != Unknown {
		t.Errorf("%d", id)
	}
	for _, name := range TokenizerNames() {
		v := BuildVocab(find(t, name), "a\n")
		if v.Token(v.EndOfLine()) != v.Tokenizer().EndOfLine {
			t.Errorf("%s: %q", name, v.Token(v.EndOfLine()))
		}
	}
}

func TestVocabularyComesBackFromJSON(t *testing.T) {
	for _, tok := range Tokenizers {
		for _, s := range hostile {
			var err error
			if !tok.Raw {
				s, err = Normalise(s)
			}
			v := BuildVocab(tok, s)
			if err != nil || v.Len() == 0 {
				continue
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			var w Vocab
			if err := json.Unmarshal(b, &w); err != nil {
				t.Fatalf("%s %q: %v", tok.Name, s, err)
			}
			if !slices.Equal(w.tokens, v.tokens) || w.tok.Name != tok.Name || !slices.Equal(w.Encode(s), v.Encode(s)) {
				t.Errorf("%s %q: %q became %q", tok.Name, s, v.tokens, w.tokens)
			}
		}
	}
}

func TestUnknownComesBackFromJSON(t *testing.T) {
	b, err := json.Marshal(BuildVocab(find(t, "word"), "a <unk>"))
	if err != nil {
		t.Fatal(err)
	}
	var v Vocab
	if err := json.Unmarshal(b, &v); err != nil || v.ID("zebra") != v.ID(UnknownWord) || v.ID("z") < 0 {
		t.Errorf("%v: an unknown word is %d", err, v.ID("zebra"))
	}
}

func TestJSONThatNoVocabularyWroteIsRefused(t *testing.T) {
	for what, s := range map[string]string{
		"no JSON":               `{`,
		"an unknown tokenizer":  `{"tokenizer":"syllable","size":1,"tokens":["a"]}`,
		"no tokens":             `{"tokenizer":"char","size":0}`,
		"too few":               `{"tokenizer":"char","size":3,"tokens":["a","b"]}`,
		"out of order":          `{"tokenizer":"char","size":2,"tokens":["b","a"]}`,
		"twice the same":        `{"tokenizer":"char","size":2,"tokens":["a","a"]}`,
		"nothing as a token":    `{"tokenizer":"char","size":2,"tokens":["","a"]}`,
		"nothing as a word":     `{"tokenizer":"word","size":2,"tokens":["","a"]}`,
		"two characters as one": `{"tokenizer":"char","size":2,"tokens":["a","bc"]}`,
		"two words as one":      `{"tokenizer":"word","size":2,"tokens":["<eos>","a b"]}`,
		"too few bytes":         `{"tokenizer":"byte","size":255}`,
		"a size below nothing":  `{"tokenizer":"char","size":-1}`,
		"tokens of no text":     `{"tokenizer":"char","size":1,"tokens":[1]}`,
	} {
		var v Vocab
		if err := json.Unmarshal([]byte(s), &v); err == nil {
			t.Errorf("%s: %s was read as %q", what, s, v.tokens)
		}
		if v.Len() != 0 {
			t.Errorf("%s: left a vocabulary of %d behind", what, v.Len())
		}
	}
}

// The law: two vocabularies differ at the first id that is another token, or where the shorter one ends.
func TestWhereVocabulariesDiffer(t *testing.T) {
	of := func(s string) *Vocab { return BuildVocab(find(t, "char"), s) }
	for _, c := range []struct {
		a, b string
		want int32
	}{{"bca", "cab", -1}, {"abc", "abd", 2}, {"abc", "xbc", 0}, {"ab", "abc", 2}, {"abc", "ab", 2}} {
		if got := of(c.a).Differs(of(c.b)); got != c.want {
			t.Errorf("%s and %s differ at %d, not %d", c.a, c.b, got, c.want)
		}
	}
}
