package translation

import (
	"math"
	"testing"
)

// The law: targets twice as long as their sources are expected to be so for sources of lengths that were never seen, too.
func TestLengthsFollowTheSource(t *testing.T) {
	var sources, targets [][]int32
	for n := 1; n <= 10; n++ {
		for range 20 {
			sources = append(sources, make([]int32, n))
			targets = append(targets, append(make([]int32, 2*n), Eos))
		}
	}
	e := newEnds(sources, targets)
	for _, n := range []int{1, 5, 10, 15, 40} {
		left, likeliest, best := 1., 0, 0.
		for m := range 200 {
			p := e.p(n, m)
			if !(p > 0 && p < 1) {
				t.Fatalf("source of %d, target of %d: ends with %g", n, m, p)
			}
			if left*p > best {
				likeliest, best = m, left*p
			}
			left *= 1 - p
		}
		if off := math.Abs(float64(likeliest-2*n)) / float64(2*n); off > 0.12 || (n <= 10 && best < 0.8) {
			t.Errorf("source of %d: %d tokens are likeliest, with %g", n, likeliest, best)
		}
	}
}

// The law: what the counts are drawn towards is how common words are in targets: the commoner the larger, together 1, and more than
// nothing for one that was never seen.
func TestSharesOfWords(t *testing.T) {
	c := corpusOf(t, Options{MinFreq: 2}, []string{"a=x x x x y y y z z rare", "a=x y x y z odd"}, nil)
	p := shares(bitextOf(c))
	x := Marks // x 6, y 5, z 3, <unk> 2
	sum := 0.
	for _, v := range p {
		sum += v
	}
	if !(p[x] > p[x+1] && p[x+1] > p[x+2] && p[x+2] > p[Unk] && p[Unk] > 0) || len(p) != c.Target.Vocab() || p[Pad]+p[Bos]+p[Eos] != 0 || math.Abs(sum-1) > 1e-12 || math.Abs(p[x]-6./16) > 0.05 {
		t.Errorf("%v", p)
	}
	if p := shares(&bitext{vt: int(Marks) + 3}); p[Unk] != 0.25 || p[Marks+2] != 0.25 {
		t.Errorf("of nothing: %v", p)
	}
}
