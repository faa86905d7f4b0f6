// Package looktest has checks of pictures for tests.
package looktest

import (
	"regexp"
	"testing"

	"unroll/ui/draw/look"
)

var Units = []look.Unit{look.Nats, look.Bits}

var words = map[look.Unit]*regexp.Regexp{look.Nats: regexp.MustCompile(`\bnats?\b`), look.Bits: regexp.MustCompile(`\bbits?\b`)}

// OneUnit fails if a picture in one unit contains a word of the other, and reports whether it contains one of its
// own.
func OneUnit(t testing.TB, name, picture string, u look.Unit) (named bool) {
	t.Helper()
	if word := words[u.Next()].FindString(picture); word != "" {
		t.Errorf("%s: %q is on a screen in %s:\n%s", name, word, words[u], picture)
	}
	return words[u].MatchString(picture)
}
