package text

import (
	"encoding/json"
	"slices"
)

// UnknownWord is a token like any other if a text contains it; if the vocabulary has it, tokens
// that are not in the vocabulary are read as it.
const UnknownWord = "<unk>"

// A Vocab numbers the tokens of a text. It never changes once built, and the same text gives the
// same numbers: tokens are sorted by their bytes (in UTF-8, the order of code points).
type Vocab struct {
	tok    Tokenizer
	tokens []string
	ids    map[string]int32
	single [256]int32 // ids of one-byte tokens, to look up most of a text without hashing
	unk    int32
}

// BuildVocab collects the distinct tokens of texts.
func BuildVocab(tok Tokenizer, texts ...string) *Vocab { return buildVocab(tok, nil, texts) }

func buildVocab(tok Tokenizer, at *Progress, texts []string) *Vocab {
	if tok.All != nil {
		return newVocab(tok, tok.All())
	}
	seen := map[string]struct{}{}
	var byteSeen [256]bool
	for _, s := range texts {
		at.Begin(FindingVocab, int64(len(s)))
		tok.inPieces(s, at, func(piece string) {
			tok.Split(piece, func(t string) {
				if len(t) == 1 {
					byteSeen[t[0]] = true
					return
				}
				if _, ok := seen[t]; !ok {
					seen[t] = struct{}{}
				}
			})
		})
	}
	tokens := make([]string, 0, len(seen)+128)
	for b, ok := range byteSeen {
		if ok {
			tokens = append(tokens, string([]byte{byte(b)}))
		}
	}
	for t := range seen {
		tokens = append(tokens, string([]byte(t))) // a copy, so as not to keep the whole text in memory
	}
	slices.Sort(tokens)
	return newVocab(tok, tokens)
}

func newVocab(tok Tokenizer, tokens []string) *Vocab {
	v := &Vocab{tok: tok, tokens: tokens, ids: make(map[string]int32, len(tokens)), unk: Unknown}
	for i := range v.single {
		v.single[i] = Unknown
	}
	for i, t := range tokens {
		v.ids[t] = int32(i)
		if len(t) == 1 {
			v.single[t[0]] = int32(i)
		}
	}
	if id, ok := v.ids[UnknownWord]; ok {
		v.unk = id
	}
	return v
}

// Len is V, the number of tokens.
func (v *Vocab) Len() int { return len(v.tokens) }

// Differs is the first id that is not the same token in w, of the shorter of the two if they are the same that far; −1: they are equal.
func (v *Vocab) Differs(w *Vocab) int32 {
	for id := range min(v.Len(), w.Len()) {
		if v.tokens[id] != w.tokens[id] {
			return int32(id)
		}
	}
	if v.Len() != w.Len() {
		return int32(min(v.Len(), w.Len()))
	}
	return -1
}

// Tokenizer is the one that splits texts for this vocabulary.
func (v *Vocab) Tokenizer() Tokenizer { return v.tok }

// Token is the text of an id; "<unk>" for Unknown and for any id outside the vocabulary.
func (v *Vocab) Token(id int32) string {
	if id < 0 || int(id) >= len(v.tokens) {
		return UnknownWord
	}
	return v.tokens[id]
}

// ID is the number of a token; if the vocabulary does not have it, that of <unk>, or Unknown if it
// does not have <unk> either.
func (v *Vocab) ID(token string) int32 {
	if len(token) == 1 {
		if id := v.single[token[0]]; id >= 0 {
			return id
		}
		return v.unk
	}
	if id, ok := v.ids[token]; ok {
		return id
	}
	return v.unk
}

// Encode returns the ids of s, with Unknown where the vocabulary has no token for a piece of it.
// The text must have been normalised (Prefix does both).
func (v *Vocab) Encode(s string) []int32 {
	return v.encode(s, nil)
}

// encode allocates exactly what it needs: the tokens are counted first.
func (v *Vocab) encode(s string, at *Progress) []int32 {
	n := v.tok.count(s)
	at.Begin(TokenizingText, int64(len(s)))
	ids := make([]int32, 0, n)
	v.tok.inPieces(s, at, func(piece string) {
		v.tok.Split(piece, func(t string) { ids = append(ids, v.ID(t)) })
	})
	return ids
}

