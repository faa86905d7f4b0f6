package lab

import (
	"testing"

	"unroll/core/text"
)

// The law: the first prefix is at most firstPrefix characters long and ends where a token ends: no word is cut,
// unless the first alone is longer.
func TestTheFirstPrefixEndsWithAToken(t *testing.T) {
	for _, c := range []struct{ tokens, text, want string }{
		{"char", "this is not really a gift of mine", "this is not really a gif"},
		{"word", "this is not really a gift of mine", "this is not really a"},
		{"word", "this is not really a gif of mine", "this is not really a gif"},
		{"word", "a gift\nthis is not really mine", "a gift\nthis is not"},
		{"word", "this is a gift", "this is a gift"},
		{"word", "Donaudampfschifffahrtsgesellschaft of mine", "Donaudampfschifffahrtsgesellschaft"},
		{"byte", "this is not really a gift of mine", "this is not really a gif"},
		{"word", "", ""},
	} {
		if got := firstText(text.Facts{Tokens: c.tokens, FirstValid: c.text}); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.tokens, c.text, got, c.want)
		}
	}
}
