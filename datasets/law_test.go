package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/text"
)

// known are the sources with a law, each with the part of a history that decides what comes next:
// the rest may be left out without changing Next, now or later.
var known = []struct {
	name    string
	law     func() *chain
	decides func(history []string) []string
}{
	{"markov", markovLaw, func(h []string) []string { return h[max(0, len(h)-markovOrder):] }},
	{"brackets", bracketsLaw, stillOpen},
	{"periodic", periodicLaw, func(h []string) []string { return h[max(0, len(h)-8):] }},
}

// stillOpen is a shorter line that leaves the same brackets open: "(" for "([]){}(", and "()" for
// one with nothing open, which unlike an empty line may end.
func stillOpen(h []string) []string {
	line := []string{}
	for i := len(h) - 1; i >= 0; i-- {
		if h[i] == "\n" {
			line = h[i+1:]
			break
		}
		if i == 0 {
			return h // the beginning of the line is not known
		}
	}
	open := []string{"\n"}
	for _, x := range line {
		if strings.Contains(opening, x) {
			open = append(open, x)
		} else {
			open = open[:len(open)-1]
		}
	}
	if len(open) == 1 && len(line) > 0 {
		open = append(open, "(", ")")
	}
	return open
}

func TestKnownListsEveryLaw(t *testing.T) {
	n := 0
	for _, s := range Sources {
		if s.Available() && load(t, s).Law != nil {
			n++
		}
	}
	if n != len(known) {
		t.Errorf("%d sources have a law, %d are tested", n, len(known))
	}
}

func TestEveryConditionalSumsToOne(t *testing.T) {
	for _, k := range known {
		t.Run(k.name, func(t *testing.T) {
			l := k.law()
			history := strings.Split(l.Generate(2, 400), "")
			for n := range history {
				checkSum(t, l.Next(history[:n]), history[:n])
			}
			for s, arcs := range l.states {
				if sum := floats(arcs); math.Abs(sum-1) > 1e-12 {
					t.Errorf("state %d: probabilities sum to %v", s, sum)
				}
			}
		})
	}
}

func checkSum(t *testing.T, p []float64, history []string) {
	t.Helper()
	sum := 0.0
	for _, x := range p {
		sum += x
		if x < 0 {
			t.Fatalf("probability %v after %q", x, history)
		}
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Fatalf("after %q: probabilities sum to %v", history, sum)
	}
}

func floats(arcs []arc) float64 {
	sum := 0.0
	for _, a := range arcs {
		sum += float64(a.weight) / float64(total(arcs))
	}
	return sum
}

