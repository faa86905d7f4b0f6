package datasets

import (
	"math"
	"slices"
	"strings"
	"testing"

	"unroll/core/fill"
	"unroll/core/text"
)

var _ fill.Law = (*TwoSided)(nil)

// twoSided is the law of a known source, with ids in the order of its alphabet.
func twoSided(t *testing.T, c *chain) *TwoSided {
	t.Helper()
	tok, err := text.FindTokenizer("char")
	if err != nil {
		t.Fatal(err)
	}
	v := text.BuildVocab(tok, strings.Join(c.alphabet, ""))
	l := TwoSidedFor(Text{Law: c}, v)
	if l == nil {
		t.Fatal("there is no law of both sides")
	}
	return l
}

// whole is the probability of a text that begins anywhere, by the chain rule over every state it may begin in.
func whole(c *chain, text []string) float64 {
	sum := 0.0
	for s, p := range c.pi {
		for _, x := range text {
			a, ok := c.step(s, slices.Index(c.alphabet, x))
			if p *= a.p; !ok {
				p = 0
				break
			}
			s = a.to
		}
		sum += p
	}
	return sum
}

// The law: P(x_t | all others) is the joint probability of the text with x at t, divided by that of all texts that differ
// from it at t only; at the edges too, for every source with a law.
func TestAroundIsBayesRule(t *testing.T) {
	for _, k := range known {
		c := k.law()
		l := twoSided(t, c)
		for seed := range uint64(3) {
			symbols := strings.Split(c.Generate(seed, 40), "")
			ids := idsOf(c, symbols)
			seen := 0
			l.Around(ids, func(at int, p []float64) {
				seen++
				other, want, sum := slices.Clone(symbols), make([]float64, len(c.alphabet)), 0.0
				for x, name := range c.alphabet {
					other[at] = name
					want[x] = whole(c, other)
					sum += want[x]
				}
				for x := range want {
					if got := p[x]; math.Abs(got-want[x]/sum) > 1e-9 {
						t.Fatalf("%s, seed %d: P(%q at %d) = %v, by brute force %v", k.name, seed, c.alphabet[x], at, got, want[x]/sum)
					}
				}
			})
			if seen != len(ids) {
				t.Fatalf("%s: %d of %d places were seen", k.name, seen, len(ids))
			}
		}
	}
}

func idsOf(c *chain, symbols []string) (ids []int32) {
	for _, x := range symbols {
		ids = append(ids, int32(slices.Index(c.alphabet, x)))
	}
	return ids
}

// product is P(x | k before, k after) of a chain of order k whose states are its contexts: the k+1 transitions that x takes part
// in, normalised.
func product(c *chain, before, after []int) []float64 {
	p, sum := make([]float64, len(c.alphabet)), 0.0
	for x := range p {
		s, q := 0, 1.0
		for _, y := range before {
			s = s*len(c.alphabet) + y
		}
		for _, y := range append([]int{x}, after...) {
			a, _ := c.step(s, y)
			q *= a.p
			s = a.to
		}
		p[x] = q
		sum += q
	}
	for x := range p {
		p[x] /= sum
	}
	return p
}

// The law: on markov only the two letters on each side count, by the product of the three transitions that a letter takes part in;
// and the mean loss of the law over a long text is, within 4 standard errors, its expectation over all windows of five.
func TestAroundOnMarkov(t *testing.T) {
	c := markovLaw()
	l, V := twoSided(t, c), len(c.alphabet)
	symbols := idsOf(c, strings.Split(c.Generate(5, 20_000), ""))
	sum, squares, n := 0.0, 0.0, 0.0
	l.Around(symbols, func(at int, p []float64) {
		if at < 2 || at+2 >= len(symbols) {
			return
		}
		near := func(i int) int { return int(symbols[at+i]) }
		for x, want := range product(c, []int{near(-2), near(-1)}, []int{near(1), near(2)}) {
			if math.Abs(p[x]-want) > 1e-12 {
				t.Fatalf("at %d: P(%d) = %v, the product of its transitions says %v", at, x, p[x], want)
			}
		}
		nats := -math.Log(p[symbols[at]])
		sum, squares, n = sum+nats, squares+nats*nats, n+1
	})
	want := expected(c)
	mean := sum / n
	if se := math.Sqrt((squares/n - mean*mean) / n); math.Abs(mean-want) > 4*se {
		t.Errorf("the mean loss is %.4f ± %.4f, its expectation %.4f nats", mean, se, want)
	}
	if want >= c.Rate() {
		t.Errorf("two sides leave %.4f nats, the past alone %.4f", want, c.Rate())
	}
	t.Logf("expected %.5f nats (perplexity %.4f), on this text %.5f; the past alone leaves %.5f; V = %d", want, math.Exp(want), mean, c.Rate(), V)
}

// expected is H(x_t | two before, two after) of markov by enumeration.
func expected(c *chain) float64 {
	V, h := len(c.alphabet), 0.0
	for s, pi := range c.pi {
		before := []int{s / V, s % V}
		for y := range V * V {
			after := []int{y / V, y % V}
			for x, q := range product(c, before, after) {
				joint, at := pi, s
				for _, z := range []int{x, after[0], after[1]} {
					a, _ := c.step(at, z)
					joint *= a.p
					at = a.to
				}
				h -= joint * math.Log(q)
			}
		}
	}
	return h
}

// The law: what is not known is averaged over, and an impossible text has no law.
func TestAroundWithUnknownTokens(t *testing.T) {
	c := markovLaw()
	l := twoSided(t, c)
	l.Around([]int32{0, -1, 3}, func(at int, p []float64) {
		want, sum := make([]float64, len(c.alphabet)), 0.0
		for x, name := range c.alphabet {
			for _, middle := range c.alphabet {
				text := []string{"a", middle, "d"}
				if text[at] = name; at == 1 {
					text[1] = name
				}
				want[x] += whole(c, text)
			}
			sum += want[x]
		}
		for x := range want {
			if math.Abs(p[x]-want[x]/sum) > 1e-12 {
				t.Fatalf("at %d: %v, want %v", at, p[x], want[x]/sum)
			}
		}
	})
	b := bracketsLaw()
	twoSided(t, b).Around(idsOf(b, []string{"\n", ")", "("}), func(int, []float64) { t.Error("a line that begins with ) has a law") })
}
