package lm

import (
	"strings"

	"unroll/core/text"
)

// A Passage is a text split into tokens for a network, with each token as it was written.
type Passage struct {
	IDs    []int32  // as they are read; the first cannot be scored
	Tokens []string // as they were written, parallel to IDs
	Lead   int      // number of tokens before the text, read only as context
	First  int      // index in its text of the first token after the lead
	Of     int      // number of tokens in its whole text
	// Foreign counts the tokens that are not in the vocabulary: they are not scored, or are read as
	// <unk> if the vocabulary has it.
	Foreign int
}

// Len is the number of tokens after the lead.
func (p Passage) Len() int { return len(p.IDs) - p.Lead }

// Knows reports whether the vocabulary has the token at index i itself.
func Knows(m *text.Corpus, p Passage, i int) bool {
	return p.IDs[i] != text.Unknown && m.Vocab.Token(p.IDs[i]) == p.Tokens[i]
}

// passageLead is how many tokens are read before a passage that begins inside a text.
const passageLead = 256

// HeldOut is at most n tokens of the held-out text, starting at index from; if nothing is held out,
// they are from the training text and own is false. What comes before is read as the lead; with
// Lines, at least the token that precedes the first line.
func HeldOut(m *text.Corpus, from, n int) (p Passage, own bool) {
	stream, own := m.Valid, true
	if len(stream) < 2 {
		stream, own = m.Train, false
	}
	start := 0 // index in the stream of the first token shown
	if m.Lines {
		start = min(1, len(stream))
	}
	of := len(stream) - start
	from = max(0, min(from, of-1))
	to := min(from+max(n, 1), of)
	begin := max(0, start+from-passageLead)
	if from == 0 {
		begin = 0
	}
	ids := stream[begin : start+to]
	p = Passage{IDs: ids, Lead: start + from - begin, First: from, Of: of}
	p.Tokens = make([]string, len(ids))
	for i, id := range ids {
		p.Tokens[i] = m.Vocab.Token(id)
	}
	return p, own
}

// PassageOf is the beginning of a text, at most n tokens, as the run would read it. Errors:
// *text.BadUTF8, a text of fewer than two tokens.
func PassageOf(m *text.Corpus, s string, n int) (Passage, error) {
	tok := m.Vocab.Tokenizer()
	if !tok.Raw {
		var err error
		if s, err = text.Normalise(s); err != nil {
			return Passage{}, err
		}
	}
	var p Passage
	if m.Lines {
		if s != "" && !strings.HasSuffix(s, "\n") {
			s += "\n"
		}
		p.IDs, p.Tokens, p.Lead = append(p.IDs, m.Vocab.EndOfLine()), append(p.Tokens, tok.EndOfLine), 1
	}
	tok.Split(s, func(t string) {
		p.Of++
		if p.Len() < n {
			p.IDs, p.Tokens = append(p.IDs, m.Vocab.ID(t)), append(p.Tokens, t)
		}
	})
	if len(p.IDs) < 2 || p.Of == 0 {
		return Passage{}, errPassage.Of(p.Of)
	}
	for i := p.Lead; i < len(p.IDs); i++ {
		if !Knows(m, p, i) {
			p.Foreign++
		}
	}
	return p, nil
}
