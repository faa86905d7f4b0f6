// Package text turns characters into numbers and back: normalisation, tokenizers, the
// vocabulary, the split into training and validation, and the windows that a network reads.
//
// Sizes, one letter each: B parallel sequences (the batch), T tokens in a window (unrolled steps),
// V tokens in the vocabulary.
package text

import (
	"strings"
	"unicode/utf8"
)

// Unknown is the id of a token that is not in the vocabulary. A network reads it as "no input" (a
// row of zeros) and is never scored on it.
const Unknown int32 = -1

// BadUTF8 says where a text stops being valid UTF-8.
type BadUTF8 struct {
	Offset int  // bytes from the beginning of the text
	Byte   byte // the byte there
}

func (e *BadUTF8) Error() string {
	return e.Fault().Error()
}

// Fault is the error with its arguments, for other languages.
func (e *BadUTF8) Fault() error { return errUTF8.Of(e.Byte, e.Offset) }

// Normalise is all that is done to a text before it is split into characters or words: a leading byte-order
// mark is removed, CRLF and CR become LF. Letters are not changed: there is no case folding and no composition,
// so é and e+◌́ are different texts, as they are different bytes in the file. The error is a *BadUTF8.
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
