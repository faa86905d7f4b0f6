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
	Loss     float64 // nats per word of the exact posterior on the tags that are there, which chance makes more or less than Nats; NaN without tags
}

// Floors are those of sentences of the source: with what came before each word and the word itself, and with the whole
// sentence. NaN where a word is not the source's.
func (l Law) Floors(list []Sentence) (past, whole Floor) {
	n, index := 0.0, map[string]int{}
	for k, tag := range l.States {
		index[tag] = k
	}
	for _, s := range list {
		like, ok := l.Likelihoods(s.Words)
		if !ok {
			none := Floor{math.NaN(), math.NaN(), math.NaN()}
			return none, none
		}
		known, _ := l.Filter(like)
		for t, p := range l.Smooth(like) {
			n++
			k := -1
			if t < len(s.Tags) {
				if at, ok := index[s.Tags[t]]; ok {
					k = at
				}
			}
			past.add(known[t], k)
			whole.add(p, k)
		}
	}
	return past.over(n), whole.over(n)
}

// add adds a word with a posterior, whose tag is k (−1: not known).
func (f *Floor) add(p []float64, k int) {
	f.Nats, f.Accuracy = f.Nats+Entropy(p), f.Accuracy+p[Best(p)]
	if k < 0 {
		f.Loss = math.NaN()
		return
	}
	f.Loss -= math.Log(p[k])
}

func (f Floor) over(n float64) Floor { return Floor{f.Nats / n, f.Accuracy / n, f.Loss / n} }

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

// A Source is tagged sentences that come with the program. To add one, write its maker and a line in Sources.
type Source struct {
	Name  string // as in --dataset
	Title string // for people
	About string // what it is
	Shows string // what it is good for seeing, one sentence
	N     int    // sentences
	Law   *Law   // nil: not known
	make  func(seed uint64, n int) []Sentence
}

// Sources is the table of them, in the order of a menu.
var Sources = []Source{
	{Name: "weather", Title: "Weather", About: "an hourly log of words, made by a hidden Markov source of four states: calm, brewing, storm, clearing", N: 4000, Law: &Weather, make: Weather.Make,
		Shows: "What reading the future is worth: a storm that is brewing looks like calm until it is there."},
	{Name: "harbour", Title: "Harbour", About: "sentences about a harbour, most of whose words are of several kinds, tagged with parts of speech", N: 4000, make: Harbour,
		Shows: "That a word's neighbours say what it is: the tide tables the wreck."},
}

// Find looks a name up in the table.
func Find(name string) (Source, bool) {
	for _, s := range Sources {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// Load makes the source's sentences, always the same ones.
func (s Source) Load() []Sentence { return s.make(1, s.N) }
