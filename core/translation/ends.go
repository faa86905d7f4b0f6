package translation

import "math"

// ends is a model of how long targets are, given how long the source is: the probability that a target ends where it is. It depends
// on the lengths of both, is drawn towards what it is at the same share of the length that is expected, and that towards the share of
// all places at which a target ends.
type ends struct {
	ratio float64             // tokens of targets for each token of sources
	exact map[[2]int]ending   // by tokens of the source and of the target so far
	part  [3*parts + 1]ending // by tokens of the target so far as a share of those expected
	all   ending
}

// An ending is how often targets were that long, and how often they ended there.
type ending struct{ times, ended float64 }

// share is the probability of an end, drawn towards base as if that had been seen endsWeight times.
func (e ending) share(base float64) float64 {
	return (e.ended + endsWeight*base) / (e.times + endsWeight)
}

const endsWeight = 2

// newEnds counts sources and what is scored of their targets.
func newEnds(sources, targets [][]int32) *ends {
	e := &ends{exact: map[[2]int]ending{}}
	x, y := 0, 0
	for i := range sources {
		x, y = x+len(sources[i]), y+len(targets[i])
	}
	e.ratio = float64(y) / float64(max(x, 1))
	for i, source := range sources {
		for n, id := range targets[i] {
			at, part := [2]int{len(source), n}, &e.part[e.partOf(len(source), n)]
			e.exact[at] = e.exact[at].seen(id == Eos)
			*part = part.seen(id == Eos)
			e.all = e.all.seen(id == Eos)
		}
	}
	return e
}

func (e ending) seen(ended bool) ending {
	e.times++
	if ended {
		e.ended++
	}
	return e
}

// parts are into how many the expected length is divided.
const parts = 16

// partOf is in which part n tokens are of the length that a source of so many tokens lets expect.
func (e *ends) partOf(source, n int) int {
	part := math.Round(parts * float64(n) / math.Max(1, e.ratio*float64(source)))
	return int(math.Min(part, float64(len(e.part)-1)))
}

// p is the probability, above 0 and below 1, that a target of n tokens so far ends there.
func (e *ends) p(source, n int) float64 {
	return e.exact[[2]int{source, n}].share(e.part[e.partOf(source, n)].share(e.all.share(0.5)))
}
