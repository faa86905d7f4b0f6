package lm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/kernel"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// The answers of an After, computed by their definitions: each answer by a reading of its own from the
// beginning, each order by a stable sort of all candidates.

func chainAgain(l Language, from Prompt) (terms []Term, next []float64) {
	next = make([]float64, l.Len())
	r := l.Begin()
	begun := from.start(r)
	sum, n := 0.0, 0
	for _, id := range from.IDs {
		t := Term{Scored: Scored{ID: id, Nats: math.NaN()}, Given: !begun}
		if begun {
			r.Next(next)
			t.Scored = scored(next, id)
		}
		if begun && id >= 0 {
			sum += t.Nats
			n++
		}
		t.Sum, t.Tokens, t.Perplexity = sum, n, math.Exp(sum/float64(n))
		terms = append(terms, t)
		from.read(r, id)
		begun = true
	}
	r.Next(next)
	return terms, next
}

func walkAgain(l Language, from Prompt, n int, choose func(p []float64) int32) Path {
	var path Path
	r, p := readAgain(l, from), make([]float64, l.Len())
	for range n {
		r.Next(p)
		id := choose(p)
		path.IDs = append(path.IDs, id)
		path.LogP += log(p[id])
		if from.over(id) {
			break
		}
		from.read(r, id)
	}
	return path
}

func predictAgain(m *Model, prefix string, temperature float64) Prediction {
	tokens, ids := m.Vocab.Prefix(prefix)
	pr := Prediction{Step: m.Step, V: m.Vocab.Len()}
	for i, t := range tokens {
		pr.Prefix = append(pr.Prefix, Token{Text: t, ID: ids[i], Known: ids[i] != text.Unknown})
	}
	w := m.Sampler()
	w.Read(ids)
	for id, v := range distribution(w.logits, temperature) {
		if v > 0 {
			pr.Entropy -= v * math.Log(v)
		}
		pr.Top = append(pr.Top, Candidate{ID: int32(id), Text: m.Vocab.Token(int32(id)), P: v, Logit: float64(w.logits[id])})
	}
	slices.SortStableFunc(pr.Top, func(a, b Candidate) int {
		switch {
		case a.P > b.P || (a.P == b.P && a.Logit > b.Logit):
			return -1
		case a.P < b.P || (a.P == b.P && a.Logit < b.Logit):
			return 1
		}
		return 0
	})
	return pr
}

var prefixes = []string{"", "t", "the ra", "the ray\nof", "th漢e", "\n"}

// each calls f with models of all cells, one of them trained, over texts tokenized in several ways.
func each(t *testing.T, f func(t *testing.T, m *Model)) {
	for _, o := range []text.Options{chars, {Tokens: "char", Lines: true}, {Tokens: "word"}, {Tokens: "byte"}} {
		for _, cell := range []string{"rnn", "rnn-relu", "lstm", "gru"} {
			t.Run(fmt.Sprintf("%s lines=%v %s", o.Tokens, o.Lines, cell), func(t *testing.T) {
				f(t, modelWith(t, texttest.Prose(20), o, cell, "uniform:1"))
			})
		}
	}
	t.Run("trained", func(t *testing.T) { f(t, trained(t, chars)) })
}

// The law: all answers about a prefix that was read once agree, to the last bit, with separate readings.
func TestOneReadingAnswersAll(t *testing.T) {
	each(t, func(t *testing.T, m *Model) {
		for _, prefix := range prefixes {
			from, p := m.Prompt(prefix), m.Read(prefix, true, nil)
			for _, temperature := range []float64{1, 0, 0.5, 3} {
				if got, want := p.Predict(temperature, m.Len()), predictAgain(m, prefix, temperature); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%q at temperature %v:\n%v\n%v", prefix, temperature, got, want)
				}
			}
			terms, next := chainAgain(m, from)
			if fmt.Sprint(p.Terms) != fmt.Sprint(terms) || !slices.Equal(p.Next, next) {
				t.Errorf("%q: the chain is\n%v\n%v", prefix, p.Terms, terms)
			}
			cut := Truncation{Temperature: 0.8, TopK: 5, TopP: 0.9}
			stream := func() *rand.Rand { return rand.New(rand.NewPCG(5, 6)) }
			rng := stream()
			paths := []Path{p.Greedy(9), p.Draw(9, cut, stream())}
			want := []Path{
				walkAgain(m, from, 9, func(p []float64) int32 { return Top(p, 1)[0] }),
				walkAgain(m, from, 9, func(p []float64) int32 { q, _ := cut.Of(p, Order(p)); return draw(q, rng) }),
			}
			paths, want = append(paths, p.Beam(5, 3)...), append(want, Read(whole{m}, from).Beam(5, 3)...)
			if fmt.Sprint(paths) != fmt.Sprint(want) {
				t.Errorf("%q continues as\n%v\n%v", prefix, paths, want)
			}
		}
	})
}