// Decode returns the text of ids.
func (v *Vocab) Decode(ids []int32) string {
	tokens := make([]string, len(ids))
	for i, id := range ids {
		tokens[i] = v.Token(id)
	}
	return v.tok.Join(tokens)
}

// DecodeTo calls each with the pieces of the text of ids, which is never in memory as a whole.
func (v *Vocab) DecodeTo(ids []int32, each func(text string)) {
	const some = 1 << 16
	before := ""
	for lo := 0; lo < len(ids); lo += some {
		from := max(lo-1, 0) // the token before decides whether there is a space
		part := v.Decode(ids[from:min(lo+some, len(ids))])
		if from < lo {
			before = v.tok.Join([]string{v.Token(ids[from])})
		}
		each(part[len(before):])
	}
}

// Prefix tokenizes what a person typed: the tokens as typed with their ids, so that one outside the
// vocabulary can be shown. With words, no <eos> is added after the last.
func (v *Vocab) Prefix(s string) (tokens []string, ids []int32) {
	if !v.tok.Raw {
		if n, err := Normalise(s); err == nil {
			s = n
		}
	}
	v.tok.Split(s, func(t string) {
		tokens = append(tokens, t)
		ids = append(ids, v.ID(t))
	})
	if v.tok.EndOfLine == EOS && len(s) > 0 && s[len(s)-1] != '\n' {
		tokens, ids = tokens[:len(tokens)-1], ids[:len(ids)-1]
	}
	return tokens, ids
}

// EndOfLine is the id of the token that ends a line; Unknown if the text had none.
func (v *Vocab) EndOfLine() int32 {
	if id, ok := v.ids[v.tok.EndOfLine]; ok {
		return id
	}
	return Unknown
}

// Chars counts the characters of text that ids stand for; Unknown stands for none.
func (v *Vocab) Chars(ids []int32) int {
	n, before := 0, ""
	for _, id := range ids {
		token := v.Token(id)
		if id >= 0 {
			n += v.tok.Chars(token, before)
		}
		before = token
	}
	return n
}

// Rare counts the ids of the token that stands for words too rare for the vocabulary.
func (v *Vocab) Rare(ids []int32) (n int) {
	for _, id := range ids {
		if id >= 0 && id == v.unk {
			n++
		}
	}
	return n
}

// CharsScored counts them for a stream whose first token is read but not scored.
func (v *Vocab) CharsScored(stream []int32) int {
	return v.Chars(stream) - v.Chars(stream[:min(1, len(stream))])
}

type vocabJSON struct {
	Tokenizer string   `json:"tokenizer"`
	Size      int      `json:"size"`
	Tokens    []string `json:"tokens,omitempty"` // omitted if the tokenizer lists them all
}

// MarshalJSON writes the vocabulary as {"tokenizer":…,"size":…,"tokens":[…]}, in order of id.
func (v *Vocab) MarshalJSON() ([]byte, error) {
	j := vocabJSON{Tokenizer: v.tok.Name, Size: v.Len()}
	if v.tok.All == nil {
		j.Tokens = v.tokens
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote and refuses anything that could not have come from it.
func (v *Vocab) UnmarshalJSON(b []byte) error {
	var j vocabJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	tok, err := FindTokenizer(j.Tokenizer)
	if err != nil {
		return err
	}
	if tok.All != nil {
		j.Tokens = tok.All()
	}
	if len(j.Tokens) != j.Size || j.Size == 0 {
		return errVocabSize.Of(j.Size, len(j.Tokens))
	}
	if !slices.IsSorted(j.Tokens) {
		return errVocabOrder.Of()
	}
	if len(slices.Compact(slices.Clone(j.Tokens))) != len(j.Tokens) {
		return errVocabTwice.Of()
	}
	for _, t := range j.Tokens {
		if !isToken(tok, t) {
			return errVocabToken.Of(t, tok.Name)
		}
	}
	*v = *newVocab(tok, j.Tokens)
	return nil
}

// isToken reports whether t can be a token of tok: whether tok leaves it in one piece.
func isToken(tok Tokenizer, t string) bool {
	first := ""
	tok.Split(t, func(piece string) {
		if first == "" {
			first = piece
		}
	})
	return t != "" && first == t
}
