package ngram

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/text"
)

func count(t testing.TB, x text.Stream, most int) *Counts {
	t.Helper()
	c, err := Count(context.Background(), x, most)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The law: whatever the history, the probabilities of the V tokens sum to 1.
func TestEveryConditionalSumsToOne(t *testing.T) {
	const most = 8
	for name, x := range texts() {
		c := count(t, x, most)
		for _, k := range Kinds {
			f := k.Fit(c)
			for n := range most + 1 {
				p := make([]float64, x.V)
				for _, h := range histories(x, most+2) {
					r := after(f.Model(n), h)
					r.Next(p)
					sum := 0.0
					for w, v := range p {
						sum += v
						if q := r.P(int32(w)); v < 0 || math.Abs(v-q) > 1e-15 {
							t.Fatalf("%s, %s, order %d after %v: Next says %v of %d, P %v", name, k.Name, n, h, v, w, q)
						}
					}
					if math.Abs(sum-1) > 1e-12 {
						t.Fatalf("%s, %s, order %d after %v: the sum is 1 + %g", name, k.Name, n, h, sum-1)
					}
				}
			}
		}
	}
}

// An unseen token costs ∞ with maximum likelihood, and a finite amount with all others.
func TestOnlyMaximumLikelihoodCallsThingsImpossible(t *testing.T) {
	c := count(t, text.Stream{IDs: []int32{0, 1, 0, 1, 0, 0, 1}, V: 3}, 3)
	for _, k := range Kinds {
		for n := range 4 {
			m := k.Fit(c).Model(n)
			nats, tokens, err := m.Nats(context.Background(), []int32{0, 2, -1, 1})
			if wild := math.IsInf(nats, 1); wild != (k.Name == "mle" && n > 0) || tokens != 2 || err != nil || math.IsNaN(nats) {
				t.Errorf("%s, order %d: %v nats for %d tokens, %v", k.Name, n, nats, tokens, err)
			}
		}
	}
}

func TestANumberOfContextsByHand(t *testing.T) {
	c := count(t, text.Stream{IDs: ids("abracadabra"), V: 26}, 4)
	// Contexts that something follows: a b r c d; ab br ra ac ca ad da; abr bra rac aca cad ada dab.
	for n, want := range []int{0, 1, 5, 7, 7} {
		if got := c.Contexts(n); got != want {
			t.Errorf("order %d stores %d contexts instead of %d", n, got, want)
		}
	}
	for n, want := range []int{0, 5, 7, 7, 7} { // abra and bra occur twice
		if got := c.Entries(n); got != want {
			t.Errorf("there are %d different %d-grams instead of %d", got, n, want)
		}
	}
	if c.Contexts(5) != 0 || c.Contexts(-1) != 0 || c.Most() != 4 {
		t.Error("orders that were not counted have contexts")
	}
}

func ids(s string) []int32 {
	var list []int32
	for _, r := range s {
		list = append(list, r-'a')
	}
	return list
}

// A history ends at an unknown token and, with lines, at the start of a line: what comes before makes no difference.
func TestHistoriesEnd(t *testing.T) {
	x := texts()["lines"]
	c := count(t, x, 6)
	for _, k := range Kinds {
		m := k.Fit(c).Model(6)
		for _, h := range [][]int32{{0, 1, 3}, {0}, {0, 5}} {
			for _, before := range [][]int32{{4, 1, 2}, {2, -1}, {0, 0, 0, 0}} {
				a, b := after(m, h), after(m, append(before, h...))
				for w := range int32(7) {
					if a.P(w) != b.P(w) {
						t.Errorf("%s: P(%d|%v) changes with %v before", k.Name, w, h, before)
					}
				}
			}
		}
		a, b := after(m, []int32{3, 1}), after(m, []int32{2, 4, -1, 3, 1})
		if a.P(2) != b.P(2) {
			t.Errorf("%s: a history extends across an unknown token", k.Name)
		}
	}
}

// Empty texts, and texts of one token or of unknown tokens only: a model knows nothing, and its
// distribution is uniform.
func TestTextsWithoutAnything(t *testing.T) {
	for _, s := range [][]int32{nil, {0}, {-1, -1}, {-1, 0, -1}} {
		for _, lines := range []bool{false, true} {
			c := count(t, text.Stream{IDs: s, V: 2, Lines: lines, EndOfLine: 0}, 4)
			for _, k := range Kinds {
				p := make([]float64, 2)
				r := after(k.Fit(c).Model(4), []int32{0, 1})
				r.Next(p)
				if math.Abs(p[0]+p[1]-1) > 1e-12 {
					t.Errorf("%v, %s: %v", s, k.Name, p)
				}
			}
		}
	}
}

func TestCountRefusesWhatItCannotCount(t *testing.T) {
	for _, x := range []text.Stream{{IDs: []int32{0, 3}, V: 3}, {V: 0}} {
		if _, err := Count(context.Background(), x, 3); err == nil {
			t.Errorf("%+v is counted", x)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Count(ctx, text.Stream{IDs: make([]int32, 10), V: 1}, 3); err != context.Canceled {
		t.Errorf("canceled: %v", err)
	}
	m := Kinds[0].Fit(count(t, text.Stream{IDs: make([]int32, 10), V: 1}, 3)).Model(2)
	if _, _, err := m.Nats(ctx, make([]int32, 10)); err != context.Canceled {
		t.Errorf("canceled: %v", err)
	}
}

func TestFind(t *testing.T) {
	for _, name := range Names() {
		if k, err := Find(name); err != nil || k.Name != name || k.About == "" {
			t.Errorf("%q: %+v, %v", name, k, err)
		}
	}
	if _, err := Find("best"); err == nil || !strings.Contains(err.Error(), "kn, jm, addk, mle") {
		t.Errorf("%v", err)
	}
}

// An order above the highest counted means the highest.
func TestOrdersAreBounded(t *testing.T) {
	f := Kinds[0].Fit(count(t, texts()["one stream"], 3))
	if f.Model(9).Order() != 3 || f.Model(-1).Order() != 0 || f.Model(2).Len() != 6 {
		t.Error("an order is not bounded")
	}
}

// zipf is a text of n words with the frequencies of natural language.
func zipf(n, V int) text.Stream {
	rng := rand.New(rand.NewPCG(5, 6))
	z := rand.NewZipf(rng, 1.1, 2, uint64(V-1))
	s := make([]int32, n)
	for i := range s {
		s[i] = int32(z.Uint64())
		if i > 2 && rng.IntN(2) == 0 {
			s[i] = s[rng.IntN(i-1)+1]
		}
	}
	return text.Stream{IDs: s, V: V}
}

// A 5-gram over a million words takes a few seconds and less than 1 GB (-benchmem counts everything ever allocated).
func BenchmarkMillionWords(b *testing.B) {
	x := zipf(1_000_000, 30_000)
	b.ReportAllocs()
	for b.Loop() {
		Kinds[0].Fit(count(b, x, 5))
	}
}

func BenchmarkP(b *testing.B) {
	x := zipf(1_000_000, 30_000)
	m := Kinds[0].Fit(count(b, x, 5)).Model(5)
	for b.Loop() {
		_, _, _ = m.Nats(context.Background(), x.IDs[:100_001])
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/100_000/float64(b.N), "ns/token")
}
