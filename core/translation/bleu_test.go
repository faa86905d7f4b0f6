package translation

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The law: BLEU by hand, as the textbook works it out, and its figures for sentences that its networks translate.
func TestBLEUByHand(t *testing.T) {
	b := Compare(strings.Fields("A B C D E F"), strings.Fields("A B B C D")).BLEU
	if b.Matched != [4]int{4, 3, 1, 0} || b.Total != [4]int{5, 4, 3, 2} || b.Length != 5 || b.Reference != 6 {
		t.Errorf("%+v", b)
	}
	if b.Score() != 0 || b.Without() != 4 || b.Precision(2) != 0.75 || !sameNumber(b.Brevity(), math.Exp(1-6./5)) {
		t.Errorf("score %g, without %d, brevity %g", b.Score(), b.Without(), b.Brevity())
	}
	short := Compare(strings.Fields("A B C D E F"), strings.Fields("A B")).BLEU
	if !sameNumber(short.Brevity(), math.Exp(1-6./2)) || !sameNumber(short.BookBLEU(2), math.Exp(-2)) || short.Without() != 3 || !math.IsNaN(short.Precision(3)) {
		t.Errorf("%+v: %g, %g", short, short.Brevity(), short.BookBLEU(2))
	}
	for _, x := range []struct {
		reference, translation string
		want                   float64
	}{
		{"va !", "va !", 1}, {"il est calme .", "il est mouillé .", 0.658}, {"il est calme .", "il est bon !", 0.537},
		{"il est calme .", "<unk> .", 0}, {"il est calme .", "il", math.Exp(-3)}, {"il est calme .", "", 0}, {"je suis chez moi .", "je suis chez moi .", 1},
	} {
		if got := Compare(strings.Fields(x.reference), strings.Fields(x.translation)).BLEU.BookBLEU(BookK); math.Abs(got-x.want) > 5e-4 {
			t.Errorf("%q against %q: %g, want %g", x.translation, x.reference, got, x.want)
		}
	}
}

func sameNumber(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }

// The law: BLEU and the book's score are what their definitions say, counted in another way: strings, and for each different
// n-gram the smaller of two counts.
func TestBLEUAgainstItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sentence := func() []string {
		x := make([]string, r.IntN(12))
		for i := range x {
			x[i] = []string{"a", "b", "c", "d", "ab", ""}[r.IntN(6)]
		}
		return x
	}
	var all Score
	var pairs [][2][]string
	for range 1000 {
		p := [2][]string{sentence(), sentence()}
		if r.IntN(2) == 0 { // something like the reference
			p[1] = append(append([]string{}, p[0]...), p[1]...)[r.IntN(len(p[0])+1):]
		}
		one := Compare(p[0], p[1])
		if want := naiveBLEU([][2][]string{p}); !sameNumber(one.BLEU.Score(), want) {
			t.Fatalf("%q: %g, want %g", p, one.BLEU.Score(), want)
		}
		if want := naiveBook(p[0], p[1], 2); !sameNumber(one.BookBLEU(), want) {
			t.Fatalf("%q: %g, want %g", p, one.BookBLEU(), want)
		}
		pairs, all = append(pairs, p), all.Plus(one)
	}
	if want := naiveBLEU(pairs); !sameNumber(all.BLEU.Score(), want) || want < 0.1 || all.Sentences != 1000 {
		t.Errorf("%g, want %g", all.BLEU.Score(), want)
	}
}

// naiveCounts are how often each n-gram occurs, written as text.
func naiveCounts(x []string, n int) map[string]int {
	counts := map[string]int{}
	for end := n; end <= len(x); end++ {
		counts["|"+strings.Join(x[end-n:end], "|")]++
	}
	return counts
}

func naiveBLEU(pairs [][2][]string) float64 {
	product, r, c := 1., 0., 0.
	for n := 4; n > 0; n-- {
		clipped, candidates := 0, 0
		for _, p := range pairs {
			reference := naiveCounts(p[0], n)
			for g, k := range naiveCounts(p[1], n) {
				clipped += min(k, reference[g])
				candidates += k
			}
		}
		if clipped == 0 {
			return 0
		}
		product *= float64(clipped) / float64(candidates)
	}
	for _, p := range pairs {
		r, c = r+float64(len(p[0])), c+float64(len(p[1]))
	}
	if c <= r {
		return math.Exp(1-r/c) * math.Sqrt(math.Sqrt(product))
	}
	return math.Sqrt(math.Sqrt(product))
}

func naiveBook(reference, x []string, k int) float64 {
	if len(x) == 0 {
		return 0
	}
	log := min(0, 1-float64(len(reference))/float64(len(x)))
	for n := 1; n <= k && n <= len(x); n++ {
		clipped := 0
		for g, times := range naiveCounts(x, n) {
			clipped += min(times, naiveCounts(reference, n)[g])
		}
		log += math.Log(float64(clipped)/float64(len(x)-n+1)) / math.Exp2(float64(n))
	}
	return math.Exp(log)
}

// The law: a corpus translated without fault has 1, if it is long enough; the order of its sentences changes nothing; nothing is
// above 1; an exact match has every token right.
func TestScoresOfCorpora(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sentences := rapid.SliceOfN(rapid.SliceOfN(rapid.Int32Range(0, 5), 0, 9), 1, 8)
		x, y := sentences.Draw(t, "x"), sentences.Draw(t, "y")
		var same, there, back Score
		longest := 0
		for _, s := range x {
			same = same.Plus(Compare(s, s))
			longest = max(longest, len(s))
		}
		if same.ExactMatch() != 1 || same.Right != same.Tokens || (longest >= 4 && !sameNumber(same.BLEU.Score(), 1)) || (longest < 4) != (same.BLEU.Score() == 0) {
			t.Fatalf("%v: %+v", x, same)
		}
		n := min(len(x), len(y))
		for i := range n {
			there, back = there.Plus(Compare(x[i], y[i])), back.Plus(Compare(x[n-1-i], y[n-1-i]))
		}
		if there.BLEU != back.BLEU || there.Exact != back.Exact || !sameNumber(there.Book, back.Book) {
			t.Fatalf("%+v in another order: %+v", there, back)
		}
		if s := there.BLEU.Score(); !(s >= 0 && s <= 1+1e-12) || there.BookBLEU() > 1 {
			t.Fatalf("%g, %g", s, there.BookBLEU())
		}
	})
}
