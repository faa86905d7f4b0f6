package lab

import (
	"strings"
	"unicode"

	"unroll/core/text"
)

// firstPrefix is the length of the initial prefix, in characters of the held-out text.
const firstPrefix = 24

// firstText is a beginning of the held-out text: a prefix from the first second. It ends where a token does.
func firstText(f text.Facts) string {
	n := 0
	for i := range f.FirstValid {
		if n == firstPrefix {
			return wholeWords(f, i)
		}
		n++
	}
	return f.FirstValid
}

// wholeWords is the first n bytes of the held-out text; if tokens are words, without the word that n cuts, and if
// that leaves none, the whole first word.
func wholeWords(f text.Facts, n int) string {
	s := f.FirstValid
	if !text.InWords(f.Tokens) || strings.IndexFunc(s[n:], unicode.IsSpace) == 0 {
		return s[:n]
	}
	if at := strings.LastIndexFunc(s[:n], unicode.IsSpace); at >= 0 && strings.TrimSpace(s[:at]) != "" {
		return s[:at]
	}
	if end := strings.IndexFunc(s[n:], unicode.IsSpace); end >= 0 {
		return s[:n+end]
	}
	return s
}
