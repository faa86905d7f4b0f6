// Package looktest has what tests say of pictures.
package looktest

import (
	"regexp"
	"testing"

	"unroll/ui/draw/look"
)

// Units are all units.
var Units = []look.Unit{look.Nats, look.Bits}

var words = map[look.Unit]*regexp.Regexp{look.Nats: regexp.MustCompile(`\bnats?\b`), look.Bits: regexp.MustCompile(`\bbits?\b`)}

// OneUnit fails where a picture in a unit has a word of the other, and says whether it has one of its own.
func OneUnit(t testing.TB, name, picture string, u look.Unit) (named bool) {
	t.Helper()
	if word := words[u.Next()].FindString(picture); word != "" {
		t.Errorf("%s: %q is on a screen in %s:\n%s", name, word, words[u], picture)
	}
	return words[u].MatchString(picture)
}
