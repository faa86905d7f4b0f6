package surprisal

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// TestPagesOfALongText: > and < turn to the next and the one before, each where the other ends, with the same numbers as if all were read in one; beyond the ends is
// nothing, and that is said.
func TestPagesOfALongText(t *testing.T) {
	long := strings.Repeat("two lamps in front and a bell behind ", 700)
	v := opened(t, long, char)
	of := v.page.Of
	whole := lm.Score(v.net, v.corpus.Stream(v.corpus.Train))
	for at := 0; at < of; at += pageTokens {
		if v.page.First != at || v.page.Len() != min(pageTokens, of-at) || v.cursor != 0 {
			t.Fatalf("the page begins at %d with %d tokens, want %d", v.page.First, v.page.Len(), at)
		}
		for _, i := range []int{1, 500, v.page.Len() - 1} {
			if got := v.sheet(-1).marks[i].Scored; got != whole[at+i-1] {
				t.Errorf("token %d of the page at %d is %+v, want %+v", i, at, got, whole[at+i-1])
			}
		}
		press(t, v, "end", ">")
	}
	if v.notice == "" || v.page.First+v.page.Len() != of {
		t.Errorf("beyond the last page: %q", v.notice)
	}
	for at := (of - 1) / pageTokens * pageTokens; at > 0; at -= pageTokens {
		if v.page.First != at {
			t.Fatalf("going back it begins at %d, want %d", v.page.First, at)
		}
		press(t, v, "<")
	}
	if press(t, v, "<"); v.page.First != 0 || v.notice == "" {
		t.Errorf("before the first page: %d, %q", v.page.First, v.notice)
	}
	if press(t, v, "right"); v.notice != "" {
		t.Errorf("%q is said for ever", v.notice)
	}
}

// TestALanguageOfOtherTokensIsNotAsked: one whose vocabulary has another size has no numbers, and all others have theirs.
func TestALanguageOfOtherTokensIsNotAsked(t *testing.T) {
	v := opened(t, prose, char)
	n := v.corpus.Vocab.Len()
	v.rivals = []panel.Named{{Name: "other", Is: die{n + 1, 3}}, {Name: "5-gram", Is: die{n, 5}}}
	v.turnTo(0)
	settle(t, v, v.See(&panel.Data{Beside: v.rivals}, true))
	for rival, want := range []bool{false, true} {
		if got := !math.IsNaN(v.nats(measure{rival: rival}, 3)); got != want {
			t.Errorf("rival %d has numbers: %v", rival, got)
		}
	}
	for range v.measures() {
		whole(t, picture(v, 80, 22), 80, 22)
		press(t, v, "m", "n", "b")
	}
}

// TestMeasuresGoRound: m and M go through the network's, and each rival's difference and own, and back; without rivals there is one, and that is said.
func TestMeasuresGoRound(t *testing.T) {
	v := opened(t, prose, char)
	var down, up []measure
	for range 4 {
		down = append(down, v.now())
		press(t, v, "m")
	}
	if want := []measure{{-1, false}, {0, true}, {0, false}, {-1, false}}; !slices.Equal(down, want) {
		t.Errorf("m goes through %v", down)
	}
	press(t, v, "M")
	for range 4 {
		up = append(up, v.now())
		press(t, v, "M")
	}
	if want := []measure{{-1, false}, {0, false}, {0, true}, {-1, false}}; !slices.Equal(up, want) {
		t.Errorf("M goes through %v", up)
	}
	v.measure, v.rivals = 2, nil
	if v.now() != network { // the rival has gone
		t.Errorf("what is shown is %+v", v.now())
	}
	if press(t, v, "m"); v.notice != v.look.Words.Surprisal.NoRival || v.now() != network {
		t.Errorf("without rivals: %q, %+v", v.notice, v.now())
	}
}

