package translation

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }

// The law, worked by hand: of three pairs with a source, two have one target and one another; a fourth pair is certain. Its tokens count.
func TestFloorByHand(t *testing.T) {
	lines := []Line{{"you", "tu vas"}, {"you", "tu vas"}, {"you", "vous"}, {"we", "nous"}}
	want := Floor{Nats: (2*math.Log(3./2) + math.Log(3)) / (3 + 3 + 2 + 2), Tokens: 10, Sources: 2, Ambiguous: 1}
	for _, o := range []Options{{}, {NoMask: true}, {Length: 3}} {
		got := corpus(t, lines, []Line{{"we", "on"}}, o).Floor()
		if !near(got.Nats, want.Nats) || got.Tokens != want.Tokens || got.Sources != 2 || got.Ambiguous != 1 {
			t.Errorf("%+v: %+v, want %+v", o, got, want)
		}
	}
}

// The law: what a network cannot tell apart is one source, or one target: rare words, and what is behind a cut. A cut sentence is not
// the same as one that ends there.
func TestFloorSeesWhatANetworkSees(t *testing.T) {
	for name, x := range map[string]struct {
		lines []Line
		Options
		floor Floor
	}{
		"rare sources are one":     {[]Line{{"a p", "x"}, {"a q", "y"}, {"a", "x"}, {"b", "y"}}, Options{MinFreq: 2}, Floor{2 * math.Ln2 / 8, 8, 3, 1}},
		"rare targets are one":     {[]Line{{"a", "x p"}, {"a", "x q"}, {"a", "x q2"}}, Options{MinFreq: 2}, Floor{0, 9, 1, 0}},
		"behind the cut":           {[]Line{{"a", "x y z"}, {"a", "x y w"}, {"a", "x y w v"}}, Options{Length: 2, Cut: true}, Floor{0, 6, 1, 0}},
		"cut where another ends":   {[]Line{{"a", "x"}, {"a", "x y z"}}, Options{Length: 2, Cut: true}, Floor{2 * math.Ln2 / 4, 4, 1, 1}},
		"from the second language": {[]Line{{"a", "x"}, {"b", "x"}}, Options{Reverse: true}, Floor{2 * math.Ln2 / 4, 4, 1, 1}},
	} {
		c := corpus(t, x.lines, nil, x.Options)
		if got := c.Floor(); !near(got.Nats, x.floor.Nats) || got.Tokens != x.floor.Tokens || got.Sources != x.floor.Sources || got.Ambiguous != x.floor.Ambiguous {
			t.Errorf("%s: %+v, want %+v", name, got, x.floor)
		}
	}
}

// The law, by another way: token by token, with the shares of what follows each beginning of a target. No other prediction is better:
// any perturbation of the shares costs more.
func TestFloorTokenByToken(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		var lines []Line
		draw := func(words string, n int) string {
			var s []string
			for range 1 + rng.IntN(n) {
				s = append(s, string(words[rng.IntN(len(words))]))
			}
			return strings.Join(s, " ")
		}
		for range 1 + rng.IntN(200) {
			lines = append(lines, Line{draw("abc", 2), draw("uvwxyz", 5)})
		}
		c := corpus(t, lines, nil, Options{MinFreq: rng.IntN(20), Length: 2 + rng.IntN(5), Cut: true})
		seen := func(s *Side, x []int32) string {
			words := make([]string, len(x))
			for i, w := range x {
				words[i] = s.Word(s.ID(w))
			}
			if len(x) < c.Length {
				words = append(words, "<eos>")
			}
			return strings.Join(words, " ") + " "
		}
		before, with, tokens := map[string]float64{}, map[string]float64{}, 0
		for _, p := range c.Train {
			at := seen(&c.Source, p.Source) + "|"
			for _, w := range strings.Fields(seen(&c.Target, p.Target)) {
				before[at]++
				at += " " + w
				with[at]++
				tokens++
			}
		}
		sum, worse := 0.0, 0.0
		for at, n := range with {
			p := n / before[at[:strings.LastIndex(at, " ")]]
			sum -= n * math.Log(p)
			worse -= n * math.Log(0.99*p+0.01/float64(c.Target.Vocab()))
		}
		got := c.Floor()
		if math.Abs(got.Nats-sum/float64(tokens)) > 1e-9 || got.Tokens != tokens {
			t.Fatalf("%+v, token by token %v of %d", got, sum/float64(tokens), tokens)
		}
		if got.Nats > worse/float64(tokens) {
			t.Fatalf("%v is above %v", got.Nats, worse/float64(tokens))
		}
	}
}

// The law: words of the validation part count if it is said; the first pairs are taken before a part is held out.
func TestWhatIsCounted(t *testing.T) {
	train, valid := []Line{{"a b", "x"}, {"a", "x"}}, []Line{{"b c", "y y"}}
	few, all := corpus(t, train, valid, Options{MinFreq: 2}), corpus(t, train, valid, Options{MinFreq: 2, All: true})
	if few.Source.Known != 1 || few.Target.Known != 1 || all.Source.Known != 2 || all.Target.Known != 2 {
		t.Errorf("known: %d, %d; of both parts %d, %d", few.Source.Known, few.Target.Known, all.Source.Known, all.Target.Known)
	}
	if !reflect.DeepEqual(all.Source.Words, []string{"a", "b", "c"}) || !slices.Equal(all.Source.Often, []int{2, 2, 1}) || !slices.Equal(few.Source.Often, []int{2, 1, 0}) {
		t.Errorf("%q %v, %v", all.Source.Words, all.Source.Often, few.Source.Often)
	}
	for first, want := range map[int]int{0: 2, 1: 1, 2: 2, 9: 2} {
		if got := (Options{First: first}).Take(train); len(got) != want {
			t.Errorf("first %d: %d", first, len(got))
		}
	}
}

// The law: a pair counts once on each side, with its <eos>, and a cut one at the limit.
func TestLengths(t *testing.T) {
	c := corpus(t, []Line{{"a", "x y"}, {"a b c d e", "x"}}, []Line{{"a b", "x"}}, Options{Length: 4, Cut: true})
	if got := c.Lengths(); !slices.Equal(got.Source, []int{0, 0, 1, 1, 1}) || !slices.Equal(got.Target, []int{0, 0, 2, 1}) {
		t.Errorf("%+v", got)
	}
}

// The law: prepared sentences are the book's: its examples, and a thin space is no space to it.
func TestPrepare(t *testing.T) {
	for from, want := range map[string]string{"Go.": "go .", "Run!": "run !", "Va\u202f!": "va !", "J'ai perdu.": "j'ai perdu .", "Oui, je\u00a0sais !": "oui , je sais !", "?": "?"} {
		if got := Prepare(from); got != want {
			t.Errorf("%q: %q, want %q", from, got, want)
		}
	}
	c := corpus(t, []Line{{"a", "Va\u2009!"}}, nil, Options{Prepare: true})
	if got := c.TargetTokens("Va\u2009! Oui,  non"); !slices.Equal(got, []string{"va\u2009", "!", "oui", ",", "non"}) {
		t.Errorf("%q", got)
	}
}
