package surprisal

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/core/text"
)

// network is the measure of the network's own surprisal.
var network = measure{rival: -1}

// anyText is a text of at least two characters, with wide ones, marks and line ends.
func anyText(t *rapid.T) string {
	list := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "e\u0301", " ", "\n", "光", "。", "ที่", "x"}), 2, 60).Draw(t, "text")
	return strings.Join(list, "") + "ab"
}

// TestTheWholeIsTheMeanTimesTheTokens: up to any token Σ surprisal is the mean times the tokens that are scored, and e to the mean the perplexity; it does not
// depend on the pieces in which the text was read.
func TestTheWholeIsTheMeanTimesTheTokens(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		v := opened(t, anyText(rt), text.Options{Tokens: "char", Lines: rapid.Bool().Draw(rt, "lines")})
		s := v.sheet(-1)
		pieces := &sheet{page: v.page}
		for from := 0; from < len(s.marks); {
			to := min(len(s.marks), from+rapid.IntRange(1, 20).Draw(rt, "piece"))
			pieces.add(s.marks[from:to])
			from = to
		}
		if len(s.marks) != len(v.page.Labels) || !slices.Equal(pieces.sums, s.sums) || !slices.Equal(pieces.counts, s.counts) {
			rt.Fatalf("%d marks of %d tokens; in pieces %v, in one %v", len(s.marks), len(v.page.Labels), pieces.sums, s.sums)
		}
		sum, n := 0.0, 0
		for i, m := range s.marks {
			if !math.IsNaN(m.Nats) {
				sum, n = sum+m.Nats, n+1
			}
			if int(s.counts[i]) != n || math.Abs(s.sums[i]-sum) > 1e-9*(1+sum) {
				rt.Fatalf("up to token %d: Σ %v of %d, by hand %v of %d", i, s.sums[i], s.counts[i], sum, n)
			}
			if mean := s.mean(i); n > 0 && math.Abs(mean*float64(n)-sum) > 1e-9*(1+sum) || n == 0 && !math.IsNaN(mean) {
				rt.Fatalf("the mean up to token %d is %v: Σ is %v of %d", i, mean, sum, n)
			}
			if p := math.Exp(-m.Nats); !math.IsNaN(m.Nats) && math.Abs(p-m.P) > 1e-12 {
				rt.Fatalf("token %d has p %v and costs %v nats", i, m.P, m.Nats)
			}
		}
		if beyond := s.mean(len(s.marks) + 5); math.Abs(beyond*float64(n)-sum) > 1e-9*(1+sum) {
			rt.Fatalf("the mean beyond the end is %v", beyond)
		}
	})
}

// TestWhatIsNotKnownIsNotCounted: tokens that the vocabulary lacks have no surprisal, and the mean is that of the others.
func TestWhatIsNotKnownIsNotCounted(t *testing.T) {
	v := opened(t, prose, char)
	settle(t, v, v.take(&entry{}, "aЖtЖЖo"))
	s := v.sheet(-1)
	for i, want := range []bool{false, false, true, false, false, true} {
		if got := !math.IsNaN(v.nats(network, i)); got != want {
			t.Errorf("token %d has a surprisal: %v", i, got)
		}
	}
	if got, want := s.mean(5), (s.marks[2].Nats+s.marks[5].Nats)/2; s.counts[5] != 2 || math.Abs(got-want) > 1e-12 {
		t.Errorf("the mean is %v of %d, want %v", got, s.counts[5], want)
	}
	if v.page.Foreign != 3 || len(v.worst) != 2 {
		t.Errorf("%d are foreign, %d are listed", v.page.Foreign, len(v.worst))
	}
	for i, want := range []string{v.look.Words.Surprisal.NotScored, v.look.Words.Surprisal.Foreign, ""} {
		if v.goTo(i); v.unknown(i) != want {
			t.Errorf("of token %d is said %q", i, v.unknown(i))
		}
		for _, size := range [][2]int{{120, 34}, {80, 22}, {40, 10}} {
			if got := picture(v, size[0], size[1]); want != "" && size[0] > 40 && !strings.Contains(got, want[:10]) {
				t.Errorf("%q is not to be seen in\n%s", want, got)
			}
		}
	}
}

// certain gives the next id of the alphabet everything.
type certain struct{ v int }

