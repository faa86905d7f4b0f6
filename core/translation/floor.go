package translation

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// A Floor is how small a loss can be.
type Floor struct {
	Nats      float64 // per scored target token, <eos> included
	Tokens    int     // scored
	Sources   int     // different ones
	Ambiguous int     // of them, those with several different targets
}

// Floor is the exact floor of the training loss: no network's can be smaller, as a source that has several targets leaves open which is
// meant. The best that can be done is to give each target the share that it has among the targets of its source,
//
//	floor = −Σ ln (n(source, target) / n(source)) / Σ tokens
//
// with sources and targets as a network sees them: rare words are <unk>, and cut sentences end where they are cut. Padding is in no
// sum. Dropout and what a network has yet to learn are above the floor; a validation loss has nothing to do with it.
func (c *Corpus) Floor() Floor {
	type group struct{ n, targets int } // pairs with a source, and different targets among them
	type pair struct {
		source int
		target string
	}
	var groups []group
	index, often := map[string]int{}, map[pair]int{}
	f := Floor{}
	for _, p := range c.Train {
		source := c.key(&c.Source, p.Source)
		i, ok := index[source]
		if !ok {
			i = len(groups)
			index[source], groups = i, append(groups, group{})
		}
		x := pair{i, c.key(&c.Target, p.Target)}
		groups[i].n++
		if often[x]++; often[x] == 1 {
			groups[i].targets++
		}
		f.Tokens += c.steps(p.Target)
	}
	for _, g := range groups {
		f.Sources++
		if g.targets > 1 {
			f.Ambiguous++
		}
	}
	shares := map[[2]int]int{} // n(source, target) and n(source): how many targets have them
	for x, n := range often {
		shares[[2]int{n, groups[x.source].n}]++
	}
	f.Nats = nats(shares) / float64(f.Tokens)
	return f
}

// nats sums −n ln (n / of) over shares, in an order that is always the same.
func nats(shares map[[2]int]int) (sum float64) {
	order := slices.SortedFunc(maps.Keys(shares), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, x := range order {
		n, of := float64(x[0]), float64(x[1])
		sum += float64(shares[x]) * n * math.Log(of/n)
	}
	return sum
}

// key is a sentence as a network sees it.
func (c *Corpus) key(s *Side, x []int32) string {
	b := make([]byte, 0, 2*len(x)+1)
	for _, id := range c.ids(s, x) {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return string(b)
}
