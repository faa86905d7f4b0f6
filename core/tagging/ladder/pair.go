package ladder

import "math"

// A Pair compares two taggers on the same words: much of what chance does to one it does to the other.
type Pair struct {
	Sentences int
	Diff      float64 // loss of the first less that of the second, nats/word: positive where the second is better
	SE        float64 // standard error of Diff; +∞ for fewer than two sentences
	Base      float64 // loss of the second, nats/word
}

// A cost is what the tags of a sentence cost a tagger.
type cost struct {
	nll   float64 // Σ −log p, nats
	words int     // whose tag training had
}

// compare holds the costs of one tagger against those of another for the same sentences. Sentences are independent, words
// within them are not: SE is that of a ratio of sums over sentences (Cochran 1977, §6.3), so it does not need words to be
// independent.
func compare(a, b []cost) Pair {
	p := Pair{Sentences: len(a), SE: math.Inf(1)}
	n := 0.0
	for i := range a {
		p.Diff += a[i].nll - b[i].nll
		p.Base += b[i].nll
		n += float64(a[i].words)
	}
	p.Diff, p.Base = p.Diff/n, p.Base/n
	S := float64(len(a))
	if S < 2 {
		return p
	}
	sum := 0.0
	for i := range a {
		e := a[i].nll - b[i].nll - p.Diff*float64(a[i].words)
		sum += e * e
	}
	p.SE = math.Sqrt(sum*S/(S-1)) / n
	return p
}

// Z is Diff in standard errors; 0 where both are the same.
func (p Pair) Z() float64 {
	if p.Diff == 0 {
		return 0
	}
	return p.Diff / p.SE
}

// below says whether the first is better than the second by more than chance does and by more than a share of its loss.
func (p Pair) below(share float64) bool { return p.Diff < -max(share*p.Base, smallZ*p.SE) }

// near says whether the first is not clearly worse than the second: by no more than a share of its loss, or than chance does.
func (p Pair) near(share float64) bool { return p.Diff <= max(share*p.Base, smallZ*p.SE) }