// TestTheListGoesRound: n goes through all that are listed, the worst first, and from the last to the first; N the other way; from a token that is not listed to
// the first, or the last.
func TestTheListGoesRound(t *testing.T) {
	v := opened(t, strings.Repeat(prose, 2), char)
	picture(v, 80, 24)
	outside := 0
	for slices.Contains(v.worst, outside) {
		outside++
	}
	v.goTo(outside)
	for round := range 2 {
		for k, want := range v.worst {
			if press(t, v, "n"); v.cursor != want {
				t.Fatalf("round %d: the %d-th n goes to %d, want %d", round, k, v.cursor, want)
			}
		}
	}
	v.goTo(outside)
	for k := range v.worst {
		if press(t, v, "N"); v.cursor != v.worst[len(v.worst)-1-k] {
			t.Fatalf("the %d-th N goes to %d", k, v.cursor)
		}
	}
	for k, i := range v.worst[1:] {
		if a, b := v.nats(network, v.worst[k]), v.nats(network, i); a < b {
			t.Errorf("%v is listed before %v", a, b)
		}
	}
}

// TestDigits: in one column an amount is its nearest whole number up to 9, · for none, + to fourteen and # beyond; in several the number itself, with a blank behind
// it; it never descends. Of a difference the two sides mirror each other.
func TestDigits(t *testing.T) {
	for amount, want := range map[float64]string{0: "·", 0.49: "·", 0.5: "1", 1: "1", 9.49: "9", 9.5: "+", 14.4: "+", 14.5: "#", 99: "#", math.Inf(1): "#"} {
		if got := digit(network, amount, 1); got != want {
			t.Errorf("%v is %s, want %s", amount, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		amount, columns := rapid.Float64Range(0, 1200).Draw(t, "amount"), rapid.IntRange(1, 6).Draw(t, "columns")
		s := digit(network, amount, columns)
		if n, err := strconv.Atoi(s); err == nil && math.Abs(float64(n)-min(amount, 999)) > 0.5 || grid.Width(s) >= max(2, columns) {
			t.Fatalf("%v in %d columns is %q", amount, columns, s)
		}
		rank := func(s string) int { return strings.Index("·123456789+#", s) }
		if more := digit(network, amount+rapid.Float64Range(0, 3).Draw(t, "more"), 1); rank(more) < rank(digit(network, amount, 1)) {
			t.Fatalf("more than %v is %s", amount, more)
		}
		mirror := map[string]string{"*": "=", "+": "-", "·": "·", "-": "+", "=": "*"}
		d := measure{rival: 0, difference: true}
		if a, b := digit(d, amount, 1), digit(d, -amount, 1); mirror[a] != b {
			t.Fatalf("a difference of %v is %s, of −%v %s", amount, a, amount, b)
		}
	})
	d := measure{rival: 0, difference: true}
	for x, want := range map[float64]string{2.4: "+2", -3.6: "-4", math.Inf(1): "+∞", math.Inf(-1): "-∞"} {
		if got := digit(d, x, 6); got != want {
			t.Errorf("a difference of %v in six columns is %s, want %s", x, got, want)
		}
	}
	if digit(network, math.NaN(), 3) != "" || digit(d, math.NaN(), 6) != "" {
		t.Error("what is not known has a number")
	}
}

// TestTheUntrainedAreFourFifths: a token that costs log V is at four fifths of the scale, and the scale is never nothing.
func TestTheUntrainedAreFourFifths(t *testing.T) {
	v := opened(t, prose, char)
	if got := math.Log(float64(v.corpus.Vocab.Len())) / v.scale(network); math.Abs(got-0.8) > 1e-12 {
		t.Errorf("they are at %v", got)
	}
	plain, _ := theme.Find("plain")
	if one := New(material(t, "aaaa", char), &look.Look{Theme: plain, Words: i18n.English}); one.scale(network) <= 0 {
		t.Errorf("of one token the scale is %v", one.scale(network))
	}
}

// TestNumbersUnderTheTextAreChosen: they are there where there is no colour until somebody has said otherwise; the key changes what is seen, each time.
func TestNumbersUnderTheTextAreChosen(t *testing.T) {
	v := opened(t, prose, char)
	dark, _ := theme.Find("dark")
	for _, c := range []struct {
		th    theme.Theme
		shown bool
	}{{v.look.Theme, true}, {dark, false}} {
		v.look.Theme, v.digits = c.th, undecided
		for k := range 3 {
			if want := c.shown != (k%2 == 1); v.digitsShown() != want {
				t.Errorf("%s, %d times pressed: shown %v", c.th.Name, k, !want)
			}
			press(t, v, "b")
		}
	}
}

// TestAnyKeysLeaveTheCursorOnAToken of texts from two tokens on, at any size, and everything drawn whole.
func TestAnyKeysLeaveTheCursorOnAToken(t *testing.T) {
	list := []string{"right", "left", "down", "up", "pgdown", "pgup", "home", "end", "n", "N", "m", "M", "b", "s", ">", "<", "esc"}
	rapid.Check(t, func(rt *rapid.T) {
		source := "ab"
		if rapid.Bool().Draw(rt, "longer") {
			source = anyText(rt)
		}
		v := opened(t, source, rapid.SampledFrom([]text.Options{char, {Tokens: "byte"}}).Draw(rt, "tokens"))
		w, h := rapid.IntRange(1, 120).Draw(rt, "w"), rapid.IntRange(1, 30).Draw(rt, "h")
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(list), 1, 12).Draw(rt, "keys") {
			press(t, v, k)
			if v.cursor < 0 || v.cursor >= len(v.page.Labels) {
				rt.Fatalf("after %s the cursor is on %d of %d", k, v.cursor, len(v.page.Labels))
			}
			v.notice = "" // it takes the place of the last row
			whole(t, picture(v, w, h), w, h)
		}
		v.Mouse(event.Mouse{Kind: event.Press, X: rapid.IntRange(-1, w).Draw(rt, "x"), Y: rapid.IntRange(-1, h).Draw(rt, "y")})
		if v.cursor < 0 || v.cursor >= len(v.page.Labels) {
			rt.Fatalf("after a click the cursor is on %d", v.cursor)
		}
	})
}

