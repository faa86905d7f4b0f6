package grid

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestKindsOfColour: the terminal's default, 24-bit colours and the 256 are told apart, even where they are
// black.
func TestKindsOfColour(t *testing.T) {
	if Hex(0) == 0 || Indexed(0) == 0 || Indexed(0) == Hex(0) || RGB(0, 0, 0) != Hex(0) {
		t.Error("two blacks are the same colour")
	}
	rapid.Check(t, func(t *rapid.T) {
		rgb, n := rapid.Uint32Range(0, 0xFFFFFF).Draw(t, "rgb"), rapid.Uint8().Draw(t, "n")
		c, i := Hex(rgb), Indexed(n)
		if _, ok := c.Index(); ok || c == i {
			t.Fatalf("%06X is one of the 256", rgb)
		}
		if r, g, b := c.RGB(); uint32(r)<<16|uint32(g)<<8|uint32(b) != rgb {
			t.Fatalf("%06X became %02X%02X%02X", rgb, r, g, b)
		}
		if got, ok := i.Index(); !ok || got != n {
			t.Fatalf("%d became %d, %v", n, got, ok)
		}
		if i.ANSI256() != n || (n < 16 && i.ANSI16() != n) {
			t.Fatalf("%d became %d of 256, %d of sixteen", n, i.ANSI256(), i.ANSI16())
		}
	})
}

// TestIndexedLooksLikeXterms: one of the 256 has the values that xterm defines for it.
func TestIndexedLooksLikeXterms(t *testing.T) {
	for n, rgb := range map[uint8]uint32{0: 0x000000, 1: 0xCD0000, 7: 0xE5E5E5, 8: 0x7F7F7F, 15: 0xFFFFFF, 16: 0x000000, 17: 0x00005F,
		21: 0x0000FF, 46: 0x00FF00, 196: 0xFF0000, 208: 0xFF8700, 231: 0xFFFFFF, 232: 0x080808, 255: 0xEEEEEE} {
		r, g, b := Indexed(n).RGB()
		if got := uint32(r)<<16 | uint32(g)<<8 | uint32(b); got != rgb {
			t.Errorf("%d is %06X, not %06X", n, got, rgb)
		}
	}
	for n := 16; n < 256; n++ {
		if got, want := palette(uint8(n)), xterm(n); got != want {
			t.Errorf("%d is %06X, not %06X", n, got, want)
		}
	}
}

// TestFixedColoursMapToThemselves: a colour that is among the 256 is not changed, except those that occur twice.
func TestFixedColoursMapToThemselves(t *testing.T) {
	for n := 16; n < 256; n++ {
		c := RGB(Indexed(uint8(n)).RGB())
		if got := RGB(Indexed(c.ANSI256()).RGB()); squared(got, c) != 0 {
			t.Errorf("%d became %d", n, c.ANSI256())
		}
	}
}

// TestSixteenKeepTheHue: chromatic colours keep their hue, greys stay grey.
func TestSixteenKeepTheHue(t *testing.T) {
	for rgb, want := range map[uint32][]uint8{
		0xFF8800: {3, 11}, 0xB45B00: {3, 11}, 0x00A0FF: {6, 4, 12, 14}, 0x2244CC: {4, 12}, 0xCC2222: {1, 9}, 0xFF6464: {1, 9},
		0x33AA44: {2, 10}, 0xBB66DD: {5, 13}, 0x00CCCC: {6, 14}, 0x101010: {0}, 0x808080: {8}, 0xDDDDDD: {7}, 0xFEFEFE: {15}, 0x646A80: {8},
	} {
		got, ok := Hex(rgb).ANSI16(), false
		for _, n := range want {
			ok = ok || n == got
		}
		if !ok {
			t.Errorf("%06X became %d, not one of %v", rgb, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if n := Hex(rapid.Uint32().Draw(t, "rgb")).ANSI16(); n > 15 {
			t.Fatalf("%d is not one of sixteen", n)
		}
	})
}

// TestMix: a mixture begins and ends with its colours, lies between them in lightness, and is symmetric.
func TestMix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, d := Hex(rapid.Uint32().Draw(t, "c")), Hex(rapid.Uint32().Draw(t, "d"))
		for _, x := range []float64{0, -1, math.Inf(-1), math.NaN()} {
			if Mix(c, d, x) != c {
				t.Fatalf("at %v it is not the first", x)
			}
		}
		for _, x := range []float64{1, 2, math.Inf(1)} {
			if Mix(c, d, x) != d {
				t.Fatalf("at %v it is not the second", x)
			}
		}
		x := rapid.Float64Range(0.05, 0.95).Draw(t, "x")
		l, _, _ := Mix(c, d, x).OKLab()
		cl, _, _ := c.OKLab()
		dl, _, _ := d.OKLab()
		if l < min(cl, dl)-0.05 || l > max(cl, dl)+0.05 { // values outside the gamut are clipped
			t.Fatalf("%06X and %06X at %.2f: lightness %.3f, of %.3f and %.3f", c, d, x, l, cl, dl)
		}
		if a, b := Mix(c, d, 0.5), Mix(d, c, 0.5); squared(a, b) > 3 {
			t.Fatalf("%06X one way, %06X the other", a, b)
		}
	})
}

// TestContrast: WCAG's values for well-known pairs, the same either way round.
func TestContrast(t *testing.T) {
	for pair, want := range map[[2]uint32]float64{
		{0x000000, 0xFFFFFF}: 21, {0xFFFFFF, 0xFFFFFF}: 1, {0x777777, 0xFFFFFF}: 4.48, {0x0000FF, 0xFFFFFF}: 8.59, {0xFF0000, 0x000000}: 5.25,
	} {
		c, d := Hex(pair[0]), Hex(pair[1])
		if got := Contrast(c, d); math.Abs(got-want) > 0.01 || got != Contrast(d, c) {
			t.Errorf("%06X on %06X: %.2f and %.2f, want %.2f", pair[0], pair[1], got, Contrast(d, c), want)
		}
	}
}

// TestStyle: With and On change what they name and nothing else.
func TestStyle(t *testing.T) {
	st := Style{FG: Hex(1), BG: Hex(2), Attr: Bold}
	if got := st.With(Dim | Bold); got != (Style{Hex(1), Hex(2), Bold | Dim}) {
		t.Errorf("With: %+v", got)
	}
	if got := st.On(Indexed(4)); got != (Style{Hex(1), Indexed(4), Bold}) {
		t.Errorf("On: %+v", got)
	}
	if st != (Style{Hex(1), Hex(2), Bold}) {
		t.Errorf("it changed itself: %+v", st)
	}
}
