package baseline

import (
	"bytes"
	"compress/flate"
	"math"

	"unroll/core/text"
)

// A Compressed is what a compressor makes of the held-out text: a yardstick that knows nothing of
// tokens.
type Compressed struct {
	Bits  int // of the compressed held-out text
	Chars int // of that text, all of it
}

// BitsPerChar is comparable with that of a model; NaN: nothing is held out.
func (c Compressed) BitsPerChar() float64 {
	if c.Chars == 0 {
		return math.NaN()
	}
	return float64(c.Bits) / float64(c.Chars)
}

// flateWindow is how far back deflate can refer.
const flateWindow = 32 << 10

// Compress packs the held-out text by DEFLATE (RFC 1951, what gzip and zip use, here compress/flate at
// its best level), with the last 32 KiB of the training text before it as a preset dictionary: as much of
// the past as the format can refer to. No header or checksum is counted. The text is what the
// tokens stand for: words are put together with single spaces.
func Compress(m *text.Corpus) Compressed {
	valid := m.Valid
	if m.Lines && len(valid) > 0 {
		valid = valid[1:] // it stands before a line and is no text
	}
	past := []byte(m.Vocab.Decode(m.Train[max(0, len(m.Train)-flateWindow):])) // a token is a byte at least
	past = past[max(0, len(past)-flateWindow):]
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, flate.BestCompression, past)
	if err != nil {
		panic(err) // the level is one that there is
	}
	_, _ = w.Write([]byte(m.Vocab.Decode(valid))) // a buffer takes everything
	_ = w.Close()
	return Compressed{Bits: 8 * b.Len(), Chars: m.Vocab.Chars(valid)}
}
