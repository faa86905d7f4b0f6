package text

import (
	"runtime"
	"strings"
	"testing"
)

// The law: making a corpus allocates four bytes a token and nothing else that grows with the text: no copy of it, no larger
// array that is left behind.
func TestACorpusAllocatesItsTokens(t *testing.T) {
	s := strings.Repeat("a text of several lines,\nas long as it takes. ", 1<<15)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c, err := NewCorpus(s, nil, Options{Tokens: "char", Valid: 0.1})
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	const rest = 256 << 10 // whatever does not grow with the text
	if took, most := after.TotalAlloc-before.TotalAlloc, uint64(4*len(s)+rest); took > most {
		t.Errorf("%d bytes allocated for %d characters, more than %d", took, len(s), most)
	}
	runtime.KeepAlive(c)
}

// The law: a text that is split in pieces has the tokens of the whole, wherever the pieces end.
func TestPiecesAreSplitAsTheWhole(t *testing.T) {
	s := strings.Repeat("é, 茶 und\n\n  words ", pieceSize/16) + strings.Repeat("x", pieceSize)
	for _, tok := range Tokenizers {
		var whole, pieces []string
		tok.Split(s, func(token string) { whole = append(whole, token) })
		at := &Progress{}
		tok.inPieces(s, at, func(piece string) { tok.Split(piece, func(token string) { pieces = append(pieces, token) }) })
		if strings.Join(whole, "\x00") != strings.Join(pieces, "\x00") {
			t.Errorf("%s: %d tokens, in pieces %d", tok.Name, len(whole), len(pieces))
		}
		if n := tok.count(s); n != len(whole) {
			t.Errorf("%s: %d tokens, counted %d", tok.Name, len(whole), n)
		}
		if _, done, _ := at.Now(); done != int64(len(s)) {
			t.Errorf("%s: %d of %d bytes told", tok.Name, done, len(s))
		}
	}
}

// The law: a text decoded in pieces is the text decoded as a whole.
func TestDecodedInPieces(t *testing.T) {
	for _, name := range TokenizerNames() {
		c, err := NewCorpus(strings.Repeat("one, two\nthree (four) ", 8000), nil, Options{Tokens: name})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		c.Vocab.DecodeTo(c.Train, func(text string) { b.WriteString(text) })
		if b.String() != c.Vocab.Decode(c.Train) {
			t.Errorf("%s: the pieces are another text", name)
		}
	}
}
