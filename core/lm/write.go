package lm

import (
	"math/rand/v2"
	"strings"

	"unroll/core/text"
)

// Draws say how a text is sampled.
type Draws struct {
	Truncation
	Length int  // tokens, at most
	Line   bool // it ends with the first end of line
}

// pieceTokens is how many tokens Write hands over at a time.
const pieceTokens = 256

// Write continues prefix and hands the text to write in pieces, so that it may be of any length. The same random stream, model and
// draws give the same text: that of Sample, if nothing is cut off. The error is that of write.
func (m *Model) Write(prefix string, d Draws, rng *rand.Rand, write func(piece string) error) error {
	_, ids := m.Vocab.Prefix(prefix)
	w := m.Sampler()
	w.Read(ids)
	words := m.Vocab.Tokenizer().EndOfLine == text.EOS
	last := text.Unknown // the token before a piece; Unknown: it begins a line
	spaced := words && len(ids) > 0 && !strings.HasSuffix(prefix, "\n")
	for left, ended := d.Length, false; left > 0 && !ended; {
		var piece []int32
		for len(piece) < min(pieceTokens, left) && !ended {
			id := d.draw(w.logits, rng)
			piece = append(piece, id)
			ended = d.Line && id == m.Vocab.EndOfLine()
			if len(piece) < left && !ended {
				w.Read([]int32{id})
			}
		}
		s := m.Vocab.Decode(piece)
		if spaced || words && last != text.Unknown && last != m.Vocab.EndOfLine() && piece[0] != m.Vocab.EndOfLine() {
			s = " " + s
		}
		if err := write(s); err != nil {
			return err
		}
		left, last, spaced = left-len(piece), piece[len(piece)-1], false
	}
	return nil
}

// draw samples a token.
func (d Draws) draw(logits []float32, rng *rand.Rand) int32 {
	p := distribution(logits, d.Temperature)
	if d.TopK > 0 || d.TopP < 1 {
		p, _ = Truncation{Temperature: 1, TopK: d.TopK, TopP: d.TopP}.Of(p, Order(p))
	}
	return draw(p, rng)
}
