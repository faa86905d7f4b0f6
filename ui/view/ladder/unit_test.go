package ladder

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/baseline"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/panel"
)

// inWords is a view on a text whose tokens are words: a character costs less than a token.
func inWords(v *Ladder) {
	for i := range v.seen.Ladder.Rungs {
		v.seen.Ladder.Rungs[i].ValidChars *= 4
	}
}

// The law: the table, the facts and the picture have one unit at every size, and name it.
func TestOneUnit(t *testing.T) {
	list := append(states[:4:4], struct {
		name string
		do   func(v *Ladder)
	}{"words", inWords})
	for _, c := range list {
		for _, u := range looktest.Units {
			v := still(t)
			v.look.Unit = u
			c.do(v)
			for _, s := range [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}} {
				if !looktest.OneUnit(t, fmt.Sprintf("%s %v", c.name, s), picture(v, s[0], s[1]), u) && c.name != "unjudged" {
					t.Errorf("%s %v: no unit is named", c.name, s)
				}
			}
		}
	}
}

// The law: a row in bits is the row in nats divided by ln 2; perplexity does not change.
func TestRowsInBits(t *testing.T) {
	v := still(t)
	v.look.Unit = look.Bits
	inWords(v)
	pic := picture(v, 120, 34)
	for _, want := range []string{" bits ", "bits/ch", fmt.Sprintf("uniform  %.3f   65.0", math.Log2(65)), fmt.Sprintf("%.3f", math.Log2(65)/4), "network 2.60"} {
		if !strings.Contains(pic, want) {
			t.Errorf("no %q in\n%s", want, pic)
		}
	}
}

// The law: the loss per character is shown if it differs from the loss per token.
func TestPerCharacterIsOfWords(t *testing.T) {
	v := still(t)
	if pic := picture(v, 120, 34); strings.Contains(pic, "nats/ch") {
		t.Errorf("tokens are characters:\n%s", pic)
	}
	if inWords(v); !strings.Contains(picture(v, 120, 34), "nats/ch") {
		t.Errorf("tokens are words:\n%s", picture(v, 120, 34))
	}
	var none panel.Ladder
	if none.Rungs = []baseline.Rung{}; !math.IsNaN((&Ladder{seen: panel.Data{Ladder: none}}).tokensPerChar()) {
		t.Error("a ratio without a text")
	}
}
