package look_test

import (
	"testing"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/draw/look/looktest"
	"unroll/ui/i18n"
)

// The law: only a screen in ASCII gets the plain glyphs, and gets no other.
func TestPlainGlyphsAreForASCII(t *testing.T) {
	for _, g := range []chart.Glyphs{chart.Braille, chart.Blocks, chart.ASCII} {
		l := look.Look{Glyphs: g}
		if plain := l.Rune('▸', '>') == '>'; plain != (g == chart.ASCII) {
			t.Errorf("glyphs %d: a plain rune %v", g, plain)
		}
		if plain := l.Pick("…", "~") == "~"; plain != (g == chart.ASCII) {
			t.Errorf("glyphs %d: a plain text %v", g, plain)
		}
	}
}

// The law: a look says its own unit, in the words of its language, and no other's; each is found by what the screen calls it, in any case.
func TestALookSaysItsUnit(t *testing.T) {
	w := *i18n.English
	w.Units.Bits.Name, w.Units.Nats.Name = "Bits(2)", "Nats(e)"
	for _, u := range looktest.Units {
		l := look.Look{Unit: u, Words: &w}
		if found, ok := look.FindUnit(l.UnitName(), &w); !ok || found != u {
			t.Errorf("unit %d calls itself %q, which is %d, %v", u, l.UnitName(), found, ok)
		}
		other := look.Look{Unit: u.Next(), Words: &w}
		if l.Units() == other.Units() || l.Units().Name != l.UnitName() {
			t.Errorf("unit %d is %q, the other %q", u, l.UnitName(), other.UnitName())
		}
		if want := map[look.Unit]float64{look.Nats: 3, look.Bits: 4.328085122666891}[u]; l.Loss(3) != want {
			t.Errorf("3 nats are %v %s, want %v", l.Loss(3), l.UnitName(), want)
		}
	}
	for _, name := range []string{"NATS(E)", "nats(e)"} {
		if u, ok := look.FindUnit(name, &w); !ok || u != look.Nats {
			t.Errorf("%s is %v, %v", name, u, ok)
		}
	}
}

// The law: the check of pictures finds a word of the other unit, also one alone, and takes no part of a word for it.
func TestOneUnitFindsTheOther(t *testing.T) {
	for _, c := range []struct {
		picture     string
		u           look.Unit
		named, fail bool
	}{
		{"1.2 nats/token", look.Nats, true, false}, {"1.2 nats/token", look.Bits, false, true}, {"a bit", look.Nats, false, true}, {"arbitrary, gnats", look.Nats, false, false},
		{"3 bits and 2 nats", look.Bits, true, true}, {"", look.Bits, false, false},
	} {
		r := &failing{TB: t}
		if named := looktest.OneUnit(r, "x", c.picture, c.u); named != c.named || r.failed != c.fail {
			t.Errorf("%+v: named %v, failed %v", c, named, r.failed)
		}
	}
}

// failing is a test that only remembers that it failed.
type failing struct {
	testing.TB
	failed bool
}

func (f *failing) Helper()               {}
func (f *failing) Errorf(string, ...any) { f.failed = true }
