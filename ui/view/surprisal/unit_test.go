package surprisal

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"unroll/core/text"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
)

// The law: text, list, facts and scale have one unit for every measure at every size, and name it.
func TestOneUnit(t *testing.T) {
	for _, o := range []text.Options{char, {Tokens: "word"}} {
		for _, u := range looktest.Units {
			v := opened(t, strings.Repeat(prose, 3), o)
			v.look.Unit = u
			for range v.measures() {
				press(t, v, "n")
				for _, s := range [][2]int{{40, 10}, {80, 22}, {120, 34}, {200, 58}} {
					if !looktest.OneUnit(t, fmt.Sprintf("%s %v", v.now().title(v), s), picture(v, s[0], s[1]), u) {
						t.Errorf("%s %v: no unit is named", v.now().title(v), s)
					}
				}
				press(t, v, "m")
			}
		}
	}
}

// The law: a token has the same colour and the same place in the list in both units, and the numbers are
// converted to log₂.
func TestTheUnitChangesNumbersAlone(t *testing.T) {
	v := opened(t, prose, char)
	m, i := v.now(), 5
	nats := v.sheet(-1).marks[i].Nats
	style, worst := v.style(m, i), fmt.Sprint(v.worst)
	v.look.Unit = look.Bits
	if v.style(m, i) != style || fmt.Sprint(v.worst) != worst {
		t.Error("the unit changes more than numbers")
	}
	if got, want := v.cost(nats), fmt.Sprintf("%.2f bits", nats/math.Ln2); got != want {
		t.Errorf("%v nats are %s, want %s", nats, got, want)
	}
}
