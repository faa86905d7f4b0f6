package baseline

import (
	"bytes"
	"compress/flate"
	"io"
	"math"

	"unroll/core/text"
)

// A Compressed is the size of the compressed held-out text: a yardstick that knows nothing of tokens.
type Compressed struct {
	Bits  int // of the compressed held-out text
	Chars int // of the whole held-out text
}

// BitsPerChar is comparable with a model's bits per character; NaN: nothing is held out.
func (c Compressed) BitsPerChar() float64 {
	if c.Chars == 0 {
		return math.NaN()
	}
	return float64(c.Bits) / float64(c.Chars)
}

// flateWindow is how far back deflate can refer.
const flateWindow = 32 << 10

// Compress compresses the held-out text with DEFLATE (RFC 1951, as used by gzip and zip; here
// compress/flate at its best level), with the last 32 KiB of the training text as a preset dictionary: as
// much of the past as the format can refer to. No header or checksum is counted. The text is what the
// tokens decode to: words are joined by single spaces. Nothing is comparable if only some tokens are scored: then it is
// zero.
func Compress(m *text.Corpus) Compressed {
	if m.Scores() {
		return Compressed{}
	}
	valid := m.Valid
	if m.Lines && len(valid) > 0 {
		valid = valid[1:] // it precedes a line and is not part of the text
	}
	past := []byte(m.Vocab.Decode(m.Train[max(0, len(m.Train)-flateWindow):])) // a token is at least one byte
	past = past[max(0, len(past)-flateWindow):]
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, flate.BestCompression, past)
	if err != nil {
		panic(err) // the level is valid
	}
	m.Vocab.DecodeTo(valid, func(text string) { _, _ = io.WriteString(w, text) }) // writing to a buffer cannot fail
	_ = w.Close()
	return Compressed{Bits: 8 * b.Len(), Chars: m.Vocab.Chars(valid)}
}
