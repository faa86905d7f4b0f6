package tagging

import (
	"math"
	"math/rand/v2"

	"unroll/core/random"
)

// A Law is a hidden Markov source with its tables: what each state shows is known too.
type Law struct {
	HMM
	States []string    // K, the tags
	Words  []string    // V
	Show   [][]float64 // K×V: P(x_t = v | z_t = k)
}

// Weather is a source: an hourly log of words from which a reader is to tell calm, brewing, storm and clearing weather apart.
// Brewing looks much like calm until the storm is there, so what comes after a word says more than what came before it;
// clearing looks like calm too, but comes after a storm.
var Weather = Law{
	HMM: HMM{
		Start: []float64{0.7, 0.1, 0.1, 0.1},
		Move:  [][]float64{{0.75, 0.25, 0, 0}, {0, 0.5, 0.5, 0}, {0, 0, 0.6, 0.4}, {0.5, 0, 0, 0.5}},
	},
	States: []string{"calm", "brewing", "storm", "clearing"},
	Words:  []string{"sun", "cloud", "gulls", "swell", "wind", "rain"},
	Show: [][]float64{
		{0.40, 0.30, 0.20, 0.05, 0.05, 0},
		{0.25, 0.35, 0.10, 0.20, 0.10, 0},
		{0, 0.05, 0, 0.10, 0.35, 0.50},
		{0.30, 0.35, 0.20, 0.10, 0.05, 0},
	},
}

// The lengths of a source's sentences, each as likely.
const (
	shortest = 5
	longest  = 25
)

// Make makes n sentences, the same for the same seed; the first of many are those of few.
func (l Law) Make(seed uint64, n int) []Sentence {
	rng := random.Stream(seed, "tagging source", 0)
	list := make([]Sentence, n)
	for i := range list {
		length := shortest + rng.IntN(longest-shortest+1)
		z := drawn(rng, l.Start)
		for t := range length {
			if t > 0 {
				z = drawn(rng, l.Move[z])
			}
			list[i].Words = append(list[i].Words, l.Words[drawn(rng, l.Show[z])])
			list[i].Tags = append(list[i].Tags, l.States[z])
		}
	}
	return list
}

func drawn(rng *rand.Rand, p []float64) int {
	u := rng.Float64()
	for k, v := range p {
		if u -= v; u < 0 {
			return k
		}
	}
	return Best(p)
}

// Likelihoods are P(x_t | z_t) of words, T×K. ok is false if there is a word that the source does not have.
func (l Law) Likelihoods(words []string) (like [][]float64, ok bool) {
	index := map[string]int{}
	for v, w := range l.Words {
		index[w] = v
	}
	for _, w := range words {
		v, found := index[w]
		if !found {
			return nil, false
		}
		row := make([]float64, len(l.States))
		for k := range row {
			row[k] = l.Show[k][v]
		}
		like = append(like, row)
	}
	return like, true
}

// A Floor is the best that anybody can do on some sentences.
type Floor struct {
	Nats     float64 // per word: the mean entropy of the exact posterior
	Accuracy float64 // expected, of its likeliest tag
}

// Floors are those of sentences of the source: with what came before each word and the word itself, and with the whole
// sentence. NaN where a word is not the source's.
func (l Law) Floors(list []Sentence) (past, whole Floor) {
	n := 0.0
	for _, s := range list {
		like, ok := l.Likelihoods(s.Words)
		if !ok {
			return Floor{math.NaN(), math.NaN()}, Floor{math.NaN(), math.NaN()}
		}
		known, _ := l.Filter(like)
		for t, p := range l.Smooth(like) {
			n++
			past.Nats, past.Accuracy = past.Nats+Entropy(known[t]), past.Accuracy+known[t][Best(known[t])]
			whole.Nats, whole.Accuracy = whole.Nats+Entropy(p), whole.Accuracy+p[Best(p)]
		}
	}
	return Floor{past.Nats / n, past.Accuracy / n}, Floor{whole.Nats / n, whole.Accuracy / n}
}

// Exact is the source's law as a tagger: by the whole sentence, or by the past only.
type Exact struct {
	Law
	PastOnly bool
}

// Tag is the exact posterior of each word.
func (e Exact) Tag(words []string) [][]float64 {
	like, _ := e.Likelihoods(words)
	if e.PastOnly {
		known, _ := e.Filter(like)
		return known
	}
	return e.Smooth(like)
}

// Best is the likeliest tag of each word, which makes the fewest errors.
func (e Exact) Best(words []string) []int { return bestOf(e.Tag(words)) }