func (c certain) Len() int          { return c.v }
func (c certain) Begin() lm.Reading { return &certainty{c, 0} }

type certainty struct {
	certain
	last int32
}

func (c *certainty) Read(id int32, _ bool) { c.last = id }
func (c *certainty) Next(p []float64) {
	clear(p)
	p[(int(c.last)+1)%c.v] = 1
}

// TestInfinityIsShownAsWhatItIs: a token that was given probability 0 costs ∞ and comes first of the worst; so does the mean from there on; a difference of ∞
// and a number is ∞ with its sign, of ∞ and ∞ nothing; all is drawn whole, and nothing reads NaN or Inf.
func TestInfinityIsShownAsWhatItIs(t *testing.T) {
	v := opened(t, "abcabdbca word words", char)
	v.rivals[0].Is = v.net
	v.net, v.step = certain{v.corpus.Vocab.Len()}, 700
	v.turnTo(0)
	settle(t, v, v.next())
	first := slices.IndexFunc(v.sheet(-1).marks, func(m mark) bool { return math.IsInf(m.Nats, 1) })
	if first < 0 || v.worst[0] != first || !math.IsInf(v.sheet(-1).mean(first), 1) || first > 0 && math.IsInf(v.sheet(-1).mean(first-1), 1) {
		t.Fatalf("the first ∞ is token %d, the worst is %d", first, v.worst[0])
	}
	v.goTo(first)
	if got := v.cost(math.Inf(1)); got != "∞ nats" {
		t.Errorf("it costs %s", got)
	}
	for _, o := range []text.Options{char, {Tokens: "word"}} {
		if o.Tokens == "word" {
			v = opened(t, "to be or not to be a wonderful word", o)
			v.rivals[0].Is, v.net, v.step = v.net, certain{v.corpus.Vocab.Len()}, 700
			v.turnTo(0)
			settle(t, v, v.next())
		}
		for range v.measures() {
			for _, size := range [][2]int{{120, 34}, {80, 22}, {40, 10}} {
				got := picture(v, size[0], size[1])
				if whole(t, got, size[0], size[1]); strings.Contains(got, "NaN") || strings.Contains(got, "Inf") {
					t.Errorf("%s:\n%s", v.now().title(v), got)
				}
			}
			press(t, v, "m", "n")
		}
	}
	for x, want := range map[float64]string{math.Inf(1): "+∞", math.Inf(-1): "−∞", 0: "+0.0", -1.25: "−1.2", 2: "+2.0"} {
		if got := signed(x, 1); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}

// TestATextOfNothingKnown: no mean is shown that there is not, by any measure.
func TestATextOfNothingKnown(t *testing.T) {
	v := opened(t, prose, char)
	settle(t, v, v.take(&entry{}, "aЖЖ"))
	for range v.measures() {
		for _, size := range [][2]int{{120, 34}, {80, 22}, {40, 10}} {
			if got := picture(v, size[0], size[1]); strings.Contains(got, "NaN") {
				t.Errorf("%s:\n%s", v.now().title(v), got)
			}
		}
		press(t, v, "m")
	}
	if got := v.foot(network, true); !strings.Contains(got, v.look.Words.Surprisal.Foreign) {
		t.Errorf("under it stands %q", got)
	}
}

// TestInfinitiesOnBothSidesAreNoDifference: such a token is not listed, and nobody is said to be better.
func TestInfinitiesOnBothSidesAreNoDifference(t *testing.T) {
	v := opened(t, "abcabdbca", char)
	v.rivals[0].Is, v.net, v.step = certain{v.corpus.Vocab.Len()}, certain{v.corpus.Vocab.Len()}, 700
	v.turnTo(0)
	settle(t, v, v.next())
	press(t, v, "m")
	for _, i := range v.worst {
		if v.nats(v.now(), i) != 0 {
			t.Errorf("token %d is listed with %v", i, v.nats(v.now(), i))
		}
	}
	if got := v.foot(v.now(), true); strings.Contains(got, "better") || strings.Contains(got, "NaN") {
		t.Errorf("under it stands %q", got)
	}
	if len(v.worst) == 0 || len(v.worst) >= len(v.page.Labels)-1 {
		t.Errorf("%d tokens are listed", len(v.worst))
	}
}
