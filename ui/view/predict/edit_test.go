package predict

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/screen/help/helptest"
	"unroll/ui/view"
)

// typed is a view on a prefix of a vocabulary, as if it had been answered.
func typed(p *Predict, vocab *text.Vocab, prefix string, words bool) {
	tokens, ids := vocab.Prefix(prefix)
	r := &evaluated{text: prefix, vocab: &lm.Model{Vocab: vocab}}
	for i, s := range tokens {
		r.prefix = append(r.prefix, lm.Token{Text: s, ID: ids[i], Known: ids[i] >= 0})
	}
	for id := range vocab.Len() {
		r.order = append(r.order, int32(id))
	}
	p.is, p.seen.text, p.seen.words, p.chosen = r, prefix, words, nobody
}

// TestEditsAreTokens: the text that enter asks for is read as the tokens that were there and the chosen one; from there backspace asks for a text that is
// read as those that were there. Of characters it is the same text.
func TestEditsAreTokens(t *testing.T) {
	p := still(t)
	for name, source := range map[string]string{"char": "ab ce\n光折e\u0301\u0e35\u0e17\tπ", "word": "to be or 光 not\nto 'be e\u0301te\u0301 .\n", "byte": "ab 光\n"} {
		tok, err := text.FindTokenizer(name)
		if err != nil {
			t.Fatal(err)
		}
		normal, err := text.Normalise(source)
		if err != nil {
			t.Fatal(err)
		}
		vocab := text.BuildVocab(tok, normal)
		rapid.Check(t, func(t *rapid.T) {
			prefix, words := "", name == "word"
			for range rapid.IntRange(0, 8).Draw(t, "tokens") {
				token := vocab.Token(rapid.Int32Range(0, int32(vocab.Len()-1)).Draw(t, "id"))
				if p.seen.words = words; token != "<unk>" {
					prefix += p.written(prefix, token)
				}
			}
			if words && prefix != "" {
				prefix += rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "end")
			}
			typed(p, vocab, prefix, words)
			before, _ := vocab.Prefix(prefix)
			p.choose(rapid.IntRange(0, vocab.Len()-1).Draw(t, "row"))
			token := vocab.Token(p.chosen)
			if token == "<unk>" {
				return
			}
			longer := wants(t, p, "enter")
			after, _ := vocab.Prefix(longer)
			if !slices.Equal(after, append(slices.Clone(before), token)) && !joins(before, after, token) {
				t.Fatalf("%s: %q and %q is %q, read as %q", name, prefix, token, longer, after)
			}
			typed(p, vocab, longer, words)
			shorter := wants(t, p, "backspace")
			if again, _ := vocab.Prefix(shorter); !slices.Equal(again, after[:len(after)-1]) {
				t.Fatalf("%s: %q without its last token is %q, read as %q", name, longer, shorter, again)
			}
			if !words && shorter != prefix && !joins(before, after, token) {
				t.Fatalf("%s: %q became %q and %q", name, prefix, longer, shorter)
			}
		})
	}
}

// joins says whether a token has become one with what stands before it, as a mark does with its letter.
func joins(before, after []string, token string) bool {
	return strings.Join(after, "") != strings.Join(before, "")+token
}

// wants is the prefix that a key asks for.
func wants(t *rapid.T, p *Predict, key string) string {
	table := p.table()
	b, ok := table.Find(key)
	if !ok {
		t.Fatalf("%q does nothing", key)
	}
	b.Do(p)
	jobs := p.take()
	if len(jobs) != 1 {
		t.Fatalf("%q has %d jobs", key, len(jobs))
	}
	return prefixOf(jobs[0]())
}

// TestNothingToTakeAway: of an empty prefix backspace takes nothing, and before anything is known no key asks for anything.
func TestNothingToTakeAway(t *testing.T) {
	p := still(t)
	tok, _ := text.FindTokenizer("char")
	typed(p, text.BuildVocab(tok, "ab"), "", false)
	if _, any := wanted(t, p, "backspace"); any {
		t.Error("a prefix shorter than none is asked for")
	}
	if got, _ := wanted(t, p, "enter"); got.From != "" || got.To != "a" {
		t.Errorf("the first token: %+v", got)
	}
	if said := helptest.Said(p.Explain(), *p.look); strings.Contains(said, "tokens of this prefix") {
		t.Errorf("of no prefix is said what it cost: %s", said)
	}
	p.is = nil
	for _, key := range []string{"enter", "backspace", "down", "up", "home", "pgdown", "s", "e", "+"} {
		if _, any := wanted(t, p, key); any {
			t.Errorf("%s asks for something before anything is known", key)
		}
	}
	whole(t, picture(p, 80, 24), 80, 24)
}

func prefixOf(msg any) string { return msg.(view.Prefix).To }
