package translation

import (
	"math"
	"slices"
)

// IBM1 is IBM model 1 (Brown et al. 1993): each word of a target y is the translation of one word of the source x, or of none, all
// equally likely, in any order:
//
//	P(y | x) = Π_j (1 − P(end | l, j−1)) · 1/(l+1) · Σ_{i=0..l} t(y_j | x_i)   and at last P(end | l, m)
//
// where x_0 is no word, l and m are the lengths of x and y, and the probabilities of an end are a model of length in the place of
// <eos>. They sum to 1 over all targets, so the loss is that of a language model, in nats per token. A target that was cut does not
// end, as for a network.
//
// t comes from training pairs by expectation maximization, and is then drawn towards how common a word is among targets, as if that
// had been seen Weight times with each source word; so what was never seen together has a loss, too. It never changes.
type IBM1 struct {
	Weight  float64   // chosen on a tenth of the training pairs, before it learned from all
	Rounds  []float64 // nats per word of the training pairs before each round: never rising; the first is with all words equally likely
	Pairs   int       // that it learned from
	Skipped int       // training pairs that it did not learn from, since they are too long or too many

	table  *ibmTable
	common []float64 // by target id: share among words of targets, never 0 for one that may come
	ends   *ends
}

// noWord is the row of the word that is not there, among ids of sources.
const noWord = Bos

// An ibmTable is a sparse matrix of source words by target words: those that occur together in a pair.
type ibmTable struct {
	first []int32   // first[x] … first[x+1]: entries of source word x
	word  []int32   // by entry: the target word, rising in each row
	count []float64 // by entry: how often the target word is expected to be the source word's translation
	total []float64 // by source word: Σ count
}

// at is the count of y as a translation of x.
func (t *ibmTable) at(x, y int32) float64 {
	lo, hi := t.first[x], t.first[x+1]
	if k, ok := slices.BinarySearch(t.word[lo:hi], y); ok {
		return t.count[int(lo)+k]
	}
	return 0
}

// T is t(y | x), the probability that y is the translation of x, ids of the target and of the source.
func (m *IBM1) T(y, x int32) float64 {
	return (m.table.at(x, y) + m.Weight*m.common[y]) / (m.table.total[x] + m.Weight)
}

// Losses are nats of each of the scored tokens of a target (Corpus.Scored), given the ids of its source.
func (m *IBM1) Losses(source, scored []int32) []float64 {
	list := make([]float64, len(scored))
	for j, y := range scored {
		end := m.ends.p(len(source), j)
		if y == Eos {
			list[j] = -math.Log(end)
			continue
		}
		sum := m.T(y, noWord)
		for _, x := range source {
			sum += m.T(y, x)
		}
		list[j] = -math.Log1p(-end) - math.Log(sum/float64(len(source)+1))
	}
	return list
}

// Align returns of each of the scored tokens, from which token of the source it comes with which probability: T×(S+1), where column 0 is
// no word and column 1+i token i of the source. A row sums to 1; that of <eos> is 0.
func (m *IBM1) Align(source, scored []int32) [][]float64 {
	rows := make([][]float64, len(scored))
	for j, y := range scored {
		rows[j] = make([]float64, len(source)+1)
		if y == Eos {
			continue
		}
		rows[j][0] = m.T(y, noWord)
		sum := rows[j][0]
		for i, x := range source {
			rows[j][i+1] = m.T(y, x)
			sum += rows[j][i+1]
		}
		for i := range rows[j] {
			rows[j][i] /= sum
		}
	}
	return rows
}

// Best is the likeliest alignment: for each of the scored tokens the place of its source token, the first of equals; −1: of none.
func (m *IBM1) Best(source, scored []int32) []int {
	best := make([]int, len(scored))
	for j, row := range m.Align(source, scored) {
		for i, p := range row {
			if p > row[best[j]] {
				best[j] = i
			}
		}
		best[j]--
	}
	return best
}
