// Package text turns characters into numbers and back: normalisation, tokenizers, the
// vocabulary, the split into training and validation, and the windows that a network reads.
//
// Sizes, one letter each: B readings side by side (the batch), T tokens in a window (unrolled
// steps), V tokens in the vocabulary.
package text

import (
	"strings"
	"unicode/utf8"
)

// Unknown is the id of a token that the vocabulary does not hold. A network reads it as "no
// input" (a row of zeros) and is never scored on it.
const Unknown int32 = -1

// BadUTF8 says where a text stops being UTF-8.
type BadUTF8 struct {
	Offset int  // bytes from the beginning of the text
	Byte   byte // what stands there
}

func (e *BadUTF8) Error() string {
	return e.Fault().Error()
}

// Fault says it with its arguments, for other languages.
func (e *BadUTF8) Fault() error { return errUTF8.Of(e.Byte, e.Offset) }

// Normalise is what happens to every text before it is cut into characters or words, and all
// that happens: a leading byte-order mark is dropped, CRLF and CR become LF. Letters stay as
// they are: no case folding and no composition, so é and e+◌́ are different texts, as they are
// different bytes in the file. The error is a *BadUTF8.
func Normalise(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", firstBadByte(s)
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.IndexByte(s, '\r') < 0 {
		return s, nil
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), nil
}

func firstBadByte(s string) error {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return &BadUTF8{Offset: i, Byte: s[i]}
		}
		i += n
	}
	return nil
}
