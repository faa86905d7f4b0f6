package look_test

import (
	"fmt"
	"math"
	"testing"

	"unroll/core/lm"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// The law: the entropy of a uniform choice among eight is ln 8 nats or three bits.
func TestAnAmountInBothUnits(t *testing.T) {
	p := make([]float64, 8)
	for i := range p {
		p[i] = 1. / 8
	}
	h := lm.Entropy(p)
	for unit, want := range map[look.Unit]string{look.Nats: "2.079 nats", look.Bits: "3.000 bits"} {
		l := look.Look{Unit: unit, Words: i18n.English}
		if got := fmt.Sprintf("%.3f %s", l.Loss(h), l.UnitName()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// The law: an amount converted there and back is unchanged, in nats to the bit; 0, ∞ and NaN stay what they are;
// −0 becomes 0.
func TestUnitsThereAndBack(t *testing.T) {
	for _, x := range []float64{0, 1e-9, 0.5, math.Ln2, 2.079, 1e6, math.Inf(1), math.Inf(-1)} {
		if got := look.Nats.Of(x); got != x {
			t.Errorf("%v nats are %v nats", x, got)
		}
		if got := look.Bits.Nats(look.Bits.Of(x)); got != x && math.Abs(got-x) > 1e-15*math.Abs(x) {
			t.Errorf("%v nats are %v after bits", x, got)
		}
	}
	for _, u := range []look.Unit{look.Nats, look.Bits} {
		if !math.IsNaN(u.Of(math.NaN())) || math.Signbit(u.Of(math.Copysign(0, -1))) || u.Next() == u || u.Next().Next() != u {
			t.Errorf("unit %v", u)
		}
	}
}

// The law: a unit is found by its name in English and in the language of the screen.
func TestFindUnit(t *testing.T) {
	w := *i18n.English
	w.Units.Bits.Name = "比特"
	for name, want := range map[string]look.Unit{"nats": look.Nats, "bits": look.Bits, "比特": look.Bits} {
		if u, ok := look.FindUnit(name, &w); !ok || u != want {
			t.Errorf("%s is %v, %v", name, u, ok)
		}
	}
	if _, ok := look.FindUnit("bans", &w); ok {
		t.Error("found a unit named bans")
	}
}