// The law: a prefix that continues one read before is the same as one read from its beginning, whatever the
// earlier one was, and does not change the earlier one.
func TestGoingOnFromWhatIsKnown(t *testing.T) {
	other := modelWith(t, texttest.Prose(20), chars, "rnn", "uniform:1").Read("the", true, nil)
	each(t, func(t *testing.T, m *Model) {
		for _, before := range prefixes {
			for _, after := range append(prefixes, "the rays", "the\n") {
				for _, chain := range []bool{false, true} {
					known := m.Read(before, chain, nil)
					was := fmt.Sprint(known.Terms, known.Predict(1, 9), known.Greedy(4))
					for _, k := range []*Prefix{known, other} {
						got, want := m.Read(after, true, k), m.Read(after, true, nil)
						if a, b := fmt.Sprint(got.Text, got.Terms, got.Predict(1, 9), got.Greedy(4)), fmt.Sprint(want.Text, want.Terms, want.Predict(1, 9), want.Greedy(4)); a != b {
							t.Errorf("%q after %q:\n%s\n%s", after, before, a, b)
						}
					}
					if is := fmt.Sprint(known.Terms, known.Predict(1, 9), known.Greedy(4)); is != was {
						t.Errorf("continuing %q has changed it", before)
					}
				}
			}
		}
	})
}

// The law: two texts that continue the same prefix do not affect each other.
func TestTwoWaysOnFromOne(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "lstm", "uniform:1")
	known := m.Read("the", true, nil)
	for _, more := range []string{" ", "r", "a", "i"} {
		known = m.Read(known.Text+more, true, known) // so that there is room after the terms
		one := m.Read(known.Text+"s", true, known)
		was := fmt.Sprint(one.Terms, one.Next)
		m.Read(known.Text+"t", true, known)
		if is := fmt.Sprint(one.Terms, one.Next); is != was {
			t.Errorf("%q has changed:\n%s\n%s", one.Text, was, is)
		}
	}
}

// counted is a language that counts the tokens read.
type counted struct {
	Language
	reads *int
}

type countedReading struct {
	Reading
	reads *int
}

func (c counted) Begin() Reading { return countedReading{c.Language.Begin(), c.reads} }
func (r countedReading) Read(id int32, reset bool) {
	*r.reads++
	r.Reading.Read(id, reset)
}
func (r countedReading) Fork() Reading { return countedReading{r.Reading.(Forker).Fork(), r.reads} }

// The law: the chain and the greedy, sampled and beam continuations together read each token of the prefix once,
// and a token typed after it is one more: whatever else they read does not depend on the length of the prefix.
func TestEachTokenIsReadOnce(t *testing.T) {
	m := modelWith(t, texttest.Prose(20), chars, "gru", "uniform:1")
	reads := 0
	l := counted{m, &reads}
	since := func() int {
		n := reads
		reads = 0
		return n
	}
	ask := func(a *After) int {
		a.Greedy(20)
		a.Draw(20, Whole, rand.New(rand.NewPCG(1, 2)))
		a.Beam(20, 4)
		return since()
	}
	const long = "the rays of light which differ"
	short := ask(Read(l, m.Prompt("t"))) - 1
	a := Chain(l, m.Prompt(long))
	if n := since(); n != len(long) {
		t.Errorf("%d tokens read for a prefix of %d", n, len(long))
	}
	if n := ask(a); n != short {
		t.Errorf("%d tokens read to continue a long prefix, %d from a short one", n, short)
	}
	b := a.on(m.Prompt(long+" i"), true)
	if n := since(); n != 2 {
		t.Errorf("%d tokens read for a prefix with 2 more", n)
	}
	if n := ask(b); n != short {
		t.Errorf("%d tokens read to continue from there, %d from a short one", n, short)
	}
}

// The law: leading finds what a stable sort of all ids puts first, with equals in the order of their ids.
func TestLeadingIsTheBeginningOfTheOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for _, v := range []int{1, 2, 63, 64, 65, 500} {
		p := make([]float64, v)
		for i := range p {
			p[i] = float64(rng.IntN(v/4 + 1)) // many equals
		}
		all := make([]int32, v)
		for i := range all {
			all[i] = int32(i)
		}
		slices.SortStableFunc(all, func(a, b int32) int { return int(p[b] - p[a]) })
		for _, n := range []int{-1, 0, 1, 7, 64, v - 1, v, v + 1} {
			got := leading(v, n, func(a, b int32) int { return rank(p, a, b) })
			if want := all[:min(max(n, 0), v)]; !slices.Equal(got, want) {
				t.Errorf("the first %d of %d: %v instead of %v", n, v, got, want)
			}
		}
	}
}

// The law: softmax of the logits less the largest equals softmax of the logits, to the last bit, even if it
// is not a distribution: a prediction at temperature 1 and the language's own Next are the same.
func TestTemperatureOneChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	inf := float32(math.Inf(1))
	for _, spread := range []float64{0.1, 3, 100, 1e30} {
		for n := 1; n < 200; n += 7 {
			o, wide := make([]float32, n), make([]float64, n)
			for i := range o {
				o[i] = float32(spread * rng.NormFloat64())
			}
			for k, odd := range []float32{0, -inf, inf, float32(math.NaN())} {
				if k > 0 {
					o[rng.IntN(n)] = odd
				}
				for i, v := range o {
					wide[i] = float64(v)
				}
				kernel.Softmax(wide, wide)
				for i, v := range distribution(o, 1) {
					if math.Float64bits(v) != math.Float64bits(wide[i]) && !(math.IsNaN(v) && math.IsNaN(wide[i])) {
						t.Fatalf("%d logits, spread %v: p[%d] is %v and %v", n, spread, i, v, wide[i])
					}
				}
			}
		}
	}
}
