package translation

import (
	"context"
	"math"
	"slices"

	"unroll/core/ngram"
	"unroll/core/text"
)

const (
	ibmRounds    = 10      // of expectation maximization
	mostCells    = 1 << 24 // words of a target times words of its source, over all pairs to learn from: 64 MB
	mostOfAPair  = 1 << 16 // the same of one pair
	unseenWeight = 1.      // IBM1.Weight where there are too few pairs to choose it on some
)

// NewIBM1 learns from the training pairs of c: all, unless they are very long or together more than mostCells; then from some of them,
// evenly. Its time is proportional to words of targets times words of their sources. The error is ctx's.
func NewIBM1(ctx context.Context, c *Corpus) (*IBM1, error) {
	m := &IBM1{Weight: unseenWeight}
	b := &bitext{sources: make([][]int32, 0, len(c.Train)), targets: make([][]int32, 0, len(c.Train)), vs: c.Source.Vocab(), vt: c.Target.Vocab()}
	for _, p := range c.Train {
		b.sources, b.targets = append(b.sources, c.SourceIDs(p)), append(b.targets, c.Scored(p))
	}
	m.ends = newEnds(b.sources, b.targets)
	b = b.bounded(mostCells, mostOfAPair)
	m.Pairs, m.Skipped = len(b.sources), len(c.Train)-len(b.sources)
	if m.Pairs >= everyTenth {
		if err := m.choose(ctx, b); err != nil {
			return nil, err
		}
	}
	f, err := b.fit(ctx, ibmRounds)
	if err != nil {
		return nil, err
	}
	m.table, m.Rounds, m.common = &f.ibmTable, f.rounds, f.common
	return m, nil
}

// choose sets Weight to the best of some on every tenth pair, with what is learned from the others.
func (m *IBM1) choose(ctx context.Context, b *bitext) error {
	learn, held := b.split()
	f, err := learn.fit(ctx, ibmRounds)
	if err != nil {
		return err
	}
	var weights, nats [16]float64
	for k := range weights {
		weights[k] = math.Ldexp(1, k-6)
	}
	for i, source := range held.sources {
		for _, y := range withoutEnd(held.targets[i]) {
			sum := [len(weights)]float64{}
			for s := -1; s < len(source); s++ {
				x := noWord
				if s >= 0 {
					x = source[s]
				}
				count, total := f.at(x, y), f.total[x]
				for k, weight := range weights {
					sum[k] += (count + weight*f.common[y]) / (total + weight)
				}
			}
			for k := range nats {
				nats[k] -= math.Log(sum[k])
			}
		}
	}
	best := 0
	for k := range nats {
		if nats[k] < nats[best] {
			best = k
		}
	}
	m.Weight = weights[best]
	return nil
}

// withoutEnd is what is scored of a target without its <eos>.
func withoutEnd(scored []int32) []int32 {
	if n := len(scored); n > 0 && scored[n-1] == Eos {
		return scored[:n-1]
	}
	return scored
}

// A bitext is pairs as ids: sources, and what is scored of targets; vs and vt are the vocabularies.
type bitext struct {
	sources, targets [][]int32
	vs, vt           int
}

func (b *bitext) cells(i int) int { return (len(b.sources[i]) + 1) * len(withoutEnd(b.targets[i])) }

// some are the pairs of some places.
func (b *bitext) some(places []int) *bitext {
	return &bitext{sources: those(b.sources, places), targets: those(b.targets, places), vs: b.vs, vt: b.vt}
}

// bounded leaves out pairs of more cells than one may have, and of the others as many, evenly, as all may have together.
func (b *bitext) bounded(all, one int) *bitext {
	return b.some(evenly(len(b.sources), all, func(i int) int {
		if n := b.cells(i); n <= one {
			return n
		}
		return -1
	}))
}

// split is nine tenths of the pairs and every tenth.
func (b *bitext) split() (learn, held *bitext) {
	l, h := tenths(len(b.sources))
	return b.some(l), b.some(h)
}

// An ibmFit is what is learned of t, and what learning needs.
type ibmFit struct {
	ibmTable
	rounds []float64
	common []float64
	pairs  *bitext
	p      []float64 // by entry: t(y | x)
	cells  []int32   // entries of (y_j, x_i): pair after pair, j after j, i from 0 (no word) on
}

