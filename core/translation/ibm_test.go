package translation

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// corpusOf makes a corpus of pairs written as "source = target".
func corpusOf(t testing.TB, o Options, train, valid []string) *Corpus {
	t.Helper()
	lines := func(list []string) (l []Line) {
		for _, x := range list {
			source, target, _ := strings.Cut(x, "=")
			l = append(l, Line{source, target})
		}
		return l
	}
	o.Source, o.Target = Words, Words
	c, err := NewCorpus(lines(train), lines(valid), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ibmOf(t testing.TB, c *Corpus) *IBM1 {
	t.Helper()
	m, err := NewIBM1(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// bitextOf is the training pairs of c as ids.
func bitextOf(c *Corpus) *bitext {
	b := &bitext{vs: c.Source.Vocab(), vt: c.Target.Vocab()}
	for _, p := range c.Train {
		b.sources, b.targets = append(b.sources, c.SourceIDs(p)), append(b.targets, c.Scored(p))
	}
	return b
}

// lexicon makes n pairs of a language whose words are translated one by one, in the opposite
// order, with a second translation now and then; a word depends on the one before.
func lexicon(n int, seed uint64) (list []string) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range n {
		var x, y []string
		w := r.IntN(20)
		for range 1 + r.IntN(6) {
			w = (w + 1 + r.IntN(6)) % 20
			x = append(x, "s"+string(rune('a'+w)))
			y = append(y, "t"+string(rune('a'+w)))
			if r.IntN(5) == 0 {
				y[len(y)-1] = "T" + string(rune('a'+w))
			}
		}
		slices.Reverse(y)
		list = append(list, strings.Join(x, " ")+"="+strings.Join(y, " "))
	}
	return list
}

// The law: two rounds of expectation maximization by hand, "no word" included.
func TestRoundsByHand(t *testing.T) {
	c := corpusOf(t, Options{}, []string{"das haus=the house", "das buch=the book"}, nil)
	id := func(s *Side, w string) int32 {
		if w == "" {
			return noWord
		}
		return s.ID(s.Index([]string{w})[0])
	}
	for rounds, want := range []map[string]float64{
		1: {" the": 1. / 2, " house": 1. / 4, "das the": 1. / 2, "das book": 1. / 4, "haus the": 1. / 2, "haus house": 1. / 2, "haus book": 0},
		2: {" the": 4. / 7, " book": 3. / 14, "das the": 4. / 7, "das house": 3. / 14, "haus the": 2. / 5, "haus house": 3. / 5, "buch book": 3. / 5},
	} {
		f, err := bitextOf(c).fit(context.Background(), rounds)
		if err != nil {
			t.Fatal(err)
		}
		for words, p := range want {
			source, target, _ := strings.Cut(words, " ")
			x, y := id(&c.Source, source), id(&c.Target, target)
			if got := f.at(x, y) / f.total[x]; !sameNumber(got, p) {
				t.Errorf("after %d rounds t(%s | %s) = %g, want %g", rounds, target, source, got, p)
			}
		}
		if rounds > 0 && !sameNumber(f.rounds[0], math.Log(4)) {
			t.Errorf("before the first round %g nats per word, want ln 4", f.rounds[0])
		}
	}
}

// The law: no round makes the training pairs less likely, and the expected counts add up to the words of the targets.
func TestRoundsNeverLoseLikelihood(t *testing.T) {
	for seed := range uint64(5) {
		b := bitextOf(corpusOf(t, Options{}, lexicon(150, seed), nil))
		f, err := b.fit(context.Background(), 40)
		if err != nil {
			t.Fatal(err)
		}
		for k := 1; k < len(f.rounds); k++ {
			if f.rounds[k] > f.rounds[k-1]+1e-12 {
				t.Fatalf("seed %d: round %d rises from %.15g to %.15g", seed, k, f.rounds[k-1], f.rounds[k])
			}
		}
		if f.rounds[39] > f.rounds[0]-0.5 {
			t.Errorf("seed %d: nothing is learned: %v", seed, f.rounds)
		}
		counted, n := 0., 0
		for _, total := range f.total {
			counted += total
		}
		for _, y := range b.targets {
			n += len(withoutEnd(y))
		}
		if math.Abs(counted-float64(n)) > 1e-9*float64(n) {
			t.Errorf("seed %d: %g words counted of %d", seed, counted, n)
		}
	}
}

// The law: given a source, whether it was seen or not, the probabilities of all targets up to a length and of the beginnings of
// longer ones sum to 1.
func TestIBM1SumsToOne(t *testing.T) {
	c := corpusOf(t, Options{MinFreq: 2}, []string{"a b=x y", "a=x", "b b a=y y x", "a c b=x z y", "b a=y x", "c=z"}, nil)
	m := ibmOf(t, c)
	next := []int32{Unk, Eos}
	for y := Marks; y < int32(c.Target.Vocab()); y++ {
		next = append(next, y)
	}
	for _, source := range [][]int32{{Marks}, {Marks + 1, Unk, Marks}, {Unk}, slices.Repeat([]int32{Marks}, 30)} {
		for most := range 5 {
			var sum float64
			var grow func(y []int32)
			grow = func(y []int32) {
				if n := len(y); n == most || (n > 0 && y[n-1] == Eos) {
					nats := 0.
					for _, v := range m.Losses(source, y) {
						nats += v
					}
					sum += math.Exp(-nats)
					return
				}
				for _, id := range next {
					grow(append(y[:len(y):len(y)], id))
				}
			}
			grow(nil)
			if math.Abs(sum-1) > 1e-12 {
				t.Errorf("source %v, %d tokens: sum %.15g", source, most, sum)
			}
		}
	}
}

// The law: a loss is that of the sum over all alignments, each with the product of its words.
func TestIBM1IsASumOverAlignments(t *testing.T) {
	c := corpusOf(t, Options{}, lexicon(100, 9), nil)
	m := ibmOf(t, c)
	for _, p := range c.Train[:30] {
		x, y := append([]int32{noWord}, c.SourceIDs(p)...), withoutEnd(c.Scored(p))
		if len(y) > 4 {
			continue
		}
		var all func(j int) float64
		all = func(j int) (sum float64) {
			if j == len(y) {
				return 1
			}
			for _, from := range x {
				sum += m.T(y[j], from) / float64(len(x)) * all(j+1)
			}
			return sum
		}
		want, got := -math.Log(all(0))-math.Log(m.ends.p(len(x)-1, len(y))), 0.
		for j := range y {
			want -= math.Log(1 - m.ends.p(len(x)-1, j))
		}
		for _, v := range m.Losses(x[1:], append(y[:len(y):len(y)], Eos)) {
			got += v
		}
		if math.Abs(got-want) > 1e-9*want {
			t.Errorf("%v: %g nats, want %g", p, got, want)
		}
	}
}

// The law: on a language translated word by word the model finds the words, its loss on other pairs comes near what their source
// leaves open, and it is the same every time.
func TestIBM1FindsTheWords(t *testing.T) {
	c := corpusOf(t, Options{}, lexicon(2000, 1), lexicon(300, 2))
	m := ibmOf(t, c)
	right, all := 0, 0
	for _, p := range c.Valid {
		source, scored := c.SourceIDs(p), c.Scored(p)
		for j, i := range m.Best(source, scored) {
			if scored[j] == Eos {
				if i != -1 {
					t.Fatalf("<eos> comes from %d", i)
				}
				continue
			}
			all++
			if i >= 0 && c.Source.Word(source[i])[1] == c.Target.Word(scored[j])[1] {
				right++
			}
		}
		for j, row := range m.Align(source, scored) {
			sum := 0.
			for _, v := range row {
				sum += v
			}
			if want := map[bool]float64{false: 1, true: 0}[scored[j] == Eos]; math.Abs(sum-want) > 1e-12 {
				t.Fatalf("row %d sums to %g", j, sum)
			}
		}
	}
	if right < all*99/100 {
		t.Errorf("%d of %d words", right, all)
	}
	again := ibmOf(t, c)
	p := c.Valid[0]
	if !slices.Equal(m.Losses(c.SourceIDs(p), c.Scored(p)), again.Losses(c.SourceIDs(p), c.Scored(p))) || !slices.Equal(m.Rounds, again.Rounds) {
		t.Error("not the same twice")
	}
}

// The law: what was never seen has a finite loss, a target that was cut has no <eos>, and a source of any length an answer.
func TestIBM1OfTheUnseen(t *testing.T) {
	c := corpusOf(t, Options{Length: 4, Cut: true}, []string{"a b c d e=x y z w v", "a=x"}, []string{"q=p", "a=w w w w w"})
	m := ibmOf(t, c)
	for _, p := range append(c.Train, c.Valid...) {
		scored := c.Scored(p)
		if whole := len(p.Target) < 4; whole != (scored[len(scored)-1] == Eos) || len(scored) > 4 {
			t.Errorf("%v is scored as %v", p.Target, scored)
		}
		for _, nats := range m.Losses(c.SourceIDs(p), scored) {
			if !(nats > 0) || math.IsInf(nats, 1) {
				t.Errorf("%v: %g nats", p, nats)
			}
		}
	}
	for _, v := range m.Losses(nil, []int32{Eos}) {
		if math.IsInf(v, 0) || math.IsNaN(v) {
			t.Error("no source: no loss")
		}
	}
}

// The law: a bound of cells is kept, evenly over the pairs, and pairs that are too long by themselves are left out.
func TestBoundedPairs(t *testing.T) {
	b := bitextOf(corpusOf(t, Options{}, append(lexicon(1000, 3), strings.Repeat("a ", 300)+"="+strings.Repeat("b ", 300)), nil))
	some, cells, early := b.bounded(5000, 1000), 0, 0
	place := map[*int32]int{}
	for i, source := range b.sources {
		place[&source[0]] = i
	}
	for i, source := range some.sources {
		cells += some.cells(i)
		if place[&source[0]] < 500 {
			early += some.cells(i)
		}
		if len(source) > 6 {
			t.Error("a pair that is too long")
		}
	}
	if cells > 5000 || cells < 4900 || early < 2200 || early > 2800 {
		t.Errorf("%d cells, %d of them of the first half", cells, early)
	}
	if n := len(b.bounded(1<<20, 1000).sources); n != 1000 {
		t.Errorf("%d pairs of 1000", n)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := b.fit(ended, 3); err == nil {
		t.Error("goes on though it was ended")
	}
}