// TestProbabilitiesReadBack: written in four digits a probability is within half of the last, in two it is as near as that allows.
func TestProbabilitiesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := math.Pow(10, -rapid.Float64Range(0, 20).Draw(t, "size"))
		got, err := strconv.ParseFloat(probability(p), 64)
		if near := max(0.5e-4, 0); err != nil || p >= 1e-4 && math.Abs(got-p) > near*1.0001 || p < 1e-4 && math.Abs(got-p) > 0.051*p {
			t.Fatalf("%v is written %s", p, probability(p))
		}
	})
	for p, want := range map[float64]string{0: ".00", 0.41: ".41", 0.999: "1.00", 1: "1.00", 0.005: ".01", 0.004: ".00"} {
		if got := short(p); got != want {
			t.Errorf("%v is %s, want %s", p, got, want)
		}
	}
}

// TestAnEntryIsGivenUp: esc ends it and changes nothing; nothing typed, or blanks, open nothing.
func TestAnEntryIsGivenUp(t *testing.T) {
	v := opened(t, prose, char)
	before := v.page
	for _, keys := range [][]string{{"p", "esc"}, {"p", "enter"}, {"p", " ", "enter"}} {
		for _, k := range keys {
			jobs, taken := v.Key(event.Key{Name: k, Text: strings.Trim(k, "penrtsc")})
			if settle(t, v, jobs); !taken {
				t.Errorf("%v: %s is not taken", keys, k)
			}
		}
		if v.Typing() || v.page != before || v.notice != "" {
			t.Errorf("%v: typing %v, said %q", keys, v.Typing(), v.notice)
		}
	}
}
