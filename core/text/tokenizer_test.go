package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile are texts that have broken tokenizers elsewhere.
var hostile = []string{
	"", "a", "\n", "\n\n\n", " ", "\t \n", "a b", "  a  b\t\tc \n\n d", "a\n", "no end",
	"<eos>", "a <eos> b\n<eos>\n", "<unk>", "<unk> of <unk>\n", "<", "<e", "eos>",
	"é e\u0301", "日本語\n", "👩‍👩‍👧", "\u00a0a\u0085b\u2028c", "\ufeffmark", "\x00\x01\x7f", "\r\n\r",
	"\xff\xfe", "a\xc3", "\ufffd", "\x1b]0;title\a", strings.Repeat("long ", 1000),
}

func pieces(tok Tokenizer, s string) []string {
	var list []string
	tok.Split(s, func(t string) { list = append(list, t) })
	return list
}

func find(t testing.TB, name string) Tokenizer {
	t.Helper()
	tok, err := FindTokenizer(name)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// Characters and bytes decode exactly; words up to white space, so that encoding the text of ids gives the same ids.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, tok := range Tokenizers {
			checkRoundTrip(t, tok, s)
		}
	})
}

func checkRoundTrip(t *testing.T, tok Tokenizer, s string) {
	if !tok.Raw {
		var err error
		if s, err = Normalise(s); err != nil {
			return
		}
	}
	v := BuildVocab(tok, s)
	ids := v.Encode(s)
	for _, id := range ids {
		if id < 0 || int(id) >= v.Len() {
			t.Fatalf("%s %q: id %d of %d", tok.Name, s, id, v.Len())
		}
	}
	back := v.Decode(ids)
	if tok.EndOfLine != EOS && back != s {
		t.Fatalf("%s: %q came back as %q", tok.Name, s, back)
	}
	if again := v.Encode(back); !slices.Equal(again, ids) {
		t.Fatalf("%s %q: ids %v, again %v", tok.Name, s, ids, again)
	}
	if again := BuildVocab(tok, s).Encode(s); !slices.Equal(again, ids) {
		t.Fatalf("%s %q: a second vocabulary of the same text numbers it %v, not %v", tok.Name, s, again, ids)
	}
	if !slices.IsSorted(v.tokens) || len(slices.Compact(slices.Clone(v.tokens))) != v.Len() {
		t.Fatalf("%s %q: tokens %q", tok.Name, s, v.tokens)
	}
}

func TestTokensAreThePiecesOfTheText(t *testing.T) {
	for _, c := range []struct {
		tokens, in string
		want       []string
	}{
		{"char", "aé日\n", []string{"a", "é", "日", "\n"}},
		{"char", "e\u0301", []string{"e", "\u0301"}},
		{"byte", "é\n", []string{"\xc3", "\xa9", "\n"}},
		{"word", "to be,  or\tnot\n", []string{"to", "be,", "or", "not", EOS}},
		{"word", "one\n\ntwo", []string{"one", EOS, EOS, "two", EOS}},
		{"word", " \n", []string{EOS}},
		{"word", "a <unk> b\n", []string{"a", "<unk>", "b", EOS}},
		{"punct", "The tide, they said, isn't in: 3.5 m (at ten)!\n“So late?” <unk>\n", []string{"The", "tide", ",", "they", "said", ",", "isn't", "in", ":", "3.5", "m", "(", "at", "ten", ")", "!", EOS, "“", "So", "late", "?", "”", "<unk>", EOS}},
		{"punct", "潮水来了，船在等。\n", []string{"潮水来了", "，", "船在等", "。", EOS}},
		{"char", "", nil}, {"byte", "", nil}, {"word", "", nil},
	} {
		if got := pieces(find(t, c.tokens), c.in); !slices.Equal(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.tokens, c.in, got, c.want)
		}
	}
}

func TestMarksAreJoinedToTheirWords(t *testing.T) {
	const s = "The tide, they said, isn't in: 3.5 m (at ten)!\n“So late?” he asked.\n"
	v := BuildVocab(find(t, "punct"), s)
	ids := v.Encode(s)
	if got := v.Decode(ids); got != s {
		t.Errorf("%q", got)
	}
	if got, want := v.Chars(ids), utf8.RuneCountInString(s); got != want {
		t.Errorf("%d characters, want %d", got, want)
	}
}

func TestWordsAreJoinedByOneSpace(t *testing.T) {
	if got := joinWords([]string{"a", "b", EOS, EOS, "c", EOS}); got != "a b\n\nc\n" {
		t.Errorf("%q", got)
	}
	if got := joinWords([]string{"a", "b"}); got != "a b" {
		t.Errorf("%q", got)
	}
}

// Nats per token become bits per character by these counts.
func TestCharsOfCharactersAndBytesAddUpToTheText(t *testing.T) {
	for _, s := range hostile {
		if !utf8.ValidString(s) {
			continue
		}
		for _, name := range []string{"char", "byte"} {
			v := BuildVocab(find(t, name), s)
			if got, want := v.Chars(v.Encode(s)), utf8.RuneCountInString(s); got != want {
				t.Errorf("%s %q: %d characters, want %d", name, s, got, want)
			}
		}
	}
}

func TestCharsOfWordsAddUpToTheText(t *testing.T) {
	for _, s := range []string{"aa bbb\nc\n", "\n\na\n", "日本 語\n", "a\n"} {
		v := BuildVocab(find(t, "word"), s)
		if got, want := v.Chars(v.Encode(s)), utf8.RuneCountInString(s); got != want {
			t.Errorf("%q: %d characters, want %d", s, got, want)
		}
	}
}

func TestFindTokenizerListsWhatThereIs(t *testing.T) {
	for _, name := range TokenizerNames() {
		if find(t, name).Name != name {
			t.Errorf("%q decodes differently", name)
		}
	}
	_, err := FindTokenizer("syllable")
	for _, part := range append(TokenizerNames(), "syllable") {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not say %q", err, part)
		}
	}
}