func TestStationaryIsAFixedPointThatReachesEveryState(t *testing.T) {
	for _, k := range known {
		l := k.law()
		after := make([]float64, len(l.pi))
		sum := 0.0
		for s, arcs := range l.states {
			sum += l.pi[s]
			if l.pi[s] <= 0 {
				t.Errorf("%s: state %d has probability %v", k.name, s, l.pi[s])
			}
			for _, a := range arcs {
				after[a.to] += l.pi[s] * float64(a.weight) / float64(total(arcs))
			}
		}
		for s := range after {
			if math.Abs(after[s]-l.pi[s]) > 1e-12 {
				t.Errorf("%s: state %d: π = %v, πP = %v", k.name, s, l.pi[s], after[s])
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%s: π sums to %v", k.name, sum)
		}
	}
}

// The mean of −log p over a long text from the source is its entropy rate.
func TestRateIsTheMeanSurprisal(t *testing.T) {
	for _, k := range known {
		t.Run(k.name, func(t *testing.T) {
			n := 1_000_000
			if testing.Short() {
				n = 100_000
			}
			l := k.law()
			text := strings.Split(l.Generate(3, n), "")
			mean, se := surprisal(l, text, k.decides)
			t.Logf("V = %d, rate %.12f nats/symbol, mean of %d symbols %.6f ± %.6f", len(l.Alphabet()), l.Rate(), n, mean, se)
			if math.Abs(mean-l.Rate()) > 4*se {
				t.Errorf("rate %v, mean surprisal %v, standard error %v", l.Rate(), mean, se)
			}
		})
	}
}

// surprisal is the mean of −log p over text and its standard error, from the means of blocks of
// 1,000 symbols: much longer than the memory of any source.
func surprisal(l *chain, text []string, decides func([]string) []string) (mean, se float64) {
	const block, warm = 1000, 100 // the first symbols, whose history is short, are not scored
	seen := map[string][]float64{}
	var blocks []float64
	sum, n := 0.0, 0
	history := text[:warm:warm]
	for i := warm; i < len(text); i++ {
		history = decides(history)
		key := strings.Join(history, "")
		p, ok := seen[key]
		if !ok {
			p = l.Next(history)
			seen[key] = p
		}
		sum -= math.Log(p[slices.Index(l.alphabet, text[i])])
		if n++; n == block {
			blocks = append(blocks, sum/block)
			sum, n = 0, 0
		}
		history = append(history, text[i])
	}
	for _, b := range blocks {
		mean += b / float64(len(blocks))
	}
	v := 0.0
	for _, b := range blocks {
		v += (b - mean) * (b - mean) / float64(len(blocks)-1)
	}
	return mean, math.Sqrt(v / float64(len(blocks)))
}

// a → a 3/4, a → b 1/4, b → a 1/2, b → b 1/2: π = (2/3, 1/3), and
// h = 2/3·(3/4·log 4/3 + 1/4·log 4) + 1/3·log 2.
func TestRateOfAChainWorkedByHand(t *testing.T) {
	l := newChain([]string{"a", "b"}, [][]arc{
		{{symbol: 0, weight: 3, to: 0}, {symbol: 1, weight: 1, to: 1}},
		{{symbol: 0, weight: 1, to: 0}, {symbol: 1, weight: 1, to: 1}},
	}, anywhere)
	want := 2./3*(.75*math.Log(4./3)+.25*math.Log(4)) + 1./3*math.Ln2
	near(t, "rate", l.Rate(), want)
	near(t, "π(a)", l.pi[0], 2./3)
	near(t, "p(a) before anything is known", l.Next(nil)[0], 2./3)
	near(t, "p(a|b)", l.Next([]string{"a", "b"})[0], 1./2)
}

// The depth alone is a random walk: with x = π(0), the flow across each level gives π(line head) =
// x/2, π(1…5) = 2x, π(6) = x.
func TestBracketsRateByDepth(t *testing.T) {
	kinds := -(.1*math.Log(.1) + .6*math.Log(.6) + .3*math.Log(.3))
	x := 1 / (.5 + 1 + 5*2 + 1)
	want := x*.5*math.Log(3) + x*(math.Ln2+.5*math.Log(3)) + 10*x*(math.Ln2+.5*kinds)
	near(t, "rate", bracketsLaw().Rate(), want)
}

func TestPeriodicRateIsZero(t *testing.T) {
	if h := periodicLaw().Rate(); h != 0 {
		t.Errorf("rate %v", h)
	}
}

// The uncertainty left after k symbols falls at k = 1, 2, 4 and 8 and at no other k: each time with
// a memory twice as long.
func TestPeriodicFallsInSteps(t *testing.T) {
	s := strings.Repeat(ruler, 3)
	before := math.Inf(1)
	for k := range 10 {
		h := conditional(s, k)
		if step := h < before-1e-12; step != slices.Contains([]int{0, 1, 2, 4, 8}, k) {
			t.Errorf("k = %d: %v nats after %v", k, h, before)
		}
		before = h
	}
	if before > 1e-12 {
		t.Errorf("%v nats left when everything is known", before)
	}
}

// conditional is H(next | k symbols) over one period of s.
func conditional(s string, k int) float64 {
	joint, context := map[string]float64{}, map[string]float64{}
	for i := range len(ruler) {
		joint[s[i:i+k+1]] += 1 / float64(len(ruler))
		context[s[i:i+k]] += 1 / float64(len(ruler))
	}
	h := 0.0
	for w, p := range joint {
		h -= p * math.Log(p/context[w[:k]])
	}
	return h
}

// Averaging over the possible past gives a mixture of the laws of the states.
func TestNextOfAShortHistoryIsTheAverage(t *testing.T) {
	l := markovLaw()
	want := make([]float64, len(l.alphabet))
	all := 0.0
	for s, arcs := range l.states { // contexts that end in c
		if s%len(l.alphabet) != 2 {
			continue
		}
		all += l.pi[s]
		for _, a := range arcs {
			want[a.symbol] += l.pi[s] * float64(a.weight) / float64(total(arcs))
		}
	}
	for x, p := range l.Next([]string{"c"}) {
		near(t, "p("+l.alphabet[x]+"|c)", p, want[x]/all)
	}
}

// The law of total probability: p(second = y) = Σ_x p(x) p(y|x), and that is p(first = y).
func TestNextIsStationary(t *testing.T) {
	for _, k := range known {
		l := k.law()
		first, second := l.Next(nil), make([]float64, len(l.alphabet))
		for x, p := range first {
			for y, q := range l.Next(l.alphabet[x : x+1]) {
				second[y] += p * q
			}
		}
		for x := range first { // the source is stationary
			near(t, k.name+": second symbol "+l.alphabet[x], second[x], first[x])
		}
	}
}

func TestNextForgetsWhatDoesNotDecide(t *testing.T) {
	for _, k := range known {
		l := k.law()
		text := strings.Split(l.Generate(4, 1000), "")
		for n := 50; n < len(text); n++ {
			long, short := l.Next(text[:n]), l.Next(k.decides(text[:n]))
			for x := range long {
				near(t, k.name+" after a long history", short[x], long[x])
			}
		}
	}
}

func TestNothingFollowsWhatCannotBe(t *testing.T) {
	l := bracketsLaw()
	for _, c := range []struct {
		law     Law
		history string
	}{
		{l, "(]"}, {l, "\n)"}, {l, "((((((("}, {l, "(x"}, {periodicLaw(), "bb"}, {markovLaw(), "aZ"},
	} {
		if p := c.law.Next(strings.Split(c.history, "")); p != nil {
			t.Errorf("after %q: %v", c.history, p)
		}
	}
}

func TestBracketsAreBalancedWithinTheirDepth(t *testing.T) {
	l := bracketsLaw()
	for seed := range uint64(20) {
		var stack []byte
		s := l.Generate(seed, 5000)
		for i := range len(s) {
			c := s[i]
			switch kind := strings.IndexByte(closing, c); {
			case c == '\n' && len(stack) == 0 && i > 0 && s[i-1] != '\n':
			case strings.IndexByte(opening, c) >= 0 && len(stack) < deepest:
				stack = append(stack, c)
			case kind >= 0 && len(stack) > 0 && stack[len(stack)-1] == opening[kind]:
				stack = stack[:len(stack)-1]
			default:
				t.Fatalf("seed %d: %q at %d with %q open", seed, c, i, stack)
			}
		}
	}
}

func TestGenerateIsAsLongAsAskedAndNewForEachSeed(t *testing.T) {
	for _, k := range known {
		l := k.law()
		if s := l.Generate(1, 777); len(s) != 777 || s != l.Generate(1, 777) {
			t.Errorf("%s: %d symbols, or a different text from the same seed", k.name, len(s))
		}
		if k.name != "periodic" && l.Generate(1, 777) == l.Generate(2, 777) {
			t.Errorf("%s: seeds 1 and 2 give the same text", k.name)
		}
		if l.Generate(1, 0) != "" {
			t.Errorf("%s: no symbols were asked for, but some were given", k.name)
		}
	}
}

// If a text begins anywhere, its first symbol has the stationary distribution.
func TestGenerateBeginsAnywhere(t *testing.T) {
	for _, l := range []*chain{markovLaw(), periodicLaw()} {
		const n = 20_000
		counts := make([]float64, len(l.alphabet))
		for seed := range uint64(n) {
			counts[slices.Index(l.alphabet, l.Generate(seed, 1))]++
		}
		for x, p := range l.Next(nil) {
			if se := math.Sqrt(p * (1 - p) / n); math.Abs(counts[x]/n-p) > 4*se {
				t.Errorf("%q first in %v of the texts, want %v ± %v", l.alphabet[x], counts[x]/n, p, se)
			}
		}
	}
}

func TestDrawFollowsTheWeights(t *testing.T) {
	arcs := []arc{{symbol: 0, weight: 1}, {symbol: 1, weight: 0}, {symbol: 2, weight: 3}}
	rng := rand.New(rand.NewPCG(1, 2))
	var counts [3]float64
	for range 40_000 {
		counts[drawArc(arcs, rng).symbol]++
	}
	if se := math.Sqrt(.25 * .75 / 40_000); counts[1] != 0 || math.Abs(counts[0]/40_000-.25) > 4*se {
		t.Errorf("counts %v of weights 1, 0, 3", counts)
	}
}

// Next has the order of the network's softmax without any conversion.
func TestAlphabetIsTheVocabulary(t *testing.T) {
	for _, k := range known {
		s, _ := Find(k.name)
		x := load(t, s)
		c, err := Corpus(x, s.Options)
		if err != nil {
			t.Fatal(err)
		}
		for i, symbol := range x.Law.Alphabet() {
			if c.Vocab.Token(int32(i)) != symbol {
				t.Errorf("%s: id %d is %q, in the alphabet %q", k.name, i, c.Vocab.Token(int32(i)), symbol)
			}
		}
	}
}

func TestLawSpeaksOfCharactersOnly(t *testing.T) {
	s, _ := Find("brackets")
	x := load(t, s)
	for tokens, want := range map[string]bool{"char": true, "byte": true, "word": false} {
		c, err := Corpus(x, text.Options{Tokens: tokens, Valid: 0.1})
		if err != nil {
			t.Fatal(err)
		}
		if got := LawFor(x, c.Vocab) != nil; got != want {
			t.Errorf("%s: a law %v, want %v", tokens, got, want)
		}
	}
	if LawFor(Text{}, nil) != nil {
		t.Error("a text without a law has one")
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-11 {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// Sessions identify their text by its hash: changing a source makes it a new source.
func TestGeneratedTextsNeverChange(t *testing.T) {
	for name, want := range map[string]string{
		"markov":   "36e0e1161bec9470190ce49d80b7cda09d50166bf47a0875b6d968d9febdb72b",
		"brackets": "cd4b5c365a4c3e1e500c74d0fcb68ca482be939a1265627ef660da84aa673191",
		"periodic": "eb7ddf1187f1d1496c1d9812322f3931ecc756d6ffec16a896659cf739099d82",
	} {
		s, _ := Find(name)
		if got := load(t, s).SHA256; got != want {
			t.Errorf("%s: sha256 %s, was %s", name, got, want)
		}
	}
}