// fit learns from pairs in some rounds. The error is ctx's.
func (b *bitext) fit(ctx context.Context, rounds int) (*ibmFit, error) {
	f := &ibmFit{pairs: b, common: shares(b)}
	f.pair()
	f.p, f.count, f.total = make([]float64, len(f.word)), make([]float64, len(f.word)), make([]float64, b.vs)
	for e := range f.p {
		f.p[e] = 1 / float64(ibmWords(b.vt))
	}
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.rounds = append(f.rounds, f.round())
	}
	f.p, f.cells = nil, nil
	return f, nil
}

// ibmWords is how many words a target may have, <unk> being one.
func ibmWords(vocab int) int { return vocab - int(Marks) + 1 }

// shares is how common each word is in targets, by id, as the unigram of core/ngram smoothes it.
func shares(b *bitext) []float64 {
	var stream []int32
	for _, y := range b.targets {
		for _, id := range withoutEnd(y) {
			stream = append(stream, max(0, id-Marks+1))
		}
	}
	p := make([]float64, ibmWords(b.vt))
	counts, err := ngram.Count(context.Background(), text.Stream{IDs: stream, V: len(p), EndOfLine: text.Unknown}, 1)
	if err != nil {
		panic(err) // ids are below V
	}
	ngram.Kinds[0].Fit(counts).Model(1).Begin().Next(p)
	list := make([]float64, b.vt)
	list[Unk] = p[0]
	copy(list[Marks:], p[1:])
	return list
}

// pair finds the words that occur together, and of each cell of each pair its entry.
func (f *ibmFit) pair() {
	b := f.pairs
	occurs, at := b.occurrences()
	starts := make([]int, len(b.sources)+1)
	for i := range b.sources {
		starts[i+1] = starts[i] + b.cells(i)
	}
	f.cells = make([]int32, starts[len(b.sources)])
	f.first = make([]int32, b.vs+1)
	stamp, entry := make([]int32, b.vt), make([]int32, b.vt)
	for x := range int32(b.vs) {
		for _, o := range at[occurs[x]:occurs[x+1]] {
			for _, y := range withoutEnd(b.targets[o.pair]) {
				if stamp[y] != x+1 {
					stamp[y] = x + 1
					f.word = append(f.word, y)
				}
			}
		}
		row := f.word[f.first[x]:]
		slices.Sort(row)
		for k, y := range row {
			entry[y] = f.first[x] + int32(k)
		}
		for _, o := range at[occurs[x]:occurs[x+1]] {
			step := len(b.sources[o.pair]) + 1
			for j, y := range withoutEnd(b.targets[o.pair]) {
				f.cells[starts[o.pair]+j*step+int(o.i)] = entry[y]
			}
		}
		f.first[x+1] = int32(len(f.word))
	}
}

// An occurrence is a place of a source word; i is 0 for no word.
type occurrence struct{ pair, i int32 }

// occurrences of source word x are at[first[x]:first[x+1]].
func (b *bitext) occurrences() (first []int, at []occurrence) {
	first = make([]int, b.vs+2)
	for _, source := range b.sources {
		first[noWord+2]++
		for _, x := range source {
			first[x+2]++
		}
	}
	for x := range b.vs {
		first[x+2] += first[x+1]
	}
	at = make([]occurrence, first[b.vs+1])
	put := func(x int32, o occurrence) {
		at[first[x+1]] = o
		first[x+1]++
	}
	for i, source := range b.sources {
		put(noWord, occurrence{int32(i), 0})
		for k, x := range source {
			put(x, occurrence{int32(i), int32(k + 1)})
		}
	}
	return first[:b.vs+1], at
}

// round counts with t what is expected of each pair of words, and makes t of that. It returns nats per word before.
func (f *ibmFit) round() float64 {
	clear(f.count)
	cells, sum, n := f.cells, 0., 0
	for i, source := range f.pairs.sources {
		step := len(source) + 1
		for range withoutEnd(f.pairs.targets[i]) {
			row := cells[:step]
			cells = cells[step:]
			z := 0.
			for _, e := range row {
				z += f.p[e]
			}
			for _, e := range row {
				f.count[e] += f.p[e] / z
			}
			sum -= math.Log(z / float64(step))
			n++
		}
	}
	for x := range f.total {
		f.total[x] = 0
		for e := f.first[x]; e < f.first[x+1]; e++ {
			f.total[x] += f.count[e]
		}
		for e := f.first[x]; e < f.first[x+1]; e++ {
			f.p[e] = f.count[e] / f.total[x]
		}
	}
	return sum / float64(max(n, 1))
}
